package io.github.cdkrouteserver.synth;

import static io.github.cdkrouteserver.synth.Synth.app;
import static io.github.cdkrouteserver.synth.Synth.json;
import static io.github.cdkrouteserver.synth.Synth.resource;
import static io.github.cdkrouteserver.synth.Synth.resources;
import static io.github.cdkrouteserver.synth.Synth.routeServer;
import static io.github.cdkrouteserver.synth.Synth.template;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdkrouteserver.EndpointEventOptions;
import io.github.cdkrouteserver.IRouteServer;
import io.github.cdkrouteserver.IRouteServerPeer;
import io.github.cdkrouteserver.PeerEventOptions;
import io.github.cdkrouteserver.PeerLogDestination;
import io.github.cdkrouteserver.PeerLogFormat;
import io.github.cdkrouteserver.PeerStatus;
import io.github.cdkrouteserver.RouteServer;
import io.github.cdkrouteserver.RouteServerAttributes;
import io.github.cdkrouteserver.RouteServerEndpoint;
import io.github.cdkrouteserver.RouteServerEndpointOptions;
import io.github.cdkrouteserver.RouteServerEndpoints;
import io.github.cdkrouteserver.RouteServerEndpointsOptions;
import io.github.cdkrouteserver.RouteServerPeer;
import io.github.cdkrouteserver.RouteServerPeerOptions;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.kinesisfirehose.DeliveryStream;
import software.amazon.awscdk.services.kinesisfirehose.S3Bucket;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.sns.BackoffFunction;
import software.amazon.awscdk.services.sns.CfnSubscription;
import software.amazon.awscdk.services.sns.DeliveryPolicy;
import software.amazon.awscdk.services.sns.FilterOrPolicy;
import software.amazon.awscdk.services.sns.HealthyRetryPolicy;
import software.amazon.awscdk.services.sns.RequestPolicy;
import software.amazon.awscdk.services.sns.StringConditions;
import software.amazon.awscdk.services.sns.Subscription;
import software.amazon.awscdk.services.sns.SubscriptionFilter;
import software.amazon.awscdk.services.sns.SubscriptionProtocol;
import software.amazon.awscdk.services.sns.ThrottlePolicy;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sns.subscriptions.LambdaSubscription;
import software.amazon.awscdk.services.sns.subscriptions.SqsSubscription;
import software.amazon.awscdk.services.sns.subscriptions.UrlSubscription;
import software.amazon.awscdk.services.sqs.Queue;

class FamilyObservationTest {
    private static final String SUBSCRIPTION = "AWS::SNS::Subscription";

    private App app;
    private Stack stack;
    private RouteServer routeServer;
    private IRouteServerPeer peer;

    @BeforeEach
    void createStack() {
        app = app();
        stack = new Stack(app, "Stack");
        routeServer = routeServer(stack, props -> props.snsNotificationsEnabled(true));
        peer = RouteServerPeer.fromRouteServerPeerId(stack, "Peer", "rsp-0a1b2c3d4e5f60718");
    }

    private static EmailSubscription mail() {
        return new EmailSubscription("network-on-call@example.com");
    }

    private Function function() {
        return Function.Builder.create(stack, "Function")
                .runtime(Runtime.PYTHON_3_13)
                .handler("index.handler")
                .code(Code.fromInline("def handler(event, context): pass"))
                .build();
    }

    private JsonNode filterPolicy() {
        return resource(template(stack), SUBSCRIPTION).at("/Properties/FilterPolicy");
    }

    @Test
    void onBgpStatusChange_both_filtersByEvent() {
        routeServer.onBgpStatusChange("OnCall", mail());

        JsonNode template = template(stack);
        JsonNode subscription = resource(template, SUBSCRIPTION).path("Properties");
        assertThat(subscription.path("FilterPolicy"))
                .isEqualTo(json("{'eventCode': ['ROUTE_SERVER_PEER_BGP_STATUS_CHANGE']}"));
        assertThat(subscription.path("Protocol").asText()).isEqualTo("email");
        assertThat(subscription.at("/TopicArn/Fn::GetAtt/1").asText()).isEqualTo("SnsTopicArn");
    }

    @Test
    void onBgpStatusChange_downOfSomePeers_filtersByStatusAndPeer() {
        routeServer.onBgpStatusChange(
                "OnCall",
                mail(),
                PeerEventOptions.builder()
                        .status(PeerStatus.DOWN)
                        .peers(List.of(peer))
                        .build());

        assertThat(filterPolicy())
                .isEqualTo(json("{'eventCode': ['ROUTE_SERVER_PEER_BGP_STATUS_CHANGE'], 'newBgpStatus': ['DOWN'],"
                        + " 'routeServerPeerId': ['rsp-0a1b2c3d4e5f60718']}"));
    }

