package io.github.cdkrouteserver.contract;

/**
 * Names and limits that the constructs and the handler agree on.
 *
 * <p>Everything here is a compile-time constant, so that the constructs inline it and need no class of the handler at
 * run time. What is released here is never renamed: old stacks keep sending it in their delete and rollback requests.
 */
public final class RouteServerContract {
    /** CloudFormation resource type of a route server. */
    public static final String RESOURCE_TYPE = "Custom::RouteServer";

    /** Lambda handler of the packaged function. */
    public static final String HANDLER = "io.github.cdkrouteserver.handler.RouteServerHandler::handleRequest";

    /** Property and attribute: BGP ASN of the Amazon side, 1 to 4294967295. Changing it replaces the route server. */
    public static final String AMAZON_SIDE_ASN = "AmazonSideAsn";

    /** Property {@code enable}, {@code disable} or {@code reset}; attribute of the same name does not exist. */
    public static final String PERSIST_ROUTES = "PersistRoutes";

    /** Property and attribute: minutes, 1 to 5. */
    public static final String PERSIST_ROUTES_DURATION = "PersistRoutesDuration";

    /** Property and attribute: whether AWS publishes BGP events to a topic. */
    public static final String SNS_NOTIFICATIONS_ENABLED = "SnsNotificationsEnabled";

    /** Property: list of {@code {Key, Value}}. */
    public static final String TAGS = "Tags";

    /** Property: rehearse CreateRouteServer and create nothing. */
    public static final String DRY_RUN = "DryRun";

    /** Property: seconds that the handler may wait for AWS. */
    public static final String TIMEOUT = "Timeout";

    /** Property: {@code true} where a replaced route server is retained, so that it is never taken back. */
    public static final String RETAIN_ON_REPLACE = "RetainOnReplace";

    /** Property: {@code true} where the server stays even if the operation that creates its resource is rolled back. */
    public static final String RETAIN_ON_ROLLBACK = "RetainOnRollback";

    /** Attribute: {@code rs-...}; also what {@code Ref} returns. */
    public static final String ROUTE_SERVER_ID = "RouteServerId";

    /** Attribute. */
    public static final String ROUTE_SERVER_ARN = "RouteServerArn";

    /** Attribute: pending, available, modifying, deleting or deleted. */
    public static final String STATE = "State";

    /** Attribute: enabling, enabled, resetting, disabling, disabled or modifying. */
    public static final String PERSIST_ROUTES_STATE = "PersistRoutesState";

    /** Attribute: empty where notifications are off. */
    public static final String SNS_TOPIC_ARN = "SnsTopicArn";

    /** Prefix of the tags that belong to this library; users cannot set tags under it. */
    public static final String OWN_TAG_PREFIX = "cdk-route-server:";

    /** Owner tag: ARN of the CloudFormation stack. */
    public static final String STACK_TAG = "cdk-route-server:stack";

    /** Owner tag: logical id of the custom resource. */
    public static final String LOGICAL_ID_TAG = "cdk-route-server:logical-id";

    /** Tag that says which request made the server, and whether CloudFormation was told of it. */
    public static final String PROVENANCE_TAG = "cdk-route-server:provenance";

    /**
     * Tag of a server that a later request gave up and could not delete. It has a key of its own because the request that
     * made the server may write {@link #PROVENANCE_TAG} at the same time.
     */
    public static final String ABANDONED_TAG = "cdk-route-server:abandoned";

    /** Value of {@link #PROVENANCE_TAG} that an owner writes by hand, so that a resource adopts the server. */
    public static final String OFFERED = "offered";

    /** Lowest BGP ASN. */
    public static final long MIN_ASN = 1;

    /** Highest BGP ASN. */
    public static final long MAX_ASN = 4_294_967_295L;

    /** Shortest persistence, in minutes. */
    public static final int MIN_PERSIST_ROUTES_MINUTES = 1;

    /** Longest persistence, in minutes. */
    public static final int MAX_PERSIST_ROUTES_MINUTES = 5;

    /** Tags that EC2 allows on one resource. */
    public static final int MAX_TAGS_PER_RESOURCE = 50;

    /** Tags that this library needs for itself. */
    public static final int OWN_TAGS = 3;

    /** Longest tag key, in characters: what type Tag of the EC2 API reference says, though other pages allow 128. */
    public static final int MAX_TAG_KEY_LENGTH = 127;

    /** Longest tag value, in characters. */
    public static final int MAX_TAG_VALUE_LENGTH = 256;

    /** Seconds that the handler waits for AWS where the property does not say. */
    public static final int DEFAULT_TIMEOUT_SECONDS = 600;

    /** Longest wait, in seconds: Lambda ends a function after 15 minutes. */
    public static final int MAX_TIMEOUT_SECONDS = 840;

    /** Seconds that CloudFormation waits beyond the handler's timeout before it gives up on an answer. */
    public static final int ANSWER_GRACE_SECONDS = 120;

    private RouteServerContract() {}
}
