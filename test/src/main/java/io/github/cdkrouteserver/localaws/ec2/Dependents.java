package io.github.cdkrouteserver.localaws.ec2;

import java.util.List;

/** The order in which the family is built and torn down. */
final class Dependents {
    static final String ASSOCIATED = "associated";

    private Dependents() {}

    static RouteServer requireAvailable(Ec2State state, String serverId) {
        RouteServer server = state.servers().get(serverId);
        if (!server.state().equals(RouteServer.AVAILABLE)) {
            throw Ec2Error.incorrectState("Route Server " + serverId + " is in state " + server.state() + ".");
        }
        return server;
    }

    /** The VPC that a route server is associated with. */
    static String requireAssociated(Ec2State state, String serverId) {
        RouteServerAssociation association = state.associations().get(serverId);
        if (association == null) {
            throw new Ec2Error(
                    "InvalidRouteServerId.NotAssociated",
                    "Route Server " + serverId + " is not associated with a VPC.");
        }
        if (!association.state().equals(ASSOCIATED)) {
            throw Ec2Error.incorrectState(
                    "The association of " + serverId + " is in state " + association.state() + ".");
        }
        return association.vpcId();
    }

    static void requireNoneLeft(Ec2State state, String serverId) {
        List<String> left = state.endpoints().all().stream()
                .filter(endpoint -> endpoint.routeServerId().equals(serverId))
                .filter(endpoint -> !endpoint.state().equals(RouteServer.DELETED))
                .map(RouteServerEndpoint::routeServerEndpointId)
                .toList();
        if (left.isEmpty()) {
            left = List.copyOf(state.propagations(serverId).keySet());
        }
        if (!left.isEmpty()) {
            throw Ec2Error.incorrectState("Route Server " + serverId + " is still used by " + left + ".");
        }
    }
}
