package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** The custom-resource protocol, seen from CloudFormation. */
final class CustomResources implements ResourceProvider {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_ANSWER_BYTES = 4096;
    private static final int MAX_PHYSICAL_ID_BYTES = 1024;
    private static final int DEFAULT_TIMEOUT_SECONDS = 3600;

    private final CustomResourceFunctions functions;
    private final ResponseServer responses;
    private final UnaryOperator<Duration> patience;
    private final List<CustomResourceExchange> exchanges = new CopyOnWriteArrayList<>();
    private volatile DeliveryHook delivery = DeliveryHook.PROMPT;

    CustomResources(CustomResourceFunctions functions, ResponseServer responses, UnaryOperator<Duration> patience) {
        this.functions = functions;
        this.responses = responses;
        this.patience = patience;
    }

    static boolean isCustom(String type) {
        return type.startsWith("Custom::") || type.equals("AWS::CloudFormation::CustomResource");
    }

    List<CustomResourceExchange> exchanges() {
        return List.copyOf(exchanges);
    }

    void delivery(DeliveryHook hook) {
        delivery = hook;
    }

    @Override
    public ResourceResult create(ResourceRequest request) throws ResourceFailure, InterruptedException {
        // Until an answer gives the resource an id, CloudFormation goes by one of its own invention.
        String invented = "%s-%s-%s"
                .formatted(
                        request.stack().name(),
                        request.logicalId(),
                        UUID.randomUUID()
                                .toString()
                                .replace("-", "")
                                .substring(0, 12)
                                .toUpperCase(Locale.ROOT));
        Outcome outcome = exchange("Create", request);
        if (outcome.failure() != null) {
            throw new ResourceFailure(
                    outcome.failure(), outcome.physicalId() == null ? invented : outcome.physicalId());
        }
        return outcome.result();
    }

    @Override
    public ResourceResult update(ResourceRequest request) throws ResourceFailure, InterruptedException {
        Outcome outcome = exchange("Update", request);
        if (outcome.failure() != null) {
            throw new ResourceFailure(outcome.failure());
        }
        return outcome.result();
    }

    @Override
    public void delete(ResourceRequest request) throws ResourceFailure, InterruptedException {
        Outcome outcome = exchange("Delete", request);
        if (outcome.failure() != null) {
            throw new ResourceFailure(outcome.failure());
        }
    }

    @Override
    public boolean updatesInRollbackOfReplacement() {
        return true;
    }

    @Override
    public JsonNode attribute(StackIdentity stack, StackResource resource, String name) {
        JsonNode value = resource.attributes().get(name);
        if (value == null) {
            throw new TemplateException("CustomResource attribute error: Vendor response doesn't contain " + name
                    + " key in object " + stack.stackId() + "|" + resource.logicalId());
        }
        return value;
    }

    /** How a request ended: a failure with what the answer called the resource, or a result. */
    private record Outcome(String failure, String physicalId, ResourceResult result) {
        static Outcome failed(String failure, String physicalId) {
            return new Outcome(failure, physicalId, null);
        }
    }

