package io.github.cdkrouteserver;

import software.constructs.Construct;

/** A propagation that this app knows of, and did not create. */
final class ImportedRouteServerPropagation extends RouteServerPropagationBase implements IRouteServerPropagation {
    private final String routeServerId;
    private final String routeTableId;

    ImportedRouteServerPropagation(Construct scope, String id, String routeServerId, String routeTableId) {
        super(scope, id);
        this.routeServerId = routeServerId;
        this.routeTableId = routeTableId;
    }

    @Override
    public String getRouteServerId() {
        return routeServerId;
    }

    @Override
    public String getRouteTableId() {
        return routeTableId;
    }
}
