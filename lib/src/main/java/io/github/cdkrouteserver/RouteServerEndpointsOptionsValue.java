package io.github.cdkrouteserver;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.interfaces.ec2.IRouteServerAssociationRef;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;

/** What {@link RouteServerEndpointsOptions.Builder} builds. */
final class RouteServerEndpointsOptionsValue implements RouteServerEndpointsOptions {
    private final @Nullable IVpc vpc;
    private final @Nullable SubnetSelection vpcSubnets;
    private final @Nullable Number endpointsPerSubnet;
    private final @Nullable IRouteServerAssociationRef association;
    private final @Nullable Map<String, String> tags;

    RouteServerEndpointsOptionsValue(RouteServerEndpointsOptions.Builder builder) {
        this.vpc = builder.vpc;
        this.vpcSubnets = builder.vpcSubnets;
        this.endpointsPerSubnet = builder.endpointsPerSubnet;
        this.association = builder.association;
        // Not Map.copyOf: it loses the order, and it throws a bare NullPointerException for a null value.
        this.tags = builder.tags == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(builder.tags));
    }

    @Override
    public @Nullable IVpc getVpc() {
        return vpc;
    }

    @Override
    public @Nullable SubnetSelection getVpcSubnets() {
        return vpcSubnets;
    }

    @Override
    public @Nullable Number getEndpointsPerSubnet() {
        return endpointsPerSubnet;
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
        return other instanceof RouteServerEndpointsOptionsValue that
                && Objects.equals(vpc, that.vpc)
                && Objects.equals(vpcSubnets, that.vpcSubnets)
                && Objects.equals(endpointsPerSubnet, that.endpointsPerSubnet)
                && Objects.equals(association, that.association)
                && Objects.equals(tags, that.tags);
    }

    @Override
    public int hashCode() {
        return Objects.hash(vpc, vpcSubnets, endpointsPerSubnet, association, tags);
    }
}
