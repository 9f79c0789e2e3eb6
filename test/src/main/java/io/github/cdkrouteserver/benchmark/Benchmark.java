package io.github.cdkrouteserver.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;

/** Prints what was measured, every row beside its peers in the same run. */
public final class Benchmark {
    private Benchmark() {}

    /**
     * Measures and prints.
     *
     * @param args none; see {@code docs/performance.md} for the properties
     * @throws IOException where something cannot be run
     * @throws InterruptedException where it is interrupted
     * @throws GeneralSecurityException where TLS cannot be set up
     */
    public static void main(String[] args) throws IOException, InterruptedException, GeneralSecurityException {
        Settings settings = Settings.read();
        Files.createDirectories(settings.work());
        TlsIdentity identity = TlsIdentity.create(settings.work().resolve("tls"));
        try (LocalCloud cloud = new LocalCloud(identity.serverContext())) {
            if (settings.tables().contains("cold") || settings.tables().contains("warm")) {
                Functions functions = new Functions(settings, identity, cloud);
                if (settings.tables().contains("cold")) {
                    functions.printCold();
                }
                if (settings.tables().contains("warm")) {
                    functions.printWarm();
                }
            }
        }
        if (settings.tables().contains("waiting")) {
            Waiting.print();
        }
        if (settings.tables().contains("synth")) {
            new Synthesis(settings.work(), settings.runs(), settings.handlerJar()).print();
        }
        if (settings.tables().contains("apps")) {
            new Synthesis(settings.work(), settings.runs(), settings.handlerJar()).printApps();
        }
    }
}
