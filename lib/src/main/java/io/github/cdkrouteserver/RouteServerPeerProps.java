package io.github.cdkrouteserver;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.interfaces.ec2.IRouteServerEndpointRef;

/** Properties of a {@link RouteServerPeer}. */
public interface RouteServerPeerProps extends RouteServerPeerOptions {
    /**
     * Endpoint that the device dials: a {@link RouteServerEndpoint}, an import of one, or a {@code
     * CfnRouteServerEndpoint}. Changing it replaces the peer.
     *
     * @return the endpoint
     */
    IRouteServerEndpointRef getRouteServerEndpoint();

    /**
     * A builder without values.
     *
     * @return a new builder
     */
    static Builder builder() {
        return new Builder();
    }

    /** Collects {@link RouteServerPeerProps}; may be used again after {@link #build()}. */
    final class Builder implements software.amazon.jsii.Builder<RouteServerPeerProps> {
        @Nullable
        String peerAddress;

        @Nullable
        Number peerAsn;

        @Nullable
        IRouteServerEndpointRef routeServerEndpoint;

        @Nullable
        PeerLivenessDetection livenessDetection;

        @Nullable
        Map<String, String> tags;

        private Builder() {}

        /**
         * Sets {@link RouteServerPeerProps#getPeerAddress()}.
         *
         * @param peerAddress IPv4 address of the device; required
         * @return this builder
         */
        public Builder peerAddress(String peerAddress) {
            this.peerAddress = peerAddress;
            return this;
        }

        /**
         * Sets {@link RouteServerPeerProps#getPeerAsn()}.
         *
         * @param peerAsn BGP autonomous system number of the device, 1 to 4294967294; required
         * @return this builder
         */
        public Builder peerAsn(Number peerAsn) {
            this.peerAsn = peerAsn;
            return this;
        }

        /**
         * Sets {@link RouteServerPeerProps#getRouteServerEndpoint()}.
         *
         * @param routeServerEndpoint endpoint that the device dials; required
         * @return this builder
         */
        public Builder routeServerEndpoint(IRouteServerEndpointRef routeServerEndpoint) {
            this.routeServerEndpoint = routeServerEndpoint;
            return this;
        }

        /**
         * Sets {@link RouteServerPeerProps#getLivenessDetection()}.
         *
         * @param livenessDetection how a lost device is noticed
         * @return this builder
         */
        public Builder livenessDetection(@Nullable PeerLivenessDetection livenessDetection) {
            this.livenessDetection = livenessDetection;
            return this;
        }

        /**
         * Sets {@link RouteServerPeerProps#getTags()}.
         *
         * @param tags tags by key; replaces what was set before
         * @return this builder
         */
        public Builder tags(@Nullable Map<String, String> tags) {
            this.tags = tags;
            return this;
        }

        /**
         * Builds the properties.
         *
         * @throws NullPointerException if {@code peerAddress} or {@code peerAsn} or {@code routeServerEndpoint} was
         * not set
         */
        @Override
        public RouteServerPeerProps build() {
            Objects.requireNonNull(peerAddress, "peerAddress is required");
            Objects.requireNonNull(peerAsn, "peerAsn is required");
            Objects.requireNonNull(routeServerEndpoint, "routeServerEndpoint is required");
            return new RouteServerPeerPropsValue(this);
        }
    }
}
