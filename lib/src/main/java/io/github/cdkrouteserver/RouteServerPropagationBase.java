package io.github.cdkrouteserver;

import software.amazon.awscdk.Resource;
import software.amazon.awscdk.interfaces.ec2.RouteServerPropagationReference;
import software.constructs.Construct;

/** What created and imported propagations have in common. */
abstract class RouteServerPropagationBase extends Resource implements IRouteServerPropagation {
    RouteServerPropagationBase(Construct scope, String id) {
        super(scope, id);
    }

    @Override
    public RouteServerPropagationReference getRouteServerPropagationRef() {
        return RouteServerPropagationReference.builder()
                .routeServerId(getRouteServerId())
                .routeTableId(getRouteTableId())
                .build();
    }
}
