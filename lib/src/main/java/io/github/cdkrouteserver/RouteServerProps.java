package io.github.cdkrouteserver;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.IVpc;

/**
 * Properties of a {@link RouteServer}.
 *
 * <p>Ranges and rules are those of CreateRouteServer in the Amazon EC2 API reference, where nothing else is said.
 */
public interface RouteServerProps {
    /**
     * BGP autonomous system number of the Amazon side: 1 to 4294967295, or a number token. Changing it replaces the
     * route server.
     *
     * <p>AWS recommends a private number, 64512 to 65534 or 4200000000 to 4294967294, and one that no network it will
     * ever be joined with uses: BGP drops routes that carry the receiver's own number.
     *
     * @return the number, of any Java type as long as it is whole
     */
    Number getAmazonSideAsn();

    /**
     * Whether routes stay in place while all BGP sessions are down.
     *
     * <p>Default: - the routes are withdrawn
     *
     * @return what to do with the routes
     */
    default @Nullable PersistRoutes getPersistRoutes() {
        return null;
    }

    /**
     * How long routes stay persisted after BGP is back: 1 to 5 whole minutes, only with {@link PersistRoutes#ENABLE}.
     * A token has to be in minutes.
     *
     * <p>The time counts from the moment a session is up again. While all sessions are down, routes stay without limit.
     *
     * <p>Default: Duration.minutes(1) where {@code persistRoutes} is ENABLE; nothing is sent otherwise
     *
     * @return the duration
     */
    default @Nullable Duration getPersistRoutesDuration() {
        return null;
    }

    /**
     * Whether AWS publishes BGP, BFD and maintenance events to a topic that it makes for this route server.
     *
     * <p>Default: false
     *
     * @return {@code true} for a topic
     */
    default @Nullable Boolean getSnsNotificationsEnabled() {
        return null;
    }

    /**
     * Tags of the route server: at most 47, keys up to 127 and values up to 256 characters (Amazon EC2 API
     * reference, type Tag; 3 of the 50 tags that EC2 allows belong to this library).
     *
     * <p>{@code Tags.of(...)} on the route server, on its stack or on the app adds to them and wins over them. On the route
     * server it also reaches the endpoints and peers that were added to it, which these tags do not. Tags in
     * {@code StackProps} do not arrive: CloudFormation hands them to its own resource types only.
     *
     * <p>Default: - no tags but those of {@code Tags.of(...)}
     *
     * @return the tags by key
     */
    default @Nullable Map<String, String> getTags() {
        return null;
    }

    /**
     * VPC to associate the route server with. A route server serves one VPC.
     *
     * <p>Whatever depends on the route server is created after the association and deleted before it. In a dry run
     * nothing is associated.
     *
     * <p>Default: - no VPC is associated
     *
     * @return the VPC
     */
    default @Nullable IVpc getVpc() {
        return null;
    }

    /**
     * What happens to the route server when it leaves the stack or is replaced: DESTROY, RETAIN or
     * RETAIN_ON_UPDATE_OR_DELETE.
     *
     * <p>Default: RemovalPolicy.DESTROY
     *
     * @return the policy
     */
    default @Nullable RemovalPolicy getRemovalPolicy() {
        return null;
    }

    /**
     * How long the deployment waits for AWS to finish a change of the route server: whole seconds, 30 seconds to 14
     * minutes, since a Lambda function ends after 15 (AWS Lambda developer guide, "Lambda quotas"). A token has to be
     * in seconds.
     *
     * <p>Where the function never answers, CloudFormation gives up 2 minutes later ({@code ServiceTimeout}); with a token
     * after 960 seconds, which is the longest, whatever the token stands for.
     *
     * <p>Default: Duration.minutes(10)
     *
     * @return the duration
     */
    default @Nullable Duration getTimeout() {
        return null;
    }

    /**
     * Whether the deployment only rehearses CreateRouteServer: EC2 checks permissions and parameters, and creates
     * nothing. The id is then a placeholder that names no server, and all other attributes are empty. Turning it off
     * creates the route server; turning it on for a route server that exists fails the deployment.
     *
     * <p>Default: false
     *
     * @return {@code true} to rehearse
     */
    default @Nullable Boolean getDryRun() {
        return null;
    }

