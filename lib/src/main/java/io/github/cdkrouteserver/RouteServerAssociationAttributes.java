package io.github.cdkrouteserver;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is known of an association that this app did not create. Nothing is looked up. */
public interface RouteServerAssociationAttributes {
    /**
     * Id of the route server.
     *
     * @return the id, such as {@code rs-1234567890abcdef0}
     */
    String getRouteServerId();

    /**
     * Id of the VPC.
     *
     * @return the id, such as {@code vpc-1234567890abcdef0}
     */
    String getVpcId();

    /**
     * A builder without values.
     *
     * @return a new builder
     */
    static Builder builder() {
        return new Builder();
    }

    /** Collects {@link RouteServerAssociationAttributes}; may be used again after {@link #build()}. */
    final class Builder implements software.amazon.jsii.Builder<RouteServerAssociationAttributes> {
        @Nullable
        String routeServerId;

        @Nullable
        String vpcId;

        private Builder() {}

        /**
         * Sets {@link RouteServerAssociationAttributes#getRouteServerId()}.
         *
         * @param routeServerId id of the route server; required
         * @return this builder
         */
        public Builder routeServerId(String routeServerId) {
            this.routeServerId = routeServerId;
            return this;
        }

        /**
         * Sets {@link RouteServerAssociationAttributes#getVpcId()}.
         *
         * @param vpcId id of the VPC; required
         * @return this builder
         */
        public Builder vpcId(String vpcId) {
            this.vpcId = vpcId;
            return this;
        }

        /**
         * Builds the attributes.
         *
         * @throws NullPointerException if {@code routeServerId} or {@code vpcId} was not set
         */
        @Override
        public RouteServerAssociationAttributes build() {
            Objects.requireNonNull(routeServerId, "routeServerId is required");
            Objects.requireNonNull(vpcId, "vpcId is required");
            return new RouteServerAssociationAttributesValue(this);
        }
    }
}
