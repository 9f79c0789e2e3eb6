package io.github.cdkrouteserver;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@link RouteServerPeerAttributes.Builder} builds. */
final class RouteServerPeerAttributesValue implements RouteServerPeerAttributes {
    private final @Nullable String routeServerPeerId;
    private final @Nullable String routeServerPeerArn;
    private final @Nullable String endpointEniId;
    private final @Nullable String endpointEniAddress;

    RouteServerPeerAttributesValue(RouteServerPeerAttributes.Builder builder) {
        this.routeServerPeerId = builder.routeServerPeerId;
        this.routeServerPeerArn = builder.routeServerPeerArn;
        this.endpointEniId = builder.endpointEniId;
        this.endpointEniAddress = builder.endpointEniAddress;
    }

    @Override
    public @Nullable String getRouteServerPeerId() {
        return routeServerPeerId;
    }

    @Override
    public @Nullable String getRouteServerPeerArn() {
        return routeServerPeerArn;
    }

    @Override
    public @Nullable String getEndpointEniId() {
        return endpointEniId;
    }

    @Override
    public @Nullable String getEndpointEniAddress() {
        return endpointEniAddress;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RouteServerPeerAttributesValue that
                && Objects.equals(routeServerPeerId, that.routeServerPeerId)
                && Objects.equals(routeServerPeerArn, that.routeServerPeerArn)
                && Objects.equals(endpointEniId, that.endpointEniId)
                && Objects.equals(endpointEniAddress, that.endpointEniAddress);
    }

    @Override
    public int hashCode() {
        return Objects.hash(routeServerPeerId, routeServerPeerArn, endpointEniId, endpointEniAddress);
    }
}
