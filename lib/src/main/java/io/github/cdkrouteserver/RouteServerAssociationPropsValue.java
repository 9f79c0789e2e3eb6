package io.github.cdkrouteserver;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.interfaces.ec2.IRouteServerRef;
import software.amazon.awscdk.interfaces.ec2.IVPCRef;

/**
 * What {@link RouteServerAssociationProps.Builder} builds; unchecked, because only the construct can say where a
 * value belongs.
 */
final class RouteServerAssociationPropsValue implements RouteServerAssociationProps {
    private final @Nullable IRouteServerRef routeServer;
    private final @Nullable IVPCRef vpc;

    RouteServerAssociationPropsValue(RouteServerAssociationProps.Builder builder) {
        this.routeServer = builder.routeServer;
        this.vpc = builder.vpc;
    }

    // The construct refuses a missing value, with its path.
    @Override
    public IRouteServerRef getRouteServer() {
        return routeServer;
    }

    // The construct refuses a missing value, with its path.
    @Override
    public IVPCRef getVpc() {
        return vpc;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RouteServerAssociationPropsValue that
                && Objects.equals(routeServer, that.routeServer)
                && Objects.equals(vpc, that.vpc);
    }

    @Override
    public int hashCode() {
        return Objects.hash(routeServer, vpc);
    }
}
