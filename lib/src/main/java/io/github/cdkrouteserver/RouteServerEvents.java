package io.github.cdkrouteserver;

import io.github.cdkrouteserver.internal.Checks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Names;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.sns.CfnSubscription;
import software.amazon.awscdk.services.sns.DeliveryPolicy;
import software.amazon.awscdk.services.sns.HealthyRetryPolicy;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.ITopicSubscription;
import software.amazon.awscdk.services.sns.Subscription;
import software.amazon.awscdk.services.sns.SubscriptionFilter;
import software.amazon.awscdk.services.sns.SubscriptionProps;
import software.amazon.awscdk.services.sns.SubscriptionProtocol;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.TopicSubscriptionConfig;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * Subscriptions to the events of a route server.
 *
 * <p>Codes and message attributes are those of the table "SNS notification details" in the Amazon VPC user guide.
 *
 * <p>SNS keeps one subscription for each endpoint of a topic, and refuses a second one with another filter. So whoever is
 * subscribed already gets a wider filter instead.
 */
final class RouteServerEvents {
    private static final String EVENT_CODE = "eventCode";
    private static final String TOPIC_ID = "Topic";

    private RouteServerEvents() {}

    /** What is known of an endpoint that is subscribed to a topic. */
    static final class Subscribed {
        private final Subscription subscription;
        private final CfnSubscription resource;
        private final String path;
        private final List<@Nullable Object> settings;
        private EventFilter filter;

        Subscribed(Subscription subscription, String path, List<@Nullable Object> settings, EventFilter filter) {
            this.subscription = subscription;
            this.resource = (CfnSubscription) subscription.getNode().getDefaultChild();
            this.path = path;
            this.settings = settings;
            this.filter = filter;
        }

