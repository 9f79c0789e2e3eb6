package io.github.cdkrouteserver;

import java.util.List;
import software.amazon.awscdk.IResource;
import software.amazon.awscdk.interfaces.ec2.IRouteServerAssociationRef;
import software.amazon.awscdk.interfaces.ec2.IRouteServerRef;
import software.amazon.awscdk.interfaces.ec2.IVPCRef;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.ITopicSubscription;
import software.amazon.awscdk.services.sns.Subscription;

/** A VPC route server, created in this app or imported into it. */
public interface IRouteServer extends IResource, IRouteServerRef {
    /**
     * Id of the route server, such as {@code rs-1234567890abcdef0}.
     *
     * @return a token where the route server is created in this app
     */
    String getRouteServerId();

    /**
     * ARN of the route server, such as {@code arn:aws:ec2:eu-west-1:111122223333:route-server/rs-1234567890abcdef0}.
     *
     * @return a token where the route server is created in this app
     */
    String getRouteServerArn();

    /**
     * ARN of the topic to which AWS publishes the BGP, BFD and maintenance events of the route server.
     *
     * @return a token where the route server is created in this app; it is empty at deployment for a dry run
     * @throws IllegalStateException if the route server has no topic: its {@code snsNotificationsEnabled} is not
     *     {@code true}, or it was imported without {@code snsTopicArn}
     */
    String getSnsTopicArn();

    /**
     * Topic to which AWS publishes the BGP, BFD and maintenance events of the route server.
     *
     * <p>AWS makes the topic and owns its policy, so subscriptions can be added to it and permissions cannot.
     *
     * @return the same topic on every call
     * @throws IllegalStateException if the route server has no topic: its {@code snsNotificationsEnabled} is not
     *     {@code true}, it is a dry run, or it was imported without {@code snsTopicArn}
     */
    ITopic getSnsTopic();

    /**
     * Permissions on this route server.
     *
     * @return the grants
     */
    RouteServerGrants getGrants();

    /**
     * Associates the route server with a VPC. Its endpoints and propagations are created after the association and
     * deleted before it, in whichever order they are added.
     *
     * <p>A route server serves one VPC. Associating it with the same VPC again returns the association that is there. One
     * that was made with {@code CfnRouteServerAssociation} comes first too, but is not returned: synthesis tells of both.
     *
     * @param vpc the VPC
     * @return the association
     * @throws IllegalArgumentException if the VPC or an imported route server is in another Region than the stack
     * @throws NullPointerException if {@code vpc} is missing
     */
    IRouteServerAssociation associateVpc(IVPCRef vpc);

    /**
     * Adds an endpoint. AWS allows 10 on a route server; where your quota was raised, set the context key
     * {@code io.github.cdkrouteserver:endpointsPerRouteServer} to it.
     *
     * @param id id of the endpoint in this route server
     * @param options subnet of the endpoint, and more
     * @return the endpoint
     * @throws IllegalArgumentException if a tag cannot be used, the subnet or an imported route server is in another Region
     *     than the stack, or the id is one that this library uses in a route server: {@code Association},
     *     {@code Propagations}, {@code Resource}, {@code Topic}, or anything that starts with {@code Association-}
     * @throws NullPointerException if {@code options} or {@code subnet} is missing
     */
    RouteServerEndpoint addEndpoint(String id, RouteServerEndpointOptions options);

    /**
     * Adds two endpoints in each private subnet of the VPC, or each isolated or public one where it has no private ones.
     *
     * @param id id of the group in this route server
     * @return the endpoints
     * @throws IllegalArgumentException if the id is one that this library uses in a route server
     * @throws NullPointerException if the VPC of the route server is not known as an {@code IVpc}
     */
    RouteServerEndpoints addEndpoints(String id);

    /**
     * Adds endpoints in each subnet of a selection. {@link RouteServerEndpoints} tells how they are named. AWS allows 10 on a
     * route server; where your quota was raised, set the context key
     * {@code io.github.cdkrouteserver:endpointsPerRouteServer} to it.
     *
     * @param id id of the group in this route server
     * @param options which subnets, how many endpoints in each, and more
     * @return the endpoints
     * @throws IllegalArgumentException if an option is out of its range, no subnet is selected, or the id is one that this
     *     library uses in a route server
     * @throws NullPointerException if {@code options} is missing, or {@code vpc} is and the VPC of the route server is not
     *     known as an {@code IVpc}
     */
    RouteServerEndpoints addEndpoints(String id, RouteServerEndpointsOptions options);

    /**
     * Installs the routes of the route server in route tables. {@code PropagationTarget.vpc(vpc)} names those of all
     * subnets of a VPC.
     *
     * <p>The propagations are put into the stack of this construct. Where the stack of a route table refers to the stack of
     * the route server, that would be a cycle of stacks: put an import into the stack of the table and let it propagate,
     * {@code RouteServer.fromRouteServerId(tableStack, "RouteServer", routeServer.getRouteServerId()).propagateTo(...)}.
     *
     * @param targets the route tables; one that has the routes already is passed over
     * @return the propagations to all these tables, those that were there included
     * @throws IllegalArgumentException if there is no target, the route table of a subnet is not known or in another Region,
     *     another internet gateway has the routes, or an id is empty or taken
     * @throws NullPointerException if a target is missing
     */
    List<RouteServerPropagation> propagateTo(PropagationTarget... targets);

