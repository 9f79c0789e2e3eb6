package io.github.cdkrouteserver.handler.ec2;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sets up TLS while the rest of the function starts: the trust store alone takes as long as everything of the SDK.
 *
 * <p>It shakes hands with EC2 and hangs up, so that the session can be resumed. Nothing depends on it.
 */
final class TlsPriming implements Runnable {
    private static final int TIMEOUT_MILLIS = 3_000;
    private static final int HTTPS_PORT = 443;

    private final URI endpoint;

    private TlsPriming(URI endpoint) {
        this.endpoint = endpoint;
    }

    static void start(URI endpoint) {
        Thread thread = new Thread(new TlsPriming(endpoint), "tls-priming");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        SSLSocketFactory sockets = HttpsURLConnection.getDefaultSSLSocketFactory();
        if (endpoint == null || !"https".equals(endpoint.getScheme())) {
            return;
        }
        int port = endpoint.getPort() < 0 ? HTTPS_PORT : endpoint.getPort();
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(endpoint.getHost(), port), TIMEOUT_MILLIS);
            plain.setSoTimeout(TIMEOUT_MILLIS);
            try (SSLSocket secure = (SSLSocket) sockets.createSocket(plain, endpoint.getHost(), port, true)) {
                SSLParameters parameters = secure.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                secure.setSSLParameters(parameters);
                secure.startHandshake();
            }
        } catch (IOException e) {
            // The first call will meet the same, and is tried again.
            return;
        }
    }
}
