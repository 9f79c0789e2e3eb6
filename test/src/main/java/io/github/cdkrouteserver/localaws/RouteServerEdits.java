package io.github.cdkrouteserver.localaws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cdkrouteserver.contract.RouteServerContract;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The changes to a synthesized template that show an update in place and a replacement. */
final class RouteServerEdits {
    private static final String ENABLE = "enable";

    private RouteServerEdits() {}

    static boolean hasRouteServer(JsonNode template) {
        return !servers(template).isEmpty();
    }

    /**
     * Changes what EC2 can change in a route server that lives: persistence and notifications.
     *
     * <p>Without notifications there is no topic: subscriptions to it leave the template with it. Where anything else
     * needs the topic, notifications stay on.
     */
    static JsonNode inPlace(JsonNode template) {
        ObjectNode changed = template.deepCopy();
        servers(changed).forEach((id, properties) -> {
            int minutes = properties
                    .path(RouteServerContract.PERSIST_ROUTES_DURATION)
                    .asInt(RouteServerContract.MIN_PERSIST_ROUTES_MINUTES);
            properties.put(RouteServerContract.PERSIST_ROUTES, ENABLE);
            properties.put(
                    RouteServerContract.PERSIST_ROUTES_DURATION,
                    minutes % RouteServerContract.MAX_PERSIST_ROUTES_MINUTES + 1);
            boolean notifies = properties
                    .path(RouteServerContract.SNS_NOTIFICATIONS_ENABLED)
                    .asBoolean();
            boolean canDoWithout = !notifies || removeSubscriptions((ObjectNode) changed.get("Resources"), id);
            properties.put(RouteServerContract.SNS_NOTIFICATIONS_ENABLED, !notifies || !canDoWithout);
        });
        return changed;
    }

    /** Changes the ASN to one that nothing in the template uses. */
    static JsonNode replacement(JsonNode template) {
        JsonNode changed = template.deepCopy();
        String text = template.toString();
        servers(changed).forEach((id, properties) -> {
            long asn = 64_600;
            while (text.contains(Long.toString(asn))) {
                asn++;
            }
            properties.put(RouteServerContract.AMAZON_SIDE_ASN, asn);
        });
        return changed;
    }

    private static Map<String, ObjectNode> servers(JsonNode template) {
        Map<String, ObjectNode> found = new LinkedHashMap<>();
        template.path("Resources").forEachEntry((id, resource) -> {
            if (resource.path("Type").asText().equals(RouteServerContract.RESOURCE_TYPE)) {
                found.put(id, (ObjectNode) resource.get("Properties"));
            }
        });
        return found;
    }

    /** Removes the subscriptions to the server's topic, unless something else needs it, or them. */
    private static boolean removeSubscriptions(ObjectNode resources, String serverId) {
        List<String> subscriptions = new ArrayList<>();
        boolean[] otherUse = {false};
        resources.forEachEntry((id, resource) -> {
            if (needsTopic(resource, serverId)) {
                boolean subscription = resource.path("Type").asText().equals("AWS::SNS::Subscription");
                otherUse[0] |= !subscription;
                subscriptions.add(id);
            }
        });
        ObjectNode rest = resources.deepCopy().remove(subscriptions);
        boolean referred = subscriptions.stream().anyMatch(id -> rest.toString().contains("\"" + id + "\""));
        if (otherUse[0] || referred) {
            return false;
        }
        resources.remove(subscriptions);
        return true;
    }

    private static boolean needsTopic(JsonNode node, String id) {
        JsonNode attribute = node.path("Fn::GetAtt");
        if (attribute.isArray()) {
            List<String> parts = new ArrayList<>();
            attribute.forEach(part -> parts.add(part.asText()));
            return parts.equals(List.of(id, RouteServerContract.SNS_TOPIC_ARN));
        }
        for (JsonNode child : node) {
            if (needsTopic(child, id)) {
                return true;
            }
        }
        return false;
    }
}
