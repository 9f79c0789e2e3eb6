import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.InstructionAdapter;
import org.objectweb.asm.commons.Method;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Turns lambda expressions into ordinary classes, one for each functional interface.
 *
 * <p>A JVM makes the class of a lambda expression when it first meets it, and a start of the handler meets hundreds of
 * them. Here each becomes an instance of the one class of its interface, told apart by a number; bodies stay where they
 * are, under their own names. What is not made by the plain lambda factory (serializable lambdas) is left alone.
 */
final class LambdaClasses {
    private static final String FACTORY = "java/lang/invoke/LambdaMetafactory";
    private static final String PACKAGE = "lambdas/";
    private static final Type OBJECT = Type.getType(Object.class);
    private static final String NUMBER = "number";
    private static final int GROUP = 16;

    private final Map<String, ClassNode> classes = new TreeMap<>();
    private final Map<String, List<Site>> sites = new TreeMap<>();
    private final Map<String, Integer> bridges = new HashMap<>();

    private record Site(Method method, Type instantiated, Handle body, Type[] captured) {}

    static Map<String, byte[]> convert(Map<String, byte[]> entries) {
        return new LambdaClasses().run(entries);
    }

    private Map<String, byte[]> run(Map<String, byte[]> entries) {
        Map<String, byte[]> converted = new TreeMap<>(entries);
        entries.forEach((name, content) -> {
            if (name.endsWith(".class")) {
                ClassNode node = new ClassNode();
                new ClassReader(content).accept(node, 0);
                classes.put(node.name, node);
            }
        });
        classes.values().forEach(this::convert);
        classes.forEach((name, node) -> converted.put(name + ".class", write(node)));
        sites.forEach((type, members) -> converted.put(PACKAGE + name(type) + ".class", generate(type, members)));
        return converted;
    }

    private static byte[] write(ClassNode node) {
        // A class that is called from the generated ones has to be visible from their package.
        node.access = (node.access & ~(Opcodes.ACC_PRIVATE | Opcodes.ACC_PROTECTED)) | Opcodes.ACC_PUBLIC;
        Reduced.reduce(node);
        ClassWriter writer = new ClassWriter(0);
        node.accept(writer);
        return writer.toByteArray();
    }

    private static String name(String type) {
        return type.replace('/', '_');
    }

    private void convert(ClassNode host) {
        for (MethodNode method : List.copyOf(host.methods)) {
            for (AbstractInsnNode instruction : method.instructions.toArray()) {
                if (instruction instanceof InvokeDynamicInsnNode dynamic
                        && dynamic.bsm.getOwner().equals(FACTORY)
                        && dynamic.bsm.getName().equals("metafactory")) {
                    convert(host, method, dynamic);
                }
            }
        }
    }

    private void convert(ClassNode host, MethodNode method, InvokeDynamicInsnNode dynamic) {
        String type = Type.getReturnType(dynamic.desc).getInternalName();
        Type[] captured = Type.getArgumentTypes(dynamic.desc);
        Handle body = reachable(host, (Handle) dynamic.bsmArgs[1]);
        List<Site> members = sites.computeIfAbsent(type, key -> new ArrayList<>());
        members.add(new Site(
                new Method(dynamic.name, ((Type) dynamic.bsmArgs[0]).getDescriptor()),
                (Type) dynamic.bsmArgs[2],
                body,
                captured));
        InsnList replacement = new InsnList();
        replacement.add(new LdcInsnNode(members.size() - 1));
        replacement.add(new MethodInsnNode(
                Opcodes.INVOKESTATIC, PACKAGE + name(type), "of", factory(type, captured).getDescriptor(), false));
        method.instructions.insert(dynamic, replacement);
        method.instructions.remove(dynamic);
        method.maxStack++;
    }

    private static Method factory(String type, Type[] captured) {
        Type[] parameters = new Type[captured.length + 1];
        for (int i = 0; i < captured.length; i++) {
            parameters[i] = isReference(captured[i]) ? OBJECT : captured[i];
        }
        parameters[captured.length] = Type.INT_TYPE;
        return new Method("of", Type.getObjectType(type), parameters);
    }

