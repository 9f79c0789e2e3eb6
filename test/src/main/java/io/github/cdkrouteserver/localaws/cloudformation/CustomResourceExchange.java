package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A request to a custom resource, and everything that came back. */
public final class CustomResourceExchange {
    private final ObjectNode request;
    private final CompletableFuture<String> answer = new CompletableFuture<>();
    private final List<PutAttempt> attempts = new CopyOnWriteArrayList<>();
    private volatile Runnable sender = () -> {};

    CustomResourceExchange(ObjectNode request) {
        this.request = request;
    }

    /** Returns the event as the function gets it. */
    public JsonNode request() {
        return request;
    }

    /** Returns {@code Create}, {@code Update} or {@code Delete}. */
    public String requestType() {
        return request.path("RequestType").asText();
    }

    /** Returns the request's id. */
    public String requestId() {
        return request.path("RequestId").asText();
    }

    /** Returns the resource's logical id. */
    public String logicalId() {
        return request.path("LogicalResourceId").asText();
    }

    /** Returns the physical id that the request carries; empty for a create. */
    public String physicalId() {
        return request.path("PhysicalResourceId").asText("");
    }

    /** Returns the answer that counted, or null as long as there is none. */
    public String answer() {
        return answer.getNow(null);
    }

    /** Returns everything that arrived at the response URL, refused and late requests included. */
    public List<PutAttempt> attempts() {
        return List.copyOf(attempts);
    }

    /** Hands the same event to the function once more, as an asynchronous invocation can at any time. */
    public void redeliver() {
        sender.run();
    }

    CompletableFuture<String> future() {
        return answer;
    }

    void sender(Runnable value) {
        sender = value;
    }

    void record(PutAttempt attempt) {
        attempts.add(attempt);
    }
}
