package io.github.cdkrouteserver.localaws.cloudformation;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.RouteServerAssociation;

/** {@code AWS::EC2::RouteServerAssociation}. */
final class NativeAssociation extends NativeType {
    NativeAssociation(Ec2Access ec2) {
        super(ec2);
    }

    @Override
    Set<String> createOnly() {
        return Set.of("RouteServerId", "VpcId");
    }

    @Override
    public ResourceResult create(ResourceRequest request) throws ResourceFailure, InterruptedException {
        String serverId = request.text("RouteServerId");
        String vpcId = request.text("VpcId");
        call(client ->
                client.associateRouteServer(r -> r.routeServerId(serverId).vpcId(vpcId)));
        await("associated", client -> find(client, serverId, vpcId), RouteServerAssociation::stateAsString);
        return ResourceResult.of(serverId + "|" + vpcId);
    }

    @Override
    public List<String> identifier() {
        return List.of("RouteServerId", "VpcId");
    }

    @Override
    public ResourceResult read(ResourceRequest request) throws ResourceFailure, InterruptedException {
        String[] ids = request.physicalId().split("\\|");
        require(request, client -> find(client, ids[0], ids[1]), RouteServerAssociation::stateAsString);
        return ResourceResult.of(request.physicalId());
    }

    @Override
    public ResourceResult update(ResourceRequest request) {
        return ResourceResult.of(request.physicalId());
    }

    @Override
    public void delete(ResourceRequest request) throws ResourceFailure, InterruptedException {
        String[] ids = request.physicalId().split("\\|");
        callUnlessGone(client ->
                client.disassociateRouteServer(r -> r.routeServerId(ids[0]).vpcId(ids[1])));
        await("deleted", client -> find(client, ids[0], ids[1]), RouteServerAssociation::stateAsString);
    }

    private static RouteServerAssociation find(Ec2Client client, String serverId, String vpcId) {
        return client.getRouteServerAssociations(r -> r.routeServerId(serverId)).routeServerAssociations().stream()
                .filter(association -> association.vpcId().equals(vpcId))
                .findFirst()
                .orElse(null);
    }
}
