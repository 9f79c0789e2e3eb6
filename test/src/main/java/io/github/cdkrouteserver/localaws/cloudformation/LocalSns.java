package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** SNS, as far as subscriptions and their filters go: who would get a message. Thread-safe. */
public final class LocalSns {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();

    /**
     * A subscription.
     *
     * @param arn its ARN
     * @param topicArn the topic
     * @param protocol such as {@code sqs} or {@code email}
     * @param endpoint where messages go
     * @param filterPolicy the filter; null to get everything
     * @param onBody whether the filter looks at the body in place of the attributes
     */
    public record Subscription(
            String arn, String topicArn, String protocol, String endpoint, JsonNode filterPolicy, boolean onBody) {
        private boolean goesWhere(Subscription other) {
            return topicArn.equals(other.topicArn)
                    && protocol.equals(other.protocol)
                    && Objects.equals(endpoint, other.endpoint);
        }

        private Subscription as(String otherArn) {
            return new Subscription(otherArn, topicArn, protocol, endpoint, filterPolicy, onBody);
        }
    }

    /** A message that a subscription got. */
    public record Delivery(Subscription subscription, String message, Map<String, Attribute> attributes) {}

    /** A message attribute: type {@code String}, {@code Number} or {@code String.Array}, and its value as text. */
    public record Attribute(String type, String value) {
        /** Returns a string attribute. */
        public static Attribute string(String value) {
            return new Attribute("String", value);
        }

        private JsonNode asJson() throws JsonProcessingException {
            return switch (type) {
                case "String.Array" -> JSON.readTree(value);
                case "Number" -> JSON.getNodeFactory().numberNode(new BigDecimal(value));
                default -> JSON.getNodeFactory().textNode(value);
            };
        }
    }

    /** Publishes a message whose attributes are all strings. */
    public List<Delivery> publish(String topicArn, String message, Map<String, String> attributes) {
        Map<String, Attribute> typed = new ConcurrentHashMap<>();
        attributes.forEach((name, value) -> typed.put(name, Attribute.string(value)));
        return publishTyped(topicArn, message, typed);
    }

    /**
     * Publishes a message.
     *
     * @return the deliveries to the subscriptions whose filters let it through
     */
    public List<Delivery> publishTyped(String topicArn, String message, Map<String, Attribute> attributes) {
        List<Delivery> made = subscriptions.values().stream()
                .filter(subscription -> subscription.topicArn().equals(topicArn))
                .filter(subscription -> passes(subscription, message, attributes))
                .map(subscription -> new Delivery(subscription, message, Map.copyOf(attributes)))
                .toList();
        deliveries.addAll(made);
        return made;
    }

    /** Returns the subscriptions that exist. */
    public List<Subscription> subscriptions() {
        return List.copyOf(subscriptions.values());
    }

    /** Returns every delivery so far, oldest first. */
    public List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    /** Subscribes, or finds the same subscription there; one endpoint of a topic cannot have two different ones. */
    synchronized String subscribe(Subscription subscription) throws ResourceFailure {
        for (Subscription present : subscriptions.values()) {
            if (present.goesWhere(subscription) && !present.arn().equals(subscription.arn())) {
                if (present.equals(subscription.as(present.arn()))) {
                    return present.arn();
                }
                throw new ResourceFailure(
                        "Invalid parameter: Attributes Reason: Subscription already exists with different"
                                + " attributes");
            }
        }
        subscriptions.put(subscription.arn(), subscription);
        return subscription.arn();
    }

    void unsubscribe(String arn) {
        subscriptions.remove(arn);
    }

    private static boolean passes(Subscription subscription, String message, Map<String, Attribute> attributes) {
        try {
            JsonNode subject;
            if (subscription.onBody()) {
                subject = JSON.readTree(message);
            } else {
                ObjectNode values = JSON.createObjectNode();
                for (var attribute : attributes.entrySet()) {
                    values.set(attribute.getKey(), attribute.getValue().asJson());
                }
                subject = values;
            }
            return FilterPolicy.matches(subscription.filterPolicy(), subject);
        } catch (JsonProcessingException e) {
            // A body that is no JSON passes no filter on the body.
            return false;
        }
    }
}
