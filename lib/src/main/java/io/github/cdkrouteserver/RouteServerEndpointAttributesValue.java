package io.github.cdkrouteserver;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@link RouteServerEndpointAttributes.Builder} builds. */
final class RouteServerEndpointAttributesValue implements RouteServerEndpointAttributes {
    private final @Nullable String routeServerEndpointId;
    private final @Nullable String routeServerEndpointArn;
    private final @Nullable String eniId;
    private final @Nullable String eniAddress;

    RouteServerEndpointAttributesValue(RouteServerEndpointAttributes.Builder builder) {
        this.routeServerEndpointId = builder.routeServerEndpointId;
        this.routeServerEndpointArn = builder.routeServerEndpointArn;
        this.eniId = builder.eniId;
        this.eniAddress = builder.eniAddress;
    }

    @Override
    public @Nullable String getRouteServerEndpointId() {
        return routeServerEndpointId;
    }

    @Override
    public @Nullable String getRouteServerEndpointArn() {
        return routeServerEndpointArn;
    }

    @Override
    public @Nullable String getEniId() {
        return eniId;
    }

    @Override
    public @Nullable String getEniAddress() {
        return eniAddress;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RouteServerEndpointAttributesValue that
                && Objects.equals(routeServerEndpointId, that.routeServerEndpointId)
                && Objects.equals(routeServerEndpointArn, that.routeServerEndpointArn)
                && Objects.equals(eniId, that.eniId)
                && Objects.equals(eniAddress, that.eniAddress);
    }

    @Override
    public int hashCode() {
        return Objects.hash(routeServerEndpointId, routeServerEndpointArn, eniId, eniAddress);
    }
}
