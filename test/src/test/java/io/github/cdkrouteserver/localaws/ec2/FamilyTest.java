package io.github.cdkrouteserver.localaws.ec2;

import static io.github.cdkrouteserver.localaws.ec2.Ec2Bench.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.GetRouteServerRoutingDatabaseResponse;
import software.amazon.awssdk.services.ec2.model.RouteServerEndpoint;
import software.amazon.awssdk.services.ec2.model.RouteServerPeer;
import software.amazon.awssdk.services.ec2.model.RouteServerPeerLivenessMode;

class FamilyTest {
    private static final String VPC = "vpc-0123456789abcdef0";
    private static final String SUBNET = "subnet-0123456789abcdef0";
    private static final String ROUTE_TABLE = "rtb-0123456789abcdef0";

    @Test
    void family_builtAndTornDownInOrder_leavesNothing() {
        try (Ec2Bench bench = new Ec2Bench()) {
            bench.ec2.network().registerSubnet(SUBNET, VPC, "10.1.2.0/24");
            String server = associated(bench);
            RouteServerEndpoint endpoint = endpoint(bench, server, SUBNET);
            assertThat(endpoint.stateAsString()).isEqualTo("pending");
            assertThat(endpoint.routeServerEndpointId()).matches("rse-[0-9a-f]{17}");
            assertThat(endpoint.vpcId()).isEqualTo(VPC);
            assertThat(endpoint.eniAddress()).isEqualTo("10.1.2.4");
            assertThat(endpoint.eniId()).startsWith("eni-");
            bench.settle();
            RouteServerPeer peer = peer(bench, endpoint.routeServerEndpointId(), "10.1.2.50");
            assertThat(peer.routeServerPeerId()).matches("rsp-[0-9a-f]{17}");
            assertThat(peer.bgpOptions().peerAsn()).isEqualTo(64_512);
            assertThat(peer.bgpOptions().peerLivenessDetection()).isEqualTo(RouteServerPeerLivenessMode.BGP_KEEPALIVE);
            assertThat(peer.endpointEniAddress()).isEqualTo("10.1.2.4");
            assertThat(peer.bgpStatus().statusAsString()).isEqualTo("down");
            assertThat(peer.subnetId()).isEqualTo(SUBNET);
            bench.client.enableRouteServerPropagation(
                    r -> r.routeServerId(server).routeTableId(ROUTE_TABLE));
            bench.settle();

            bench.client.disableRouteServerPropagation(
                    r -> r.routeServerId(server).routeTableId(ROUTE_TABLE));
            bench.client.deleteRouteServerPeer(r -> r.routeServerPeerId(peer.routeServerPeerId()));
            bench.settle();
            bench.client.deleteRouteServerEndpoint(r -> r.routeServerEndpointId(endpoint.routeServerEndpointId()));
            bench.settle();
            bench.client.disassociateRouteServer(r -> r.routeServerId(server).vpcId(VPC));
            bench.settle();
            bench.client.deleteRouteServer(r -> r.routeServerId(server));
            bench.settle();

            Inventory left = bench.ec2.inventory();
            assertThat(left.liveRouteServers()).isEmpty();
            assertThat(left.associations()).isEmpty();
            assertThat(left.propagations()).isEmpty();
            assertThat(left.endpoints())
                    .extracting(io.github.cdkrouteserver.localaws.ec2.RouteServerEndpoint::state)
                    .containsExactly("deleted");
            assertThat(left.peers())
                    .extracting(io.github.cdkrouteserver.localaws.ec2.RouteServerPeer::state)
                    .containsExactly("deleted");
        }
    }

