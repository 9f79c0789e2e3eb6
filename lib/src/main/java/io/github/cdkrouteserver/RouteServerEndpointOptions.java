package io.github.cdkrouteserver;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.interfaces.ec2.IRouteServerAssociationRef;
import software.amazon.awscdk.interfaces.ec2.ISubnetRef;

/** What {@link IRouteServer#addEndpoint} asks of an endpoint. */
public interface RouteServerEndpointOptions {
    /**
     * Subnet of the endpoint. AWS chooses the address in it. Changing the subnet replaces the endpoint.
     *
     * <p>AWS recommends two endpoints in each subnet, and allows no more for one route server.
     *
     * @return the subnet
     */
    ISubnetRef getSubnet();

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
     * Tags of the endpoint: at most 50, keys up to 127 and values up to 256 characters (Amazon EC2 API reference, type Tag).
     * {@code Tags.of(...)} on it, on its stack or on the app adds to them and wins over them.
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

    /** Collects {@link RouteServerEndpointOptions}; may be used again after {@link #build()}. */
    final class Builder implements software.amazon.jsii.Builder<RouteServerEndpointOptions> {
        @Nullable
        ISubnetRef subnet;

        @Nullable
        IRouteServerAssociationRef association;

        @Nullable
        Map<String, String> tags;

        private Builder() {}

        /**
         * Sets {@link RouteServerEndpointOptions#getSubnet()}.
         *
         * @param subnet subnet of the endpoint; required
         * @return this builder
         */
        public Builder subnet(ISubnetRef subnet) {
            this.subnet = subnet;
            return this;
        }

        /**
         * Sets {@link RouteServerEndpointOptions#getAssociation()}.
         *
         * @param association association that has to be there first
         * @return this builder
         */
        public Builder association(@Nullable IRouteServerAssociationRef association) {
            this.association = association;
            return this;
        }

        /**
         * Sets {@link RouteServerEndpointOptions#getTags()}.
         *
         * @param tags tags by key; replaces what was set before
         * @return this builder
         */
        public Builder tags(@Nullable Map<String, String> tags) {
            this.tags = tags;
            return this;
        }

        /**
         * Builds the options.
         *
         * @throws NullPointerException if {@code subnet} was not set
         */
        @Override
        public RouteServerEndpointOptions build() {
            Objects.requireNonNull(subnet, "subnet is required");
            return new RouteServerEndpointOptionsValue(this);
        }
    }
}
