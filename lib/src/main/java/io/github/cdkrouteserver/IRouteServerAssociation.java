package io.github.cdkrouteserver;

import software.amazon.awscdk.IResource;
import software.amazon.awscdk.interfaces.ec2.IRouteServerAssociationRef;

/** The association of a route server with its VPC, created in this app or imported into it. */
public interface IRouteServerAssociation extends IResource, IRouteServerAssociationRef {
    /**
     * Id of the route server.
     *
     * @return a token where the route server is created in this app
     */
    String getRouteServerId();

    /**
     * Id of the VPC.
     *
     * @return a token where the VPC is created in this app
     */
    String getVpcId();
}