    @Test
    void teardown_inTheWrongOrder_isIncorrectState() {
        try (Ec2Bench bench = new Ec2Bench()) {
            String server = associated(bench);
            String endpoint = endpoint(bench, server, SUBNET).routeServerEndpointId();
            assertThat(deleteEndpoint(bench, endpoint)).as("pending endpoint").isEqualTo("IncorrectState");
            bench.settle();
            String peer = peer(bench, endpoint, "10.1.2.50").routeServerPeerId();
            assertThat(deletePeer(bench, peer)).as("pending peer").isEqualTo("IncorrectState");
            bench.settle();

            assertThat(deleteServer(bench, server)).as("associated").isEqualTo("IncorrectState");
            assertThat(disassociate(bench, server)).as("endpoint left").isEqualTo("IncorrectState");
            assertThat(deleteEndpoint(bench, endpoint)).as("peer left").isEqualTo("IncorrectState");

            assertThat(deletePeer(bench, peer)).isEqualTo("OK");
            assertThat(deletePeer(bench, peer)).as("deleting peer").isEqualTo("IncorrectState");
            assertThat(deleteEndpoint(bench, endpoint)).as("peer going").isEqualTo("IncorrectState");
            bench.settle();
            assertThat(deletePeer(bench, peer)).as("deleted peer").isEqualTo("IncorrectState");
            assertThat(deleteEndpoint(bench, endpoint)).isEqualTo("OK");
            assertThat(disassociate(bench, server)).as("endpoint going").isEqualTo("IncorrectState");
            bench.settle();
            assertThat(disassociate(bench, server)).isEqualTo("OK");
            assertThat(disassociate(bench, server)).as("going").isEqualTo("IncorrectState");
            assertThat(deleteServer(bench, server)).as("association going").isEqualTo("IncorrectState");
            bench.settle();
            assertThat(disassociate(bench, server)).as("gone").isEqualTo("InvalidRouteServerId.NotAssociated");
            assertThat(deleteServer(bench, server)).isEqualTo("OK");
        }
    }

    @Test
    void building_beforeThePreviousStepIsOver_isIncorrectState() {
        try (Ec2Bench bench = new Ec2Bench()) {
            String server = bench.create().routeServerId();
            assertThat(associate(bench, server, VPC)).as("pending server").isEqualTo("IncorrectState");
            bench.settle();
            assertThat(createEndpoint(bench, server, SUBNET)).isEqualTo("InvalidRouteServerId.NotAssociated");
            assertThat(associate(bench, server, VPC)).isEqualTo("OK");
            assertThat(createEndpoint(bench, server, SUBNET)).as("associating").isEqualTo("IncorrectState");
            assertThat(propagate(bench, server, ROUTE_TABLE)).as("associating").isEqualTo("IncorrectState");
            assertThat(associate(bench, server, "vpc-2")).as("second VPC").isEqualTo("IncorrectState");
            bench.settle();
            String endpoint = endpoint(bench, server, SUBNET).routeServerEndpointId();
            assertThat(codeOf(() -> peer(bench, endpoint, "10.1.2.50")))
                    .as("pending endpoint")
                    .isEqualTo("IncorrectState");
        }
    }

    @Test
    void getCalls_withNothingToGet_areErrorsOrEmpty() {
        try (Ec2Bench bench = new Ec2Bench();
                Ec2Bench lenient = new Ec2Bench(b -> b.nothingIsAnError(false))) {
            String server = bench.available().routeServerId();
            String other = lenient.available().routeServerId();

            assertThat(codeOf(() -> bench.client.getRouteServerAssociations(r -> r.routeServerId(server))))
                    .isEqualTo("InvalidRouteServerId.NotAssociated");
            assertThat(codeOf(() -> bench.client.getRouteServerPropagations(r -> r.routeServerId(server))))
                    .isEqualTo("InvalidRouteServerId.NotPropagated");
            assertThat(lenient.client
                            .getRouteServerAssociations(r -> r.routeServerId(other))
                            .routeServerAssociations())
                    .isEmpty();
        }
    }

