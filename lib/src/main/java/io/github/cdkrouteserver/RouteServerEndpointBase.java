package io.github.cdkrouteserver;

import io.github.cdkrouteserver.internal.Checks;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Resource;
import software.amazon.awscdk.ResourceProps;
import software.amazon.awscdk.interfaces.ec2.RouteServerEndpointReference;
import software.constructs.Construct;

/** What created and imported endpoints have in common. */
abstract class RouteServerEndpointBase extends Resource implements IRouteServerEndpoint {
    RouteServerEndpointBase(Construct scope, String id, @Nullable ResourceProps props) {
        super(scope, id, props);
    }

    @Override
    public RouteServerEndpointReference getRouteServerEndpointRef() {
        return RouteServerEndpointReference.builder()
                .routeServerEndpointId(getRouteServerEndpointId())
                .routeServerEndpointArn(getRouteServerEndpointArn())
                .build();
    }

    @Override
    public RouteServerPeer addPeer(String id, RouteServerPeerOptions options) {
        Checks checks = Checks.of(this, id);
        if ("Resource".equals(id)) {
            throw checks.reservedId(id, "an endpoint");
        }
        checks.required(options, "options", "pass RouteServerPeerOptions with a peerAddress and a peerAsn");
        // Not build(): it refuses a missing value too, and cannot name the construct.
        return new RouteServerPeer(
                this,
                id,
                new RouteServerPeerPropsValue(RouteServerPeerProps.builder()
                        .routeServerEndpoint(this)
                        .peerAddress(options.getPeerAddress())
                        .peerAsn(options.getPeerAsn())
                        .livenessDetection(options.getLivenessDetection())
                        .tags(options.getTags())));
    }
}
