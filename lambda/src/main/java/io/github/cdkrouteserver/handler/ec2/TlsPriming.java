package io.github.cdkrouteserver.handler.ec2;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;

/**
 * Sets up TLS while the rest of the function starts: that takes as long as everything of the SDK.
 *
 * <p>How a handshake begins needs no trust store, so that the two are loaded side by side. Nothing is sent, and nothing
 * depends on it.
 */
public final class TlsPriming {
    private static final long LONGEST_MILLIS = 3_000;

    private final Thread trustStore;

    private TlsPriming(Thread trustStore) {
        this.trustStore = trustStore;
    }

    /**
     * Starts setting up TLS on threads of its own.
     *
     * @return what has been started
     */
    public static TlsPriming start() {
        TlsPriming priming = new TlsPriming(start(new TrustStore(), "tls-trust-store"));
        start(new Hello(), "tls-hello");
        return priming;
    }

    private static Thread start(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Waits until the trust store is loaded, which takes longest, or for three seconds. */
    public void await() {
        try {
            trustStore.join(LONGEST_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // Classes, not lambda expressions: the build puts those among the packed classes, which are read later.

    private static final class TrustStore implements Runnable {
        @Override
        public void run() {
            HttpsURLConnection.getDefaultSSLSocketFactory();
        }
    }

    private static final class Hello implements Runnable {
        @Override
        public void run() {
            try {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(new KeyManager[0], new TrustManager[0], null);
                SSLEngine engine = context.createSSLEngine();
                engine.setUseClientMode(true);
                engine.wrap(
                        ByteBuffer.allocate(0),
                        ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
            } catch (GeneralSecurityException | SSLException | RuntimeException e) {
                // The first call will meet the same, and its failure is told.
                return;
            }
        }
    }
}