    @Test
    void getCalls_describeWhatIsThere() {
        try (Ec2Bench bench = new Ec2Bench(b -> b.deletingHiddenFromGet(true))) {
            String server = associated(bench);
            propagate(bench, server, ROUTE_TABLE);
            bench.settle();
            propagate(bench, server, "rtb-2");

            assertThat(bench.client
                            .getRouteServerAssociations(r -> r.routeServerId(server))
                            .routeServerAssociations())
                    .singleElement()
                    .satisfies(association -> {
                        assertThat(association.vpcId()).isEqualTo(VPC);
                        assertThat(association.stateAsString()).isEqualTo("associated");
                    });
            assertThat(bench.client
                            .getRouteServerPropagations(r -> r.routeServerId(server))
                            .routeServerPropagations())
                    .extracting(propagation -> propagation.routeTableId() + " " + propagation.stateAsString())
                    .containsExactly(ROUTE_TABLE + " available", "rtb-2 pending");
            bench.client.disableRouteServerPropagation(
                    r -> r.routeServerId(server).routeTableId(ROUTE_TABLE));
            assertThat(codeOf(() -> bench.client.getRouteServerPropagations(
                            r -> r.routeServerId(server).routeTableId(ROUTE_TABLE))))
                    .as("hidden while deleting")
                    .isEqualTo("InvalidRouteServerId.NotPropagated");
            assertThat(propagate(bench, server, ROUTE_TABLE)).isEqualTo("IncorrectState");
        }
    }

    @Test
    void quotas_ofEndpointsPeersAndServersPerVpc_areEnforced() {
        try (Ec2Bench bench = new Ec2Bench(b -> b.peersPerEndpoint(1).serversPerVpc(2))) {
            String server = associated(bench);
            associated(bench);
            assertThat(codeOf(() -> associated(bench))).isEqualTo("LimitExceeded");
            String endpoint = endpoint(bench, server, SUBNET).routeServerEndpointId();
            assertThat(createEndpoint(bench, server, SUBNET)).isEqualTo("OK");
            assertThat(createEndpoint(bench, server, SUBNET))
                    .as("third in a subnet")
                    .isEqualTo("LimitExceeded");
            for (int i = 2; i < 10; i++) {
                assertThat(createEndpoint(bench, server, "subnet-" + i)).isEqualTo("OK");
            }
            assertThat(createEndpoint(bench, server, "subnet-11"))
                    .as("eleventh")
                    .isEqualTo("LimitExceeded");
            bench.settle();
            peer(bench, endpoint, "10.0.0.50");
            assertThat(codeOf(() -> peer(bench, endpoint, "10.0.0.50"))).isEqualTo("InvalidParameterValue");
            assertThat(codeOf(() -> peer(bench, endpoint, "10.0.0.51"))).isEqualTo("LimitExceeded");
        }
    }

    @Test
    void network_whereItIsKnown_isChecked() {
        try (Ec2Bench bench = new Ec2Bench()) {
            NetworkRegistry network = bench.ec2.network();
            network.registerSubnet(SUBNET, "vpc-other");
            network.registerRouteTable(ROUTE_TABLE, "vpc-other");
            network.registerMissing("vpc-gone");
            String server = bench.available().routeServerId();

            assertThat(associate(bench, server, "vpc-gone")).isEqualTo("InvalidVpcID.NotFound");
            associate(bench, server, VPC);
            bench.settle();
            assertThat(createEndpoint(bench, server, SUBNET)).isEqualTo("InvalidSubnetID.NotFound");
            assertThat(propagate(bench, server, ROUTE_TABLE)).isEqualTo("InvalidRouteTableID.NotFound");
            network.registerMissing(VPC);
            assertThat(disassociate(bench, server)).isEqualTo("InvalidVpcID.NotFound");
        }
    }

