package io.github.cdkrouteserver;

import software.amazon.awscdk.Resource;
import software.amazon.awscdk.interfaces.ec2.RouteServerAssociationReference;
import software.constructs.Construct;

/** What created and imported associations have in common. */
abstract class RouteServerAssociationBase extends Resource implements IRouteServerAssociation {
    RouteServerAssociationBase(Construct scope, String id) {
        super(scope, id);
    }

    @Override
    public RouteServerAssociationReference getRouteServerAssociationRef() {
        return RouteServerAssociationReference.builder()
                .routeServerId(getRouteServerId())
                .vpcId(getVpcId())
                .build();
    }
}
