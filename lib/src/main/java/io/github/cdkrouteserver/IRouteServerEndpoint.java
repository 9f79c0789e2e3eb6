package io.github.cdkrouteserver;

import software.amazon.awscdk.IResource;
import software.amazon.awscdk.interfaces.ec2.IRouteServerEndpointRef;

/** An endpoint of a route server in a subnet, created in this app or imported into it. */
public interface IRouteServerEndpoint extends IResource, IRouteServerEndpointRef {
    /**
     * Id of the endpoint, such as {@code rse-1234567890abcdef0}.
     *
     * @return a token where the endpoint is created in this app
     */
    String getRouteServerEndpointId();

    /**
     * ARN of the endpoint.
     *
     * @return a token where the endpoint is created in this app
     */
    String getRouteServerEndpointArn();

    /**
     * Id of the network interface of the endpoint.
     *
     * @return a token where the endpoint is created in this app
     * @throws IllegalStateException if the endpoint was imported without {@code eniId}
     */
    String getEniId();

    /**
     * Private IPv4 address of the endpoint: the neighbor that devices dial. AWS chooses it, and another one when the
     * endpoint is replaced.
     *
     * @return a token where the endpoint is created in this app
     * @throws IllegalStateException if the endpoint was imported without {@code eniAddress}
     */
    String getEniAddress();

    /**
     * Adds a device that dials this endpoint.
     *
     * @param id id of the peer in this endpoint
     * @param options address and autonomous system number of the device, and more
     * @return the peer
     * @throws IllegalArgumentException if an option is out of its range, a tag cannot be used, an imported endpoint is in
     *     another Region than the stack, or the id is {@code Resource}, which this library uses in an endpoint itself
     * @throws NullPointerException if {@code options}, {@code peerAddress} or {@code peerAsn} is missing
     */
    RouteServerPeer addPeer(String id, RouteServerPeerOptions options);
}
