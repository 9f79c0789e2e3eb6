package io.github.cdkrouteserver.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * A Java runtime to measure.
 *
 * @param name what the tables call it
 * @param home where it is installed
 */
record Jdk(String name, Path home) {
    static Jdk at(Path home) throws IOException {
        Properties release = new Properties();
        try (InputStream in = Files.newInputStream(home.resolve("release"))) {
            release.load(in);
        }
        String version = release.getProperty("JAVA_VERSION", "?").replace("\"", "");
        return new Jdk("JDK " + version.replaceAll("[._+-].*", ""), home.toRealPath());
    }

    Path java() {
        return home.resolve(Path.of("bin", "java"));
    }
}
