package io.github.cdkrouteserver.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdkrouteserver.PeerEventOptions;
import io.github.cdkrouteserver.PeerLivenessDetection;
import io.github.cdkrouteserver.PropagationTarget;
import io.github.cdkrouteserver.RouteServer;
import io.github.cdkrouteserver.RouteServerEndpoints;
import io.github.cdkrouteserver.RouteServerEndpointsOptions;
import io.github.cdkrouteserver.RouteServerPeerOptions;
import io.github.cdkrouteserver.examples.FirewallPairStack;
import io.github.cdkrouteserver.examples.OpenShiftStack;
import io.github.cdkrouteserver.localaws.LocalAws;
import io.github.cdkrouteserver.localaws.cloudformation.CloudAssembly;
import io.github.cdkrouteserver.localaws.cloudformation.LocalSns;
import io.github.cdkrouteserver.localaws.ec2.Ec2Behavior;
import io.github.cdkrouteserver.localaws.ec2.Inventory;
import io.github.cdkrouteserver.localaws.ec2.RouteServerEndpoint;
import io.github.cdkrouteserver.localaws.ec2.RouteServerPeer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sns.subscriptions.SqsSubscription;
import software.amazon.awscdk.services.sqs.Queue;

class FamilyDeploymentTest {
    private static final String STACK = "Family";

    @TempDir
    private Path directory;

    private LocalAws aws;
    private int synths;

