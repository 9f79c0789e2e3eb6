package io.github.cdkrouteserver;

import io.github.cdkrouteserver.internal.Checks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Names;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.ITopicSubscription;
import software.amazon.awscdk.services.sns.StringConditions;
import software.amazon.awscdk.services.sns.Subscription;
import software.amazon.awscdk.services.sns.SubscriptionFilter;
import software.amazon.awscdk.services.sns.SubscriptionProps;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.TopicSubscriptionConfig;
import software.constructs.Construct;

/**
 * Subscriptions to the events of a route server.
 *
 * <p>Codes and message attributes are those of the table "SNS notification details" in the Amazon VPC user guide.
 */
final class RouteServerEvents {
    private static final String EVENT_CODE = "eventCode";
    private static final int MAX_FILTERED = 150;

    private RouteServerEvents() {}

    static Subscription onBgpStatusChange(
            RouteServerBase routeServer, String id, ITopicSubscription subscription, PeerEventOptions options) {
        return onStatusChange(
                routeServer, id, subscription, "ROUTE_SERVER_PEER_BGP_STATUS_CHANGE", "newBgpStatus", options);
    }

    static Subscription onBfdStatusChange(
            RouteServerBase routeServer, String id, ITopicSubscription subscription, PeerEventOptions options) {
        return onStatusChange(
                routeServer, id, subscription, "ROUTE_SERVER_PEER_BFD_STATUS_CHANGE", "newBfdStatus", options);
    }

    static Subscription onEndpointMaintenance(
            RouteServerBase routeServer, String id, ITopicSubscription subscription, EndpointEventOptions options) {
        Map<String, List<String>> filter = new LinkedHashMap<>();
        filter.put(EVENT_CODE, List.of("ROUTE_SERVER_ENDPOINT_MAINTENANCE"));
        if (options.getEndpoints() != null) {
            filter.put(
                    "routeServerEndpointId",
                    options.getEndpoints().stream()
                            .map(endpoint ->
                                    endpoint.getRouteServerEndpointRef().getRouteServerEndpointId())
                            .toList());
        }
        return subscribe(routeServer, id, subscription, filter, "endpoints", "routeServerEndpointId");
    }

    private static Subscription onStatusChange(
            RouteServerBase routeServer,
            String id,
            ITopicSubscription subscription,
            String eventCode,
            String statusAttribute,
            PeerEventOptions options) {
        Map<String, List<String>> filter = new LinkedHashMap<>();
        filter.put(EVENT_CODE, List.of(eventCode));
        if (options.getStatus() != null) {
            filter.put(statusAttribute, List.of(options.getStatus().name()));
        }
        if (options.getPeers() != null) {
            filter.put(
                    "routeServerPeerId",
                    options.getPeers().stream()
                            .map(peer -> peer.getRouteServerPeerRef().getRouteServerPeerId())
                            .toList());
        }
        return subscribe(routeServer, id, subscription, filter, "peers", "routeServerPeerId");
    }

    private static Subscription subscribe(
            RouteServerBase routeServer,
            String id,
            ITopicSubscription subscription,
            Map<String, List<String>> filter,
            String listName,
            String listAttribute) {
        Checks checks = Checks.of(routeServer, id);
        checks.required(subscription, "subscription", "pass new EmailSubscription(\"...\"), say");
        List<String> listed = filter.get(listAttribute);
        if (listed != null && (listed.isEmpty() || listed.size() > MAX_FILTERED)) {
            throw checks.refusal(listName + " has " + listed.size() + " elements, but a filter policy takes 1 to "
                    + MAX_FILTERED + "; leave " + listName + " out to hear of all");
        }
        String topicArn = routeServer.getSnsTopic().getTopicArn();
        Construct scope = new Construct(routeServer, id);
        // A topic of its own for every call: CDK names a permission on a function after the topic, and refuses to make
        // the same one twice.
        ITopic topic = Topic.fromTopicArn(scope, "Topic", topicArn);
        TopicSubscriptionConfig config = subscription.bind(topic);
        SubscriptionProps props = SubscriptionProps.builder()
                .topic(topic)
                .protocol(config.getProtocol())
                .endpoint(config.getEndpoint())
                .rawMessageDelivery(config.getRawMessageDelivery())
                .filterPolicy(merged(checks, filter, config))
                .region(config.getRegion())
                .deadLetterQueue(config.getDeadLetterQueue())
                .subscriptionRoleArn(config.getSubscriptionRoleArn())
                .deliveryPolicy(config.getDeliveryPolicy())
                .build();
        // Beside the subscriber, as CDK does: it may be in another stack, which needs the topic and is not needed by
        // it.
        Subscription created = config.getSubscriberScope() == null
                ? new Subscription(scope, "Subscription", props)
                : new Subscription(config.getSubscriberScope(), Names.nodeUniqueId(scope.getNode()), props);
        if (config.getSubscriptionDependency() != null) {
            created.getNode().addDependency(config.getSubscriptionDependency());
        }
        return created;
    }

    private static Map<String, SubscriptionFilter> merged(
            Checks checks, Map<String, List<String>> filter, TopicSubscriptionConfig config) {
        if (config.getFilterPolicyWithMessageBody() != null) {
            throw checks.refusal(
                    "the subscription has a filterPolicyWithMessageBody, but the events of a route server are"
                            + " told apart by message attributes, and SNS takes only one of both; leave it out");
        }
        Map<String, SubscriptionFilter> merged = new LinkedHashMap<>();
        @Nullable Map<String, SubscriptionFilter> given = config.getFilterPolicy();
        if (given != null) {
            List<String> twice = new ArrayList<>(given.keySet());
            twice.retainAll(filter.keySet());
            if (!twice.isEmpty()) {
                throw checks.refusal("the subscription filters by " + String.join(" and ", twice)
                        + " already, which this method does; leave that out of its filterPolicy");
            }
            merged.putAll(given);
        }
        filter.forEach((attribute, values) -> merged.put(
                attribute,
                SubscriptionFilter.stringFilter(
                        StringConditions.builder().allowlist(values).build())));
        return merged;
    }
}
