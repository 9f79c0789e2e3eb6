package io.github.cdkrouteserver.localaws.ec2;

/**
 * The association of a route server with a VPC.
 *
 * @param routeServerId the route server
 * @param vpcId the VPC
 * @param state associating, associated or disassociating
 */
public record RouteServerAssociation(String routeServerId, String vpcId, String state) {
    RouteServerAssociation withState(String newState) {
        return new RouteServerAssociation(routeServerId, vpcId, newState);
    }
}