        private void letThrough(EventFilter wider) {
            filter = wider;
            // Not through the props of Subscription: they have no $or, and cannot be changed.
            resource.setFilterPolicy(wider.policy());
        }
    }

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
        Checks checks = checked(routeServer, id, subscription, options, "EndpointEventOptions");
        Map<String, List<Object>> filter = new LinkedHashMap<>();
        filter.put(EVENT_CODE, List.of("ROUTE_SERVER_ENDPOINT_MAINTENANCE"));
        if (options.getEndpoints() != null) {
            filter.put(
                    "routeServerEndpointId",
                    ids(
                            checks,
                            routeServer,
                            "endpoints",
                            options.getEndpoints(),
                            endpoint -> endpoint.getRouteServerEndpointRef().getRouteServerEndpointId()));
        }
        return subscribe(checks, routeServer, id, subscription, filter);
    }

    private static Subscription onStatusChange(
            RouteServerBase routeServer,
            String id,
            ITopicSubscription subscription,
            String eventCode,
            String statusAttribute,
            PeerEventOptions options) {
        Checks checks = checked(routeServer, id, subscription, options, "PeerEventOptions");
        Map<String, List<Object>> filter = new LinkedHashMap<>();
        filter.put(EVENT_CODE, List.of(eventCode));
        if (options.getStatus() != null) {
            filter.put(statusAttribute, List.of(options.getStatus().name()));
        }
        if (options.getPeers() != null) {
            filter.put(
                    "routeServerPeerId",
                    ids(
                            checks,
                            routeServer,
                            "peers",
                            options.getPeers(),
                            peer -> peer.getRouteServerPeerRef().getRouteServerPeerId()));
        }
        return subscribe(checks, routeServer, id, subscription, filter);
    }

    /** Refuses what can be refused before there is a construct. */
    private static Checks checked(
            RouteServerBase routeServer,
            @Nullable String id,
            @Nullable ITopicSubscription subscription,
            @Nullable Object options,
            String optionsType) {
        Checks.of(routeServer).required(id, "id", "name the subscription, for example \"OnCall\"");
        Checks checks = Checks.of(routeServer, id);
        if (id.isEmpty()) {
            throw checks.refusal("the id of a subscription is empty; name it, for example \"OnCall\"");
        }
        if (RouteServerBase.isReserved(id)) {
            throw checks.reservedId(id, "a route server");
        }
        checks.required(subscription, "subscription", "pass new EmailSubscription(\"...\"), for example");
        checks.required(options, "options", "pass " + optionsType + ", or leave the argument out to hear of all");
        return checks;
    }

    private static <T extends IConstruct> List<Object> ids(
            Checks checks,
            RouteServerBase routeServer,
            String name,
            List<? extends @Nullable T> members,
            Function<T, String> id) {
        if (members.isEmpty() || members.size() > EventFilter.MAX_COMBINATIONS) {
            throw checks.refusal(name + " has " + members.size() + " elements, but a filter policy takes 1 to "
                    + EventFilter.MAX_COMBINATIONS + "; leave " + name + " out to hear of all");
        }
        List<Object> ids = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            T member = checks.required(members.get(i), name + "[" + i + "]", "leave it out of the list");
            refuseForeign(checks, routeServer, name + "[" + i + "]", member);
            ids.add(id.apply(member));
        }
        return ids;
    }

    /** What is known to belong to another route server, whose topic is another one: the filter would let nothing through. */
    private static void refuseForeign(Checks checks, RouteServerBase routeServer, String name, IConstruct member) {
        String otherId = routeServerIdOf(member);
        if (otherId == null) {
            return;
        }
        RouteServerFamilies families = RouteServerFamilies.of(routeServer);
        ResourceIdentity other = families.identity(otherId);
        if (other.differsFrom(families.identity(routeServer.getRouteServerId()))) {
            throw checks.refusal(name + " is " + member.getNode().getPath() + ", which belongs to the route server "
                    + labelOf(other)
                    + ", so the filter could never match an event of this one; leave it out, or subscribe to"
                    + " the events of that route server");
        }
    }

    private static String labelOf(ResourceIdentity routeServer) {
        IConstruct resource = routeServer.resource();
        return resource != null && resource.getNode().getScope() instanceof RouteServer created
                ? created.getNode().getPath()
                : routeServer.id();
    }

    /** Imports of peers and endpoints do not tell theirs. */
    private static @Nullable String routeServerIdOf(IConstruct member) {
        if (member instanceof RouteServerPeer peer) {
            return peer.siblings().routeServerId();
        }
        return member instanceof RouteServerEndpoint endpoint ? endpoint.routeServerId() : null;
    }

    private static Subscription subscribe(
            Checks checks,
            RouteServerBase routeServer,
            String id,
            ITopicSubscription subscription,
            Map<String, List<Object>> filter) {
        String topicArn = routeServer.getSnsTopic().getTopicArn();
        // Constructs replace slashes in ids.
        String childId = id.replace("/", "--");
        if (routeServer.getNode().tryFindChild(childId) != null) {
            throw checks.refusal("there is a construct of this id already; choose another id for the subscription");
        }
        Construct scope = new Construct(routeServer, id);
        // A topic of its own for every call: CDK names a permission on a function after the topic, and refuses to make
        // the same one twice.
        ITopic topic = Topic.fromTopicArn(scope, TOPIC_ID, topicArn);
        TopicSubscriptionConfig config = null;
        boolean done = false;
        try {
            config = subscription.bind(topic);
            acknowledgeTopic(topic, config);
            Subscription subscribed = subscribe(checks, routeServer, scope, topic, config, filter);
            done = true;
            return subscribed;
        } finally {
            if (!done) {
                // So that whoever mends it can use the same id.
                forget(topic, config);
                routeServer.getNode().tryRemoveChild(childId);
            }
        }
    }

    private static Subscription subscribe(
            Checks checks,
            RouteServerBase routeServer,
            Construct scope,
            ITopic topic,
            TopicSubscriptionConfig config,
            Map<String, List<Object>> filter) {
        EventFilter wanted = EventFilter.of(merged(checks, filter, config));
        Map<String, Subscribed> known = RouteServerFamilies.of(routeServer).subscribed();
        String key = key(topic.getTopicArn(), config.getProtocol().name(), config.getEndpoint());
        List<@Nullable Object> settings = settings(config);
        Subscribed present = known.get(key);
        if (present != null) {
            if (!present.settings.equals(settings)) {
                throw checks.refusal("the subscription goes to the same endpoint as " + present.path + " ("
                        + described(config)
                        + "), but not with the same raw message delivery, dead-letter queue, delivery"
                        + " policy and role, and SNS has one subscription for each endpoint of a topic; give both the"
                        + " same, or use another endpoint");
            }
            wanted = present.filter.or(wanted);
        }
        if (wanted.keys() > EventFilter.MAX_KEYS || wanted.combinations() > EventFilter.MAX_COMBINATIONS) {
            throw checks.refusal((present == null ? "" : "together with " + present.path + " ")
                    + "the filter of " + described(config) + " has " + wanted.keys() + " keys and "
                    + wanted.combinations()
                    + " combinations of values, but SNS takes at most " + EventFilter.MAX_KEYS + " and "
                    + EventFilter.MAX_COMBINATIONS
                    + ", and has one subscription for each endpoint of a topic; narrow it by"
                    + " less, such as by no status, peers or endpoints, or use another endpoint");
        }
        if (present == null) {
            present = new Subscribed(
                    created(scope, topic, config), scope.getNode().getPath(), settings, wanted);
            known.put(key, present);
        }
        if (config.getSubscriptionDependency() != null) {
            present.subscription.getNode().addDependency(config.getSubscriptionDependency());
        }
        present.letThrough(wanted);
        return present.subscription;
    }

    private static Subscription created(Construct scope, ITopic topic, TopicSubscriptionConfig config) {
        SubscriptionProps props = SubscriptionProps.builder()
                .topic(topic)
                .protocol(config.getProtocol())
                .endpoint(config.getEndpoint())
                .rawMessageDelivery(config.getRawMessageDelivery())
                .region(config.getRegion())
                .deadLetterQueue(config.getDeadLetterQueue())
                .subscriptionRoleArn(config.getSubscriptionRoleArn())
                .deliveryPolicy(config.getDeliveryPolicy())
                .build();
        // Beside the subscriber, as CDK does: that may be in another stack, which needs the topic, and not vice versa.
        return config.getSubscriberScope() == null
                ? new Subscription(scope, "Subscription", props)
                : new Subscription(config.getSubscriberScope(), Names.nodeUniqueId(scope.getNode()), props);
    }

    /** Removes what a refused subscription put beside its subscriber, such as the permission to invoke a function. */
    private static void forget(ITopic topic, @Nullable TopicSubscriptionConfig config) {
        if (config == null || config.getSubscriberScope() == null) {
            return;
        }
        for (IConstruct trace : traces(topic, config.getSubscriberScope())) {
            config.getSubscriberScope().getNode().tryRemoveChild(trace.getNode().getId());
        }
    }

    /** What a subscription put beside its subscriber: CDK names that after the topic. */
    private static List<IConstruct> traces(ITopic topic, IConstruct subscriber) {
        String name = Names.nodeUniqueId(topic.getNode());
        return subscriber.getNode().getChildren().stream()
                .filter(child -> child.getNode().getId().endsWith(name))
                .toList();
    }

    /**
     * CDK's validation takes the ARN of the topic for one of something else, because it is an attribute of the route server.
     *
     * <p>In the words of CDK's {@code Validations}, which the lowest CDK does not have.
     */
    private static void acknowledgeTopic(ITopic topic, TopicSubscriptionConfig config) {
        if (config.getSubscriberScope() == null || config.getProtocol() != SubscriptionProtocol.LAMBDA) {
            return;
        }
        for (IConstruct permission : traces(topic, config.getSubscriberScope())) {
            permission
                    .getNode()
                    .addMetadata(
                            "aws:cdk:acknowledged-rules",
                            Map.of(
                                    "CloudFormation-Validate::W3664",
                                    "the attribute of the route server is the ARN of its SNS topic"));
        }
    }

    /** Tells of subscriptions that somebody else made for an endpoint that is subscribed here to the same topic. */
    static void refuseOthers(RouteServerFamilies families, List<IConstruct> constructs) {
        if (families.subscribed().isEmpty()) {
            return;
        }
        for (IConstruct construct : constructs) {
            if (construct instanceof CfnSubscription other) {
                String protocol = other.getProtocol().toUpperCase(Locale.ROOT).replace('-', '_');
                Subscribed present = families.subscribed().get(key(other.getTopicArn(), protocol, other.getEndpoint()));
                if (present != null && present.resource != other && families.isHomeOf(other)) {
                    families.report(
                            other,
                            "this subscribes the same endpoint as " + present.path
                                    + " to the same topic, but SNS has one subscription for each endpoint of a topic;"
                                    + " remove this, and call the methods of the route server for each event that the"
                                    + " endpoint is to hear of, or use another endpoint");
                }
            }
        }
    }

    private static String key(String topicArn, String protocol, @Nullable String endpoint) {
        return String.join(" ", topicArn, protocol, endpoint);
    }

    /** What one subscription has one of. The Region is that of the topic. */
    private static List<@Nullable Object> settings(TopicSubscriptionConfig config) {
        return Arrays.asList(
                Boolean.TRUE.equals(config.getRawMessageDelivery()),
                config.getDeadLetterQueue() == null
                        ? null
                        : config.getDeadLetterQueue().getNode().getPath(),
                valueOf(config.getDeliveryPolicy()),
                config.getSubscriptionRoleArn());
    }

    /** A policy whose durations can be compared: those of CDK are equal to none but themselves. */
    private static @Nullable Object valueOf(@Nullable DeliveryPolicy policy) {
        if (policy == null) {
            return null;
        }
        HealthyRetryPolicy retries = policy.getHealthyRetryPolicy();
        return Arrays.asList(
                policy.getRequestPolicy(),
                policy.getThrottlePolicy(),
                retries == null
                        ? null
                        : Arrays.asList(
                                milliseconds(retries.getMinDelayTarget()),
                                milliseconds(retries.getMaxDelayTarget()),
                                retries.getNumRetries(),
                                retries.getNumNoDelayRetries(),
                                retries.getNumMinDelayRetries(),
                                retries.getNumMaxDelayRetries(),
                                retries.getBackoffFunction()));
    }

    private static @Nullable Long milliseconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toMilliseconds().longValue();
    }

    private static String described(TopicSubscriptionConfig config) {
        IConstruct subscriber = config.getSubscriberScope();
        String endpoint = config.getEndpoint();
        if (!Token.isUnresolved(endpoint)) {
            return endpoint;
        }
        return subscriber == null
                ? "its " + config.getProtocol() + " endpoint"
                : subscriber.getNode().getPath();
    }

    private static Map<String, List<Object>> merged(
            Checks checks, Map<String, List<Object>> filter, TopicSubscriptionConfig config) {
        if (config.getFilterPolicyWithMessageBody() != null) {
            throw checks.refusal(
                    "the subscription has a filterPolicyWithMessageBody, but the events of a route server are"
                            + " told apart by message attributes, and SNS takes only one of both; leave it out");
        }
        Map<String, List<Object>> merged = new LinkedHashMap<>();
        @Nullable Map<String, SubscriptionFilter> given = config.getFilterPolicy();
        if (given != null) {
            List<String> twice = new ArrayList<>(given.keySet());
            twice.retainAll(filter.keySet());
            if (!twice.isEmpty()) {
                throw checks.refusal("the subscription filters by " + String.join(" and ", twice)
                        + " already, which this method does; leave that out of its filterPolicy");
            }
            given.forEach((attribute, own) -> merged.put(attribute, own.getConditions()));
        }
        merged.putAll(filter);
        return merged;
    }
}
