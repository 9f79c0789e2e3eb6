package io.github.cdkrouteserver.localaws.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/** Finds AWS's Lambda runtime interface client among the classes of this JVM, to run it in another one. */
final class RuntimeClient {
    static final String MAIN_CLASS = AWSLambda.class.getName();

    /** The runtime client loads its native part from here, instead of from one path under /tmp for all processes. */
    static final String NATIVE_LIBRARY_PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private RuntimeClient() {}

    /** Returns the class path of the runtime client: as on Lambda, nothing else is in the parent class loader. */
    static String classPath() {
        Set<Path> jars = new LinkedHashSet<>();
        for (Class<?> type :
                List.of(AWSLambda.class, Context.class, PojoSerializer.class, SdkInternalThreadLocal.class)) {
            try {
                jars.add(Path.of(
                        type.getProtectionDomain().getCodeSource().getLocation().toURI()));
            } catch (URISyntaxException e) {
                throw new IllegalStateException("no path to the jar of " + type.getName(), e);
            }
        }
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Unpacks the native library for this machine into the directory and returns its path. */
    static Path unpackNativeLibrary(Path directory) {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (!os.contains("linux")) {
            throw new IllegalStateException(
                    "the Lambda runtime interface client runs on Linux only, and this is " + os + "; use a container");
        }
        String arch = System.getProperty("os.arch", "");
        String name = "libaws-lambda-jni.linux%s-%s.so"
                .formatted(
                        usesMusl() ? "_musl" : "",
                        arch.equals("aarch64") || arch.equals("arm64") ? "aarch_64" : "x86_64");
        Path target = directory.resolve(name);
        try (InputStream in = AWSLambda.class.getResourceAsStream("/jni/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the runtime interface client has no " + name);
            }
            Files.copy(in, target);
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean usesMusl() {
        try (Stream<Path> files = Files.list(Path.of("/lib"))) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith("ld-musl-"));
        } catch (IOException e) {
            return false;
        }
    }
}
