import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import proguard.Configuration;
import proguard.ConfigurationParser;
import proguard.ProGuard;

/**
 * Makes route-server-handler.jar: the handler's classes and what they use of the libraries, nothing else.
 *
 * <p>Run by the build with the target folder, the folder of these build steps, the run-time class path and the compile
 * class path. Does nothing where neither what these name nor the JDK nor the tools on its own class path changed. The jar
 * depends on its contents only: entries are sorted and carry no time.
 */
public final class ShrinkHandler {
    private static final Pattern LEGAL = Pattern.compile("META-INF/([A-Za-z0-9]+-)*(LICENSE|NOTICE)([.]txt)?");
    private static final String THIRD_PARTY_NOTICES = "META-INF/THIRD-PARTY-NOTICES";

    /** The entry and what it needs, and what Lambda's own loader has to share with its runtime client. */
    private static final Pattern UNPACKED = Pattern.compile("io/github/cdkrouteserver/handler/"
            + "(RouteServerHandler|PackedClasses|ec2/TlsPriming)[.$]|software/amazon/awssdk/utilslite/");

    private static final int INDEX_COLUMNS = 5;

    private ShrinkHandler() {}

    public static void main(String[] args) throws Exception {
        Path target = Path.of(args[0]);
        Path steps = Path.of(args[1]);
        List<Path> inputs = paths(args[2]);
        List<Path> libraries = new ArrayList<>(paths(args[3]));
        libraries.removeAll(inputs);
        Path jar = target.resolve("route-server-handler.jar");
        Path stamp = target.resolve("route-server-handler.inputs");
        String fingerprint = fingerprint(steps, inputs, libraries);
        if (Files.exists(jar) && Files.exists(stamp) && Files.readString(stamp).equals(fingerprint)) {
            return;
        }
        Path jdk = target.resolve("jdk-" + Runtime.version() + ".jar");
        if (!Files.exists(jdk)) {
            exportJdk(jdk);
        }
        Path shrunk = target.resolve("route-server-handler.shrunk.jar");
        Path patched = target.resolve("route-server-handler.patched.jar");
        LeftOut leftOut = LeftOut.read(steps.resolve(Path.of("shrink", "left-out.txt")));
        write(patched, patched(inputs, leftOut));
        shrink(steps.resolve(Path.of("shrink", "handler.pro")), inputs, patched, leftOut, libraries, jdk, shrunk);
        Map<String, byte[]> entries = new TreeMap<>(LambdaClasses.convert(read(shrunk, name -> true)));
        Map<String, byte[]> packed = pack(entries);
        packed.putAll(legalTexts(inputs));
        write(jar, packed);
        Files.delete(shrunk);
        Files.delete(patched);
        Files.writeString(stamp, fingerprint);
    }

    private static List<Path> paths(String classPath) {
        Set<Path> paths = new LinkedHashSet<>();
        for (String path : classPath.split(File.pathSeparator)) {
            paths.add(Path.of(path));
        }
        return List.copyOf(paths);
    }

