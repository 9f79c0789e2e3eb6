package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cdkrouteserver.localaws.cloudformation.LocalSns.Subscription;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Topics and subscriptions of templates, on a {@link LocalSns}. */
final class SnsResources implements ResourceProvider {
    private static final String TOPIC = "AWS::SNS::Topic";
    private static final String SUBSCRIPTION = "AWS::SNS::Subscription";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalSns sns;

    SnsResources(LocalSns sns) {
        this.sns = sns;
    }

    static Set<String> types() {
        return Set.of(TOPIC, SUBSCRIPTION);
    }

    @Override
    public ResourceResult create(ResourceRequest request) throws ResourceFailure {
        if (request.type().equals(TOPIC)) {
            String given = request.text("TopicName");
            String name = given == null ? Names.generated(request) : given;
            return topic(request, request.stack().arn("sns", name));
        }
        return subscription(request, request.text("TopicArn") + ":" + UUID.randomUUID());
    }

    @Override
    public boolean replaces(ResourceRequest request) {
        return request.changes("TopicName", "TopicArn", "Protocol", "Endpoint");
    }

    @Override
    public ResourceResult update(ResourceRequest request) throws ResourceFailure {
        return request.type().equals(TOPIC)
                ? topic(request, request.physicalId())
                : subscription(request, request.physicalId());
    }

    @Override
    public void delete(ResourceRequest request) {
        sns.unsubscribe(request.physicalId());
    }

    private ResourceResult topic(ResourceRequest request, String arn) throws ResourceFailure {
        for (JsonNode inline : request.properties().path("Subscription")) {
            sns.subscribe(new Subscription(
                    arn + ":" + UUID.nameUUIDFromBytes(inline.toString().getBytes(StandardCharsets.UTF_8)),
                    arn,
                    inline.path("Protocol").asText(),
                    inline.path("Endpoint").asText(),
                    null,
                    false));
        }
        return ResourceResult.of(arn).with("TopicArn", arn).with("TopicName", arn.substring(arn.lastIndexOf(':') + 1));
    }

    private ResourceResult subscription(ResourceRequest request, String arn) throws ResourceFailure {
        String topicArn = request.text("TopicArn");
        if (topicArn == null || !topicArn.matches("arn:[^:]+:sns:[^:]+:\\d{12}:.+")) {
            throw new ResourceFailure(
                    "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not " + topicArn);
        }
        String scope = request.text("FilterPolicyScope");
        String subscribed = sns.subscribe(new Subscription(
                arn,
                topicArn,
                String.valueOf(request.text("Protocol")).toLowerCase(Locale.ROOT),
                request.text("Endpoint"),
                filterPolicy(request),
                "MessageBody".equals(scope)));
        return ResourceResult.of(subscribed).with("Arn", subscribed);
    }

    private static JsonNode filterPolicy(ResourceRequest request) throws ResourceFailure {
        JsonNode policy = request.properties().get("FilterPolicy");
        if (policy == null || !policy.isTextual()) {
            return policy;
        }
        try {
            return JSON.readTree(policy.asText());
        } catch (JsonProcessingException e) {
            throw new ResourceFailure("Invalid parameter: FilterPolicy: failed to parse JSON");
        }
    }
}