    @Test
    void onBfdStatusChange_up_filtersByStatus() {
        routeServer.onBfdStatusChange("OnCall", mail(), PeerEventOptions.up());

        assertThat(filterPolicy())
                .isEqualTo(json("{'eventCode': ['ROUTE_SERVER_PEER_BFD_STATUS_CHANGE'], 'newBfdStatus': ['UP']}"));
    }

    @Test
    void onEndpointMaintenance_someEndpoints_filtersByEndpoint() {
        routeServer.onEndpointMaintenance(
                "OnCall",
                mail(),
                EndpointEventOptions.builder()
                        .endpoints(List.of(RouteServerEndpoint.fromRouteServerEndpointId(
                                stack, "Endpoint", "rse-0a1b2c3d4e5f60718")))
                        .build());

        assertThat(filterPolicy())
                .isEqualTo(json("{'eventCode': ['ROUTE_SERVER_ENDPOINT_MAINTENANCE'],"
                        + " 'routeServerEndpointId': ['rse-0a1b2c3d4e5f60718']}"));
    }

    @Test
    void events_listsOfAGroupOfEndpoints_areTakenAsTheyAre() {
        RouteServerEndpoints endpoints = routeServer.addEndpoints(
                "Edge",
                RouteServerEndpointsOptions.builder().vpc(new Vpc(stack, "Vpc")).build());
        List<RouteServerPeer> peers = endpoints.addPeers("Firewall", firewall());

        routeServer.onBgpStatusChange(
                "Lost", mail(), PeerEventOptions.builder().peers(peers).build());
        routeServer.onEndpointMaintenance(
                "Maintenance",
                mail(),
                EndpointEventOptions.builder()
                        .endpoints(endpoints.getEndpoints())
                        .build());

        assertThat(filterPolicy().findValue("routeServerPeerId")).hasSameSizeAs(peers);
        assertThat(filterPolicy().findValue("routeServerEndpointId")).hasSameSizeAs(endpoints.getEndpoints());
    }

    private static RouteServerPeerOptions firewall() {
        return RouteServerPeerOptions.builder()
                .peerAddress("10.0.2.10")
                .peerAsn(65010)
                .build();
    }

    @Test
    void events_toTheSameFunctionAndQueue_shareASubscription() {
        Function function = function();
        Queue queue = Queue.Builder.create(stack, "Queue").build();
        routeServer.onBgpStatusChange("BgpToFunction", new LambdaSubscription(function));
        routeServer.onBfdStatusChange("BfdToFunction", new LambdaSubscription(function));
        routeServer.onBgpStatusChange("BgpToQueue", new SqsSubscription(queue));
        routeServer.onBfdStatusChange("BfdToQueue", new SqsSubscription(queue));

        JsonNode template = template(stack);
        assertThat(resources(template, SUBSCRIPTION))
                .hasSize(2)
                .allSatisfy(subscription -> assertThat(subscription.at("/Properties/FilterPolicy"))
                        .isEqualTo(json("{'eventCode': ['ROUTE_SERVER_PEER_BGP_STATUS_CHANGE',"
                                + " 'ROUTE_SERVER_PEER_BFD_STATUS_CHANGE']}")));
        assertThat(resources(template, "AWS::Lambda::Permission")).hasSize(2);
        assertThat(resources(template, SUBSCRIPTION).stream()
                        .filter(subscription ->
                                subscription.at("/Properties/Protocol").asText().equals("sqs")))
                .hasSize(1)
                .allMatch(subscription ->
                        subscription.path("DependsOn").toString().contains("QueuePolicy"));
    }

    @Test
    void events_toTheSameAddress_shareASubscription() {
        Subscription lost = routeServer.onBgpStatusChange("Lost", mail(), PeerEventOptions.down());
        Subscription maintenance = routeServer.onEndpointMaintenance("Maintenance", mail());
        // What is heard of already, and what only adds a value, need no alternative of their own.
        routeServer.onBgpStatusChange(
                "LostFirewall",
                mail(),
                PeerEventOptions.builder()
                        .status(PeerStatus.DOWN)
                        .peers(List.of(peer))
                        .build());
        routeServer.onBgpStatusChange("Back", mail(), PeerEventOptions.up());

        assertThat(maintenance).isSameAs(lost);
        assertThat(filterPolicy())
                .isEqualTo(json("{'$or': [{'eventCode': ['ROUTE_SERVER_ENDPOINT_MAINTENANCE']},"
                        + " {'eventCode': ['ROUTE_SERVER_PEER_BGP_STATUS_CHANGE'], 'newBgpStatus': ['DOWN', 'UP']}]}"));
    }

