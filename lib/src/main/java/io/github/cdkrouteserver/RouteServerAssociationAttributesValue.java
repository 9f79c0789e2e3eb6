package io.github.cdkrouteserver;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@link RouteServerAssociationAttributes.Builder} builds; unchecked, because only the construct can say where a
 * value belongs.
 */
final class RouteServerAssociationAttributesValue implements RouteServerAssociationAttributes {
    private final @Nullable String routeServerId;
    private final @Nullable String vpcId;

    RouteServerAssociationAttributesValue(RouteServerAssociationAttributes.Builder builder) {
        this.routeServerId = builder.routeServerId;
        this.vpcId = builder.vpcId;
    }

    // The construct refuses a missing value, with its path.
    @Override
    public String getRouteServerId() {
        return routeServerId;
    }

    // The construct refuses a missing value, with its path.
    @Override
    public String getVpcId() {
        return vpcId;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RouteServerAssociationAttributesValue that
                && Objects.equals(routeServerId, that.routeServerId)
                && Objects.equals(vpcId, that.vpcId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(routeServerId, vpcId);
    }
}
