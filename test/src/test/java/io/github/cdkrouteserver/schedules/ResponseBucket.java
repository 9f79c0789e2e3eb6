package io.github.cdkrouteserver.schedules;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Where the answers go; it refuses what a presigned URL would refuse. */
final class ResponseBucket implements AutoCloseable {
    /** Appears in every response URL, and must appear nowhere else. */
    static final String SIGNATURE = "X-Amz-Signature=5ec2e7";

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(ResponseBucket::daemon);
    private final Map<String, Delivery> deliveries = new ConcurrentHashMap<>();
    private final Consumer<String> violations;
    private final Supplier<Instant> now;

    ResponseBucket(Consumer<String> violations, Supplier<Instant> now) {
        this.violations = violations;
        this.now = now;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String url(String requestId, Instant signedAt) {
        String date = signedAt == null ? "" : "X-Amz-Date=" + DATE.format(signedAt) + "&";
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + requestId
                + "?X-Amz-Algorithm=AWS4-HMAC-SHA256&" + date + "X-Amz-Expires=7200&" + SIGNATURE + requestId;
    }

    void expect(Delivery delivery) {
        deliveries.put("/" + delivery.event.requestId, delivery);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Delivery delivery = deliveries.get(exchange.getRequestURI().getPath());
            String contentType = exchange.getRequestHeaders().getFirst("Content-Type");
            boolean signed = delivery != null
                    && exchange.getRequestMethod().equals("PUT")
                    && delivery.event.url.endsWith(exchange.getRequestURI().toString())
                    && (contentType == null || contentType.isBlank())
                    && exchange.getRequestHeaders().getFirst("Content-Length") != null;
            if (!signed) {
                violations.accept("the answer is not what the response URL was signed for");
                exchange.sendResponseHeaders(403, -1);
                return;
            }
            synchronized (delivery) {
                Delivery.Put put = delivery.nextPut();
                if (put.kept()) {
                    delivery.acceptedPuts++;
                    delivery.answeredAt = now.get();
                    delivery.event.bodies.add(body);
                    if (delivery.event.listening && delivery.event.answer == null) {
                        delivery.event.answer = Event.read(body);
                    }
                }
                if (put.status() != 0) {
                    exchange.sendResponseHeaders(put.status(), -1);
                }
            }
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "response-bucket");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
