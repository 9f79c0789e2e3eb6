package io.github.cdkrouteserver.localaws.ec2;

import java.util.List;

/**
 * A route in a route server's database.
 *
 * @param routeServerEndpointId the endpoint that received it
 * @param routeServerPeerId the peer that advertises it
 * @param installations what became of it in each route table
 * @param routeStatus in-rib or in-fib
 * @param prefix the destination
 * @param asPath its AS path
 * @param med its multi-exit discriminator
 * @param nextHopIp its next hop
 */
public record RouteServerRoute(
        String routeServerEndpointId,
        String routeServerPeerId,
        List<Installation> installations,
        String routeStatus,
        String prefix,
        List<String> asPath,
        Long med,
        String nextHopIp) {
    /** Copies the lists. */
    public RouteServerRoute {
        installations = List.copyOf(installations);
        asPath = List.copyOf(asPath);
    }

    /**
     * What became of a route in one route table.
     *
     * @param routeTableId the route table
     * @param status installed or rejected
     * @param reason why it was rejected; null where it was not
     */
    public record Installation(String routeTableId, String status, String reason) {}
}
