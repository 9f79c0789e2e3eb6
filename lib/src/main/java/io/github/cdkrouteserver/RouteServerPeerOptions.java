package io.github.cdkrouteserver;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@link IRouteServerEndpoint#addPeer} asks of a peer. */
public interface RouteServerPeerOptions {
    /**
     * IPv4 address of the device, or a token for one. It belongs to a network interface in the VPC of the route
     * server. Changing it replaces the peer.
     *
     * <p>The device dials; an endpoint never does. Only the session runs over IPv4: its routes may be IPv6.
     *
     * @return the address
     */
    String getPeerAddress();

    /**
     * BGP autonomous system number of the device: 1 to 4294967294, or a number token. Changing it replaces the peer.
     *
     * <p>It has to differ from that of the Amazon side. Private numbers are 64512 to 65534 and 4200000000 to
     * 4294967294.
     *
     * <p>CloudFormation creates the replacement before it deletes the old peer, so both would have the same address on the
     * same endpoint, which AWS does not document to allow. Take two deployments: remove the peer, then add it again.
     *
     * @return the number, of any Java type as long as it is whole
     */
    Number getPeerAsn();

    /**
     * How a lost device is noticed. Changing it replaces the peer, which takes two deployments: see {@link #getPeerAsn()}.
     *
     * <p>Default: - BGP_KEEPALIVE, by AWS
     *
     * @return the way
     */
    default @Nullable PeerLivenessDetection getLivenessDetection() {
        return null;
    }

    /**
     * Tags of the peer: at most 50, keys up to 127 and values up to 256 characters (Amazon EC2 API reference, type Tag).
     * {@code Tags.of(...)} on it, on its stack or on the app adds to them and wins over them.
     *
     * <p>Default: - no tags but those of {@code Tags.of(...)}
     *
     * @return the tags by key
     */
    default @Nullable Map<String, String> getTags() {
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

    /** Collects {@link RouteServerPeerOptions}; may be used again after {@link #build()}. */
    final class Builder implements software.amazon.jsii.Builder<RouteServerPeerOptions> {
        @Nullable
        String peerAddress;

        @Nullable
        Number peerAsn;

        @Nullable
        PeerLivenessDetection livenessDetection;

        @Nullable
        Map<String, String> tags;

        private Builder() {}

        /**
         * Sets {@link RouteServerPeerOptions#getPeerAddress()}.
         *
         * @param peerAddress IPv4 address of the device; required
         * @return this builder
         */
        public Builder peerAddress(String peerAddress) {
            this.peerAddress = peerAddress;
            return this;
        }

        /**
         * Sets {@link RouteServerPeerOptions#getPeerAsn()}.
         *
         * @param peerAsn BGP autonomous system number of the device, 1 to 4294967294; required
         * @return this builder
         */
        public Builder peerAsn(Number peerAsn) {
            this.peerAsn = peerAsn;
            return this;
        }

        /**
         * Sets {@link RouteServerPeerOptions#getLivenessDetection()}.
         *
         * @param livenessDetection how a lost device is noticed
         * @return this builder
         */
        public Builder livenessDetection(@Nullable PeerLivenessDetection livenessDetection) {
            this.livenessDetection = livenessDetection;
            return this;
        }

        /**
         * Sets {@link RouteServerPeerOptions#getTags()}.
         *
         * @param tags tags by key; replaces what was set before
         * @return this builder
         */
        public Builder tags(@Nullable Map<String, String> tags) {
            this.tags = tags;
            return this;
        }

        /**
         * Builds the options.
         *
         * @throws NullPointerException if {@code peerAddress} or {@code peerAsn} was not set
         */
        @Override
        public RouteServerPeerOptions build() {
            Objects.requireNonNull(peerAddress, "peerAddress is required");
            Objects.requireNonNull(peerAsn, "peerAsn is required");
            return new RouteServerPeerOptionsValue(this);
        }
    }
}
