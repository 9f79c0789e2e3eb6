package io.github.cdkrouteserver.schedules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cdkrouteserver.contract.RouteServerContract;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One request of CloudFormation for the resource, and what has become of it. */
final class Event {
    static final String STACK = "arn:aws:cloudformation:us-east-1:123456789012:stack/net/0a1b2c3d";
    static final String LOGICAL_ID = "Rs";
    static final int ANSWER_GRACE = RouteServerContract.ANSWER_GRACE_SECONDS;

    private static final ObjectMapper JSON = new ObjectMapper();

    final int sequence;
    final String type;
    final String requestId;
    final String physicalId;
    final Props props;
    final Props oldProps;
    final Instant sentAt;
    final String url;
    final String stack;

    /** Seconds that CloudFormation waits beyond the handler's timeout. */
    final int grace;

    /** Bodies that arrived, in order; CloudFormation takes the first, if it is still listening. */
    final List<String> bodies = new ArrayList<>();

    /** False once CloudFormation has cancelled the request or given it up. */
    boolean listening = true;

    JsonNode answer;

    Event(
            int sequence,
            String type,
            String physicalId,
            Props props,
            Props oldProps,
            Instant sentAt,
            String requestId,
            String url) {
        this(sequence, type, physicalId, props, oldProps, sentAt, requestId, url, STACK, ANSWER_GRACE);
    }

    Event(
            int sequence,
            String type,
            String physicalId,
            Props props,
            Props oldProps,
            Instant sentAt,
            String requestId,
            String url,
            String stack,
            int grace) {
        this.sequence = sequence;
        this.type = type;
        this.physicalId = physicalId;
        this.props = props;
        this.oldProps = oldProps;
        this.sentAt = sentAt;
        this.requestId = requestId;
        this.url = url;
        this.stack = stack;
        this.grace = grace;
    }

    /** Seconds after which CloudFormation gives up on an answer. */
    int serviceTimeout() {
        return props.timeout() + grace;
    }

    byte[] json() {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("RequestType", type);
        event.put("ServiceToken", "arn:aws:lambda:us-east-1:123456789012:function:provider");
        event.put("ResponseURL", url);
        event.put("StackId", stack);
        event.put("RequestId", requestId);
        event.put("LogicalResourceId", LOGICAL_ID);
        event.put("ResourceType", "Custom::RouteServer");
        if (!type.equals("Create")) {
            event.put("PhysicalResourceId", physicalId);
        }
        event.put("ResourceProperties", props.wire(grace));
        if (type.equals("Update")) {
            event.put("OldResourceProperties", oldProps.wire(grace));
        }
        try {
            return JSON.writeValueAsString(event).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + body, e);
        }
    }

    boolean succeeded() {
        return answer != null && answer.path("Status").asText().equals("SUCCESS");
    }

    String answeredId() {
        return answer.path("PhysicalResourceId").asText();
    }

    @Override
    public String toString() {
        return sequence + " " + type + (physicalId.isEmpty() ? "" : " of " + physicalId);
    }
}
