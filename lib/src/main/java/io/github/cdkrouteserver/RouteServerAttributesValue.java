package io.github.cdkrouteserver;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.interfaces.ec2.IVPCRef;

/** What {@link RouteServerAttributes.Builder} builds. */
final class RouteServerAttributesValue implements RouteServerAttributes {
    private final @Nullable String routeServerId;
    private final @Nullable String routeServerArn;
    private final @Nullable String snsTopicArn;
    private final @Nullable Number amazonSideAsn;
    private final @Nullable IVPCRef vpc;

    RouteServerAttributesValue(RouteServerAttributes.Builder builder) {
        this.routeServerId = builder.routeServerId;
        this.routeServerArn = builder.routeServerArn;
        this.snsTopicArn = builder.snsTopicArn;
        this.amazonSideAsn = builder.amazonSideAsn;
        this.vpc = builder.vpc;
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
    public @Nullable Number getAmazonSideAsn() {
        return amazonSideAsn;
    }

    @Override
    public @Nullable IVPCRef getVpc() {
        return vpc;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RouteServerAttributesValue that
                && Objects.equals(routeServerId, that.routeServerId)
                && Objects.equals(routeServerArn, that.routeServerArn)
                && Objects.equals(snsTopicArn, that.snsTopicArn)
                && Objects.equals(amazonSideAsn, that.amazonSideAsn)
                && Objects.equals(vpc, that.vpc);
    }

    @Override
    public int hashCode() {
        return Objects.hash(routeServerId, routeServerArn, snsTopicArn, amazonSideAsn, vpc);
    }
}
