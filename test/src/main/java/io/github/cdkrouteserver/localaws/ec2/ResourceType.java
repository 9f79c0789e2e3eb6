package io.github.cdkrouteserver.localaws.ec2;

import java.util.regex.Pattern;

/** The taggable resources. */
enum ResourceType {
    ROUTE_SERVER("route-server", "rs", "RouteServerId", "route server"),
    ROUTE_SERVER_ENDPOINT("route-server-endpoint", "rse", "RouteServerEndpointId", "route server endpoint"),
    ROUTE_SERVER_PEER("route-server-peer", "rsp", "RouteServerPeerId", "route server peer");

    private final String wireName;
    private final String prefix;
    private final String idParameter;
    private final String words;
    private final Pattern shape;

    ResourceType(String wireName, String prefix, String idParameter, String words) {
        this.wireName = wireName;
        this.prefix = prefix;
        this.idParameter = idParameter;
        this.words = words;
        shape = Pattern.compile(prefix + "-[0-9a-f]{8}([0-9a-f]{9})?");
    }

    String wireName() {
        return wireName;
    }

    String prefix() {
        return prefix;
    }

    String idParameter() {
        return idParameter;
    }

    boolean fits(String id) {
        return shape.matcher(id).matches();
    }

    Ec2Error notFound(String id) {
        return new Ec2Error("Invalid" + idParameter + ".NotFound", "The " + words + " ID '" + id + "' does not exist");
    }

    Ec2Error malformed(String id) {
        return new Ec2Error("Invalid" + idParameter + ".Malformed", "Invalid id: \"" + id + "\"");
    }
}
