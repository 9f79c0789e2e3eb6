package io.github.cdkrouteserver.examples;

import io.github.cdkrouteserver.IRouteServer;
import io.github.cdkrouteserver.PeerEventOptions;
import io.github.cdkrouteserver.PeerLivenessDetection;
import io.github.cdkrouteserver.PersistRoutes;
import io.github.cdkrouteserver.PropagationTarget;
import io.github.cdkrouteserver.RouteServer;
import io.github.cdkrouteserver.RouteServerEndpoint;
import io.github.cdkrouteserver.RouteServerEndpoints;
import io.github.cdkrouteserver.RouteServerEndpointsOptions;
import io.github.cdkrouteserver.RouteServerPeer;
import io.github.cdkrouteserver.RouteServerPeerOptions;
import io.github.cdkrouteserver.RouteServerTopology;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.customresources.CustomResourceConfig;
import software.amazon.awscdk.services.ec2.CfnRouteServer;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.IManagedPolicy;
import software.amazon.awscdk.services.iam.PermissionsBoundary;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** What the user guide shows and no other example has, so that it compiles. */
public final class GuideSnippets {
    private GuideSnippets() {}

    static RouteServerEndpoints endpoints(RouteServer routeServer) {
        RouteServerEndpoints endpoints = routeServer.addEndpoints(
                "Edge",
                RouteServerEndpointsOptions.builder()
                        .vpcSubnets(SubnetSelection.builder()
                                .subnetGroupName("Firewall")
                                .build())
                        .endpointsPerSubnet(2)
                        .build());
        return endpoints;
    }

    static void persistence(Construct scope) {
        RouteServer.Builder.create(scope, "RouteServer")
                .amazonSideAsn(65000)
                .persistRoutes(PersistRoutes.ENABLE)
                .persistRoutesDuration(Duration.minutes(3))
                .build();
    }

    static List<RouteServerPeer> peers(RouteServerEndpoints endpoints, ISubnet subnet) {
        List<RouteServerPeer> peers = endpoints
                .inSubnet(subnet)
                .addPeers(
                        "Firewall",
                        RouteServerPeerOptions.builder()
                                .peerAddress("10.0.2.10")
                                .peerAsn(65010)
                                .livenessDetection(PeerLivenessDetection.BFD)
                                .build());
        return peers;
    }

    static void propagation(RouteServer routeServer, Vpc vpc) {
        routeServer.propagateTo(PropagationTarget.vpc(vpc));
        routeServer.propagateTo(PropagationTarget.internetGateway(vpc));
    }

    static void onePropagation(RouteServer routeServer, Vpc vpc) {
        SubnetSelection isolated = SubnetSelection.builder()
                .subnetType(SubnetType.PRIVATE_ISOLATED)
                .build();
        routeServer.propagateTo(PropagationTarget.subnets(vpc, isolated));
    }

    static void events(RouteServer routeServer) {
        EmailSubscription onCall = new EmailSubscription("network-on-call@example.com");
        routeServer.onBgpStatusChange("Lost", onCall, PeerEventOptions.down());
        routeServer.onEndpointMaintenance("Maintenance", onCall);
    }

    static void acknowledge(RouteServer routeServer) {
        Annotations.of(routeServer)
                .acknowledgeWarning(
                        "io.github.cdkrouteserver:publicAmazonSideAsn", "this ASN is registered for our network");
    }

    static void grants(IRouteServer routeServer, IGrantable dashboard) {
        routeServer.getGrants().read(dashboard);
    }

    static void function(Stack stack, IManagedPolicy boundary) {
        CustomResourceConfig.of(stack).addLogRetentionLifetime(RetentionDays.ONE_YEAR);
        CustomResourceConfig.of(stack).addRemovalPolicy(RemovalPolicy.RETAIN);
        CustomResourceConfig.of(stack).addLambdaRuntime(Runtime.JAVA_21);
        PermissionsBoundary.of(stack).apply(boundary);
    }

    static void offer(Stack stack) {
        CfnRouteServer core = CfnRouteServer.Builder.create(stack, "Core")
                .amazonSideAsn(65000)
                .build();
        core.applyRemovalPolicy(RemovalPolicy.RETAIN);
        Tags.of(core).add("cdk-route-server:stack", stack.getStackId());
        Tags.of(core).add("cdk-route-server:logical-id", "RouteServer1A2B3C4D");
        Tags.of(core).add("cdk-route-server:provenance", "offered");
    }

    static void adopt(Construct scope) {
        RouteServer.Builder.create(scope, "RouteServer")
                .amazonSideAsn(65000)
                .persistRoutes(PersistRoutes.ENABLE)
                .persistRoutesDuration(Duration.minutes(2))
                .snsNotificationsEnabled(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
    }

    static void keepLogicalId(RouteServerEndpoint endpoint) {
        CfnResource resource = (CfnResource) endpoint.getNode().getDefaultChild();
        resource.overrideLogicalId("EndpointA");
    }

    static void leave(Construct scope) {
        CfnRouteServer core = CfnRouteServer.Builder.create(scope, "Core")
                .amazonSideAsn(65000)
                .persistRoutes("enable")
                .persistRoutesDuration(2)
                .snsNotificationsEnabled(true)
                .build();
        core.applyRemovalPolicy(RemovalPolicy.RETAIN);
    }

    static void picture(App app) {
        RouteServerTopology.of(app.synth()).writeSvg(Path.of("topology.svg"));
    }

    static void refuseGaps(App app) {
        List<String> gaps = RouteServerTopology.of(app.synth()).getGaps();
        if (!gaps.isEmpty()) {
            throw new IllegalStateException(String.join(System.lineSeparator(), gaps));
        }
    }
}