    private Outcome exchange(String requestType, ResourceRequest request) throws ResourceFailure, InterruptedException {
        String token = request.text("ServiceToken");
        if (token == null) {
            throw new ResourceFailure("Invalid template resource property: ServiceToken is required");
        }
        CustomResourceExchange exchange = new CustomResourceExchange(event(requestType, request));
        responses.expect(exchange);
        exchanges.add(exchange);
        Runnable send = () -> functions.invoke(token, exchange.request().toString());
        exchange.sender(send);
        try {
            delivery.deliver(exchange, send);
        } catch (IllegalArgumentException e) {
            // Nothing ran, so there is nothing to delete.
            throw new ResourceFailure("Invalid service token: " + e.getMessage());
        }
        Duration limit = patience.apply(Duration.ofSeconds(timeoutSeconds(request)));
        try {
            CompletableFuture.anyOf(exchange.future(), request.cancellation().future())
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Outcome.failed(
                    "CloudFormation did not receive a response from your Custom Resource. Please check your logs for "
                            + "requestId [" + exchange.requestId() + "].",
                    null);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        String answer = exchange.answer();
        if (answer == null) {
            return Outcome.failed(
                    requestType.equals("Create") ? "Resource creation cancelled" : "Resource update cancelled", null);
        }
        return outcome(exchange, answer);
    }

    private ObjectNode event(String requestType, ResourceRequest request) {
        String requestId = UUID.randomUUID().toString();
        ObjectNode event = JSON.createObjectNode();
        event.put("RequestType", requestType);
        event.put("ServiceToken", request.text("ServiceToken"));
        event.put("ResponseURL", responses.presign(request.stack(), request.logicalId(), requestId));
        event.put("StackId", request.stack().stackId());
        event.put("RequestId", requestId);
        event.put("LogicalResourceId", request.logicalId());
        if (request.physicalId() != null) {
            event.put("PhysicalResourceId", request.physicalId());
        }
        event.put("ResourceType", request.type());
        event.set("ResourceProperties", Scalars.stringified(request.properties()));
        if (request.oldProperties() != null) {
            event.set("OldResourceProperties", Scalars.stringified(request.oldProperties()));
        }
        return event;
    }

    private static int timeoutSeconds(ResourceRequest request) throws ResourceFailure {
        String text = request.text("ServiceTimeout");
        if (text == null) {
            return DEFAULT_TIMEOUT_SECONDS;
        }
        int seconds = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
        if (seconds < 1 || seconds > DEFAULT_TIMEOUT_SECONDS) {
            throw new ResourceFailure("Property validation failure: ServiceTimeout must be between 1 and 3600");
        }
        return seconds;
    }

    private static Outcome outcome(CustomResourceExchange exchange, String body) {
        if (body.getBytes(StandardCharsets.UTF_8).length > MAX_ANSWER_BYTES) {
            return Outcome.failed("Response object is too long.", null);
        }
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return Outcome.failed("Response is not valid JSON", null);
        }
        String invalid = defect(exchange.request(), answer);
        if (invalid != null) {
            return Outcome.failed("Invalid Response object: " + invalid, null);
        }
        String physicalId = answer.get("PhysicalResourceId").asText();
        if (answer.get("Status").asText().equals("FAILED")) {
            return Outcome.failed(
                    "Received response status [FAILED] from custom resource. Message returned: "
                            + answer.get("Reason").asText() + " (RequestId: " + exchange.requestId() + ")",
                    physicalId);
        }
        Map<String, JsonNode> data = new HashMap<>();
        answer.path("Data").forEachEntry(data::put);
        return new Outcome(null, physicalId, new ResourceResult(physicalId, data));
    }

    /** Returns what is wrong with an answer, or null. */
    private static String defect(JsonNode request, JsonNode answer) {
        if (!answer.isObject()) {
            return "must be a JSON object";
        }
        for (String echoed : List.of("StackId", "RequestId", "LogicalResourceId")) {
            if (!answer.path(echoed).asText().equals(request.path(echoed).asText())) {
                return "Value of property " + echoed + " must be that of the request";
            }
        }
        String status = answer.path("Status").asText();
        if (!status.equals("SUCCESS") && !status.equals("FAILED")) {
            return "Value of property Status must be SUCCESS or FAILED";
        }
        if (status.equals("FAILED") && answer.path("Reason").asText().isEmpty()) {
            return "Value of property Reason is required where Status is FAILED";
        }
        JsonNode physicalId = answer.path("PhysicalResourceId");
        if (!physicalId.isTextual() || physicalId.asText().isEmpty()) {
            return "Value of property PhysicalResourceId must be a non-empty string";
        }
        if (physicalId.asText().getBytes(StandardCharsets.UTF_8).length > MAX_PHYSICAL_ID_BYTES) {
            return "Value of property PhysicalResourceId must be at most 1024 bytes";
        }
        JsonNode data = answer.path("Data");
        return data.isMissingNode() || data.isNull() || data.isObject()
                ? null
                : "Value of property Data must be an object";
    }
}
