package io.github.cdkrouteserver.examples;

import io.github.cdkrouteserver.IRouteServer;
import io.github.cdkrouteserver.PersistRoutes;
import io.github.cdkrouteserver.RouteServer;
import io.github.cdkrouteserver.RouteServerAttributes;
import java.util.Map;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.iam.IGrantable;
import software.constructs.Construct;

/** What the README shows, so that it compiles. */
public final class Recipes {
    private Recipes() {}

    static RouteServer tenLines(Construct scope, IVpc vpc) {
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
        Tags.of(routeServer).remove("team");
    }

    static void retain(Construct scope) {
        RouteServer.Builder.create(scope, "RouteServer")
                .amazonSideAsn(65000)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
    }

    static void rehearse(Construct scope) {
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
                .timeout(Duration.minutes(5))
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
}
