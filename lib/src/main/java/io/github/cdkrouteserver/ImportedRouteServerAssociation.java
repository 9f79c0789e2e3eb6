package io.github.cdkrouteserver;

import software.constructs.Construct;

/** An association that this app knows of, and did not create. */
final class ImportedRouteServerAssociation extends RouteServerAssociationBase implements IRouteServerAssociation {
    private final String routeServerId;
    private final String vpcId;

    ImportedRouteServerAssociation(Construct scope, String id, String routeServerId, String vpcId) {
        super(scope, id);
        this.routeServerId = routeServerId;
        this.vpcId = vpcId;
    }

    @Override
    public String getRouteServerId() {
        return routeServerId;
    }

    @Override
    public String getVpcId() {
        return vpcId;
    }
}
