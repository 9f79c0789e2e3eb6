package io.github.cdkrouteserver.examples;

import io.github.cdkrouteserver.IRouteServer;
import io.github.cdkrouteserver.PeerEventOptions;
import io.github.cdkrouteserver.PeerLivenessDetection;
import io.github.cdkrouteserver.PeerLogDestination;
import io.github.cdkrouteserver.PersistRoutes;
import io.github.cdkrouteserver.PropagationTarget;
import io.github.cdkrouteserver.RouteServer;
import io.github.cdkrouteserver.RouteServerAttributes;
import io.github.cdkrouteserver.RouteServerEndpoints;
import io.github.cdkrouteserver.RouteServerEndpointsOptions;
import io.github.cdkrouteserver.RouteServerPeer;
import io.github.cdkrouteserver.RouteServerPeerOptions;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** What the README shows, so that it compiles. */
public final class Recipes {
    private Recipes() {}

    static RouteServer routeServer(Construct scope, IVpc vpc) {
        RouteServer routeServer = RouteServer.Builder.create(scope, "RouteServer")
                .amazonSideAsn(65000)
                .persistRoutes(PersistRoutes.ENABLE)
                .persistRoutesDuration(Duration.minutes(2))
                .snsNotificationsEnabled(true)
                .vpc(vpc)
                .build();
        return routeServer;
    }

    static void tags(Construct scope) {
        RouteServer routeServer = RouteServer.Builder.create(scope, "RouteServer")
                .amazonSideAsn(65000)
                .tags(Map.of("Name", "core"))
                .build();
        Tags.of(scope).add("team", "network");
        Tags.of(routeServer).remove("cost-center");
    }

    static void retain(Construct scope) {
        RouteServer.Builder.create(scope, "RouteServer")
                .amazonSideAsn(65000)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
    }

    static void dryRun(Construct scope) {
        RouteServer.Builder.create(scope, "RouteServer")
                .amazonSideAsn(65000)
                .dryRun(true)
                .build();
    }

    static void decideAtDeployTime(Construct scope) {
        CfnParameter asn = CfnParameter.Builder.create(scope, "Asn")
                .type("Number")
                .defaultValue(4200000000L)
                .build();
        RouteServer.Builder.create(scope, "RouteServer")
                .amazonSideAsn(asn.getValueAsNumber())
                .build();
    }

    static IRouteServer importExisting(Construct scope) {
        IRouteServer routeServer = RouteServer.fromRouteServerAttributes(
                scope,
                "Core",
                RouteServerAttributes.builder()
                        .routeServerId("rs-1234567890abcdef0")
                        .snsTopicArn("arn:aws:sns:eu-west-1:123456789012:core-events")
                        .build());
        return routeServer;
    }

    static void grant(RouteServer routeServer, IGrantable dashboard) {
        routeServer.getGrants().read(dashboard);
    }

    static void family(RouteServer routeServer, Vpc vpc, ISubnet firewallSubnet) {
        RouteServerEndpoints endpoints = routeServer.addEndpoints(
                "Edge",
                RouteServerEndpointsOptions.builder()
                        .vpcSubnets(SubnetSelection.builder()
                                .subnets(List.of(firewallSubnet))
                                .build())
                        .build());
        endpoints.addPeers(
                "Firewall",
                RouteServerPeerOptions.builder()
                        .peerAddress("10.0.2.10")
                        .peerAsn(65010)
                        .livenessDetection(PeerLivenessDetection.BFD)
                        .build());
        routeServer.propagateTo(PropagationTarget.vpc(vpc));
    }

    static void events(RouteServer routeServer) {
        routeServer.onBgpStatusChange(
                "OnCall", new EmailSubscription("network-on-call@example.com"), PeerEventOptions.down());
        routeServer.onEndpointMaintenance("Planned", new EmailSubscription("network@example.com"));
    }

    static void alarm(RouteServerPeer peer, LogGroup log) {
        peer.logEvents(PeerLogDestination.toCloudWatchLogs(log));
        Alarm.Builder.create(peer, "SessionLost")
                .metric(peer.metricBgpDown())
                .threshold(1)
                .evaluationPeriods(1)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
    }
}
