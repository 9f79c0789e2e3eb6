package io.github.cdkrouteserver;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.IVpc;

/** What {@link RouteServerProps.Builder} builds; unchecked, because only the construct can say where a value belongs. */
final class RouteServerPropsValue implements RouteServerProps {
    private final @Nullable Number amazonSideAsn;
    private final @Nullable PersistRoutes persistRoutes;
    private final @Nullable Duration persistRoutesDuration;
    private final @Nullable Boolean snsNotificationsEnabled;
    private final @Nullable Map<String, String> tags;
    private final @Nullable IVpc vpc;
    private final @Nullable RemovalPolicy removalPolicy;
    private final @Nullable Duration timeout;
    private final @Nullable Boolean dryRun;

    RouteServerPropsValue(RouteServerProps.Builder builder) {
        this.amazonSideAsn = builder.amazonSideAsn;
        this.persistRoutes = builder.persistRoutes;
        this.persistRoutesDuration = builder.persistRoutesDuration;
        this.snsNotificationsEnabled = builder.snsNotificationsEnabled;
        // Not Map.copyOf: it loses the order, and it throws a bare NullPointerException for a null value.
        this.tags = builder.tags == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(builder.tags));
        this.vpc = builder.vpc;
        this.removalPolicy = builder.removalPolicy;
        this.timeout = builder.timeout;
        this.dryRun = builder.dryRun;
    }

    // RouteServer refuses a missing number, with the path of the construct.
    @Override
    public Number getAmazonSideAsn() {
        return amazonSideAsn;
    }

    @Override
    public @Nullable PersistRoutes getPersistRoutes() {
        return persistRoutes;
    }

    @Override
    public @Nullable Duration getPersistRoutesDuration() {
        return persistRoutesDuration;
    }

    @Override
    public @Nullable Boolean getSnsNotificationsEnabled() {
        return snsNotificationsEnabled;
    }

    @Override
    public @Nullable Map<String, String> getTags() {
        return tags;
    }

    @Override
    public @Nullable IVpc getVpc() {
        return vpc;
    }

    @Override
    public @Nullable RemovalPolicy getRemovalPolicy() {
        return removalPolicy;
    }

    @Override
    public @Nullable Duration getTimeout() {
        return timeout;
    }

    @Override
    public @Nullable Boolean getDryRun() {
        return dryRun;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RouteServerPropsValue that
                && Objects.equals(amazonSideAsn, that.amazonSideAsn)
                && persistRoutes == that.persistRoutes
                && Objects.equals(persistRoutesDuration, that.persistRoutesDuration)
                && Objects.equals(snsNotificationsEnabled, that.snsNotificationsEnabled)
                && Objects.equals(tags, that.tags)
                && Objects.equals(vpc, that.vpc)
                && removalPolicy == that.removalPolicy
                && Objects.equals(timeout, that.timeout)
                && Objects.equals(dryRun, that.dryRun);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                amazonSideAsn,
                persistRoutes,
                persistRoutesDuration,
                snsNotificationsEnabled,
                tags,
                vpc,
                removalPolicy,
                timeout,
                dryRun);
    }
}