    @BeforeEach
    void start() {
        aws = LocalAws.builder()
                .behavior(Ec2Behavior.builder().scaleDelays(0.02).build())
                .cloudFormation(cloudFormation -> cloudFormation.ssmParameter(
                        "/aws/service/debian/release/12/latest/arm64", "ami-0a1b2c3d4e5f60718"))
                .start();
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private static Stack family(App app, long asn) {
        Stack stack = new Stack(app, STACK);
        Vpc vpc = Vpc.Builder.create(stack, "Vpc").maxAzs(2).natGateways(0).build();
        RouteServer routeServer = RouteServer.Builder.create(stack, "Rs")
                .amazonSideAsn(asn)
                .snsNotificationsEnabled(true)
                .build();
        routeServer.propagateTo(PropagationTarget.vpc(vpc));
        // Associated last: the order of the deployment is not that of the program.
        routeServer
                .addEndpoints(
                        "Edge", RouteServerEndpointsOptions.builder().vpc(vpc).build())
                .addPeers(
                        "Fw",
                        RouteServerPeerOptions.builder()
                                .peerAddress("10.0.128.10")
                                .peerAsn(65010)
                                .livenessDetection(PeerLivenessDetection.BFD)
                                .build());
        routeServer.associateVpc(vpc);
        routeServer.onBgpStatusChange("Down", new EmailSubscription("down@example.com"), PeerEventOptions.down());
        routeServer.onBfdStatusChange(
                "Bfd", new SqsSubscription(Queue.Builder.create(stack, "Queue").build()));
        routeServer.onEndpointMaintenance("Maintenance", new EmailSubscription("maintenance@example.com"));
        // One subscription for both: SNS would refuse a second one of the same address.
        routeServer.onEndpointMaintenance("DownToo", new EmailSubscription("down@example.com"));
        return stack;
    }

    private void deploy(BiFunction<App, String, Stack> definition) throws InterruptedException {
        String out = directory.resolve("cdk.out-" + synths++).toString();
        App app =
                new App(AppProps.builder().outdir(out).analyticsReporting(false).build());
        definition.apply(app, STACK);
        app.synth();
        aws.cloudFormation()
                .deploy(STACK, CloudAssembly.read(Path.of(out)).stack(STACK))
                .orThrow();
    }

    private void destroy() throws InterruptedException {
        aws.cloudFormation().delete(STACK).orThrow();
        Inventory inventory = aws.ec2().inventory();
        assertThat(inventory.liveRouteServers()).isEmpty();
        assertThat(liveEndpoints()).isEmpty();
        assertThat(livePeers()).isEmpty();
        assertThat(inventory.associations()).isEmpty();
        assertThat(inventory.propagations()).isEmpty();
    }

    private List<RouteServerEndpoint> liveEndpoints() {
        return aws.ec2().inventory().endpoints().stream()
                .filter(endpoint -> !endpoint.state().equals("deleted"))
                .toList();
    }

    private List<RouteServerPeer> livePeers() {
        return aws.ec2().inventory().peers().stream()
                .filter(peer -> !peer.state().equals("deleted"))
                .toList();
    }

    @Test
    void family_createAndDestroy_leavesNothing() throws InterruptedException {
        deploy((app, id) -> family(app, 65000));

        assertThat(liveEndpoints()).hasSize(4);
        assertThat(livePeers())
                .hasSize(4)
                .allSatisfy(peer -> assertThat(peer.peerAsn()).isEqualTo(65010));
        assertThat(aws.ec2().inventory().propagations()).hasSize(4);
        destroy();
    }

    private static Stack withPeer(App app, PeerLivenessDetection liveness) {
        Stack stack = new Stack(app, STACK);
        Vpc vpc = Vpc.Builder.create(stack, "Vpc").maxAzs(1).natGateways(0).build();
        RouteServerEndpoints endpoints = RouteServer.Builder.create(stack, "Rs")
                .amazonSideAsn(65000)
                .vpc(vpc)
                .build()
                .addEndpoints("Edge");
        if (liveness != null) {
            endpoints.addPeers(
                    "Fw",
                    RouteServerPeerOptions.builder()
                            .peerAddress("10.0.128.10")
                            .peerAsn(65010)
                            .livenessDetection(liveness)
                            .build());
        }
        return stack;
    }

    @Test
    void peer_livenessChangedInPlace_failsAndLeavesThePeersAsTheyWere() throws InterruptedException {
        deploy((app, id) -> withPeer(app, PeerLivenessDetection.BGP_KEEPALIVE));
        Set<String> before = peerIds();

        assertThatThrownBy(() -> deploy((app, id) -> withPeer(app, PeerLivenessDetection.BFD)))
                .hasMessageContainingAll("UPDATE_ROLLBACK_COMPLETE", "PeerAddress", "already");
        assertThat(peerIds()).hasSize(2).isEqualTo(before);

        // As the guide says: removed, then added again.
        deploy((app, id) -> withPeer(app, null));
        deploy((app, id) -> withPeer(app, PeerLivenessDetection.BFD));
        assertThat(peerIds()).hasSize(2).doesNotContainAnyElementsOf(before);
        destroy();
    }

    private Set<String> peerIds() {
        return livePeers().stream().map(RouteServerPeer::routeServerPeerId).collect(Collectors.toSet());
    }

    @Test
    void family_asnChange_isReplacedAsAWhole() throws InterruptedException {
        deploy((app, id) -> family(app, 65000));
        Set<String> before = serverIds();
        deploy((app, id) -> family(app, 65001));

        assertThat(serverIds()).hasSize(1).doesNotContainAnyElementsOf(before);
        assertThat(liveEndpoints())
                .hasSize(4)
                .allSatisfy(endpoint -> assertThat(endpoint.routeServerId()).isIn(serverIds()));
        assertThat(aws.ec2().inventory().associations()).hasSize(1);
        assertThat(aws.ec2().inventory().propagations()).hasSize(4);
        destroy();
    }

    @Test
    void events_ofADeployedFamily_reachWhoAskedForThem() throws InterruptedException {
        deploy((app, id) -> family(app, 65000));
        List<LocalSns.Delivery> deliveries = new ArrayList<>();
        aws.ec2()
                .devices()
                .onBgpEvent(event -> deliveries.addAll(
                        aws.cloudFormation().sns().publish(event.topicArn(), event.message(), event.attributes())));
        RouteServerPeer peer = livePeers().get(0);

        aws.ec2().devices().bringBgpUp(peer.routeServerPeerId());
        assertThat(deliveries).isEmpty();

        aws.ec2().devices().takeBgpDown(peer.routeServerPeerId());
        assertThat(deliveries)
                .extracting(delivery -> delivery.subscription().endpoint())
                .containsExactly("down@example.com");

        deliveries.clear();
        aws.ec2().devices().bringBfdUp(peer.routeServerPeerId());
        assertThat(deliveries)
                .extracting(delivery -> delivery.subscription().protocol())
                .containsExactly("sqs");

        deliveries.clear();
        aws.ec2().devices().startMaintenance(peer.endpoint().routeServerEndpointId());
        assertThat(deliveries)
                .extracting(delivery -> delivery.subscription().endpoint())
                .containsExactlyInAnyOrder("maintenance@example.com", "down@example.com");
    }

    @Test
    void firewallPair_createChangeAndDestroy_leavesNothing() throws InterruptedException {
        deploy(FirewallPairStack::new);
        assertThat(livePeers())
                .hasSize(4)
                .extracting(RouteServerPeer::peerAddress)
                .containsOnly("10.0.2.10", "10.0.3.10");
        deploy((app, id) -> {
            Stack stack = new FirewallPairStack(app, id);
            Tags.of(stack).add("Team", "network");
            return stack;
        });
        assertThat(livePeers())
                .hasSize(4)
                .allSatisfy(peer -> assertThat(peer.tags()).containsEntry("Team", "network"));
        destroy();
    }

    @Test
    void openShift_createAndDestroy_leavesNothing() throws InterruptedException {
        deploy(OpenShiftStack::new);
        assertThat(liveEndpoints()).hasSize(6);
        assertThat(aws.ec2().inventory().propagations()).hasSize(6);
        destroy();
    }

    private Set<String> serverIds() {
        return aws.ec2().inventory().liveRouteServers().stream()
                .map(io.github.cdkrouteserver.localaws.ec2.RouteServer::routeServerId)
                .collect(Collectors.toSet());
    }
}
