package io.github.cdkrouteserver.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Lays functions out as Lambda unpacks them. */
final class Artifacts {
    private static final String CLASSES = "io/github/cdkrouteserver/benchmark/";

    private final Path work;

    Artifacts(Path work) {
        this.work = work;
    }

    /** A packaged handler. */
    Path handler(Path jar, String name) throws IOException {
        Path folder = fresh(name);
        unpack(jar, folder);
        return folder;
    }

    /** The handler's classes and all of its libraries, as they are. */
    Path unshrunkHandler() throws IOException {
        Path folder = fresh("handler-unshrunk");
        for (Path classes : Settings.classPath("/lambda/target/", "/route-server-handler")) {
            add(classes, folder);
        }
        libraries(folder);
        return folder;
    }

    Path floor() throws IOException {
        Path folder = fresh("floor");
        copyClass(FloorHandler.class, folder);
        return folder;
    }

    Path plain() throws IOException {
        Path folder = fresh("plain");
        copyClass(PlainHandler.class, folder);
        for (Path library : Settings.classPath("/com/fasterxml/jackson/core/")) {
            unpack(library, folder);
        }
        libraries(folder);
        return folder;
    }

    /** AwsCustomResource's handler, with the SDK that Lambda would have beside it. */
    Path awsCustomResource(String cdkVersion, String sdkVersion) throws IOException, InterruptedException {
        Path folder = work.resolve("aws-custom-resource");
        Path installed = NodePackages.install(
                folder,
                "aws-cdk-lib/custom-resource-handlers/dist/custom-resources/aws-custom-resource-handler/index.js",
                "aws-cdk-lib@" + cdkVersion,
                "@aws-sdk/client-ec2@" + sdkVersion);
        Files.write(folder.resolve("index.js"), Files.readAllBytes(installed));
        return folder;
    }

    /** The file that runs a Node function. */
    Path nodeRuntime() throws IOException {
        Path file = work.resolve("runtime.js");
        try (InputStream source = Artifacts.class.getResourceAsStream("runtime.js")) {
            Files.write(file, source.readAllBytes());
        }
        return file;
    }

    static String runtimeClientClassPath() {
        return String.join(
                java.io.File.pathSeparator,
                Settings.classPath(
                                "/aws-lambda-java-runtime-interface-client/",
                                "/aws-lambda-java-core/",
                                "/aws-lambda-java-serialization/",
                                "/awssdk/utils-lite/",
                                "/awssdk/annotations/")
                        .stream()
                        .map(Path::toString)
                        .toList());
    }

    private void libraries(Path folder) throws IOException {
        List<Path> libraries = new ArrayList<>(Settings.classPath(
                "/software/amazon/awssdk/",
                "/software/amazon/eventstream/",
                "/org/reactivestreams/",
                "/org/slf4j/slf4j-api/",
                "/com/fasterxml/jackson/core/jackson-core/"));
        for (Path library : libraries) {
            unpack(library, folder);
        }
    }

    private Path fresh(String name) throws IOException {
        Path folder = work.resolve(name);
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        return Files.createDirectories(folder);
    }

    private static void copyClass(Class<?> type, Path folder) throws IOException {
        String name = type.getSimpleName() + ".class";
        Path target = Files.createDirectories(folder.resolve(CLASSES)).resolve(name);
        try (InputStream source = type.getResourceAsStream(name)) {
            Files.write(target, source.readAllBytes());
        }
    }

    private static void add(Path classes, Path folder) throws IOException {
        if (Files.isRegularFile(classes)) {
            unpack(classes, folder);
            return;
        }
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve(classes.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.write(target, Files.readAllBytes(file));
            }
        }
    }

    private static void unpack(Path jar, Path folder) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!entry.isDirectory() && target.startsWith(folder)) {
                    Files.createDirectories(target.getParent());
                    Files.write(target, zip.readAllBytes());
                }
            }
        }
    }
}
