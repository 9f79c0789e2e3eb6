package io.github.cdkrouteserver;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@link RouteServerAttributes.Builder} builds. */
final class RouteServerAttributesValue implements RouteServerAttributes {
    private final @Nullable String routeServerId;
    private final @Nullable String routeServerArn;
    private final @Nullable String snsTopicArn;

    RouteServerAttributesValue(
            @Nullable String routeServerId, @Nullable String routeServerArn, @Nullable String snsTopicArn) {
        this.routeServerId = routeServerId;
        this.routeServerArn = routeServerArn;
        this.snsTopicArn = snsTopicArn;
    }

    @Override
    public @Nullable String getRouteServerId() {
        return routeServerId;
    }

    @Override
    public @Nullable String getRouteServerArn() {
        return routeServerArn;
    }

    @Override
    public @Nullable String getSnsTopicArn() {
        return snsTopicArn;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RouteServerAttributesValue that
                && Objects.equals(routeServerId, that.routeServerId)
                && Objects.equals(routeServerArn, that.routeServerArn)
                && Objects.equals(snsTopicArn, that.snsTopicArn);
    }

    @Override
    public int hashCode() {
        return Objects.hash(routeServerId, routeServerArn, snsTopicArn);
    }
}
