package io.github.cdkrouteserver.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What to measure, from system properties.
 *
 * @param runs how often each row of a table is measured
 * @param invocations how many requests a warm function handles
 * @param tables which tables to print
 * @param jdks the Java runtimes to measure
 * @param handlerJar the packaged handler
 * @param work where files may be put
 * @param cdkVersion of npm's aws-cdk-lib
 * @param javaScriptSdkVersion of npm's AWS SDK
 */
record Settings(
        int runs,
        int invocations,
        Set<String> tables,
        List<Jdk> jdks,
        Path handlerJar,
        Path work,
        String cdkVersion,
        String javaScriptSdkVersion) {
    /** The oldest Java that Lambda runs this on, and the one that it runs on by default. */
    private static final Set<String> JDKS = Set.of("JDK 17", "JDK 25");

    static Settings read() throws IOException {
        return new Settings(
                Integer.getInteger("benchmark.runs"),
                Integer.getInteger("benchmark.invocations"),
                Set.of(System.getProperty("benchmark.tables").split(",")),
                jdks(System.getProperty("benchmark.jdks", "")),
                Path.of(System.getProperty("benchmark.handler")).toRealPath(),
                Path.of(System.getProperty("benchmark.work")),
                System.getProperty("benchmark.cdk"),
                System.getProperty("benchmark.javascript-sdk"));
    }

    private static List<Jdk> jdks(String homes) throws IOException {
        List<Jdk> jdks = new ArrayList<>();
        if (!homes.isEmpty()) {
            for (String home : homes.split(File.pathSeparator)) {
                jdks.add(Jdk.at(Path.of(home)));
            }
            return jdks;
        }
        Jdk own = Jdk.at(Path.of(System.getProperty("java.home")));
        jdks.add(own);
        try (Stream<Path> neighbours = Files.list(own.home().getParent())) {
            for (Path neighbour : neighbours.sorted().toList()) {
                if (Files.exists(neighbour.resolve("release")) && Files.exists(neighbour.resolve("bin/java"))) {
                    Jdk jdk = Jdk.at(neighbour);
                    boolean isNew =
                            jdks.stream().noneMatch(known -> known.name().equals(jdk.name()));
                    if (isNew && JDKS.contains(jdk.name())) {
                        jdks.add(jdk);
                    }
                }
            }
        }
        return jdks;
    }

    /** Entries of this program's class path whose path contains one of some texts. */
    static List<Path> classPath(String... parts) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Arrays.stream(parts)
                        .anyMatch(part -> entry.replace(File.separatorChar, '/').contains(part)))
                .map(Path::of)
                .toList();
    }
}
