package io.github.cdkrouteserver.examples;

import io.github.cdkrouteserver.PeerEventOptions;
import io.github.cdkrouteserver.PersistRoutes;
import io.github.cdkrouteserver.RouteServer;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/**
 * A route server that keeps its routes while BGP is down, and mails whoever is on call when that happens.
 *
 * <p>Keeping them is right for devices that go on forwarding while their BGP restarts. Where a lost session means a dead
 * device, leave persistence out, as {@link FirewallPairStack} does.
 */
public final class QuickStartStack extends Stack {
    /**
     * Creates the stack.
     *
     * @param scope parent of the stack
     * @param id id of the stack in its parent
     */
    public QuickStartStack(Construct scope, String id) {
        super(scope, id);
        Vpc vpc = Vpc.Builder.create(this, "Vpc").maxAzs(2).natGateways(0).build();
        Justified.network(vpc);

        RouteServer routeServer = RouteServer.Builder.create(this, "RouteServer")
                .amazonSideAsn(65000)
                .persistRoutes(PersistRoutes.ENABLE)
                .snsNotificationsEnabled(true)
                .tags(Map.of("Name", "quick-start"))
                .vpc(vpc)
                .build();

        CfnParameter onCall = CfnParameter.Builder.create(this, "OnCallEmail")
                .description("Who is told when a BGP session goes down")
                .defaultValue("network-on-call@example.com")
                .build();
        routeServer.onBgpStatusChange(
                "OnCall", new EmailSubscription(onCall.getValueAsString()), PeerEventOptions.down());

        output("routeServerId", routeServer.getRouteServerId());
        output("routeServerArn", routeServer.getRouteServerArn());
        output("state", routeServer.getState());
        output("persistRoutesState", routeServer.getPersistRoutesState());
        output("snsTopicArn", routeServer.getSnsTopicArn());
    }

    private void output(String key, String value) {
        CfnOutput.Builder.create(this, key).value(value).build();
    }
}
