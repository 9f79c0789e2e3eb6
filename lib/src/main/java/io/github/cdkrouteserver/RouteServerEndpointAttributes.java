package io.github.cdkrouteserver;

import org.jspecify.annotations.Nullable;

/**
 * What is known of an endpoint that this app did not create.
 *
 * <p>One of {@code routeServerEndpointId} and {@code routeServerEndpointArn} has to be given. Nothing is checked or
 * looked up.
 */
public interface RouteServerEndpointAttributes {
    /**
     * Id of the endpoint.
     *
     * <p>Default: - taken from {@code routeServerEndpointArn}
     *
     * @return the id, such as {@code rse-1234567890abcdef0}
     */
    default @Nullable String getRouteServerEndpointId() {
        return null;
    }

    /**
     * ARN of the endpoint. It also says which account and Region the endpoint is in.
     *
     * <p>Default: - made of {@code routeServerEndpointId} and the account and Region of the stack
     *
     * @return the ARN
     */
    default @Nullable String getRouteServerEndpointArn() {
        return null;
    }

    /**
     * Id of the network interface of the endpoint.
     *
     * <p>Default: - it is not known, and asking for it throws
     *
     * @return the id, such as {@code eni-1234567890abcdef0}
     */
    default @Nullable String getEniId() {
        return null;
    }

    /**
     * Private IPv4 address of the endpoint, which devices dial.
     *
     * <p>Default: - it is not known, and asking for it throws
     *
     * @return the address
     */
    default @Nullable String getEniAddress() {
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

    /** Collects {@link RouteServerEndpointAttributes}; may be used again after {@link #build()}. */
    final class Builder implements software.amazon.jsii.Builder<RouteServerEndpointAttributes> {
        @Nullable
        String routeServerEndpointId;

        @Nullable
        String routeServerEndpointArn;

        @Nullable
        String eniId;

        @Nullable
        String eniAddress;

        private Builder() {}

        /**
         * Sets {@link RouteServerEndpointAttributes#getRouteServerEndpointId()}.
         *
         * @param routeServerEndpointId id of the endpoint
         * @return this builder
         */
        public Builder routeServerEndpointId(@Nullable String routeServerEndpointId) {
            this.routeServerEndpointId = routeServerEndpointId;
            return this;
        }

        /**
         * Sets {@link RouteServerEndpointAttributes#getRouteServerEndpointArn()}.
         *
         * @param routeServerEndpointArn ARN of the endpoint
         * @return this builder
         */
        public Builder routeServerEndpointArn(@Nullable String routeServerEndpointArn) {
            this.routeServerEndpointArn = routeServerEndpointArn;
            return this;
        }

        /**
         * Sets {@link RouteServerEndpointAttributes#getEniId()}.
         *
         * @param eniId id of the network interface of the endpoint
         * @return this builder
         */
        public Builder eniId(@Nullable String eniId) {
            this.eniId = eniId;
            return this;
        }

        /**
         * Sets {@link RouteServerEndpointAttributes#getEniAddress()}.
         *
         * @param eniAddress private IPv4 address of the endpoint
         * @return this builder
         */
        public Builder eniAddress(@Nullable String eniAddress) {
            this.eniAddress = eniAddress;
            return this;
        }

        /** Builds the attributes. */
        @Override
        public RouteServerEndpointAttributes build() {
            return new RouteServerEndpointAttributesValue(this);
        }
    }
}
