package io.github.cdkrouteserver;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.interfaces.ec2.IVPCRef;

/**
 * What is known of a route server that this app did not create.
 *
 * <p>One of {@code routeServerId} and {@code routeServerArn} has to be given. Nothing is looked up.
 */
public interface RouteServerAttributes {
    /**
     * Id of the route server.
     *
     * <p>Default: - taken from {@code routeServerArn}
     *
     * @return the id, such as {@code rs-1234567890abcdef0}
     */
    default @Nullable String getRouteServerId() {
        return null;
    }

    /**
     * ARN of the route server. It also says which account and Region the route server is in; only to one of the stack's own
     * account and Region should anything be attached.
     *
     * <p>Default: - made of {@code routeServerId} and the account and Region of the stack
     *
     * @return the ARN
     */
    default @Nullable String getRouteServerArn() {
        return null;
    }

    /**
     * ARN of the topic to which AWS publishes the events of the route server.
     *
     * <p>Default: - the topic is not known, and asking for it throws
     *
     * @return the ARN
     */
    default @Nullable String getSnsTopicArn() {
        return null;
    }

    /**
     * BGP autonomous system number of the Amazon side: 1 to 4294967295, or a number token. The ASNs of peers are compared
     * with it.
     *
     * <p>Default: - the number is not known, and nothing is compared with it
     *
     * @return the number
     */
    default @Nullable Number getAmazonSideAsn() {
        return null;
    }

    /**
     * VPC that the route server is associated with already. {@link IRouteServer#addEndpoints} selects subnets from it, and
     * the subnets of other endpoints are compared with it.
     *
     * <p>Default: - whether the route server is associated, and with which VPC, is not known
     *
     * @return the VPC
     */
    default @Nullable IVPCRef getVpc() {
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

    /** Collects {@link RouteServerAttributes}; may be used again after {@link #build()}. */
    final class Builder implements software.amazon.jsii.Builder<RouteServerAttributes> {
        @Nullable
        String routeServerId;

        @Nullable
        String routeServerArn;

        @Nullable
        String snsTopicArn;

        @Nullable
        Number amazonSideAsn;

        @Nullable
        IVPCRef vpc;

        private Builder() {}

        /**
         * Sets {@link RouteServerAttributes#getRouteServerId()}.
         *
         * @param routeServerId id of the route server
         * @return this builder
         */
        public Builder routeServerId(@Nullable String routeServerId) {
            this.routeServerId = routeServerId;
            return this;
        }

        /**
         * Sets {@link RouteServerAttributes#getRouteServerArn()}.
         *
         * @param routeServerArn ARN of the route server
         * @return this builder
         */
        public Builder routeServerArn(@Nullable String routeServerArn) {
            this.routeServerArn = routeServerArn;
            return this;
        }

        /**
         * Sets {@link RouteServerAttributes#getSnsTopicArn()}.
         *
         * @param snsTopicArn ARN of the topic of the route server
         * @return this builder
         */
        public Builder snsTopicArn(@Nullable String snsTopicArn) {
            this.snsTopicArn = snsTopicArn;
            return this;
        }

        /**
         * Sets {@link RouteServerAttributes#getAmazonSideAsn()}.
         *
         * @param amazonSideAsn BGP autonomous system number of the Amazon side, 1 to 4294967295
         * @return this builder
         */
        public Builder amazonSideAsn(@Nullable Number amazonSideAsn) {
            this.amazonSideAsn = amazonSideAsn;
            return this;
        }

        /**
         * Sets {@link RouteServerAttributes#getVpc()}.
         *
         * @param vpc VPC that the route server is associated with already
         * @return this builder
         */
        public Builder vpc(@Nullable IVPCRef vpc) {
            this.vpc = vpc;
            return this;
        }

        /** Builds the attributes. */
        @Override
        public RouteServerAttributes build() {
            return new RouteServerAttributesValue(this);
        }
    }
}