    /**
     * A builder without values.
     *
     * @return a new builder
     */
    static Builder builder() {
        return new Builder();
    }

    /** Collects {@link RouteServerProps}; may be used again after {@link #build()}. */
    final class Builder implements software.amazon.jsii.Builder<RouteServerProps> {
        @Nullable
        Number amazonSideAsn;

        @Nullable
        PersistRoutes persistRoutes;

        @Nullable
        Duration persistRoutesDuration;

        @Nullable
        Boolean snsNotificationsEnabled;

        @Nullable
        Map<String, String> tags;

        @Nullable
        IVpc vpc;

        @Nullable
        RemovalPolicy removalPolicy;

        @Nullable
        Duration timeout;

        @Nullable
        Boolean dryRun;

        private Builder() {}

        /**
         * Sets {@link RouteServerProps#getAmazonSideAsn()}.
         *
         * @param amazonSideAsn BGP autonomous system number of the Amazon side, 1 to 4294967295; required
         * @return this builder
         */
        public Builder amazonSideAsn(Number amazonSideAsn) {
            this.amazonSideAsn = amazonSideAsn;
            return this;
        }

        /**
         * Sets {@link RouteServerProps#getPersistRoutes()}.
         *
         * @param persistRoutes whether routes stay in place while all BGP sessions are down
         * @return this builder
         */
        public Builder persistRoutes(@Nullable PersistRoutes persistRoutes) {
            this.persistRoutes = persistRoutes;
            return this;
        }

        /**
         * Sets {@link RouteServerProps#getPersistRoutesDuration()}.
         *
         * @param persistRoutesDuration how long routes stay persisted after BGP is back, 1 to 5 whole minutes
         * @return this builder
         */
        public Builder persistRoutesDuration(@Nullable Duration persistRoutesDuration) {
            this.persistRoutesDuration = persistRoutesDuration;
            return this;
        }

        /**
         * Sets {@link RouteServerProps#getSnsNotificationsEnabled()}.
         *
         * @param snsNotificationsEnabled whether AWS publishes events to a topic
         * @return this builder
         */
        public Builder snsNotificationsEnabled(@Nullable Boolean snsNotificationsEnabled) {
            this.snsNotificationsEnabled = snsNotificationsEnabled;
            return this;
        }

        /**
         * Sets {@link RouteServerProps#getTags()}.
         *
         * @param tags tags by key; replaces what was set before
         * @return this builder
         */
        public Builder tags(@Nullable Map<String, String> tags) {
            this.tags = tags;
            return this;
        }

        /**
         * Sets {@link RouteServerProps#getVpc()}.
         *
         * @param vpc VPC to associate the route server with
         * @return this builder
         */
        public Builder vpc(@Nullable IVpc vpc) {
            this.vpc = vpc;
            return this;
        }

        /**
         * Sets {@link RouteServerProps#getRemovalPolicy()}.
         *
         * @param removalPolicy what happens to the route server when it leaves the stack or is replaced
         * @return this builder
         */
        public Builder removalPolicy(@Nullable RemovalPolicy removalPolicy) {
            this.removalPolicy = removalPolicy;
            return this;
        }

        /**
         * Sets {@link RouteServerProps#getTimeout()}.
         *
         * @param timeout how long the deployment waits for AWS, 30 seconds to 14 minutes
         * @return this builder
         */
        public Builder timeout(@Nullable Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /**
         * Sets {@link RouteServerProps#getDryRun()}.
         *
         * @param dryRun whether the deployment only rehearses the creation
         * @return this builder
         */
        public Builder dryRun(@Nullable Boolean dryRun) {
            this.dryRun = dryRun;
            return this;
        }

        /**
         * Builds the properties.
         *
         * @throws NullPointerException if {@code amazonSideAsn} was not set
         */
        @Override
        public RouteServerProps build() {
            Objects.requireNonNull(amazonSideAsn, "amazonSideAsn is required");
            return new RouteServerPropsValue(this);
        }
    }
}