    @Test
    void events_ofAServerImportedTwice_shareASubscription() {
        for (String id : List.of("One", "Two")) {
            RouteServer.fromRouteServerAttributes(
                            stack,
                            id,
                            RouteServerAttributes.builder()
                                    .routeServerId("rs-0a1b2c3d4e5f60718")
                                    .snsTopicArn("arn:aws:sns:eu-west-1:111122223333:topic")
                                    .build())
                    .onBgpStatusChange("OnCall", mail(), PeerEventOptions.down());
        }

        assertThat(resources(template(stack), SUBSCRIPTION)).hasSize(1);
    }

    @Test
    void events_sameStatusOfTheSamePeers_nameThemOnce() {
        PeerEventOptions lost = PeerEventOptions.builder()
                .status(PeerStatus.DOWN)
                .peers(List.of(peer))
                .build();
        routeServer.onBgpStatusChange("Bgp", mail(), lost);
        routeServer.onBfdStatusChange("Bfd", mail(), lost);

        assertThat(filterPolicy())
                .isEqualTo(json("{'routeServerPeerId': ['rsp-0a1b2c3d4e5f60718'],"
                        + " '$or': [{'eventCode': ['ROUTE_SERVER_PEER_BGP_STATUS_CHANGE'], 'newBgpStatus': ['DOWN']},"
                        + " {'eventCode': ['ROUTE_SERVER_PEER_BFD_STATUS_CHANGE'], 'newBfdStatus': ['DOWN']}]}"));
    }

