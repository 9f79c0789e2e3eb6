package io.github.cdkrouteserver;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.interfaces.ec2.IRouteServerAssociationRef;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;

/** What {@link IRouteServer#addEndpoints} asks of the endpoints it adds. */
public interface RouteServerEndpointsOptions {
    /**
     * VPC to select the subnets from.
     *
     * <p>Default: - the VPC that the route server is associated with, where an {@code IVpc} of it is known
     *
     * @return the VPC
     */
    default @Nullable IVpc getVpc() {
        return null;
    }

    /**
     * Which subnets get endpoints.
     *
     * <p>Default: - the private subnets, or the isolated ones, or the public ones: the first kind that the VPC has
     *
     * @return the selection
     */
    default @Nullable SubnetSelection getVpcSubnets() {
        return null;
    }

    /**
     * How many endpoints each subnet gets: 1 or 2. AWS recommends two, so that one can be maintained while the other
     * serves.
     *
     * <p>Default: 2
     *
     * @return the number
     */
    default @Nullable Number getEndpointsPerSubnet() {
        return null;
    }

    /**
     * Association that has to be there first, where this app cannot know it to be that of the route server: the one of an
     * import of which only a token is known, say.
     *
     * <p>Default: - every association of this app that is known to be of the same route server comes first anyway
     *
     * @return the association
     */
    default @Nullable IRouteServerAssociationRef getAssociation() {
        return null;
    }

    /**
     * Tags of the endpoints: at most 50 on each, keys up to 127 and values up to 256 characters (Amazon EC2 API reference,
     * type Tag). {@code Tags.of(...)} on them, on their stack or on the app adds to them and wins over them.
     *
     * <p>Default: - no tags but those of {@code Tags.of(...)}
     *
     * @return the tags by key
     */
    default @Nullable Map<String, String> getTags() {
        return null;
    }

    /**
     * A builder without values.
     *
     * @return a new builder
     */
    static Builder builder() {
        return new Builder();
    }

    /** Collects {@link RouteServerEndpointsOptions}; may be used again after {@link #build()}. */
    final class Builder implements software.amazon.jsii.Builder<RouteServerEndpointsOptions> {
        @Nullable
        IVpc vpc;

        @Nullable
        SubnetSelection vpcSubnets;

        @Nullable
        Number endpointsPerSubnet;

        @Nullable
        IRouteServerAssociationRef association;

        @Nullable
        Map<String, String> tags;

        private Builder() {}

        /**
         * Sets {@link RouteServerEndpointsOptions#getVpc()}.
         *
         * @param vpc VPC to select the subnets from
         * @return this builder
         */
        public Builder vpc(@Nullable IVpc vpc) {
            this.vpc = vpc;
            return this;
        }

        /**
         * Sets {@link RouteServerEndpointsOptions#getVpcSubnets()}.
         *
         * @param vpcSubnets which subnets get endpoints
         * @return this builder
         */
        public Builder vpcSubnets(@Nullable SubnetSelection vpcSubnets) {
            this.vpcSubnets = vpcSubnets;
            return this;
        }

        /**
         * Sets {@link RouteServerEndpointsOptions#getEndpointsPerSubnet()}.
         *
         * @param endpointsPerSubnet how many endpoints each subnet gets, 1 or 2
         * @return this builder
         */
        public Builder endpointsPerSubnet(@Nullable Number endpointsPerSubnet) {
            this.endpointsPerSubnet = endpointsPerSubnet;
            return this;
        }

        /**
         * Sets {@link RouteServerEndpointsOptions#getAssociation()}.
         *
         * @param association association that has to be there first
         * @return this builder
         */
        public Builder association(@Nullable IRouteServerAssociationRef association) {
            this.association = association;
            return this;
        }

        /**
         * Sets {@link RouteServerEndpointsOptions#getTags()}.
         *
         * @param tags tags by key; replaces what was set before
         * @return this builder
         */
        public Builder tags(@Nullable Map<String, String> tags) {
            this.tags = tags;
            return this;
        }

        /** Builds the options. */
        @Override
        public RouteServerEndpointsOptions build() {
            return new RouteServerEndpointsOptionsValue(this);
        }
    }
}
