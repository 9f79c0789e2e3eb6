package io.github.cdkrouteserver;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is known of a propagation that this app did not create. Nothing is looked up. */
public interface RouteServerPropagationAttributes {
    /**
     * Id of the route server.
     *
     * @return the id, such as {@code rs-1234567890abcdef0}
     */
    String getRouteServerId();

    /**
     * Id of the route table.
     *
     * @return the id, such as {@code rtb-1234567890abcdef0}
     */
    String getRouteTableId();

    /**
     * A builder without values.
     *
     * @return a new builder
     */
    static Builder builder() {
        return new Builder();
    }

    /** Collects {@link RouteServerPropagationAttributes}; may be used again after {@link #build()}. */
    final class Builder implements software.amazon.jsii.Builder<RouteServerPropagationAttributes> {
        @Nullable
        String routeServerId;

        @Nullable
        String routeTableId;

        private Builder() {}

        /**
         * Sets {@link RouteServerPropagationAttributes#getRouteServerId()}.
         *
         * @param routeServerId id of the route server; required
         * @return this builder
         */
        public Builder routeServerId(String routeServerId) {
            this.routeServerId = routeServerId;
            return this;
        }

        /**
         * Sets {@link RouteServerPropagationAttributes#getRouteTableId()}.
         *
         * @param routeTableId id of the route table; required
         * @return this builder
         */
        public Builder routeTableId(String routeTableId) {
            this.routeTableId = routeTableId;
            return this;
        }

        /**
         * Builds the attributes.
         *
         * @throws NullPointerException if {@code routeServerId} or {@code routeTableId} was not set
         */
        @Override
        public RouteServerPropagationAttributes build() {
            Objects.requireNonNull(routeServerId, "routeServerId is required");
            Objects.requireNonNull(routeTableId, "routeTableId is required");
            return new RouteServerPropagationAttributesValue(this);
        }
    }
}