    /**
     * Installs the routes of the route server in route tables, after an association that this app cannot know to be the
     * one of the route server: that of an import of which only a token is known, say.
     *
     * @param association association that has to be there first; every one of this app that is known to be of the same
     *     route server comes first anyway
     * @param targets the route tables; one that has the routes already is passed over
     * @return the propagations to all these tables, those that were there included
     * @throws IllegalArgumentException if there is no target, the route table of a subnet is not known or in another Region,
     *     another internet gateway has the routes, or an id is empty or taken
     * @throws NullPointerException if {@code association} or a target is missing
     */
    List<RouteServerPropagation> propagateTo(IRouteServerAssociationRef association, PropagationTarget... targets);

    /**
     * Tells when the BGP session of a peer comes up or is lost.
     *
     * <p>SNS has one subscription for each endpoint of a topic. Where an event method subscribed this one already, its
     * subscription is widened and returned.
     *
     * @param id id of the subscription in this route server
     * @param subscription who is told: {@code new EmailSubscription("...")}, {@code new SqsSubscription(queue)}, ...
     * @return the subscription
     * @throws IllegalArgumentException if the id is taken, the subscription filters messages by what this method filters
     *     them by, or SNS cannot join it with that of the same endpoint
     * @throws NullPointerException if an argument is missing
     * @throws IllegalStateException if the route server has no topic: see {@link #getSnsTopic()}
     */
    Subscription onBgpStatusChange(String id, ITopicSubscription subscription);

    /**
     * Tells when the BGP session of some peers comes up, or is lost, or both:
     * {@code onBgpStatusChange("OnCall", new EmailSubscription("..."), PeerEventOptions.down())}.
     *
     * @param id id of the subscription in this route server
     * @param subscription who is told: {@code new EmailSubscription("...")}, {@code new SqsSubscription(queue)}, ...
     * @param options which status, which peers
     * @return the subscription
     * @throws IllegalArgumentException if the id is taken, an option is out of its range or names what belongs to another
     *     route server, the subscription filters messages by what this method filters them by, or SNS cannot join it with
     *     that of the same endpoint
     * @throws NullPointerException if an argument or an element of a list is missing
     * @throws IllegalStateException if the route server has no topic: see {@link #getSnsTopic()}
     */
    Subscription onBgpStatusChange(String id, ITopicSubscription subscription, PeerEventOptions options);

    /**
     * Tells when the BFD session of a peer comes up or is lost.
     *
     * <p>SNS has one subscription for each endpoint of a topic. Where an event method subscribed this one already, its
     * subscription is widened and returned.
     *
     * @param id id of the subscription in this route server
     * @param subscription who is told: {@code new EmailSubscription("...")}, {@code new SqsSubscription(queue)}, ...
     * @return the subscription
     * @throws IllegalArgumentException if the id is taken, the subscription filters messages by what this method filters
     *     them by, or SNS cannot join it with that of the same endpoint
     * @throws NullPointerException if an argument is missing
     * @throws IllegalStateException if the route server has no topic: see {@link #getSnsTopic()}
     */
    Subscription onBfdStatusChange(String id, ITopicSubscription subscription);

    /**
     * Tells when the BFD session of some peers comes up, or is lost, or both.
     *
     * @param id id of the subscription in this route server
     * @param subscription who is told: {@code new EmailSubscription("...")}, {@code new SqsSubscription(queue)}, ...
     * @param options which status, which peers
     * @return the subscription
     * @throws IllegalArgumentException if the id is taken, an option is out of its range or names what belongs to another
     *     route server, the subscription filters messages by what this method filters them by, or SNS cannot join it with
     *     that of the same endpoint
     * @throws NullPointerException if an argument or an element of a list is missing
     * @throws IllegalStateException if the route server has no topic: see {@link #getSnsTopic()}
     */
    Subscription onBfdStatusChange(String id, ITopicSubscription subscription, PeerEventOptions options);

    /**
     * Tells when AWS begins to maintain an endpoint, which may interrupt the sessions of its peers.
     *
     * <p>SNS has one subscription for each endpoint of a topic. Where an event method subscribed this one already, its
     * subscription is widened and returned.
     *
     * @param id id of the subscription in this route server
     * @param subscription who is told: {@code new EmailSubscription("...")}, {@code new SqsSubscription(queue)}, ...
     * @return the subscription
     * @throws IllegalArgumentException if the id is taken, the subscription filters messages by what this method filters
     *     them by, or SNS cannot join it with that of the same endpoint
     * @throws NullPointerException if an argument is missing
     * @throws IllegalStateException if the route server has no topic: see {@link #getSnsTopic()}
     */
    Subscription onEndpointMaintenance(String id, ITopicSubscription subscription);

    /**
     * Tells when AWS begins to maintain one of some endpoints.
     *
     * @param id id of the subscription in this route server
     * @param subscription who is told: {@code new EmailSubscription("...")}, {@code new SqsSubscription(queue)}, ...
     * @param options which endpoints
     * @return the subscription
     * @throws IllegalArgumentException if the id is taken, an option is out of its range or names what belongs to another
     *     route server, the subscription filters messages by what this method filters them by, or SNS cannot join it with
     *     that of the same endpoint
     * @throws NullPointerException if an argument or an element of a list is missing
     * @throws IllegalStateException if the route server has no topic: see {@link #getSnsTopic()}
     */
    Subscription onEndpointMaintenance(String id, ITopicSubscription subscription, EndpointEventOptions options);
}
