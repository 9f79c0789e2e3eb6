package io.github.cdkrouteserver.handler.ec2;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sets up TLS while the rest of the function starts: the trust store alone takes as long as everything of the SDK.
 *
 * <p>It shakes hands with EC2 and hangs up, so that the session can be resumed. Nothing depends on it.
 */
public final class TlsPriming implements Runnable {
    private static final int TIMEOUT_MILLIS = 3_000;
    private static final int HTTPS_PORT = 443;
    private static final String[] OVERRIDES = {"AWS_ENDPOINT_URL_EC2", "AWS_ENDPOINT_URL"};

    private final Map<String, String> environment;

    private TlsPriming(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Starts setting up TLS on a thread of its own.
     *
     * @param environment the environment variables that Lambda gives a function
     */
    public static void start(Map<String, String> environment) {
        Thread thread = new Thread(new TlsPriming(environment), "tls-priming");
        thread.setDaemon(true);
        thread.start();
    }

    /** The endpoint that an environment most probably leads to, or null where that would take a look-up. */
    static URI guess(Map<String, String> environment) {
        for (String override : OVERRIDES) {
            if (environment.containsKey(override)) {
                return URI.create(environment.get(override));
            }
        }
        String url = CommercialRegions.endpoint(environment.getOrDefault("AWS_REGION", ""));
        return url == null ? null : URI.create(url);
    }

    @Override
    public void run() {
        SSLSocketFactory sockets = HttpsURLConnection.getDefaultSSLSocketFactory();
        URI endpoint = guess(environment);
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
