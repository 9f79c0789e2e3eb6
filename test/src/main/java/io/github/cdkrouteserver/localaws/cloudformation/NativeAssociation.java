package io.github.cdkrouteserver.localaws.cloudformation;

import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.RouteServerAssociation;

/** {@code AWS::EC2::RouteServerAssociation}. */
final class NativeAssociation extends NativeLink<RouteServerAssociation> {
    NativeAssociation(Ec2Access ec2) {
        super(ec2, "VpcId", "associated", RouteServerAssociation::stateAsString);
    }

    @Override
    protected void join(Ec2Client client, String serverId, String vpcId) {
        client.associateRouteServer(r -> r.routeServerId(serverId).vpcId(vpcId));
    }

    @Override
    protected RouteServerAssociation find(Ec2Client client, String serverId, String vpcId) {
        return client.getRouteServerAssociations(r -> r.routeServerId(serverId)).routeServerAssociations().stream()
                .filter(association -> association.vpcId().equals(vpcId))
                .findFirst()
                .orElse(null);
    }

    @Override
    protected void part(Ec2Client client, String serverId, String vpcId) {
        client.disassociateRouteServer(r -> r.routeServerId(serverId).vpcId(vpcId));
    }
}
