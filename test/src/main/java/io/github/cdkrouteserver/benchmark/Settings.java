package io.github.cdkrouteserver.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * @param also other builds of the handler to measure beside it, unpacked or not, by the name of their row
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
        Map<String, Path> also,
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
                also(System.getProperty("benchmark.also", "")),
                Path.of(System.getProperty("benchmark.work")),
                System.getProperty("benchmark.cdk"),
                System.getProperty("benchmark.javascript-sdk"));
    }

    private static Map<String, Path> also(String builds) {
        Map<String, Path> also = new LinkedHashMap<>();
        for (String build : builds.isEmpty() ? new String[0] : builds.split(",")) {
            int equals = build.indexOf('=');
            also.put(build.substring(0, equals), Path.of(build.substring(equals + 1)));
        }
        return also;
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
