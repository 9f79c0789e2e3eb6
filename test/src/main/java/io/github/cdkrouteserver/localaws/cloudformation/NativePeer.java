package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RouteServerPeer;

/** {@code AWS::EC2::RouteServerPeer}. */
final class NativePeer extends NativeMember<RouteServerPeer> {
    NativePeer(Ec2Access ec2) {
        super(ec2, RouteServerPeer::stateAsString);
    }

    @Override
    Set<String> createOnly() {
        return Set.of("RouteServerEndpointId", "PeerAddress", "BgpOptions");
    }

    @Override
    protected String make(Ec2Client client, ResourceRequest request) {
        JsonNode bgp = request.properties().path("BgpOptions");
        String liveness = bgp.path("PeerLivenessDetection").asText(null);
        return client.createRouteServerPeer(r -> r.routeServerEndpointId(request.text("RouteServerEndpointId"))
                        .peerAddress(request.text("PeerAddress"))
                        .bgpOptions(options ->
                                options.peerAsn(bgp.path("PeerAsn").asLong()).peerLivenessDetection(liveness))
                        .tagSpecifications(tagSpecifications(request, ResourceType.ROUTE_SERVER_PEER)))
                .routeServerPeer()
                .routeServerPeerId();
    }

    @Override
    protected RouteServerPeer find(Ec2Client client, String id) {
        return client.describeRouteServerPeers(r -> r.routeServerPeerIds(id)).routeServerPeers().stream()
                .findFirst()
                .orElse(null);
    }

    @Override
    protected void remove(Ec2Client client, String id) {
        client.deleteRouteServerPeer(r -> r.routeServerPeerId(id));
    }

    @Override
    protected ResourceResult describe(ResourceResult result, ResourceRequest request, RouteServerPeer peer) {
        return result.with("Arn", arn(request, "route-server-peer", peer.routeServerPeerId()))
                .with("RouteServerId", peer.routeServerId())
                .with("EndpointEniId", peer.endpointEniId())
                .with("EndpointEniAddress", peer.endpointEniAddress())
                .with("SubnetId", peer.subnetId())
                .with("VpcId", peer.vpcId());
    }
}