    private static boolean isReference(Type type) {
        return type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY;
    }

    /** A handle to the same code that a class of another package can call. */
    private Handle reachable(ClassNode host, Handle body) {
        ClassNode owner = classes.get(body.getOwner());
        MethodNode target = owner == null ? null : find(owner, body);
        if (target == null) {
            return body.getTag() == Opcodes.H_INVOKESPECIAL || body.getName().equals("clone")
                    ? bridge(host, body)
                    : inherited(host, body);
        }
        boolean isStatic = (target.access & Opcodes.ACC_STATIC) != 0;
        boolean isPrivate = (target.access & Opcodes.ACC_PRIVATE) != 0;
        if (isPrivate && (target.access & Opcodes.ACC_SYNTHETIC) != 0 && body.getName().startsWith("lambda$")) {
            if (!isStatic) {
                // The receiver becomes the first parameter, where it already was.
                target.access |= Opcodes.ACC_STATIC;
                target.desc = "(" + Type.getObjectType(owner.name).getDescriptor() + target.desc.substring(1);
                target.signature = null;
            }
            target.access = target.access & ~Opcodes.ACC_PRIVATE | Opcodes.ACC_PUBLIC;
            return new Handle(Opcodes.H_INVOKESTATIC, owner.name, target.name, target.desc, body.isInterface());
        }
        boolean isPublic = (target.access & Opcodes.ACC_PUBLIC) != 0;
        return isPublic && body.getTag() != Opcodes.H_INVOKESPECIAL ? body : bridge(host, body);
    }

    /** Methods that are inherited from a class outside the artifact are public, or else called through a bridge. */
    private Handle inherited(ClassNode host, Handle body) {
        return classes.containsKey(body.getOwner()) && body.getTag() != Opcodes.H_INVOKEINTERFACE
                ? bridge(host, body)
                : body;
    }

    private static MethodNode find(ClassNode owner, Handle handle) {
        return owner.methods.stream()
                .filter(method -> method.name.equals(handle.getName()) && method.desc.equals(handle.getDesc()))
                .findFirst()
                .orElse(null);
    }

    private Handle bridge(ClassNode host, Handle body) {
        String name = "lambda$reference$" + bridges.merge(host.name, 1, Integer::sum);
        Type[] parameters = parameters(body);
        Type result = result(body);
        String desc = Type.getMethodDescriptor(result, parameters);
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
        MethodNode bridge = new MethodNode(access, name, desc, null, null);
        InstructionAdapter code = new InstructionAdapter(bridge);
        if (body.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
            code.anew(result);
            code.dup();
        }
        int local = 0;
        for (Type parameter : parameters) {
            code.load(local, parameter);
            local += parameter.getSize();
        }
        call(bridge, body);
        code.areturn(result);
        bridge.maxLocals = local;
        bridge.maxStack = local + 2;
        host.methods.add(bridge);
        return new Handle(
                Opcodes.H_INVOKESTATIC, host.name, name, desc, (host.access & Opcodes.ACC_INTERFACE) != 0);
    }

    /** What has to lie on the stack for a call: the receiver, where there is one, and the arguments. */
    private static Type[] parameters(Handle handle) {
        Type[] arguments = Type.getArgumentTypes(handle.getDesc());
        if (handle.getTag() == Opcodes.H_INVOKESTATIC || handle.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
            return arguments;
        }
        Type[] parameters = new Type[arguments.length + 1];
        parameters[0] = Type.getObjectType(handle.getOwner());
        System.arraycopy(arguments, 0, parameters, 1, arguments.length);
        return parameters;
    }

    private static Type result(Handle handle) {
        return handle.getTag() == Opcodes.H_NEWINVOKESPECIAL
                ? Type.getObjectType(handle.getOwner())
                : Type.getReturnType(handle.getDesc());
    }

