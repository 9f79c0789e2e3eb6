package io.github.cdkrouteserver;

import software.amazon.awscdk.IResource;
import software.amazon.awscdk.interfaces.ec2.IRouteServerRef;
import software.amazon.awscdk.services.sns.ITopic;

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
     * @return a token where the route server is created in this app; it is empty at deployment where notifications are
     *     off
     * @throws IllegalStateException if the route server was imported without {@code snsTopicArn}
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
}
