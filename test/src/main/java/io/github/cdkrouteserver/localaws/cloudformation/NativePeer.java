package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RouteServerPeer;

/** {@code AWS::EC2::RouteServerPeer}. */
final class NativePeer extends NativeType {
    NativePeer(Ec2Access ec2) {
        super(ec2);
    }

    @Override
    Set<String> createOnly() {
        return Set.of("RouteServerEndpointId", "PeerAddress", "BgpOptions");
    }

    @Override
    public ResourceResult create(ResourceRequest request) throws ResourceFailure, InterruptedException {
        JsonNode bgp = request.properties().path("BgpOptions");
        String liveness = bgp.path("PeerLivenessDetection").asText(null);
        String id = call(client -> client.createRouteServerPeer(r -> r.routeServerEndpointId(
                                request.text("RouteServerEndpointId"))
                        .peerAddress(request.text("PeerAddress"))
                        .bgpOptions(options ->
                                options.peerAsn(bgp.path("PeerAsn").asLong()).peerLivenessDetection(liveness))
                        .tagSpecifications(tagSpecifications(request, ResourceType.ROUTE_SERVER_PEER))))
                .routeServerPeer()
                .routeServerPeerId();
        return stable(request, id);
    }

    @Override
    public ResourceResult read(ResourceRequest request) throws ResourceFailure, InterruptedException {
        String id = request.physicalId();
        require(request, client -> find(client, id), RouteServerPeer::stateAsString);
        return stable(request, id);
    }

    @Override
    public ResourceResult update(ResourceRequest request) throws ResourceFailure, InterruptedException {
        retag(request);
        return stable(request, request.physicalId());
    }

    @Override
    public void delete(ResourceRequest request) throws ResourceFailure, InterruptedException {
        String id = request.physicalId();
        callUnlessGone(client -> client.deleteRouteServerPeer(r -> r.routeServerPeerId(id)));
        await("deleted", client -> find(client, id), RouteServerPeer::stateAsString);
    }

    private ResourceResult stable(ResourceRequest request, String id) throws ResourceFailure, InterruptedException {
        RouteServerPeer peer;
        try {
            peer = await("available", client -> find(client, id), RouteServerPeer::stateAsString);
        } catch (ResourceFailure e) {
            throw new ResourceFailure(e.getMessage(), id);
        }
        return ResourceResult.of(id)
                .with("Id", id)
                .with("Arn", arn(request, "route-server-peer", id))
                .with("RouteServerId", peer.routeServerId())
                .with("EndpointEniId", peer.endpointEniId())
                .with("EndpointEniAddress", peer.endpointEniAddress())
                .with("SubnetId", peer.subnetId())
                .with("VpcId", peer.vpcId());
    }

    private static RouteServerPeer find(Ec2Client client, String id) {
        return client.describeRouteServerPeers(r -> r.routeServerPeerIds(id)).routeServerPeers().stream()
                .findFirst()
                .orElse(null);
    }
}
