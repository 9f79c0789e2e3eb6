package io.github.cdkrouteserver.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** The handler as a file, which is what CDK takes as an asset; in this library it is a class-path resource. */
final class HandlerJar {
    private static final String RESOURCE = "route-server-handler.jar";

    private HandlerJar() {}

    /** Path of the handler; the file is written once per JVM at most. */
    static Path path() {
        return Extracted.PATH;
    }

    static byte[] content() {
        try (InputStream in = HandlerJar.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the handler " + RESOURCE + " is missing beside "
                        + HandlerJar.class.getName() + " on the class path; the build of this library is incomplete");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the handler " + RESOURCE + " from the class path", e);
        }
    }

    /**
     * Writes the content to a file named after it, unless that file is there already.
     *
     * <p>The name keeps repeated synths from filling the directory. It is a checksum that the JVM has native code for,
     * since a synth meets this code uncompiled, and the content is compared whatever the name says. A directory for
     * temporary files is open to other users, though, so a file that is not this user's own is never taken, whatever it
     * holds: its owner could still change it before CDK copies it.
     */
    static Path extract(byte[] content, Path directory) {
        Path shared = directory.resolve("cdk-route-server-" + checksum(content) + ".jar");
        try {
            if (isOwn(shared) && Arrays.equals(Files.readAllBytes(shared), content)) {
                return shared;
            }
            Path own = Files.createTempFile(directory, "cdk-route-server-", ".jar");
            Files.write(own, content);
            return moveOrKeep(own, shared);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write the handler to " + directory + "; set java.io.tmpdir to a directory that is writable",
                    e);
        }
    }

    private static String checksum(byte[] content) {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        return HexFormat.of().toHexDigits((int) checksum.getValue());
    }

    private static Path moveOrKeep(Path own, Path shared) {
        try {
            return Files.move(own, shared, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // The name is taken by somebody else's file, or held open on Windows; this copy does as well.
            own.toFile().deleteOnExit();
            return own;
        }
    }

    private static boolean isOwn(Path file) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(file, LinkOption.NOFOLLOW_LINKS)
                            .equals(FileSystems.getDefault()
                                    .getUserPrincipalLookupService()
                                    .lookupPrincipalByName(System.getProperty("user.name")));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static final class Extracted {
        static final Path PATH = extract(content(), Path.of(System.getProperty("java.io.tmpdir")));
    }
}
