package io.github.cdkrouteserver;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.interfaces.ec2.IRouteServerAssociationRef;
import software.amazon.awscdk.interfaces.ec2.IRouteServerRef;
import software.amazon.awscdk.interfaces.ec2.IRouteTableRef;

/**
 * What {@link RouteServerPropagationProps.Builder} builds; unchecked, because only the construct can say where a
 * value belongs.
 */
final class RouteServerPropagationPropsValue implements RouteServerPropagationProps {
    private final @Nullable IRouteServerRef routeServer;
    private final @Nullable IRouteTableRef routeTable;
    private final @Nullable String routeTableId;
    private final @Nullable IRouteServerAssociationRef association;

    RouteServerPropagationPropsValue(RouteServerPropagationProps.Builder builder) {
        this.routeServer = builder.routeServer;
        this.routeTable = builder.routeTable;
        this.routeTableId = builder.routeTableId;
        this.association = builder.association;
    }

    // The construct refuses a missing value, with its path.
    @Override
    public IRouteServerRef getRouteServer() {
        return routeServer;
    }

    @Override
    public @Nullable IRouteTableRef getRouteTable() {
        return routeTable;
    }

    @Override
    public @Nullable String getRouteTableId() {
        return routeTableId;
    }

    @Override
    public @Nullable IRouteServerAssociationRef getAssociation() {
        return association;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RouteServerPropagationPropsValue that
                && Objects.equals(routeServer, that.routeServer)
                && Objects.equals(routeTable, that.routeTable)
                && Objects.equals(routeTableId, that.routeTableId)
                && Objects.equals(association, that.association);
    }

    @Override
    public int hashCode() {
        return Objects.hash(routeServer, routeTable, routeTableId, association);
    }
}
