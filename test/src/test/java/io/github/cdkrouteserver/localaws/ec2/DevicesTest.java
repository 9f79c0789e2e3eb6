package io.github.cdkrouteserver.localaws.ec2;

import static io.github.cdkrouteserver.localaws.ec2.Ec2Bench.ASN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DevicesTest {
    private final List<BgpEvent> events = new ArrayList<>();
    private final List<PeerLogRecord> log = new ArrayList<>();
    private Ec2Bench bench;
    private RouteServerApi api;
    private String topicArn;
    private String server;
    private String endpoint;
    private String peer;

    @BeforeEach
    void build() {
        bench = new Ec2Bench();
        bench.ec2.devices().onBgpEvent(events::add);
        bench.ec2.devices().onPeerLog(log::add);
        api = bench.ec2.api(bench.ec2.iam().administrator());
        RouteServer made = api.createRouteServer(ASN, null, null, true, Map.of(), null);
        server = made.routeServerId();
        topicArn = made.snsTopicArn();
        bench.settle();
        api.associateRouteServer(server, "vpc-1");
        bench.settle();
        endpoint = api.createRouteServerEndpoint(server, "subnet-1", Map.of(), null)
                .routeServerEndpointId();
        bench.settle();
        peer = api.createRouteServerPeer(endpoint, "10.0.0.9", 64_512, "bfd", Map.of())
                .routeServerPeerId();
        bench.settle();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void bgp_upAndDown_isPublishedLoggedAndDescribed() {
        bench.ec2.devices().bringBgpUp(peer);
        assertThat(api.describeRouteServerPeer(peer).bgpStatus()).isEqualTo("up");
        bench.ec2.devices().bringBgpUp(peer);
        bench.ec2.devices().takeBgpDown(peer);

        assertThat(api.describeRouteServerPeer(peer).bgpStatus()).isEqualTo("down");
        assertThat(events)
                .extracting(BgpEvent::message)
                .containsExactly(
                        "BGP for Route Server Peer [" + peer + "] is now [UP].",
                        "BGP for Route Server Peer [" + peer + "] is now [DOWN].");
        assertThat(events.get(1).topicArn()).isEqualTo(topicArn);
        assertThat(events.get(1).attributes())
                .containsOnlyKeys("timestamp", "eventCode", "routeServerPeerId", "newBgpStatus")
                .containsEntry("eventCode", "ROUTE_SERVER_PEER_BGP_STATUS_CHANGE")
                .containsEntry("routeServerPeerId", peer)
                .containsEntry("newBgpStatus", "DOWN");
        assertThat(events.get(1).attributes().get("timestamp")).matches("2026-01-01T00:\\d\\d:\\d\\dZ");
        assertThat(log).extracting(PeerLogRecord::type).containsOnly("BGPStatus");
        assertThat(log).extracting(PeerLogRecord::status).containsExactly("UP", "DOWN");
        assertThat(log.get(0).resourceArn()).isEqualTo("arn:aws:ec2:us-east-1:123456789012:route-server-peer/" + peer);
    }

    @Test
    void bfd_down_isPublishedWithItsOwnCode() {
        bench.ec2.devices().bringBfdUp(peer);
        bench.ec2.devices().takeBfdDown(peer);

        assertThat(events.get(1).message()).isEqualTo("BFD for Route Server Peer [" + peer + "] is now [DOWN].");
        assertThat(events.get(1).eventCode()).isEqualTo("ROUTE_SERVER_PEER_BFD_STATUS_CHANGE");
        assertThat(events.get(1).attributes()).containsEntry("newBfdStatus", "DOWN");
        assertThat(api.describeRouteServerPeer(peer).bfdStatus()).isEqualTo("down");
    }

    @Test
    void maintenance_ofAnEndpoint_namesItsPeers() {
        bench.ec2.devices().startMaintenance(endpoint);

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.message())
                    .isEqualTo("Route Server Endpoint [" + endpoint
                            + "] is now undergoing maintenance. BFD and BGP sessions may be impacted.");
            assertThat(event.attributes())
                    .containsOnlyKeys("timestamp", "eventCode", "routeServerEndpointId", "affectedRouteServerPeerIds")
                    .containsEntry("eventCode", "ROUTE_SERVER_ENDPOINT_MAINTENANCE")
                    .containsEntry("affectedRouteServerPeerIds", peer);
        });
    }

    @Test
    void events_withoutNotifications_areLoggedOnly() {
        api.modifyRouteServer(server, null, null, false);
        bench.settle();

        bench.ec2.devices().bringBgpUp(peer);

        assertThat(events).isEmpty();
        assertThat(log).hasSize(1);
    }

    @Test
    void routes_advertisedAndWithdrawn_areLogged() {
        Devices devices = bench.ec2.devices();
        devices.bringBgpUp(peer);
        devices.advertise(peer, "10.8.0.0/16", List.of("64512", "64513"), 5);
        devices.advertise(peer, "10.8.0.0/16", List.of("64512"), 5);
        devices.withdraw(peer, "10.8.0.0/16");

        assertThat(log).extracting(PeerLogRecord::status).containsExactly("UP", "ADVERTISED", "UPDATED", "WITHDRAWN");
        assertThat(log.get(1).message()).isEqualTo("prefix=10.8.0.0/16 asPath=64512 64513 med=5 nextHopIp=10.0.0.9");
        assertThat(api.getRouteServerRoutingDatabase(server).routes()).isEmpty();
    }

    @Test
    void listeners_mayCallTheApi() {
        List<String> states = new ArrayList<>();
        bench.ec2
                .devices()
                .onBgpEvent(event -> states.add(bench.describe(server).stateAsString()));

        bench.ec2.devices().bringBgpUp(peer);

        assertThat(states).containsExactly("available");
    }

    @Test
    void sessions_ofAPeerThatGoesAway_cannotComeUp() {
        bench.ec2.devices().bringBgpUp(peer);
        api.deleteRouteServerPeer(peer);

        assertThat(api.describeRouteServerPeer(peer).bgpStatus()).isEqualTo("down");
        assertThatIllegalStateException().isThrownBy(() -> bench.ec2.devices().bringBgpUp(peer));
        assertThatIllegalStateException()
                .isThrownBy(() -> bench.ec2.devices().advertise(peer, "10.8.0.0/16", List.of(), 0));
    }
}
