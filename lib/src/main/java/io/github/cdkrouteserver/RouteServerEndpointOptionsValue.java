package io.github.cdkrouteserver;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.interfaces.ec2.IRouteServerAssociationRef;
import software.amazon.awscdk.interfaces.ec2.ISubnetRef;

/**
 * What {@link RouteServerEndpointOptions.Builder} builds; unchecked, because only the construct can say where a value
 * belongs.
 */
final class RouteServerEndpointOptionsValue implements RouteServerEndpointOptions {
    private final @Nullable ISubnetRef subnet;
    private final @Nullable IRouteServerAssociationRef association;
    private final @Nullable Map<String, String> tags;

    RouteServerEndpointOptionsValue(RouteServerEndpointOptions.Builder builder) {
        this.subnet = builder.subnet;
        this.association = builder.association;
        // Not Map.copyOf: it loses the order, and it throws a bare NullPointerException for a null value.
        this.tags = builder.tags == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(builder.tags));
    }

    // The construct refuses a missing value, with its path.
    @Override
    public ISubnetRef getSubnet() {
        return subnet;
    }

    @Override
    public @Nullable IRouteServerAssociationRef getAssociation() {
        return association;
    }

    @Override
    public @Nullable Map<String, String> getTags() {
        return tags;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RouteServerEndpointOptionsValue that
                && Objects.equals(subnet, that.subnet)
                && Objects.equals(association, that.association)
                && Objects.equals(tags, that.tags);
    }

    @Override
    public int hashCode() {
        return Objects.hash(subnet, association, tags);
    }
}