    @Test
    void events_moreThanAFilterTakes_areRefusedAndLeaveTheFilter() {
        PeerEventOptions lost = PeerEventOptions.builder()
                .status(PeerStatus.DOWN)
                .peers(List.of(peer))
                .build();
        routeServer.onBgpStatusChange("Bgp", mail(), lost);
        routeServer.onEndpointMaintenance("Maintenance", mail());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> routeServer.onBfdStatusChange("Bfd", mail(), lost))
                .withMessageContainingAll(
                        "Stack/Rs/Bfd: together with Stack/Rs/Bgp",
                        "network-on-call@example.com",
                        "7 keys",
                        "at most 5 and 150",
                        "use another endpoint");
        assertThat(filterPolicy().path("$or")).hasSize(2);
    }

    @Test
    void events_toTheSameQueueWithOtherSettings_areRefused() {
        Queue queue = Queue.Builder.create(stack, "Queue").build();
        routeServer.onBgpStatusChange("Bgp", new SqsSubscription(queue));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> routeServer.onBfdStatusChange(
                        "Bfd",
                        SqsSubscription.Builder.create(queue)
                                .rawMessageDelivery(true)
                                .build()))
                .withMessageContainingAll(
                        "Stack/Rs/Bfd", "the same endpoint as Stack/Rs/Bgp (Stack/Queue)", "raw message delivery");
    }

    @Test
    void events_toTheSameUrlWithEqualDeliveryPolicies_shareASubscription() {
        routeServer.onBgpStatusChange("Bgp", pager(Duration.seconds(120)));
        routeServer.onBfdStatusChange("Bfd", pager(Duration.minutes(2)));

        assertThat(resources(template(stack), SUBSCRIPTION)).hasSize(1);
    }

    @Test
    void events_toTheSameUrlWithOtherDeliveryPolicies_areRefused() {
        routeServer.onBgpStatusChange("Bgp", pager(Duration.seconds(120)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> routeServer.onBfdStatusChange("Bfd", pager(Duration.seconds(121))))
                .withMessageContainingAll("Stack/Rs/Bfd", "the same endpoint as Stack/Rs/Bgp", "delivery policy");
    }

    private static UrlSubscription pager(Duration longestDelay) {
        return UrlSubscription.Builder.create("https://pager.example.com/")
                .deliveryPolicy(DeliveryPolicy.builder()
                        .healthyRetryPolicy(HealthyRetryPolicy.builder()
                                .minDelayTarget(Duration.seconds(5))
                                .maxDelayTarget(longestDelay)
                                .numRetries(10)
                                .backoffFunction(BackoffFunction.EXPONENTIAL)
                                .build())
                        .throttlePolicy(ThrottlePolicy.builder()
                                .maxReceivesPerSecond(10)
                                .build())
                        .requestPolicy(RequestPolicy.builder()
                                .headerContentType("application/json")
                                .build())
                        .build())
                .build();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void events_plainSubscriptionOfTheSameAddress_isToldInEitherOrder(boolean plainFirst) {
        if (plainFirst) {
            routeServer.getSnsTopic().addSubscription(mail());
        }
        routeServer.onBgpStatusChange("OnCall", mail());
        if (!plainFirst) {
            routeServer.getSnsTopic().addSubscription(mail());
        }

        assertThatThrownBy(app::synth)
                .hasMessageContainingAll(
                        "[Stack/Rs/Topic/network-on-call@example.com/Resource] this subscribes the same endpoint as"
                                + " Stack/Rs/OnCall to the same topic",
                        "remove this");
    }

    @Test
    void events_plainSubscriptionOfTheSameQueueInAnotherStack_isTold() {
        Stack other = new Stack(app, "Other");
        Queue queue = Queue.Builder.create(other, "Queue").build();
        routeServer.onBgpStatusChange("ToQueue", new SqsSubscription(queue));
        CfnSubscription.Builder.create(other, "Plain")
                .topicArn(routeServer.getSnsTopicArn())
                .protocol("sqs")
                .endpoint(queue.getQueueArn())
                .build();

        assertThatThrownBy(app::synth)
                .hasMessageContainingAll("[Other/Plain] this subscribes the same endpoint as Stack/Rs/ToQueue");
    }

    @Test
    void events_plainSubscriptionsOfOtherEndpointsTopicsAndStages_areLeftAlone() {
        String topicArn = "arn:aws:sns:eu-west-1:111122223333:topic";
        RouteServer.fromRouteServerAttributes(
                        stack,
                        "Imported",
                        RouteServerAttributes.builder()
                                .routeServerId("rs-0a1b2c3d4e5f60718")
                                .snsTopicArn(topicArn)
                                .build())
                .onBgpStatusChange("OnCall", mail());
        routeServer.getSnsTopic().addSubscription(mail());
        routeServer.getSnsTopic().addSubscription(new EmailSubscription("network@example.com"));
        Subscription.Builder.create(stack, "Json")
                .topic(Topic.fromTopicArn(stack, "Topic", topicArn))
                .protocol(SubscriptionProtocol.EMAIL_JSON)
                .endpoint("network-on-call@example.com")
                .build();
        Stack ofAnotherStage = new Stack(Stage.Builder.create(app, "Stage").build(), "Other");
        Topic.fromTopicArn(ofAnotherStage, "Topic", topicArn).addSubscription(mail());

        assertThat(resources(template(stack), SUBSCRIPTION)).hasSize(4);
    }

    @Test
    void events_refused_canBeMendedUnderTheSameId() {
        Function function = function();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> routeServer.onBgpStatusChange(
                        "OnCall",
                        LambdaSubscription.Builder.create(function)
                                .filterPolicy(Map.of("eventCode", oneOf("x")))
                                .build()));
        assertThat(routeServer.getNode().tryFindChild("OnCall")).isNull();

        routeServer.onBgpStatusChange("OnCall", new LambdaSubscription(function));

        JsonNode template = template(stack);
        assertThat(resources(template, SUBSCRIPTION)).hasSize(1);
        assertThat(resources(template, "AWS::Lambda::Permission")).hasSize(1);
    }

    @Test
    void events_idThatIsTaken_isRefused() {
        routeServer.onBgpStatusChange("OnCall", mail());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> routeServer.onBgpStatusChange("Topic", mail()))
                .withMessageContainingAll("Stack/Rs/Topic: the id 'Topic' is kept for", "choose another one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> routeServer.onEndpointMaintenance("OnCall", mail()))
                .withMessageContainingAll("Stack/Rs/OnCall: there is a construct of this id", "choose another id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> routeServer.onEndpointMaintenance("", mail()))
                .withMessageContainingAll("Stack/Rs", "empty");
    }

    @Test
    void events_whatIsMissing_isRefusedWithThePath() {
        refusesMissing(() -> routeServer.onBgpStatusChange(null, mail()), "Stack/Rs: id is required");
        refusesMissing(() -> routeServer.onBgpStatusChange("A", null), "Stack/Rs/A: subscription is required");
        refusesMissing(() -> routeServer.onBgpStatusChange("A", mail(), null), "Stack/Rs/A: options is required");
        refusesMissing(() -> routeServer.onBfdStatusChange("A", mail(), null), "Stack/Rs/A: options is required");
        refusesMissing(() -> routeServer.onEndpointMaintenance("A", mail(), null), "Stack/Rs/A: options is required");
        refusesMissing(
                () -> routeServer.onBgpStatusChange(
                        "A",
                        mail(),
                        PeerEventOptions.builder()
                                .peers(Arrays.asList(peer, null))
                                .build()),
                "Stack/Rs/A: peers[1] is required");
        refusesMissing(
                () -> routeServer.onEndpointMaintenance(
                        "A",
                        mail(),
                        EndpointEventOptions.builder()
                                .endpoints(Collections.singletonList(null))
                                .build()),
                "Stack/Rs/A: endpoints[0] is required");
    }

    private static void refusesMissing(ThrowingCallable call, String message) {
        assertThatNullPointerException().isThrownBy(call).withMessageContaining(message);
    }

    @Test
    void events_toAQueueOfAnotherStack_areSubscribedThere() {
        Stack other = new Stack(app, "Other");
        Queue queue = Queue.Builder.create(other, "Queue").build();
        routeServer.onBgpStatusChange("ToQueue", new SqsSubscription(queue), PeerEventOptions.down());

        assertThat(resources(template(stack), SUBSCRIPTION)).isEmpty();
        assertThat(resources(template(other), SUBSCRIPTION)).hasSize(1);
    }

    @Test
    void events_subscriptionWithAFilterOfItsOwn_keepsBoth() {
        routeServer.onBgpStatusChange(
                "OnCall",
                EmailSubscription.Builder.create("network-on-call@example.com")
                        .filterPolicy(Map.of("routeServerPeerId", oneOf("rsp-0a1b2c3d4e5f60718")))
                        .build());

        assertThat(filterPolicy())
                .isEqualTo(json("{'routeServerPeerId': ['rsp-0a1b2c3d4e5f60718'],"
                        + " 'eventCode': ['ROUTE_SERVER_PEER_BGP_STATUS_CHANGE']}"));
    }

    @Test
    void events_subscriptionThatFiltersByTheSame_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> routeServer.onBgpStatusChange(
                        "OnCall",
                        EmailSubscription.Builder.create("network-on-call@example.com")
                                .filterPolicy(Map.of("eventCode", oneOf("x")))
                                .build()))
                .withMessageContainingAll("Stack/Rs/OnCall", "eventCode", "leave that out");
    }

    @Test
    void events_subscriptionThatFiltersByBody_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> routeServer.onBgpStatusChange(
                        "OnCall",
                        EmailSubscription.Builder.create("network-on-call@example.com")
                                .filterPolicyWithMessageBody(Map.of("x", FilterOrPolicy.filter(oneOf("y"))))
                                .build()))
                .withMessageContainingAll("Stack/Rs/OnCall", "filterPolicyWithMessageBody");
    }

    @Test
    void events_noPeers_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> routeServer.onBgpStatusChange(
                        "OnCall",
                        mail(),
                        PeerEventOptions.builder().peers(List.of()).build()))
                .withMessageContainingAll("Stack/Rs/OnCall", "peers has 0 elements", "1 to 150");
    }

    @Test
    void events_ofWhatBelongsToAnotherServer_areRefused() {
        Vpc vpc = new Vpc(stack, "Vpc");
        RouteServer other = RouteServer.Builder.create(stack, "Other")
                .amazonSideAsn(65001)
                .vpc(vpc)
                .build();
        RouteServerEndpoints endpoints = other.addEndpoints("Edge");
        List<RouteServerPeer> peers = endpoints.addPeers("Firewall", firewall());
        PeerEventOptions ofPeers = PeerEventOptions.builder().peers(peers).build();
        String belongs = ", which belongs to the route server Stack/Other, so the filter could never match";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> routeServer.onBgpStatusChange("OnCall", mail(), ofPeers))
                .withMessageStartingWith(
                        "Stack/Rs/OnCall: peers[0] is " + peers.get(0).getNode().getPath() + belongs);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> routeServer.onBfdStatusChange("OnCall", mail(), ofPeers))
                .withMessageContaining(belongs);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> routeServer.onEndpointMaintenance(
                        "OnCall",
                        mail(),
                        EndpointEventOptions.builder()
                                .endpoints(endpoints.getEndpoints())
                                .build()))
                .withMessageStartingWith("Stack/Rs/OnCall: endpoints[0] is "
                        + endpoints.getEndpoints().get(0).getNode().getPath() + belongs);
        assertThat(routeServer.getNode().tryFindChild("OnCall")).isNull();
    }

    @Test
    void events_ofTheSameServerByOtherMeans_areTaken() {
        IRouteServer sameById = imported("ById", routeServer.getRouteServerId());
        IRouteServer maybeTheSame = imported("Literal", "rs-0a1b2c3d4e5f60718");
        RouteServerEndpoint endpoint = routeServer.addEndpoint(
                "A",
                RouteServerEndpointOptions.builder()
                        .subnet(new Vpc(stack, "Vpc").getPublicSubnets().get(0))
                        .build());
        PeerEventOptions one = PeerEventOptions.builder()
                .peers(List.of(endpoint.addPeer("Firewall", firewall())))
                .build();

        routeServer.onBgpStatusChange("OnCall", mail(), one);
        sameById.onBgpStatusChange("OnCall", mail(), one);
        maybeTheSame.onBgpStatusChange("OnCall", mail(), one);

        assertThat(resources(template(stack), SUBSCRIPTION)).hasSize(2);
    }

    private IRouteServer imported(String id, String routeServerId) {
        return RouteServer.fromRouteServerAttributes(
                stack,
                id,
                RouteServerAttributes.builder()
                        .routeServerId(routeServerId)
                        .snsTopicArn("arn:aws:sns:eu-west-1:111122223333:topic")
                        .build());
    }

    @Test
    void events_withoutTopic_sayWhatToSet() {
        RouteServer silent =
                RouteServer.Builder.create(stack, "Silent").amazonSideAsn(65001).build();

        assertThatIllegalStateException()
                .isThrownBy(() -> silent.onBgpStatusChange("OnCall", mail()))
                .withMessageContainingAll("Stack/Silent", "snsNotificationsEnabled");
    }

    @Test
    void events_ofAnImportedServer_useItsTopic() {
        IRouteServer imported = RouteServer.fromRouteServerAttributes(
                stack,
                "Imported",
                RouteServerAttributes.builder()
                        .routeServerId("rs-0a1b2c3d4e5f60718")
                        .snsTopicArn("arn:aws:sns:eu-west-1:111122223333:topic")
                        .build());
        imported.onEndpointMaintenance("OnCall", mail());

        assertThat(resource(template(stack), SUBSCRIPTION)
                        .at("/Properties/TopicArn")
                        .asText())
                .isEqualTo("arn:aws:sns:eu-west-1:111122223333:topic");
    }

    @Test
    void logEvents_toALogGroup_deliversJsonAndAllowsItOnce() {
        LogGroup logGroup = LogGroup.Builder.create(stack, "Log").build();
        IRouteServerPeer other = RouteServerPeer.fromRouteServerPeerId(stack, "Other", "rsp-0a1b2c3d4e5f60719");
        peer.logEvents(PeerLogDestination.toCloudWatchLogs(logGroup));
        other.logEvents(PeerLogDestination.toCloudWatchLogs(logGroup));

        JsonNode template = template(stack);
        assertThat(resources(template, "AWS::Logs::DeliverySource"))
                .map(source -> source.at("/Properties/Name").asText())
                .containsExactlyInAnyOrder("rsp-0a1b2c3d4e5f60718", "rsp-0a1b2c3d4e5f60719");
        assertThat(resources(template, "AWS::Logs::DeliverySource")).allSatisfy(source -> {
            assertThat(source.at("/Properties/LogType").asText()).isEqualTo("EVENT_LOGS");
            assertThat(source.at("/Properties/ResourceArn").toString()).contains(":route-server-peer/rsp-");
        });
        assertThat(resources(template, "AWS::Logs::DeliveryDestination"))
                .hasSize(2)
                .allSatisfy(destination -> {
                    assertThat(destination.at("/Properties/OutputFormat").asText())
                            .isEqualTo("json");
                    assertThat(destination.at("/Properties/Name").asText()).matches("rsp-[0-9a-f]{17}-[0-9a-f]{16}");
                    assertThat(destination
                                    .at("/Properties/DestinationResourceArn")
                                    .toString())
                            .contains(":log-group:")
                            .doesNotContain(":*");
                });
        assertThat(resources(template, "AWS::Logs::Delivery"))
                .hasSize(2)
                .allSatisfy(delivery ->
                        assertThat(delivery.path("DependsOn").toString()).contains("LogPolicy"));
        String policy = resource(template, "AWS::Logs::ResourcePolicy").toString();
        assertThat(policy.split("delivery.logs.amazonaws.com", -1)).hasSize(2);
        assertThat(policy).contains("logs:CreateLogStream", "logs:PutLogEvents", "aws:SourceAccount", "aws:SourceArn");
    }

    @Test
    void logEvents_toABucket_allowsDeliveriesOfThisAccount() {
        Bucket bucket = Bucket.Builder.create(stack, "Bucket").build();
        peer.logEvents(PeerLogDestination.toS3(bucket, PeerLogFormat.PARQUET));

        JsonNode template = template(stack);
        assertThat(resource(template, "AWS::Logs::DeliveryDestination")
                        .at("/Properties/OutputFormat")
                        .asText())
                .isEqualTo("parquet");
        JsonNode statement = resource(template, "AWS::S3::BucketPolicy").at("/Properties/PolicyDocument/Statement/0");
        assertThat(statement.path("Action").asText()).isEqualTo("s3:PutObject");
        assertThat(statement.path("Resource").toString()).contains("/AWSLogs/");
        assertThat(statement.at("/Condition/StringEquals/s3:x-amz-acl").asText())
                .isEqualTo("bucket-owner-full-control");
        assertThat(statement.at("/Condition/StringEquals/aws:SourceAccount").isMissingNode())
                .isFalse();
        assertThat(statement.at("/Condition/ArnLike/aws:SourceArn").toString()).contains(":delivery-source:*");
    }

    @Test
    void logEvents_toADeliveryStream_tagsIt() {
        DeliveryStream deliveryStream = DeliveryStream.Builder.create(stack, "Stream")
                .destination(new S3Bucket(Bucket.Builder.create(stack, "Bucket").build()))
                .build();
        peer.logEvents(PeerLogDestination.toFirehose(deliveryStream, PeerLogFormat.RAW));

        JsonNode template = template(stack);
        assertThat(resource(template, "AWS::KinesisFirehose::DeliveryStream").at("/Properties/Tags"))
                .isEqualTo(json("[{'Key': 'LogDeliveryEnabled', 'Value': 'true'}]"));
        assertThat(resource(template, "AWS::Logs::DeliveryDestination")
                        .at("/Properties/OutputFormat")
                        .asText())
                .isEqualTo("raw");
    }

    // CDK's own assertions return the deprecated type.
    @SuppressWarnings("deprecation")
    @Test
    void logEvents_toWhatCannotBeChanged_warns() {
        peer.logEvents(PeerLogDestination.toS3(Bucket.fromBucketName(stack, "Bucket", "logs")));
        peer.logEvents(PeerLogDestination.toFirehose(DeliveryStream.fromDeliveryStreamArn(
                stack, "Stream", "arn:aws:firehose:eu-west-1:111122223333:deliverystream/logs")));

        assertThat(Annotations.fromStack(stack).findWarning("/Stack/Peer", Match.anyValue()))
                .map(warning -> warning.getEntry().getData().toString())
                .satisfiesExactlyInAnyOrder(
                        warning -> assertThat(warning).contains("bucket Stack/Bucket", "AWSLogs/", "logBucketPolicy"),
                        warning -> assertThat(warning).contains("LogDeliveryEnabled=true", "logDeliveryStreamTag"));
    }

    @Test
    void logEvents_sameDestinationTwice_isRefused() {
        LogGroup logGroup = LogGroup.Builder.create(stack, "Log").build();
        peer.logEvents(PeerLogDestination.toCloudWatchLogs(logGroup));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> peer.logEvents(PeerLogDestination.toCloudWatchLogs(logGroup)))
                .withMessageContainingAll("Stack/Peer/EventLogs/Log", "already");
    }

    @Test
    void logEvents_toARenamedDestination_haveAnotherName() {
        java.util.function.Function<Stack, PeerLogDestination> group = scope -> PeerLogDestination.toCloudWatchLogs(
                LogGroup.Builder.create(scope, "Log").build());
        assertThat(deliveryName(group)).isEqualTo(deliveryName(group));
        assertThat(List.of(
                        deliveryName(group),
                        deliveryName(scope -> PeerLogDestination.toCloudWatchLogs(LogGroup.Builder.create(scope, "Log")
                                .logGroupName("one")
                                .build())),
                        deliveryName(scope -> PeerLogDestination.toCloudWatchLogs(LogGroup.Builder.create(scope, "Log")
                                .logGroupName("two")
                                .build())),
                        deliveryName(scope ->
                                PeerLogDestination.toCloudWatchLogs(LogGroup.fromLogGroupName(scope, "Log", "three"))),
                        deliveryName(scope -> PeerLogDestination.toS3(Bucket.Builder.create(scope, "Log")
                                .bucketName("one")
                                .build())),
                        deliveryName(scope -> PeerLogDestination.toS3(Bucket.Builder.create(scope, "Log")
                                .bucketName("two")
                                .build())),
                        deliveryName(scope -> PeerLogDestination.toS3(Bucket.fromBucketName(scope, "Log", "three"))),
                        deliveryName(scope -> PeerLogDestination.toFirehose(stream(scope, "one"))),
                        deliveryName(scope -> PeerLogDestination.toFirehose(stream(scope, "two")))))
                .doesNotHaveDuplicates();
    }

    private static DeliveryStream stream(Stack scope, String name) {
        return DeliveryStream.Builder.create(scope, "Log")
                .deliveryStreamName(name)
                .destination(new S3Bucket(Bucket.Builder.create(scope, "Bucket").build()))
                .build();
    }

    private static String deliveryName(java.util.function.Function<Stack, PeerLogDestination> destination) {
        Stack stack = Synth.stack();
        RouteServerPeer.fromRouteServerPeerId(stack, "Peer", "rsp-0a1b2c3d4e5f60718")
                .logEvents(destination.apply(stack));
        return resource(template(stack), "AWS::Logs::DeliveryDestination")
                .at("/Properties/Name")
                .asText();
    }

    @Test
    void destination_withoutWhatItNeeds_saysWhatToPass() {
        refusesMissing(() -> PeerLogDestination.toS3(null), "toS3: bucket is required");
        refusesMissing(() -> PeerLogDestination.toCloudWatchLogs(null), "toCloudWatchLogs: logGroup is required");
        refusesMissing(() -> PeerLogDestination.toFirehose(null), "toFirehose: deliveryStream is required");
        refusesMissing(
                () -> PeerLogDestination.toS3(Bucket.fromBucketName(stack, "Bucket", "logs"), null),
                "Stack/Bucket: format is required; pass one of [JSON, PLAIN, W3C, PARQUET]");
    }

    @Test
    void destination_formatThatIsNotPossible_isRefused() {
        LogGroup logGroup = LogGroup.Builder.create(stack, "Log").build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PeerLogDestination.toCloudWatchLogs(logGroup, PeerLogFormat.PARQUET))
                .withMessageContainingAll("Stack/Log", "PARQUET", "[JSON, PLAIN]");
    }

    @Test
    void metricBgpDown_withALogGroup_countsTheEventsOfThePeer() {
        peer.logEvents(PeerLogDestination.toCloudWatchLogs(
                LogGroup.Builder.create(stack, "Log").build()));
        Alarm.Builder.create(stack, "Lost")
                .metric(peer.metricBgpDown())
                .threshold(1)
                .evaluationPeriods(1)
                .build();
        peer.metricBgpDown(MetricOptions.builder().period(Duration.minutes(5)).build());

        JsonNode template = template(stack);
        JsonNode filter = resource(template, "AWS::Logs::MetricFilter").path("Properties");
        assertThat(filter.path("FilterPattern").toString())
                .contains("$.resource_arn", ":route-server-peer/rsp-0a1b2c3d4e5f60718", "BGPStatus", "DOWN");
        assertThat(filter.at("/MetricTransformations/0"))
                .isEqualTo(json("{'MetricNamespace': 'RouteServerPeers', 'MetricName': 'BgpDown', 'MetricValue': '1',"
                        + " 'Dimensions': [{'Key': 'RouteServerPeerArn', 'Value': '$.resource_arn'}]}"));
        JsonNode alarm = resource(template, "AWS::CloudWatch::Alarm").path("Properties");
        assertThat(alarm.path("MetricName").asText()).isEqualTo("BgpDown");
        assertThat(alarm.path("Statistic").asText()).isEqualTo("Sum");
        assertThat(alarm.at("/Dimensions/0/Name").asText()).isEqualTo("RouteServerPeerArn");
    }

    @Test
    void metrics_all_haveAFilterEach() {
        peer.logEvents(PeerLogDestination.toCloudWatchLogs(
                LogGroup.Builder.create(stack, "Log").build()));
        List.of(
                peer.metricBgpDown(),
                peer.metricBgpUp(),
                peer.metricBfdDown(),
                peer.metricBfdUp(),
                peer.metricRoutesAdvertised(),
                peer.metricRoutesWithdrawn());

        assertThat(resources(template(stack), "AWS::Logs::MetricFilter"))
                .map(filter -> filter.at("/Properties/MetricTransformations/0/MetricName")
                        .asText())
                .containsExactlyInAnyOrder(
                        "BgpDown", "BgpUp", "BfdDown", "BfdUp", "RoutesAdvertised", "RoutesWithdrawn");
    }

    @Test
    void metrics_moreThanALogGroupFilters_areRefused() {
        LogGroup logGroup = LogGroup.Builder.create(stack, "Log").build();
        LogGroup second = LogGroup.Builder.create(stack, "Second").build();
        for (int i = 0; i < 50; i++) {
            IRouteServerPeer each =
                    RouteServerPeer.fromRouteServerPeerId(stack, "Peer" + i, "rsp-0a1b2c3d4e5f607" + (10 + i));
            each.logEvents(PeerLogDestination.toCloudWatchLogs(logGroup));
            each.metricBgpDown();
            each.metricBgpDown();
            each.metricBgpUp();
        }
        peer.logEvents(PeerLogDestination.toCloudWatchLogs(logGroup));

        assertThatIllegalStateException()
                .isThrownBy(peer::metricBgpDown)
                .withMessageContainingAll(
                        "Stack/Peer: this is metric filter number 101 of log group Stack/Log",
                        "allows 100",
                        "another log group");
        IRouteServerPeer elsewhere = RouteServerPeer.fromRouteServerPeerId(stack, "Elsewhere", "rsp-0a1b2c3d4e5f60799");
        elsewhere.logEvents(PeerLogDestination.toCloudWatchLogs(second));
        assertThat(elsewhere.metricBgpDown().getMetricName()).isEqualTo("BgpDown");
    }

    @Test
    void metrics_withoutALogGroupInJson_sayWhatToCall() {
        peer.logEvents(PeerLogDestination.toCloudWatchLogs(
                LogGroup.Builder.create(stack, "Log").build(), PeerLogFormat.PLAIN));

        assertThatIllegalStateException()
                .isThrownBy(peer::metricBgpDown)
                .withMessageContainingAll("Stack/Peer", "logEvents", "toCloudWatchLogs");
    }

    private static SubscriptionFilter oneOf(String value) {
        return SubscriptionFilter.stringFilter(
                StringConditions.builder().allowlist(List.of(value)).build());
    }
}
