package io.github.cdkrouteserver.localaws.cloudformation;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.RouteServerPropagation;

/** {@code AWS::EC2::RouteServerPropagation}. */
final class NativePropagation extends NativeType {
    NativePropagation(Ec2Access ec2) {
        super(ec2);
    }

    @Override
    Set<String> createOnly() {
        return Set.of("RouteServerId", "RouteTableId");
    }

    @Override
    public ResourceResult create(ResourceRequest request) throws ResourceFailure, InterruptedException {
        String serverId = request.text("RouteServerId");
        String tableId = request.text("RouteTableId");
        call(client -> client.enableRouteServerPropagation(
                r -> r.routeServerId(serverId).routeTableId(tableId)));
        await("available", client -> find(client, serverId, tableId), RouteServerPropagation::stateAsString);
        return ResourceResult.of(serverId + "|" + tableId);
    }

    @Override
    public List<String> identifier() {
        return List.of("RouteServerId", "RouteTableId");
    }

    @Override
    public ResourceResult read(ResourceRequest request) throws ResourceFailure, InterruptedException {
        String[] ids = request.physicalId().split("\\|");
        require(request, client -> find(client, ids[0], ids[1]), RouteServerPropagation::stateAsString);
        return ResourceResult.of(request.physicalId());
    }

    @Override
    public ResourceResult update(ResourceRequest request) {
        return ResourceResult.of(request.physicalId());
    }

    @Override
    public void delete(ResourceRequest request) throws ResourceFailure, InterruptedException {
        String[] ids = request.physicalId().split("\\|");
        callUnlessGone(client -> client.disableRouteServerPropagation(
                r -> r.routeServerId(ids[0]).routeTableId(ids[1])));
        await("deleted", client -> find(client, ids[0], ids[1]), RouteServerPropagation::stateAsString);
    }

    private static RouteServerPropagation find(Ec2Client client, String serverId, String tableId) {
        return client
                .getRouteServerPropagations(r -> r.routeServerId(serverId).routeTableId(tableId))
                .routeServerPropagations()
                .stream()
                .filter(propagation -> propagation.routeTableId().equals(tableId))
                .findFirst()
                .orElse(null);
    }
}
