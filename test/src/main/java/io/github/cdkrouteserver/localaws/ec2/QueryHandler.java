package io.github.cdkrouteserver.localaws.ec2;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.cdkrouteserver.localaws.iam.LocalIam;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The EC2 Query protocol: a form in, XML out. */
final class QueryHandler implements HttpHandler {
    private final CallPipeline pipeline;
    private final Ec2State state;
    private final LocalIam iam;

    QueryHandler(CallPipeline pipeline, Ec2State state, LocalIam iam) {
        this.pipeline = pipeline;
        this.state = state;
        this.iam = iam;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String requestId = UUID.randomUUID().toString();
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            String sessionToken = exchange.getRequestHeaders().getFirst("X-Amz-Security-Token");
            try {
                Map<String, String> parameters = decode(body);
                Object payload = pipeline.call(
                        () -> Signature.caller(iam, state.location(), authorization, sessionToken), parameters);
                answer(exchange, 200, requestId, Xml.response(parameters.get("Action"), payload, requestId));
            } catch (Ec2Error e) {
                int status = e.status() == 0 ? state.behavior().status(e.code()) : e.status();
                answer(exchange, status, requestId, Xml.error(e.code(), e.getMessage(), requestId));
            } catch (Dropped e) {
                // Closing an exchange that was not answered closes its connection.
                return;
            } catch (RuntimeException e) {
                // A policy that cannot be evaluated, or a mistake in this class's own code: neither may look like AWS.
                answer(exchange, 501, requestId, Xml.error("LocalEc2Failure", e.toString(), requestId));
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String requestId, String xml) throws IOException {
        byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/xml;charset=UTF-8");
        exchange.getResponseHeaders().set("x-amzn-RequestId", requestId);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static Map<String, String> decode(String form) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : form.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            String[] parts = pair.split("=", 2);
            String name = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
            String value = parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
            if (parameters.put(name, value) != null) {
                throw Ec2Error.invalidCombination("The parameter " + name + " is given twice");
            }
        }
        return parameters;
    }
}
