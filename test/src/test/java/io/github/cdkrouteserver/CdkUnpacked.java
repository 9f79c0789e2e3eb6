package io.github.cdkrouteserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import software.amazon.awscdk.App;

/**
 * Lets jsii unpack CDK into its cache in one JVM at a time, before the first test.
 *
 * <p>The tests run in two, and jsii takes a lock of its own for abandoned after a few seconds: on a new machine both would
 * write the same files.
 */
public final class CdkUnpacked implements LauncherSessionListener {
    private static final Path LOCK = Path.of("target", "cdk-unpacked.lock");

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        try (FileChannel channel = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Until the channel is closed.
            channel.lock();
            new App();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