    private static void call(MethodVisitor code, Handle handle) {
        int opcode =
                switch (handle.getTag()) {
                    case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
                    case Opcodes.H_INVOKEVIRTUAL -> Opcodes.INVOKEVIRTUAL;
                    case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
                    default -> Opcodes.INVOKESPECIAL;
                };
        code.visitMethodInsn(opcode, handle.getOwner(), handle.getName(), handle.getDesc(), handle.isInterface());
    }

    private static byte[] generate(String type, List<Site> members) {
        Type self = Type.getObjectType(PACKAGE + name(type));
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
        writer.visit(Opcodes.V1_8, access, self.getInternalName(), null, "java/lang/Object", new String[] {type});
        int width = members.stream().mapToInt(site -> site.captured().length).max().orElse(0);
        writer.visitField(Opcodes.ACC_PRIVATE, NUMBER, "I", null, null).visitEnd();
        for (int i = 0; i < width; i++) {
            writer.visitField(Opcodes.ACC_PRIVATE, captured(i), OBJECT.getDescriptor(), null, null)
                    .visitEnd();
        }
        Method constructor = new Method("<init>", "()V");
        GeneratorAdapter init = adapter(writer, Opcodes.ACC_PRIVATE, constructor);
        init.loadThis();
        init.invokeConstructor(OBJECT, constructor);
        init.returnValue();
        init.endMethod();
        Set<Method> factories = new LinkedHashSet<>();
        Set<Method> methods = new LinkedHashSet<>();
        for (Site site : members) {
            factories.add(factory(type, site.captured()));
            methods.add(site.method());
        }
        factories.forEach(factory -> factory(writer, self, constructor, factory));
        methods.forEach(method -> dispatch(writer, self, method, members));
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static String captured(int index) {
        return "captured" + index;
    }

    private static GeneratorAdapter adapter(ClassWriter writer, int access, Method method) {
        MethodVisitor visitor = writer.visitMethod(access, method.getName(), method.getDescriptor(), null, null);
        GeneratorAdapter code = new GeneratorAdapter(visitor, access, method.getName(), method.getDescriptor());
        code.visitCode();
        return code;
    }

    private static void factory(ClassWriter writer, Type self, Method constructor, Method factory) {
        GeneratorAdapter code = adapter(writer, Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, factory);
        Type[] parameters = factory.getArgumentTypes();
        code.newInstance(self);
        code.dup();
        code.invokeConstructor(self, constructor);
        for (int i = 0; i < parameters.length; i++) {
            boolean isNumber = i == parameters.length - 1;
            code.dup();
            code.loadArg(i);
            if (!isNumber) {
                code.valueOf(parameters[i]);
            }
            code.putField(self, isNumber ? NUMBER : captured(i), isNumber ? Type.INT_TYPE : OBJECT);
        }
        code.returnValue();
        code.endMethod();
    }

    /** In two steps, since a method with a case for every lambda is so long that compiling it would cost the start. */
    private static void dispatch(ClassWriter writer, Type self, Method method, List<Site> members) {
        List<String> groups = new ArrayList<>();
        for (int from = 0; from < members.size(); from += GROUP) {
            Method group = new Method(method.getName() + '$' + groups.size(), method.getDescriptor());
            int to = Math.min(members.size(), from + GROUP);
            choose(adapter(writer, Opcodes.ACC_PRIVATE, group), self, method, from, to, 1, (code, number) -> {
                boolean isMember = members.get(number).method().equals(method);
                if (isMember) {
                    call(code, self, method, members.get(number));
                }
                return isMember;
            });
            groups.add(group.getName());
        }
        int end = groups.size() * GROUP;
        choose(adapter(writer, Opcodes.ACC_PUBLIC, method), self, method, 0, end, GROUP, (code, number) -> {
            code.loadThis();
            code.loadArgs();
            code.visitMethodInsn(
                    Opcodes.INVOKESPECIAL,
                    self.getInternalName(),
                    groups.get(number / GROUP),
                    method.getDescriptor(),
                    false);
            code.returnValue();
            return true;
        });
    }

    private interface Choice {
        boolean write(GeneratorAdapter code, int number);
    }

    private static void choose(
            GeneratorAdapter code, Type self, Method method, int from, int to, int step, Choice choice) {
        Object[] locals = locals(self, method);
        Label unknown = code.newLabel();
        Label[] labels = new Label[(to - from + step - 1) / step];
        Arrays.setAll(labels, i -> code.newLabel());
        code.loadThis();
        code.getField(self, NUMBER, Type.INT_TYPE);
        if (step > 1) {
            code.push(step);
            code.math(GeneratorAdapter.DIV, Type.INT_TYPE);
        }
        code.visitTableSwitchInsn(from / step, from / step + labels.length - 1, unknown, labels);
        for (int i = 0; i < labels.length; i++) {
            code.mark(labels[i]);
            code.visitFrame(Opcodes.F_NEW, locals.length, locals, 0, null);
            if (!choice.write(code, from + i * step)) {
                code.goTo(unknown);
            }
        }
        code.mark(unknown);
        code.visitFrame(Opcodes.F_NEW, locals.length, locals, 0, null);
        code.throwException(Type.getType(AssertionError.class), "no such lambda");
        code.endMethod();
    }

    private static Object[] locals(Type self, Method method) {
        List<Object> locals = new ArrayList<>(List.of(self.getInternalName()));
        for (Type argument : method.getArgumentTypes()) {
            locals.add(
                    switch (argument.getSort()) {
                        case Type.OBJECT, Type.ARRAY -> argument.getInternalName();
                        case Type.LONG -> Opcodes.LONG;
                        case Type.FLOAT -> Opcodes.FLOAT;
                        case Type.DOUBLE -> Opcodes.DOUBLE;
                        default -> Opcodes.INTEGER;
                    });
        }
        return locals.toArray();
    }

    private static void call(GeneratorAdapter code, Type self, Method method, Site site) {
        Handle body = site.body();
        Type[] wanted = parameters(body);
        if (body.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
            code.newInstance(Type.getObjectType(body.getOwner()));
            code.dup();
        }
        int next = 0;
        for (int i = 0; i < site.captured().length; i++) {
            code.loadThis();
            code.getField(self, captured(i), OBJECT);
            convert(code, OBJECT, isReference(wanted[next]) ? OBJECT : site.captured()[i], wanted[next]);
            next++;
        }
        Type[] given = method.getArgumentTypes();
        Type[] instantiated = site.instantiated().getArgumentTypes();
        for (int i = 0; i < given.length; i++) {
            code.loadArg(i);
            convert(code, given[i], instantiated[i], wanted[next++]);
        }
        call(code, body);
        Type result = result(body);
        if (method.getReturnType().getSort() == Type.VOID) {
            if (result.getSize() == 2) {
                code.pop2();
            } else if (result.getSize() == 1) {
                code.pop();
            }
        } else {
            convert(code, result, result, method.getReturnType());
        }
        code.returnValue();
    }

    /** Converts as the lambda factory does: casts, boxes, unboxes and widens. */
    private static void convert(GeneratorAdapter code, Type from, Type known, Type to) {
        if (from.equals(to)) {
            return;
        }
        if (isReference(from) && isReference(to)) {
            code.checkCast(to);
        } else if (isReference(to)) {
            code.valueOf(from);
        } else if (isReference(from)) {
            Type primitive = isReference(known) ? unboxed(known, to) : known;
            code.unbox(primitive);
            code.cast(primitive, to);
        } else {
            code.cast(from, to);
        }
    }

    private static Type unboxed(Type boxed, Type otherwise) {
        return switch (boxed.getInternalName()) {
            case "java/lang/Boolean" -> Type.BOOLEAN_TYPE;
            case "java/lang/Character" -> Type.CHAR_TYPE;
            case "java/lang/Byte" -> Type.BYTE_TYPE;
            case "java/lang/Short" -> Type.SHORT_TYPE;
            case "java/lang/Integer" -> Type.INT_TYPE;
            case "java/lang/Long" -> Type.LONG_TYPE;
            case "java/lang/Float" -> Type.FLOAT_TYPE;
            case "java/lang/Double" -> Type.DOUBLE_TYPE;
            default -> otherwise;
        };
    }
}
