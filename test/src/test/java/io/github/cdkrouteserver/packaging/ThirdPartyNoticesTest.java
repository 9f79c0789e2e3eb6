package io.github.cdkrouteserver.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkrouteserver.RouteServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** Holds the notices against what the function's jar really bundles. */
class ThirdPartyNoticesTest {
    private static final String NOTICES = "META-INF/THIRD-PARTY-NOTICES";
    private static final Pattern MODULES = Pattern.compile("^Modules: (.*(?:\n  .*)*)", Pattern.MULTILINE);

    @Test
    void notices_always_nameTheModulesOfEveryBundledClassAndNoOther() throws IOException {
        Set<String> named = namedModules();
        Set<String> bundled = new TreeSet<>();
        Set<String> unnamed = new TreeSet<>();
        for (String name : handlerEntries()) {
            if (name.endsWith(".class") && !isOwn(name)) {
                Set<String> owners = modulesWith(name);
                bundled.addAll(owners);
                if (Collections.disjoint(owners, named)) {
                    unnamed.add(owners + " has " + name);
                }
            }
        }

        assertThat(unnamed)
                .as("missing in lambda/src/main/resources/" + NOTICES)
                .isEmpty();
        assertThat(bundled).as("bundled").containsAll(named);
    }

    @Test
    void notices_inTheFunction_areThoseOfTheConstructs() throws IOException {
        assertThat(handlerEntries()).contains(NOTICES);
        assertThat(Arrays.asList(NOTICES, "META-INF/LICENSE"))
                .allSatisfy(name ->
                        assertThat(RouteServer.class.getResource("/" + name)).isNotNull());
    }

    /** Classes of this project, and those that its build makes of lambda expressions. */
    private static boolean isOwn(String classFile) {
        return classFile.startsWith("io/github/cdkrouteserver/") || classFile.startsWith("lambdas/");
    }

    private static Set<String> namedModules() {
        Set<String> modules = new HashSet<>();
        Matcher matcher = MODULES.matcher(resource("/" + NOTICES));
        while (matcher.find()) {
            modules.addAll(List.of(matcher.group(1).strip().split("[,\\s]+")));
        }
        assertThat(modules).contains("ec2", "jackson-core", "utils-lite");
        return modules;
    }

    private static String resource(String name) {
        try (InputStream in = RouteServer.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }

    private static Set<String> handlerEntries() throws IOException {
        Set<String> names = new TreeSet<>();
        try (InputStream jar = RouteServer.class.getResourceAsStream("internal/route-server-handler.jar");
                ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar.readAllBytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                if (entry.getName().equals("handler.classes")) {
                    for (String name : PackedFile.classNames(zip)) {
                        names.add(name.replace('.', '/') + ".class");
                    }
                }
            }
        }
        return names;
    }

    private static Set<String> modulesWith(String classFile) throws IOException {
        String outermost = classFile.replaceFirst("(\\$.*)?\\.class$", ".class");
        Set<String> modules = new TreeSet<>();
        for (URL url : Collections.list(RouteServer.class.getClassLoader().getResources(outermost))) {
            modules.add(module(url.getPath().replaceFirst("!.*", "")));
        }
        return modules;
    }

    /** Module of a file in a Maven repository: the folder above that of the version. */
    private static String module(String file) {
        Path path = Path.of(file);
        return path.getNameCount() < 3
                ? file
                : path.getName(path.getNameCount() - 3).toString();
    }
}
