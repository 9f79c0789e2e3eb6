package io.github.cdkrouteserver;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Resource;
import software.amazon.awscdk.ResourceProps;
import software.amazon.awscdk.interfaces.ec2.RouteServerReference;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/** What created and imported route servers have in common. */
abstract class RouteServerBase extends Resource implements IRouteServer {
    private @Nullable ITopic snsTopic;

    RouteServerBase(Construct scope, String id, @Nullable ResourceProps props) {
        super(scope, id, props);
    }

    /** Why the route server has no topic, and what to do about it; {@code null} where it has one. */
    abstract @Nullable String whyWithoutSnsTopic();

    @Override
    public RouteServerReference getRouteServerRef() {
        return RouteServerReference.builder()
                .routeServerId(getRouteServerId())
                .routeServerArn(getRouteServerArn())
                .build();
    }

    @Override
    public ITopic getSnsTopic() {
        String why = whyWithoutSnsTopic();
        if (why != null) {
            throw new IllegalStateException(getNode().getPath() + ": " + why);
        }
        if (snsTopic == null) {
            snsTopic = Topic.fromTopicArn(this, "Topic", getSnsTopicArn());
        }
        return snsTopic;
    }

    @Override
    public RouteServerGrants getGrants() {
        return RouteServerGrants.fromRouteServer(this);
    }
}
