package io.github.cdkrouteserver;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.interfaces.ec2.IRouteServerAssociationRef;
import software.amazon.awscdk.interfaces.ec2.IRouteServerRef;
import software.amazon.awscdk.interfaces.ec2.ISubnetRef;

/** Properties of a {@link RouteServerEndpoint}. */
public interface RouteServerEndpointProps extends RouteServerEndpointOptions {
    /**
     * Route server that the endpoint belongs to: a {@link RouteServer}, an import of one, or a {@code
     * CfnRouteServer}. Changing it replaces the endpoint.
     *
     * @return the route server
     */
    IRouteServerRef getRouteServer();

    /**
     * A builder without values.
     *
     * @return a new builder
     */
    static Builder builder() {
        return new Builder();
    }

    /** Collects {@link RouteServerEndpointProps}; may be used again after {@link #build()}. */
    final class Builder implements software.amazon.jsii.Builder<RouteServerEndpointProps> {
        @Nullable
        ISubnetRef subnet;

        @Nullable
        IRouteServerRef routeServer;

        @Nullable
        IRouteServerAssociationRef association;

        @Nullable
        Map<String, String> tags;

        private Builder() {}

        /**
         * Sets {@link RouteServerEndpointProps#getSubnet()}.
         *
         * @param subnet subnet of the endpoint; required
         * @return this builder
         */
        public Builder subnet(ISubnetRef subnet) {
            this.subnet = subnet;
            return this;
        }

        /**
         * Sets {@link RouteServerEndpointProps#getRouteServer()}.
         *
         * @param routeServer a {@link RouteServer}, an import of one, or a {@code CfnRouteServer}; required
         * @return this builder
         */
        public Builder routeServer(IRouteServerRef routeServer) {
            this.routeServer = routeServer;
            return this;
        }

        /**
         * Sets {@link RouteServerEndpointProps#getAssociation()}.
         *
         * @param association association that has to be there first
         * @return this builder
         */
        public Builder association(@Nullable IRouteServerAssociationRef association) {
            this.association = association;
            return this;
        }

        /**
         * Sets {@link RouteServerEndpointProps#getTags()}.
         *
         * @param tags tags by key; replaces what was set before
         * @return this builder
         */
        public Builder tags(@Nullable Map<String, String> tags) {
            this.tags = tags;
            return this;
        }

        /**
         * Builds the properties.
         *
         * @throws NullPointerException if {@code subnet} or {@code routeServer} was not set
         */
        @Override
        public RouteServerEndpointProps build() {
            Objects.requireNonNull(subnet, "subnet is required");
            Objects.requireNonNull(routeServer, "routeServer is required");
            return new RouteServerEndpointPropsValue(this);
        }
    }
}
