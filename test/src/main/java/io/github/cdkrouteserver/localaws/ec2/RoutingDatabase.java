package io.github.cdkrouteserver.localaws.ec2;

import java.util.List;

/**
 * The routing database of a route server.
 *
 * @param areRoutesPersisted whether routes outlive the sessions that brought them at present
 * @param routes the routes
 * @param nextToken null on the last page
 */
public record RoutingDatabase(boolean areRoutesPersisted, List<RouteServerRoute> routes, String nextToken) {
    /** Copies the routes. */
    public RoutingDatabase {
        routes = List.copyOf(routes);
    }
}