    private static String fingerprint(Path steps, List<Path> inputs, List<Path> libraries) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
        List<Path> all = new ArrayList<>(inputs);
        all.addAll(libraries);
        all.add(steps);
        // ProGuard, ASM and what they need: another version of them makes another jar.
        all.addAll(paths(System.getProperty("java.class.path")));
        for (Path input : all) {
            for (Path file : files(input)) {
                digest.update(input.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static List<Path> files(Path input) throws IOException {
        try (Stream<Path> walk = Files.walk(input)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** JDKs from 24 on may come without jmod files, but every JDK can show its own modules. */
    private static void exportJdk(Path jdk) throws IOException {
        FileSystem modules = FileSystems.getFileSystem(URI.create("jrt:/"));
        Path partial = jdk.resolveSibling(jdk.getFileName() + ".part");
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(partial));
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.setLevel(0);
            for (String module : List.of("java.base", "java.logging", "java.xml", "java.net.http", "java.desktop",
                    "java.sql", "java.naming", "java.management", "java.security.sasl", "java.security.jgss")) {
                Path root = modules.getPath("modules", module);
                if (!Files.exists(root)) {
                    continue;
                }
                try (Stream<Path> walk = Files.walk(root)) {
                    for (Path path : (Iterable<Path>) walk.filter(ShrinkHandler::isClass)::iterator) {
                        zip.putNextEntry(new ZipEntry(root.relativize(path).toString()));
                        zip.write(Files.readAllBytes(path));
                        zip.closeEntry();
                    }
                }
            }
        }
        Files.move(partial, jdk);
    }

    private static boolean isClass(Path path) {
        String name = path.toString();
        return name.endsWith(".class") && !name.endsWith("module-info.class");
    }

    /** The classes that code is left out of. */
    private static Map<String, byte[]> patched(List<Path> inputs, LeftOut leftOut) throws IOException {
        Map<String, byte[]> patched = new TreeMap<>();
        for (Path input : inputs) {
            if (Files.isRegularFile(input)) {
                read(input, leftOut.entries()::contains)
                        .forEach((name, content) -> patched.put(name, leftOut.apply(name, content)));
            }
        }
        if (!patched.keySet().equals(leftOut.entries())) {
            throw new IllegalStateException("left-out.txt names classes that are not there; there are " + patched.keySet());
        }
        return patched;
    }

    private static Map<String, byte[]> legalTexts(List<Path> inputs) throws IOException {
        Map<String, byte[]> texts = new TreeMap<>();
        for (Path input : inputs) {
            if (Files.isRegularFile(input)) {
                read(input, name -> LEGAL.matcher(name).matches()).forEach(texts::putIfAbsent);
            } else if (Files.exists(input.resolve(THIRD_PARTY_NOTICES))) {
                texts.put(THIRD_PARTY_NOTICES, Files.readAllBytes(input.resolve(THIRD_PARTY_NOTICES)));
            }
        }
        return texts;
    }

    private static void shrink(
            Path configurationFile,
            List<Path> inputs,
            Path patched,
            LeftOut leftOut,
            List<Path> libraries,
            Path jdk,
            Path output)
            throws Exception {
        StringBuilder filter = new StringBuilder("(!META-INF/**,!module-info.class,");
        leftOut.entries().forEach(entry -> filter.append('!').append(entry).append(','));
        filter.append("**.class)");
        List<String> arguments = new ArrayList<>(List.of("-injars", "'" + patched + "'"));
        for (Path input : inputs) {
            arguments.add("-injars");
            arguments.add("'" + input + "'" + filter);
        }
        arguments.add("-outjars");
        arguments.add("'" + output + "'");
        for (Path library : libraries) {
            arguments.add("-libraryjars");
            arguments.add("'" + library + "'");
        }
        arguments.add("-libraryjars");
        arguments.add("'" + jdk + "'");
        arguments.add("-include");
        arguments.add("'" + configurationFile + "'");
        Configuration configuration = new Configuration();
        try (ConfigurationParser parser =
                new ConfigurationParser(arguments.toArray(new String[0]), System.getProperties())) {
            parser.parse(configuration);
        }
        new ProGuard(configuration).execute();
    }

    /**
     * Puts all classes into the one file that PackedClasses reads, save those that have to be found without it.
     *
     * <p>First how long the rest is and the number of classes; then the hashes of their names in order, where each name is,
     * how long it is, where its class is, how long that is; then names and classes.
     */
    private static Map<String, byte[]> pack(Map<String, byte[]> entries) throws IOException {
        Map<String, byte[]> packed = new TreeMap<>();
        Map<Integer, int[]> places = new TreeMap<>();
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        ByteArrayOutputStream classes = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            byte[] content = entry.getValue();
            if (UNPACKED.matcher(entry.getKey()).lookingAt()) {
                packed.put(entry.getKey(), content);
                continue;
            }
            String name = entry.getKey().substring(0, entry.getKey().length() - ".class".length()).replace('/', '.');
            if (!StandardCharsets.US_ASCII.newEncoder().canEncode(name)) {
                throw new IllegalStateException(name + " is not ASCII, which PackedClasses takes it for");
            }
            int[] place = {names.size(), name.length(), classes.size(), content.length};
            if (places.put(name.hashCode(), place) != null) {
                throw new IllegalStateException(name + " has the hash of another class; PackedClasses tells them by it");
            }
            names.write(name.getBytes(StandardCharsets.US_ASCII));
            classes.write(content);
        }
        int namesStart = Integer.BYTES * INDEX_COLUMNS * places.size();
        int classesStart = namesStart + names.size();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(file)) {
            out.writeInt(classesStart + classes.size());
            out.writeInt(places.size());
            writeColumn(out, places.keySet(), hash -> hash);
            writeColumn(out, places.values(), place -> namesStart + place[0]);
            writeColumn(out, places.values(), place -> place[1]);
            writeColumn(out, places.values(), place -> classesStart + place[2]);
            writeColumn(out, places.values(), place -> place[3]);
            names.writeTo(out);
            classes.writeTo(out);
        }
        packed.put("handler.classes", file.toByteArray());
        return packed;
    }

    private static <T> void writeColumn(DataOutputStream out, Collection<T> rows, ToIntFunction<T> column)
            throws IOException {
        for (T row : rows) {
            out.writeInt(column.applyAsInt(row));
        }
    }

    private static Map<String, byte[]> read(Path jar, Predicate<String> wanted) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                if (!entry.isDirectory() && wanted.test(entry.getName())) {
                    try (InputStream content = zip.getInputStream(entry)) {
                        entries.put(entry.getName(), content.readAllBytes());
                    }
                }
            }
        }
        return entries;
    }

    private static void write(Path jar, Map<String, byte[]> entries) throws IOException {
        Path partial = jar.resolveSibling(jar.getFileName() + ".part");
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(partial));
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            for (Map.Entry<String, byte[]> content : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(content.getKey());
                // The first moment that a zip can hold, written without a time zone.
                entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(content.getValue());
                zip.closeEntry();
            }
        }
        Files.move(partial, jar, StandardCopyOption.REPLACE_EXISTING);
    }
}
