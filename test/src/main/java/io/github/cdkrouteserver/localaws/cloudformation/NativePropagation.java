package io.github.cdkrouteserver.localaws.cloudformation;

import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.RouteServerPropagation;

/** {@code AWS::EC2::RouteServerPropagation}. */
final class NativePropagation extends NativeLink<RouteServerPropagation> {
    NativePropagation(Ec2Access ec2) {
        super(ec2, "RouteTableId", "available", RouteServerPropagation::stateAsString);
    }

    @Override
    protected void join(Ec2Client client, String serverId, String tableId) {
        client.enableRouteServerPropagation(r -> r.routeServerId(serverId).routeTableId(tableId));
    }

    @Override
    protected RouteServerPropagation find(Ec2Client client, String serverId, String tableId) {
        return client
                .getRouteServerPropagations(r -> r.routeServerId(serverId).routeTableId(tableId))
                .routeServerPropagations()
                .stream()
                .filter(propagation -> propagation.routeTableId().equals(tableId))
                .findFirst()
                .orElse(null);
    }

    @Override
    protected void part(Ec2Client client, String serverId, String tableId) {
        client.disableRouteServerPropagation(r -> r.routeServerId(serverId).routeTableId(tableId));
    }
}
