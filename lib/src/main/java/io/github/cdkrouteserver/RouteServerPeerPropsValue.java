package io.github.cdkrouteserver;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.interfaces.ec2.IRouteServerEndpointRef;

/**
 * What {@link RouteServerPeerProps.Builder} builds; unchecked, because only the construct can say where a value
 * belongs.
 */
final class RouteServerPeerPropsValue implements RouteServerPeerProps {
    private final @Nullable String peerAddress;
    private final @Nullable Number peerAsn;
    private final @Nullable IRouteServerEndpointRef routeServerEndpoint;
    private final @Nullable PeerLivenessDetection livenessDetection;
    private final @Nullable Map<String, String> tags;

    RouteServerPeerPropsValue(RouteServerPeerProps.Builder builder) {
        this.peerAddress = builder.peerAddress;
        this.peerAsn = builder.peerAsn;
        this.routeServerEndpoint = builder.routeServerEndpoint;
        this.livenessDetection = builder.livenessDetection;
        // Not Map.copyOf: it loses the order, and it throws a bare NullPointerException for a null value.
        this.tags = builder.tags == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(builder.tags));
    }

    // The construct refuses a missing value, with its path.
    @Override
    public String getPeerAddress() {
        return peerAddress;
    }

    // The construct refuses a missing value, with its path.
    @Override
    public Number getPeerAsn() {
        return peerAsn;
    }

    // The construct refuses a missing value, with its path.
    @Override
    public IRouteServerEndpointRef getRouteServerEndpoint() {
        return routeServerEndpoint;
    }

    @Override
    public @Nullable PeerLivenessDetection getLivenessDetection() {
        return livenessDetection;
    }

    @Override
    public @Nullable Map<String, String> getTags() {
        return tags;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RouteServerPeerPropsValue that
                && Objects.equals(peerAddress, that.peerAddress)
                && Objects.equals(peerAsn, that.peerAsn)
                && Objects.equals(routeServerEndpoint, that.routeServerEndpoint)
                && Objects.equals(livenessDetection, that.livenessDetection)
                && Objects.equals(tags, that.tags);
    }

    @Override
    public int hashCode() {
        return Objects.hash(peerAddress, peerAsn, routeServerEndpoint, livenessDetection, tags);
    }
}
