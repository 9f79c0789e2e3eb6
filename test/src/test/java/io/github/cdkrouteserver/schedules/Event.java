package io.github.cdkrouteserver.schedules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
    private static final ObjectMapper JSON = new ObjectMapper();

    final int sequence;
    final String type;
    final String requestId;
    final String physicalId;
    final Props props;
    final Props oldProps;
    final Instant sentAt;
    final String url;

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
        this.sequence = sequence;
        this.type = type;
        this.physicalId = physicalId;
        this.props = props;
        this.oldProps = oldProps;
        this.sentAt = sentAt;
        this.requestId = requestId;
        this.url = url;
    }

    byte[] json() {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("RequestType", type);
        event.put("ServiceToken", "arn:aws:lambda:us-east-1:123456789012:function:provider");
        event.put("ResponseURL", url);
        event.put("StackId", STACK);
        event.put("RequestId", requestId);
        event.put("LogicalResourceId", LOGICAL_ID);
        event.put("ResourceType", "Custom::RouteServer");
        if (!type.equals("Create")) {
            event.put("PhysicalResourceId", physicalId);
        }
        event.put("ResourceProperties", props.wire());
        if (type.equals("Update")) {
            event.put("OldResourceProperties", oldProps.wire());
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
