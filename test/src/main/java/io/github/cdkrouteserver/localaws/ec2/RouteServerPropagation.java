package io.github.cdkrouteserver.localaws.ec2;

/**
 * The propagation of a route server's routes to a route table.
 *
 * @param routeServerId the route server
 * @param routeTableId the route table
 * @param state pending, available or deleting
 */
public record RouteServerPropagation(String routeServerId, String routeTableId, String state) {
    RouteServerPropagation withState(String newState) {
        return new RouteServerPropagation(routeServerId, routeTableId, newState);
    }
}
