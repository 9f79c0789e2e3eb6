package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A custom resource's function in this process: answers each event as the test says, or not at all. */
final class FakeFunction implements CustomResourceFunctions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PUTS = 5;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final Function<JsonNode, ObjectNode> answers;

    /** Creates a function whose answers are what the given one returns; null to stay silent. */
    FakeFunction(Function<JsonNode, ObjectNode> answers) {
        this.answers = answers;
    }

    /** Returns a function that succeeds, with an id that changes with the property Asn. */
    static FakeFunction succeeding() {
        return new FakeFunction(FakeFunction::success);
    }

    /** Returns a function that succeeds except where the test says otherwise. */
    static FakeFunction except(Function<JsonNode, ObjectNode> exceptions) {
        return new FakeFunction(event -> {
            ObjectNode answer = exceptions.apply(event);
            return answer == null ? success(event) : answer;
        });
    }

    static ObjectNode success(JsonNode event) {
        String physicalId = event.path("RequestType").asText().equals("Delete")
                ? event.path("PhysicalResourceId").asText()
                : "id-" + event.path("LogicalResourceId").asText() + "-"
                        + event.path("ResourceProperties").path("Asn").asText("0");
        ObjectNode answer = answer(event, "SUCCESS", physicalId);
        answer.putObject("Data")
                .put("Asn", event.path("ResourceProperties").path("Asn").asText(""))
                .put("Empty", "");
        return answer;
    }

    static ObjectNode failure(JsonNode event, String physicalId, String reason) {
        return answer(event, "FAILED", physicalId).put("Reason", reason);
    }

    /** Returns a mark for "say nothing", which differs from null, "do as usual". */
    static ObjectNode silence() {
        return JSON.createObjectNode();
    }

    List<JsonNode> events() {
        return List.copyOf(events);
    }

    /** Returns the events so far as, for example, {@code Create -} or {@code Delete id-A-1}. */
    List<String> summary() {
        return events.stream()
                .map(event -> event.path("RequestType").asText() + " "
                        + event.path("PhysicalResourceId").asText("-"))
                .toList();
    }

    @Override
    public void invoke(String serviceToken, String event) {
        JsonNode parsed = Json.of(event);
        events.add(parsed);
        CompletableFuture.runAsync(() -> {
            ObjectNode answer = answers.apply(parsed);
            if (!answer.isEmpty()) {
                put(parsed, answer.toString(), UnaryOperator.identity());
            }
        });
    }

    /** Puts an answer as a careful handler does: again, until the server took it. */
    int put(JsonNode event, String body, UnaryOperator<HttpRequest.Builder> change) {
        HttpRequest request = change.apply(HttpRequest.newBuilder(
                                URI.create(event.path("ResponseURL").asText()))
                        .PUT(HttpRequest.BodyPublishers.ofString(body)))
                .build();
        int status = 0;
        for (int i = 0; i < PUTS; i++) {
            try {
                status = http.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status < 500) {
                    return status;
                }
            } catch (IOException e) {
                status = 0;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return 0;
            }
        }
        return status;
    }

    private static ObjectNode answer(JsonNode event, String status, String physicalId) {
        ObjectNode answer = JSON.createObjectNode().put("Status", status).put("PhysicalResourceId", physicalId);
        for (String echoed : List.of("StackId", "RequestId", "LogicalResourceId")) {
            answer.set(echoed, event.path(echoed));
        }
        return answer;
    }
}
