import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Takes out of library classes what a list names, so that the shrinker finds nothing that leads further from there. */
final class LeftOut {
    private record Rule(String action, String method, String replacement) {}

    private final Map<String, Map<String, Rule>> rules = new LinkedHashMap<>();

    private LeftOut() {}

    static LeftOut read(Path list) throws IOException {
        LeftOut leftOut = new LeftOut();
        for (String line : Files.readAllLines(list)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                List<String> words = List.of(line.trim().split(" +"));
                leftOut.rules
                        .computeIfAbsent(words.get(1).replace('.', '/') + ".class", key -> new LinkedHashMap<>())
                        .put(
                                words.get(2),
                                new Rule(words.get(0), words.get(2), words.get(words.size() - 1)));
            }
        }
        return leftOut;
    }

    /** The entries that a list says something about. */
    Set<String> entries() {
        return rules.keySet();
    }

    byte[] apply(String entry, byte[] content) {
        ClassNode node = new ClassNode();
        new ClassReader(content).accept(node, 0);
        for (Rule rule : rules.get(entry).values()) {
            List<MethodNode> methods = node.methods.stream()
                    .filter(method -> rule.method().equals("*")
                            ? (method.access & Opcodes.ACC_ABSTRACT) == 0
                            : method.name.equals(rule.method()))
                    .toList();
            if (methods.isEmpty()) {
                throw new IllegalStateException(entry + " has no " + rule.method() + ": bring left-out.txt up to date");
            }
            for (MethodNode method : methods) {
                switch (rule.action()) {
                    case "inherit" -> node.methods.remove(method);
                    case "refuse" -> refuse(method);
                    case "empty" -> empty(node, method);
                    case "instead" -> instead(method, rule.replacement().replace('.', '/'));
                    default -> throw new IllegalStateException("left-out.txt: " + rule.action());
                }
            }
        }
        // No frames to compute: what replaces a method has no branches.
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return writer.toByteArray();
    }

    private static void refuse(MethodNode method) {
        String exception = "java/lang/UnsupportedOperationException";
        InsnList code = new InsnList();
        code.add(new TypeInsnNode(Opcodes.NEW, exception));
        code.add(new InsnNode(Opcodes.DUP));
        code.add(new LdcInsnNode("left out of the handler's artifact"));
        code.add(new MethodInsnNode(Opcodes.INVOKESPECIAL, exception, "<init>", "(Ljava/lang/String;)V"));
        code.add(new InsnNode(Opcodes.ATHROW));
        replace(method, code);
    }

    private static void instead(MethodNode method, String replacement) {
        InsnList code = new InsnList();
        code.add(new TypeInsnNode(Opcodes.NEW, replacement));
        code.add(new InsnNode(Opcodes.DUP));
        code.add(new MethodInsnNode(Opcodes.INVOKESPECIAL, replacement, "<init>", "()V"));
        code.add(new InsnNode(Opcodes.ARETURN));
        replace(method, code);
    }

    private static void empty(ClassNode node, MethodNode method) {
        InsnList code = new InsnList();
        for (FieldNode field : node.fields) {
            if ((field.access & Opcodes.ACC_STATIC) != 0) {
                if (!field.desc.equals(Type.getDescriptor(Map.class))) {
                    throw new IllegalStateException(node.name + "." + field.name + " is no map");
                }
                code.add(new MethodInsnNode(
                        Opcodes.INVOKESTATIC, "java/util/Collections", "emptyMap", "()Ljava/util/Map;"));
                code.add(new FieldInsnNode(Opcodes.PUTSTATIC, node.name, field.name, field.desc));
            }
        }
        code.add(new InsnNode(Opcodes.RETURN));
        replace(method, code);
    }

    private static void replace(MethodNode method, InsnList code) {
        method.instructions = code;
        method.tryCatchBlocks.clear();
        method.localVariables = null;
    }
}
