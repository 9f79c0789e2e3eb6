package io.github.cdkrouteserver;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.interfaces.ec2.IRouteServerAssociationRef;
import software.amazon.awscdk.interfaces.ec2.IRouteServerRef;
import software.amazon.awscdk.interfaces.ec2.IRouteTableRef;

/**
 * Properties of a {@link RouteServerPropagation}.
 *
 * <p>One of {@code routeTable} and {@code routeTableId} has to be given.
 */
public interface RouteServerPropagationProps {
    /**
     * Route server whose routes are installed: a {@link RouteServer}, an import of one, or a {@code CfnRouteServer}.
     * Changing it replaces the propagation.
     *
     * @return the route server
     */
    IRouteServerRef getRouteServer();

    /**
     * Route table that gets the routes, such as a {@code CfnRouteTable}: of a subnet, of the VPC, or of an internet
     * gateway. Those of virtual private gateways and transit gateways get none. Changing it replaces the propagation.
     *
     * <p>Default: - {@code routeTableId} names it
     *
     * @return the route table
     */
    default @Nullable IRouteTableRef getRouteTable() {
        return null;
    }

    /**
     * Id of the route table that gets the routes, such as {@code subnet.getRouteTable().getRouteTableId()}. Changing
     * it replaces the propagation.
     *
     * <p>Default: - {@code routeTable} names it
     *
     * @return the id
     */
    default @Nullable String getRouteTableId() {
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
     * A builder without values.
     *
     * @return a new builder
     */
    static Builder builder() {
        return new Builder();
    }

    /** Collects {@link RouteServerPropagationProps}; may be used again after {@link #build()}. */
    final class Builder implements software.amazon.jsii.Builder<RouteServerPropagationProps> {
        @Nullable
        IRouteServerRef routeServer;

        @Nullable
        IRouteTableRef routeTable;

        @Nullable
        String routeTableId;

        @Nullable
        IRouteServerAssociationRef association;

        private Builder() {}

        /**
         * Sets {@link RouteServerPropagationProps#getRouteServer()}.
         *
         * @param routeServer a {@link RouteServer}, an import of one, or a {@code CfnRouteServer}; required
         * @return this builder
         */
        public Builder routeServer(IRouteServerRef routeServer) {
            this.routeServer = routeServer;
            return this;
        }

        /**
         * Sets {@link RouteServerPropagationProps#getRouteTable()}.
         *
         * @param routeTable route table that gets the routes
         * @return this builder
         */
        public Builder routeTable(@Nullable IRouteTableRef routeTable) {
            this.routeTable = routeTable;
            return this;
        }

        /**
         * Sets {@link RouteServerPropagationProps#getRouteTableId()}.
         *
         * @param routeTableId id of the route table that gets the routes
         * @return this builder
         */
        public Builder routeTableId(@Nullable String routeTableId) {
            this.routeTableId = routeTableId;
            return this;
        }

        /**
         * Sets {@link RouteServerPropagationProps#getAssociation()}.
         *
         * @param association association that has to be there first
         * @return this builder
         */
        public Builder association(@Nullable IRouteServerAssociationRef association) {
            this.association = association;
            return this;
        }

        /**
         * Builds the properties.
         *
         * @throws NullPointerException if {@code routeServer} was not set
         */
        @Override
        public RouteServerPropagationProps build() {
            Objects.requireNonNull(routeServer, "routeServer is required");
            return new RouteServerPropagationPropsValue(this);
        }
    }
}
