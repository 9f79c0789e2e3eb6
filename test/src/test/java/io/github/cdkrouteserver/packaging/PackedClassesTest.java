package io.github.cdkrouteserver.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdkrouteserver.RouteServer;
import java.io.File;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loader of the packaged handler, beside the classes of Lambda's runtime client. */
class PackedClassesTest {
    private static final String HANDLER = "io.github.cdkrouteserver.handler.";
    private static final int NEXT_IN_HASH = 31;

    @TempDir
    static Path folder;

    private static URLClassLoader lambda;
    private static ClassLoader packed;
    private static List<String> names;

    @BeforeAll
    static void load() throws Exception {
        Path jar = folder.resolve("handler.jar");
        try (InputStream in = RouteServer.class.getResourceAsStream("internal/route-server-handler.jar")) {
            Files.copy(in, jar);
        }
        List<URL> urls = new ArrayList<>(List.of(jar.toUri().toURL()));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.contains("aws-lambda-java-core")) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        lambda = new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
        Class<?> loader = lambda.loadClass(HANDLER + "PackedClasses");
        Method beside = loader.getDeclaredMethod("beside", Class.class);
        beside.setAccessible(true);
        packed = (ClassLoader) beside.invoke(null, loader);
        try (InputStream in = lambda.getResourceAsStream("handler.classes")) {
            names = PackedFile.classNames(in);
        }
    }

    @AfterAll
    static void close() throws Exception {
        lambda.close();
    }

    @Test
    void loadClass_ofEachPackedClass_findsItWhole() throws Exception {
        for (String name : names) {
            Class<?> type = packed.loadClass(name);
            assertThat(type.getClassLoader()).as(name).isSameAs(packed);
            // Fails where a class and the one around it disagree on their nesting.
            Class<?> around = type.getDeclaringClass();
            assertThat(around == null
                            || Arrays.asList(around.getDeclaredClasses()).contains(type))
                    .as(name)
                    .isTrue();
        }
    }

    @Test
    void loadClass_ofANestedClass_keepsItsSimpleName() throws Exception {
        assertThat(packed.loadClass(HANDLER + "core.ResourceRequest$Type").getSimpleName())
                .isEqualTo("Type");
    }

    @Test
    void loadClass_ofAnotherNameWithTheSameHash_doesNotTakeItForThePackedClass() {
        String name = HANDLER + "core.Lifecycle";
        char[] other = name.toCharArray();
        other[other.length - 2]--;
        other[other.length - 1] += NEXT_IN_HASH;
        String twin = new String(other);

        assertThat(twin.hashCode()).isEqualTo(name.hashCode());
        assertThatThrownBy(() -> packed.loadClass(twin)).isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void loadClass_ofWhatIsNotPacked_asksTheLoadersAbove() throws Exception {
        assertThat(packed.loadClass("java.lang.String")).isSameAs(String.class);
        assertThat(packed.loadClass(HANDLER + "PackedClasses").getClassLoader()).isSameAs(lambda);
        assertThatThrownBy(() -> packed.loadClass("java.no.such.Class")).isInstanceOf(ClassNotFoundException.class);
    }
}