    @Test
    void addresses_inASubnet_areUniqueAndGivenBack() {
        try (Ec2Bench bench = new Ec2Bench(b -> b.endpointsPerSubnet(20))) {
            bench.ec2.network().registerSubnet(SUBNET, VPC, "10.9.0.16/28");
            String server = associated(bench);
            for (int i = 0; i < 10; i++) {
                endpoint(bench, server, SUBNET);
            }
            assertThat(bench.ec2.inventory().endpoints())
                    .extracting(io.github.cdkrouteserver.localaws.ec2.RouteServerEndpoint::eniAddress)
                    .doesNotHaveDuplicates()
                    .startsWith("10.9.0.20")
                    .endsWith("10.9.0.29");
            bench.settle();
            String first = bench.ec2.inventory().endpoints().get(0).routeServerEndpointId();
            deleteEndpoint(bench, first);
            bench.settle();
            assertThat(endpoint(bench, server, SUBNET).eniAddress()).isEqualTo("10.9.0.20");
        }
    }

    @Test
    void failures_setBeforehand_endInFailedStates() {
        try (Ec2Bench bench = new Ec2Bench()) {
            String server = associated(bench);
            bench.ec2.admin().failNextEndpoint("no addresses");
            String failing = endpoint(bench, server, SUBNET).routeServerEndpointId();
            String good = endpoint(bench, server, SUBNET).routeServerEndpointId();
            bench.settle();

            RouteServerEndpoint failed = describeEndpoint(bench, failing);
            assertThat(failed.stateAsString()).isEqualTo("failed");
            assertThat(failed.failureReason()).isEqualTo("no addresses");
            assertThat(describeEndpoint(bench, good).stateAsString()).isEqualTo("available");
            assertThat(deleteEndpoint(bench, failing)).isEqualTo("OK");
            bench.ec2.admin().failNextEndpointDeletion("in use");
            assertThat(deleteEndpoint(bench, good)).isEqualTo("OK");
            bench.settle();
            assertThat(describeEndpoint(bench, failing).stateAsString()).isEqualTo("deleted");
            assertThat(describeEndpoint(bench, good).stateAsString()).isEqualTo("delete-failed");
            assertThat(deleteEndpoint(bench, good)).isEqualTo("OK");
        }
    }

    @Test
    void endpointClientToken_usedAgain_returnsTheSameEndpoint() {
        try (Ec2Bench bench = new Ec2Bench()) {
            String server = associated(bench);
            RouteServerApi api = bench.ec2.api(bench.ec2.iam().administrator());

            String first = api.createRouteServerEndpoint(server, SUBNET, Map.of("a", "b"), "t")
                    .routeServerEndpointId();

            assertThat(api.createRouteServerEndpoint(server, SUBNET, Map.of("a", "b"), "t")
                            .routeServerEndpointId())
                    .isEqualTo(first);
            assertThat(bench.ec2.inventory().tags(first)).containsEntry("a", "b");
        }
    }

