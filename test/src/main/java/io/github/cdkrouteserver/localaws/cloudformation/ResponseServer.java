package io.github.cdkrouteserver.localaws.cloudformation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The bucket behind the response URLs.
 *
 * <p>As strict as a presigned URL: the signed query, the method PUT, an empty content type and a length, or nothing is
 * stored. The first body stored for a request is its answer; later ones are recorded only.
 */
final class ResponseServer implements AutoCloseable {
    private static final DateTimeFormatter AMZ_DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final HttpServer server;
    private final Map<String, CustomResourceExchange> exchanges = new ConcurrentHashMap<>();
    private final AtomicReference<Supplier<PutFault>> faults = new AtomicReference<>(() -> null);

    ResponseServer(Executor executor) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Returns a URL for the request's answer; {@link #expect} makes it work. */
    String presign(StackIdentity stack, String logicalId, String requestId) {
        return "http://%s:%d/%s?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=%s&X-Amz-SignedHeaders=host&X-Amz-Expires=7200&X-Amz-Signature=%s"
                .formatted(
                        server.getAddress().getAddress().getHostAddress(),
                        server.getAddress().getPort(),
                        URLEncoder.encode(stack.stackId() + "|" + logicalId + "|" + requestId, StandardCharsets.UTF_8),
                        AMZ_DATE.format(Instant.now()),
                        (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", ""));
    }

    /** Takes answers to the request from now on; those that come after the first are recorded only. */
    void expect(CustomResourceExchange exchange) {
        String url = exchange.request().path("ResponseURL").asText();
        exchanges.put(url.substring(url.indexOf('/', "http://".length())), exchange);
    }

    /** Sets what goes wrong with each answer; the supplier returns null where nothing does. */
    void faults(Supplier<PutFault> supplier) {
        faults.set(supplier);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange http) throws IOException {
        try (http) {
            String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            CustomResourceExchange exchange = exchanges.get(http.getRequestURI().toASCIIString());
            if (exchange == null) {
                reply(http, 403, "SignatureDoesNotMatch");
                return;
            }
            String contentType = http.getRequestHeaders().getFirst("Content-Type");
            int status = status(http, contentType);
            PutFault fault = status == 200 ? faults.get().get() : null;
            boolean counted = status == 200
                    && (fault == null || fault.stored())
                    && !exchange.future().isDone();
            int answered = fault == null ? status : fault.status();
            exchange.record(new PutAttempt(
                    Instant.now(),
                    http.getRequestMethod(),
                    contentType == null ? "" : contentType,
                    body,
                    answered,
                    counted));
            if (answered != 0) {
                reply(http, answered, answered == 200 ? "" : "SlowDown");
            }
            if (counted) {
                exchange.future().complete(body);
            }
        }
    }

    private static int status(HttpExchange http, String contentType) {
        if (!http.getRequestMethod().equals("PUT") || (contentType != null && !contentType.isBlank())) {
            return 403;
        }
        return http.getRequestHeaders().containsKey("Content-Length") ? 200 : 411;
    }

    private static void reply(HttpExchange http, int status, String code) throws IOException {
        byte[] body = status == 200
                ? new byte[0]
                : ("<Error><Code>" + code + "</Code></Error>").getBytes(StandardCharsets.UTF_8);
        http.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        http.getResponseBody().write(body);
        http.getResponseBody().flush();
    }
}
