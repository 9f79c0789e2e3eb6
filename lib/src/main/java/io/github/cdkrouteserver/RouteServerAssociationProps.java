package io.github.cdkrouteserver;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.interfaces.ec2.IRouteServerRef;
import software.amazon.awscdk.interfaces.ec2.IVPCRef;

/** Properties of a {@link RouteServerAssociation}. */
public interface RouteServerAssociationProps {
    /**
     * Route server to associate: a {@link RouteServer}, an import of one, or a {@code CfnRouteServer}. Changing it
     * replaces the association.
     *
     * @return the route server
     */
    IRouteServerRef getRouteServer();

    /**
     * VPC to associate the route server with. A route server serves one VPC.
     *
     * <p>Changing it fails in AWS: the new association would have to be made before the old one goes. Create another
     * route server for another VPC.
     *
     * @return the VPC
     */
    IVPCRef getVpc();

    /**
     * A builder without values.
     *
     * @return a new builder
     */
    static Builder builder() {
        return new Builder();
    }

    /** Collects {@link RouteServerAssociationProps}; may be used again after {@link #build()}. */
    final class Builder implements software.amazon.jsii.Builder<RouteServerAssociationProps> {
        @Nullable
        IRouteServerRef routeServer;

        @Nullable
        IVPCRef vpc;

        private Builder() {}

        /**
         * Sets {@link RouteServerAssociationProps#getRouteServer()}.
         *
         * @param routeServer a {@link RouteServer}, an import of one, or a {@code CfnRouteServer}; required
         * @return this builder
         */
        public Builder routeServer(IRouteServerRef routeServer) {
            this.routeServer = routeServer;
            return this;
        }

        /**
         * Sets {@link RouteServerAssociationProps#getVpc()}.
         *
         * @param vpc VPC to associate the route server with; required
         * @return this builder
         */
        public Builder vpc(IVPCRef vpc) {
            this.vpc = vpc;
            return this;
        }

        /**
         * Builds the properties.
         *
         * @throws NullPointerException if {@code routeServer} or {@code vpc} was not set
         */
        @Override
        public RouteServerAssociationProps build() {
            Objects.requireNonNull(routeServer, "routeServer is required");
            Objects.requireNonNull(vpc, "vpc is required");
            return new RouteServerAssociationPropsValue(this);
        }
    }
}
