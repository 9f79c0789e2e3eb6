package io.github.cdkrouteserver.benchmark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * The least that a function needs around it: the Runtime API over HTTP, and over TLS an EC2 that makes one route server
 * at once, and the place where answers go.
 *
 * <p>It answers as fast as it can, so that what is measured is the function. How real servers behave is not its concern.
 */
final class LocalCloud implements AutoCloseable {
    private static final int NO_BODY = -1;
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final ExecutorService threads = Executors.newCachedThreadPool(LocalCloud::daemon);
    private final HttpServer runtimeApi;
    private final HttpsServer aws;
    private volatile Run run;
    private volatile Ec2Script script = Ec2Script.WILLING;

    static {
        // The JDK's server sends headers and body apart; with Nagle's algorithm each answer then takes some 40 ms
        // longer.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    LocalCloud(SSLContext tls) throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        runtimeApi = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        runtimeApi.createContext("/", this::runtimeApi);
        runtimeApi.setExecutor(threads);
        runtimeApi.start();
        aws = HttpsServer.create(new InetSocketAddress(loopback, 0), 0);
        aws.setHttpsConfigurator(new HttpsConfigurator(tls));
        aws.createContext("/", this::ec2);
        aws.createContext("/answer", this::answer);
        runtimeApi.createContext("/answer", this::answer);
        aws.setExecutor(threads);
        aws.start();
    }

    String runtimeApiAddress() {
        return "127.0.0.1:" + runtimeApi.getAddress().getPort();
    }

    String ec2Endpoint() {
        return "https://localhost:" + port();
    }

    int port() {
        return aws.getAddress().getPort();
    }

    /** Where an answer can go that does not trust the certificate. */
    String plainResponseUrl() {
        return "http://" + runtimeApiAddress() + "/answer?X-Amz-Signature=0";
    }

    String responseUrl() {
        return ec2Endpoint() + "/answer?X-Amz-Signature=0";
    }

    void begin(Run next) {
        run = next;
    }

    void follow(Ec2Script next) {
        script = next;
    }

    @Override
    public void close() {
        runtimeApi.stop(0);
        aws.stop(0);
        threads.shutdownNow();
    }

    private void runtimeApi(HttpExchange exchange) throws IOException {
        Run current = run;
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        if (!path.endsWith("/invocation/next")) {
            current.reported(path, new String(body, StandardCharsets.UTF_8));
            respond(exchange, ACCEPTED, "application/json", "{}");
            return;
        }
        String event = current.next();
        if (event == null) {
            return;
        }
        exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd");
        exchange.getResponseHeaders()
                .add("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 900_000));
        exchange.getResponseHeaders().add("Lambda-Runtime-Invoked-Function-Arn", Handlers.FUNCTION_ARN);
        respond(exchange, OK, "application/json", event);
    }

    private void answer(HttpExchange exchange) throws IOException {
        Run current = run;
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        current.answered(body);
        respond(exchange, OK, "text/plain", "");
    }

    private void ec2(HttpExchange exchange) throws IOException {
        long start = System.nanoTime();
        Run current = run;
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String action = form.getOrDefault("Action", "");
        int call = current.called(action);
        if (action.equals("CreateRouteServer")) {
            current.tag(tags(form));
        }
        Ec2Script.Reply reply = script.reply(current.number(), call, form, current.tags());
        if (reply == Ec2Script.Reply.NONE) {
            exchange.close();
            return;
        }
        respond(exchange, reply.status(), reply.type(), reply.body());
        current.served(System.nanoTime() - start);
    }

    private static List<String> tags(Map<String, String> form) {
        List<String> tags = new ArrayList<>();
        for (int i = 1; form.containsKey("TagSpecification.1.Tag." + i + ".Key"); i++) {
            String prefix = "TagSpecification.1.Tag." + i;
            tags.add("<item><key>" + form.get(prefix + ".Key") + "</key><value>" + form.get(prefix + ".Value")
                    + "</value></item>");
        }
        return tags;
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new TreeMap<>();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    private static void respond(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? NO_BODY : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "local-cloud");
        thread.setDaemon(true);
        return thread;
    }
}
