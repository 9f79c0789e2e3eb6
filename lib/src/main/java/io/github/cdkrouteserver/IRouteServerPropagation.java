package io.github.cdkrouteserver;

import software.amazon.awscdk.IResource;
import software.amazon.awscdk.interfaces.ec2.IRouteServerPropagationRef;

/** The propagation of a route server's routes to a route table, created in this app or imported into it. */
public interface IRouteServerPropagation extends IResource, IRouteServerPropagationRef {
    /**
     * Id of the route server.
     *
     * @return a token where the route server is created in this app
     */
    String getRouteServerId();

    /**
     * Id of the route table.
     *
     * @return a token where the route table is created in this app
     */
    String getRouteTableId();
}