    @Test
    void routingDatabase_withTwoPeers_installsTheBetterRoute() {
        try (Ec2Bench bench = new Ec2Bench()) {
            String server = associated(bench);
            String endpoint = endpoint(bench, server, SUBNET).routeServerEndpointId();
            bench.settle();
            String near = peer(bench, endpoint, "10.0.0.50").routeServerPeerId();
            String far = peer(bench, endpoint, "10.0.0.51").routeServerPeerId();
            propagate(bench, server, ROUTE_TABLE);
            bench.settle();
            bench.ec2.devices().bringBgpUp(near);
            bench.ec2.devices().bringBgpUp(far);
            bench.ec2.devices().advertise(far, "0.0.0.0/0", List.of("64512"), 200);
            bench.ec2.devices().advertise(near, "0.0.0.0/0", List.of("64512"), 100);

            GetRouteServerRoutingDatabaseResponse database =
                    bench.client.getRouteServerRoutingDatabase(r -> r.routeServerId(server));

            assertThat(database.areRoutesPersisted()).isFalse();
            assertThat(database.routes())
                    .extracting(route -> route.routeServerPeerId() + " " + route.routeStatusAsString() + " "
                            + route.nextHopIp() + " " + route.med() + " " + route.asPaths())
                    .containsExactly(near + " in-fib 10.0.0.50 100 [64512]", far + " in-rib 10.0.0.51 200 [64512]");
            assertThat(database.routes().get(0).routeInstallationDetails())
                    .singleElement()
                    .satisfies(detail -> assertThat(detail.routeTableId()).isEqualTo(ROUTE_TABLE));
            bench.ec2.devices().takeBgpDown(near);
            assertThat(bench.client
                            .getRouteServerRoutingDatabase(r -> r.routeServerId(server))
                            .routes())
                    .singleElement()
                    .satisfies(route -> assertThat(route.routeStatusAsString()).isEqualTo("in-fib"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"enable", "disable"})
    void routingDatabase_afterTheLastSession_keepsRoutesOnlyWithPersistence(String persistRoutes) {
        try (Ec2Bench bench = new Ec2Bench()) {
            String server = associated(bench);
            bench.client.modifyRouteServer(r -> r.routeServerId(server).persistRoutes(persistRoutes));
            bench.settle();
            String endpoint = endpoint(bench, server, SUBNET).routeServerEndpointId();
            bench.settle();
            String peer = peer(bench, endpoint, "10.0.0.50").routeServerPeerId();
            bench.settle();
            bench.ec2.devices().bringBgpUp(peer);
            bench.ec2.devices().advertise(peer, "10.8.0.0/16", List.of("64512"), 0);
            bench.ec2.devices().takeBgpDown(peer);

            GetRouteServerRoutingDatabaseResponse database =
                    bench.client.getRouteServerRoutingDatabase(r -> r.routeServerId(server));

            boolean kept = persistRoutes.equals("enable");
            assertThat(database.areRoutesPersisted()).isEqualTo(kept);
            assertThat(database.routes()).hasSize(kept ? 1 : 0);
        }
    }

    private static String associated(Ec2Bench bench) {
        String server = bench.available().routeServerId();
        bench.client.associateRouteServer(r -> r.routeServerId(server).vpcId(VPC));
        bench.settle();
        return server;
    }

    private static RouteServerEndpoint endpoint(Ec2Bench bench, String server, String subnet) {
        return bench.client
                .createRouteServerEndpoint(r -> r.routeServerId(server).subnetId(subnet))
                .routeServerEndpoint();
    }

    private static RouteServerEndpoint describeEndpoint(Ec2Bench bench, String id) {
        return bench.client
                .describeRouteServerEndpoints(r -> r.routeServerEndpointIds(id))
                .routeServerEndpoints()
                .get(0);
    }

    private static RouteServerPeer peer(Ec2Bench bench, String endpoint, String address) {
        return bench.client
                .createRouteServerPeer(r ->
                        r.routeServerEndpointId(endpoint).peerAddress(address).bgpOptions(o -> o.peerAsn(64_512L)))
                .routeServerPeer();
    }

    private static String associate(Ec2Bench bench, String server, String vpc) {
        return codeOf(() ->
                bench.client.associateRouteServer(r -> r.routeServerId(server).vpcId(vpc)));
    }

    private static String createEndpoint(Ec2Bench bench, String server, String subnet) {
        return codeOf(() -> endpoint(bench, server, subnet));
    }

    private static String propagate(Ec2Bench bench, String server, String table) {
        return codeOf(() -> bench.client.enableRouteServerPropagation(
                r -> r.routeServerId(server).routeTableId(table)));
    }

    private static String disassociate(Ec2Bench bench, String server) {
        return codeOf(() -> bench.client.disassociateRouteServer(
                r -> r.routeServerId(server).vpcId(VPC)));
    }

    private static String deleteServer(Ec2Bench bench, String server) {
        return codeOf(() -> bench.client.deleteRouteServer(r -> r.routeServerId(server)));
    }

    private static String deleteEndpoint(Ec2Bench bench, String endpoint) {
        return codeOf(() -> bench.client.deleteRouteServerEndpoint(r -> r.routeServerEndpointId(endpoint)));
    }

    private static String deletePeer(Ec2Bench bench, String peer) {
        return codeOf(() -> bench.client.deleteRouteServerPeer(r -> r.routeServerPeerId(peer)));
    }
}
