package io.github.cdkrouteserver;

import io.github.cdkrouteserver.internal.Checks;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.ResourceProps;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** A route server that this app knows of, and did not create. */
final class ImportedRouteServer extends RouteServerBase implements IRouteServer {
    private final String routeServerId;
    private final String routeServerArn;
    private final @Nullable String snsTopicArn;

    private ImportedRouteServer(
            Construct scope,
            String id,
            String routeServerId,
            String routeServerArn,
            @Nullable String snsTopicArn,
            @Nullable ResourceProps environment) {
        super(scope, id, environment);
        this.routeServerId = routeServerId;
        this.routeServerArn = routeServerArn;
        this.snsTopicArn = snsTopicArn;
    }

    static ImportedRouteServer of(Construct scope, String id, RouteServerAttributes attributes) {
        String givenId = attributes.getRouteServerId();
        String givenArn = attributes.getRouteServerArn();
        String topicArn = attributes.getSnsTopicArn();
        Stack stack = Stack.of(scope);
        if (givenArn != null) {
            String routeServerId = givenId != null
                    ? givenId
                    : stack.splitArn(givenArn, ArnFormat.SLASH_RESOURCE_NAME).getResourceName();
            ResourceProps environment =
                    ResourceProps.builder().environmentFromArn(givenArn).build();
            return new ImportedRouteServer(scope, id, routeServerId, givenArn, topicArn, environment);
        }
        if (givenId != null) {
            String routeServerArn = stack.formatArn(ArnComponents.builder()
                    .service("ec2")
                    .resource("route-server")
                    .resourceName(givenId)
                    .build());
            return new ImportedRouteServer(scope, id, givenId, routeServerArn, topicArn, null);
        }
        throw Checks.of(scope, id)
                .refusal("neither routeServerId nor routeServerArn is given; an import needs one of them");
    }

    @Override
    @Nullable
    String whyWithoutSnsTopic() {
        return snsTopicArn == null
                ? "the topic of an imported route server is not known; import it with fromRouteServerAttributes and give"
                        + " snsTopicArn"
                : null;
    }

    @Override
    public String getRouteServerId() {
        return routeServerId;
    }

    @Override
    public String getRouteServerArn() {
        return routeServerArn;
    }

    @Override
    public String getSnsTopicArn() {
        if (snsTopicArn == null) {
            throw new IllegalStateException(getNode().getPath() + ": " + whyWithoutSnsTopic());
        }
        return snsTopicArn;
    }
}
