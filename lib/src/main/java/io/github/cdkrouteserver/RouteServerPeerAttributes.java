package io.github.cdkrouteserver;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a peer that this app did not create.
 *
 * <p>One of {@code routeServerPeerId} and {@code routeServerPeerArn} has to be given. Nothing is checked or looked
 * up.
 */
public interface RouteServerPeerAttributes {
    /**
     * Id of the peer.
     *
     * <p>Default: - taken from {@code routeServerPeerArn}
     *
     * @return the id, such as {@code rsp-1234567890abcdef0}
     */
    default @Nullable String getRouteServerPeerId() {
        return null;
    }

    /**
     * ARN of the peer. It also says which account and Region the peer is in.
     *
     * <p>Default: - made of {@code routeServerPeerId} and the account and Region of the stack
     *
     * @return the ARN
     */
    default @Nullable String getRouteServerPeerArn() {
        return null;
    }

    /**
     * Id of the network interface of the endpoint.
     *
     * <p>Default: - it is not known, and asking for it throws
     *
     * @return the id, such as {@code eni-1234567890abcdef0}
     */
    default @Nullable String getEndpointEniId() {
        return null;
    }

    /**
     * Private IPv4 address of the endpoint, which the device dials.
     *
     * <p>Default: - it is not known, and asking for it throws
     *
     * @return the address
     */
    default @Nullable String getEndpointEniAddress() {
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

    /** Collects {@link RouteServerPeerAttributes}; may be used again after {@link #build()}. */
    final class Builder implements software.amazon.jsii.Builder<RouteServerPeerAttributes> {
        @Nullable
        String routeServerPeerId;

        @Nullable
        String routeServerPeerArn;

        @Nullable
        String endpointEniId;

        @Nullable
        String endpointEniAddress;

        private Builder() {}

        /**
         * Sets {@link RouteServerPeerAttributes#getRouteServerPeerId()}.
         *
         * @param routeServerPeerId id of the peer
         * @return this builder
         */
        public Builder routeServerPeerId(@Nullable String routeServerPeerId) {
            this.routeServerPeerId = routeServerPeerId;
            return this;
        }

        /**
         * Sets {@link RouteServerPeerAttributes#getRouteServerPeerArn()}.
         *
         * @param routeServerPeerArn ARN of the peer
         * @return this builder
         */
        public Builder routeServerPeerArn(@Nullable String routeServerPeerArn) {
            this.routeServerPeerArn = routeServerPeerArn;
            return this;
        }

        /**
         * Sets {@link RouteServerPeerAttributes#getEndpointEniId()}.
         *
         * @param endpointEniId id of the network interface of the endpoint
         * @return this builder
         */
        public Builder endpointEniId(@Nullable String endpointEniId) {
            this.endpointEniId = endpointEniId;
            return this;
        }

        /**
         * Sets {@link RouteServerPeerAttributes#getEndpointEniAddress()}.
         *
         * @param endpointEniAddress private IPv4 address of the endpoint
         * @return this builder
         */
        public Builder endpointEniAddress(@Nullable String endpointEniAddress) {
            this.endpointEniAddress = endpointEniAddress;
            return this;
        }

        /** Builds the attributes. */
        @Override
        public RouteServerPeerAttributes build() {
            return new RouteServerPeerAttributesValue(this);
        }
    }
}
