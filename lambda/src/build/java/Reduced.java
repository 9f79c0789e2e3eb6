import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.RecordComponentNode;

/**
 * Takes out of a class what only compilers, debuggers and reflection on types, annotations and parameters read: a JVM that
 * loads the class reads it all the same. What a stack trace shows stays, and what a class says of its simple name.
 */
final class Reduced {
    private Reduced() {}

    static void reduce(ClassNode node) {
        node.signature = null;
        node.visibleAnnotations = null;
        node.invisibleAnnotations = null;
        node.visibleTypeAnnotations = null;
        node.invisibleTypeAnnotations = null;
        // The JVM compares what a class and the one around it say of their nesting. What others say does not matter.
        node.innerClasses.removeIf(inner -> !inner.name.equals(node.name) && !inner.name.startsWith(node.name + '$'));
        if (node.recordComponents != null) {
            node.recordComponents.forEach(Reduced::reduce);
        }
        node.fields.forEach(Reduced::reduce);
        node.methods.forEach(Reduced::reduce);
    }

    private static void reduce(RecordComponentNode component) {
        component.signature = null;
        component.visibleAnnotations = null;
        component.invisibleAnnotations = null;
        component.visibleTypeAnnotations = null;
        component.invisibleTypeAnnotations = null;
    }

    private static void reduce(FieldNode field) {
        field.signature = null;
        field.visibleAnnotations = null;
        field.invisibleAnnotations = null;
        field.visibleTypeAnnotations = null;
        field.invisibleTypeAnnotations = null;
    }

    private static void reduce(MethodNode method) {
        method.signature = null;
        method.parameters = null;
        method.localVariables = null;
        method.visibleAnnotations = null;
        method.invisibleAnnotations = null;
        method.visibleTypeAnnotations = null;
        method.invisibleTypeAnnotations = null;
        method.visibleParameterAnnotations = null;
        method.invisibleParameterAnnotations = null;
        method.visibleLocalVariableAnnotations = null;
        method.invisibleLocalVariableAnnotations = null;
        // They would be missed by a dynamic proxy, of which the handler has none.
        method.exceptions.clear();
    }
}
