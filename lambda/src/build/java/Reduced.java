import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Takes out of a class what only compilers, debuggers and reflection on generic types read: a JVM that loads the class
 * reads it all the same. What a stack trace shows stays.
 */
final class Reduced {
    private Reduced() {}

    static void reduce(ClassNode node) {
        node.signature = null;
        node.visibleAnnotations = null;
        node.invisibleAnnotations = null;
        node.visibleTypeAnnotations = null;
        node.invisibleTypeAnnotations = null;
        // Others' nesting is told by themselves; its own is needed for its simple name.
        node.innerClasses.removeIf(inner -> !node.name.equals(inner.name) && !node.name.equals(inner.outerName));
        node.fields.forEach(Reduced::reduce);
        node.methods.forEach(Reduced::reduce);
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
        method.exceptions.clear();
    }
}
