package io.github.cdkrouteserver.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Security;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate for this machine, and trust stores that hold it beside everything a JDK trusts by itself. */
final class TlsIdentity {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String ALIAS = "local";

    private final KeyStore keys;
    private final Path folder;

    private TlsIdentity(KeyStore keys, Path folder) {
        this.keys = keys;
        this.folder = folder;
    }

    static TlsIdentity create(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        // Read when a store is written: a store that is encrypted takes longer to open than the JDK's own, which is
        // not.
        Security.setProperty("keystore.pkcs12.certProtectionAlgorithm", "NONE");
        Security.setProperty("keystore.pkcs12.macAlgorithm", "NONE");
        Files.createDirectories(folder);
        Path file = folder.resolve("keys.p12");
        Files.deleteIfExists(file);
        Commands.run(
                folder,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-ext",
                        "bc:c=ca:true",
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD)));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return new TlsIdentity(keys, folder);
    }

    SSLContext serverContext() throws GeneralSecurityException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    Path pem() throws GeneralSecurityException, IOException {
        Path pem = folder.resolve("ca.pem");
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(certificate().getEncoded());
        Files.writeString(
                pem,
                "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n",
                StandardCharsets.US_ASCII);
        return pem;
    }

    /** The trust store of a JDK, in its own format, with this certificate added. */
    Path trustStore(Jdk jdk) throws GeneralSecurityException, IOException {
        Path own = jdk.home().resolve(Path.of("lib", "security", "cacerts"));
        KeyStore store = KeyStore.getInstance(own.toFile(), PASSWORD);
        store.setCertificateEntry(ALIAS, certificate());
        Path file = folder.resolve("cacerts-" + jdk.name());
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        }
        return file;
    }

    private Certificate certificate() throws GeneralSecurityException {
        return keys.getCertificate(ALIAS);
    }
}
