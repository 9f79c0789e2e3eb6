package io.github.cdkrouteserver.localaws.ec2;

import java.util.List;
import java.util.Map;

/** Writes payloads and errors as the EC2 Query protocol does. */
final class Xml {
    private static final String NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/";

    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    private Xml() {}

    static String response(String action, Object payload, String requestId) {
        Xml xml = new Xml();
        xml.out
                .append('<')
                .append(action)
                .append("Response xmlns=\"")
                .append(NAMESPACE)
                .append("\">");
        xml.element("requestId", requestId);
        xml.payload(payload);
        return xml.out.append("</").append(action).append("Response>").toString();
    }

    static String error(String code, String message, String requestId) {
        Xml xml = new Xml();
        xml.out.append("<Response><Errors><Error>");
        xml.element("Code", code);
        xml.element("Message", message);
        xml.out.append("</Error></Errors>");
        xml.element("RequestID", requestId);
        return xml.out.append("</Response>").toString();
    }

    private void payload(Object payload) {
        if (payload instanceof Page page) {
            list(page.element(), page.items());
            element("nextToken", page.nextToken());
        } else if (payload instanceof RoutingDatabase database) {
            element("areRoutesPersisted", database.areRoutesPersisted());
            list("routeSet", database.routes());
            element("nextToken", database.nextToken());
        } else if (payload instanceof Done) {
            element("return", true);
        } else {
            structure(elementOf(payload), payload);
        }
    }

    private static String elementOf(Object resource) {
        String type = resource.getClass().getSimpleName();
        return Character.toLowerCase(type.charAt(0)) + type.substring(1);
    }

    private void list(String name, List<?> items) {
        open(name);
        items.forEach(item -> structure("item", item));
        close(name);
    }

    private void structure(String name, Object value) {
        if (value instanceof String) {
            element(name, value);
            return;
        }
        open(name);
        if (value instanceof RouteServer server) {
            server(server);
        } else if (value instanceof RouteServerAssociation association) {
            element("routeServerId", association.routeServerId());
            element("vpcId", association.vpcId());
            element("state", association.state());
        } else if (value instanceof RouteServerEndpoint endpoint) {
            endpoint(endpoint);
        } else if (value instanceof RouteServerPeer peer) {
            peer(peer);
        } else if (value instanceof RouteServerPropagation propagation) {
            element("routeServerId", propagation.routeServerId());
            element("routeTableId", propagation.routeTableId());
            element("state", propagation.state());
        } else if (value instanceof RouteServerRoute route) {
            route(route);
        } else if (value instanceof RouteServerRoute.Installation installation) {
            element("routeTableId", installation.routeTableId());
            element("routeInstallationStatus", installation.status());
            element("routeInstallationStatusReason", installation.reason());
        } else {
            throw new IllegalArgumentException("no element for " + value);
        }
        close(name);
    }

    private void server(RouteServer server) {
        element("routeServerId", server.routeServerId());
        element("amazonSideAsn", server.amazonSideAsn());
        element("state", server.state());
        tags(server.tags());
        element("persistRoutesState", server.persistRoutesState());
        element("persistRoutesDuration", server.persistRoutesDuration());
        element("snsNotificationsEnabled", server.snsNotificationsEnabled());
        element("snsTopicArn", server.snsTopicArn());
    }

    private void endpoint(RouteServerEndpoint endpoint) {
        element("routeServerId", endpoint.routeServerId());
        element("routeServerEndpointId", endpoint.routeServerEndpointId());
        element("vpcId", endpoint.vpcId());
        element("subnetId", endpoint.subnetId());
        element("eniId", endpoint.eniId());
        element("eniAddress", endpoint.eniAddress());
        element("state", endpoint.state());
        element("failureReason", endpoint.failureReason());
        tags(endpoint.tags());
    }

    private void peer(RouteServerPeer peer) {
        RouteServerEndpoint endpoint = peer.endpoint();
        element("routeServerPeerId", peer.routeServerPeerId());
        element("routeServerEndpointId", endpoint.routeServerEndpointId());
        element("routeServerId", endpoint.routeServerId());
        element("vpcId", endpoint.vpcId());
        element("subnetId", endpoint.subnetId());
        element("state", peer.state());
        element("failureReason", peer.failureReason());
        element("endpointEniId", endpoint.eniId());
        element("endpointEniAddress", endpoint.eniAddress());
        element("peerAddress", peer.peerAddress());
        open("bgpOptions");
        element("peerAsn", peer.peerAsn());
        element("peerLivenessDetection", peer.peerLivenessDetection());
        close("bgpOptions");
        open("bgpStatus");
        element("status", peer.bgpStatus());
        close("bgpStatus");
        open("bfdStatus");
        element("status", peer.bfdStatus());
        close("bfdStatus");
        tags(peer.tags());
    }

    private void route(RouteServerRoute route) {
        element("routeServerEndpointId", route.routeServerEndpointId());
        element("routeServerPeerId", route.routeServerPeerId());
        list("routeInstallationDetailSet", route.installations());
        element("routeStatus", route.routeStatus());
        element("prefix", route.prefix());
        list("asPathSet", route.asPath());
        element("med", route.med());
        element("nextHopIp", route.nextHopIp());
    }

    private void tags(Map<String, String> tags) {
        if (tags.isEmpty()) {
            return;
        }
        open("tagSet");
        tags.forEach((key, value) -> {
            open("item");
            element("key", key);
            element("value", value);
            close("item");
        });
        close("tagSet");
    }

    private void open(String name) {
        out.append('<').append(name).append('>');
    }

    private void close(String name) {
        out.append("</").append(name).append('>');
    }

    private void element(String name, Object value) {
        if (value == null) {
            return;
        }
        open(name);
        for (char character : value.toString().toCharArray()) {
            switch (character) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                // Parsers fold line ends and trim nothing else; a reference survives them.
                case '\r', '\n', '\t' ->
                    out.append("&#").append((int) character).append(';');
                default -> out.append(character);
            }
        }
        close(name);
    }
}
