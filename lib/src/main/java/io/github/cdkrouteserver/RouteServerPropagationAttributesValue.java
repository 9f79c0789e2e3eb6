package io.github.cdkrouteserver;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@link RouteServerPropagationAttributes.Builder} builds; unchecked, because only the construct can say where a
 * value belongs.
 */
final class RouteServerPropagationAttributesValue implements RouteServerPropagationAttributes {
    private final @Nullable String routeServerId;
    private final @Nullable String routeTableId;

    RouteServerPropagationAttributesValue(RouteServerPropagationAttributes.Builder builder) {
        this.routeServerId = builder.routeServerId;
        this.routeTableId = builder.routeTableId;
    }

    // The construct refuses a missing value, with its path.
    @Override
    public String getRouteServerId() {
        return routeServerId;
    }

    // The construct refuses a missing value, with its path.
    @Override
    public String getRouteTableId() {
        return routeTableId;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RouteServerPropagationAttributesValue that
                && Objects.equals(routeServerId, that.routeServerId)
                && Objects.equals(routeTableId, that.routeTableId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(routeServerId, routeTableId);
    }
}
