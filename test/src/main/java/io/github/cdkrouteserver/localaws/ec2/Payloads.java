package io.github.cdkrouteserver.localaws.ec2;

import java.util.List;
import java.util.Map;

/** Finds out which resource a call was about. */
final class Payloads {
    private static final List<String> ID_PARAMETERS = List.of(
            "RouteServerPeerId",
            "RouteServerEndpointId",
            "RouteServerId",
            "ResourceId.1",
            "RouteServerPeerId.1",
            "RouteServerEndpointId.1",
            "RouteServerId.1");

    private Payloads() {}

    /** The id of a resource in an answer; empty where the answer is not one resource with an id. */
    static String id(Object payload) {
        if (payload instanceof RouteServer server) {
            return server.routeServerId();
        }
        if (payload instanceof RouteServerEndpoint endpoint) {
            return endpoint.routeServerEndpointId();
        }
        return payload instanceof RouteServerPeer peer ? peer.routeServerPeerId() : "";
    }

    /** The first id among the parameters; empty where there is none. */
    static String idAskedFor(Map<String, String> parameters) {
        return ID_PARAMETERS.stream()
                .filter(parameters::containsKey)
                .map(parameters::get)
                .findFirst()
                .orElse("");
    }
}
