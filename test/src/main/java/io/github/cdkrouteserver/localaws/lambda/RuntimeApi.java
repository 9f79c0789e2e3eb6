package io.github.cdkrouteserver.localaws.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Lambda's Runtime API for one process.
 *
 * <p>Each process has a server of its own, so that a request for the next event that a killed process left behind can
 * never swallow an event meant for its successor.
 */
final class RuntimeApi implements AutoCloseable {
    private static final String PREFIX = "/2018-06-01/runtime/";

    private final HttpServer server;
    private final BlockingQueue<Delivery> next = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> initError = new CompletableFuture<>();
    private volatile Delivery current;

    RuntimeApi(ExecutorService executor) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(executor);
        server.createContext(PREFIX, this::handle);
        server.start();
    }

    String address() {
        return server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
    }

    CompletableFuture<String> initError() {
        return initError;
    }

    void offer(Delivery delivery) {
        next.add(delivery);
    }

    @Override
    public void close() {
        // A waiting request holds a thread of the shared pool until it gets something.
        next.add(Delivery.none());
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(PREFIX.length());
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (path.equals("invocation/next")) {
                sendNext(exchange);
            } else if (path.equals("init/error")) {
                initError.complete(body);
                reply(exchange, 202, "{\"status\":\"OK\"}");
            } else if (path.matches("invocation/[^/]+/(response|error)")) {
                String[] parts = path.split("/");
                accept(exchange, parts[1], parts[2].equals("response"), body);
            } else {
                reply(exchange, 404, "{\"errorType\":\"NotFound\"}");
            }
        }
    }

    private void sendNext(HttpExchange exchange) throws IOException {
        Delivery delivery;
        try {
            delivery = next.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (delivery.isNone()) {
            return;
        }
        current = delivery;
        long deadline = System.currentTimeMillis() + delivery.timeLimit().toMillis();
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", delivery.requestId());
        headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(deadline));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", delivery.functionArn());
        headers.set("Lambda-Runtime-Trace-Id", delivery.traceId());
        headers.set("Content-Type", "application/json");
        delivery.taken().complete(null);
        reply(exchange, 200, delivery.payload());
    }

    private void accept(HttpExchange exchange, String requestId, boolean success, String body) throws IOException {
        Delivery delivery = current;
        if (delivery == null || !delivery.requestId().equals(requestId)) {
            reply(exchange, 400, "{\"errorType\":\"InvalidRequestID\"}");
            return;
        }
        // The reply goes out first: whoever waits for the answer may end the process at once.
        reply(exchange, 202, "{\"status\":\"OK\"}");
        delivery.answer(success ? InvocationResult.Kind.SUCCESS : InvocationResult.Kind.FUNCTION_ERROR, body);
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.getResponseBody().flush();
    }

    /** One delivery of one event to one process. */
    record Delivery(
            String requestId,
            int attempt,
            String functionArn,
            String traceId,
            String payload,
            Duration timeLimit,
            CompletableFuture<Void> taken,
            CompletableFuture<InvocationResult> result) {
        static Delivery none() {
            return new Delivery(null, 0, null, null, null, null, null, null);
        }

        boolean isNone() {
            return requestId == null;
        }

        void answer(InvocationResult.Kind kind, String body) {
            result.complete(new InvocationResult(requestId, attempt, kind, body));
        }
    }
}
