package io.github.cdkrouteserver;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.interfaces.ec2.IRouteServerPeerRef;

/** Which events {@link IRouteServer#onBgpStatusChange} and {@link IRouteServer#onBfdStatusChange} deliver. */
public interface PeerEventOptions {
    /**
     * Only the events of sessions that go to this status.
     *
     * <p>Default: - both
     *
     * @return the status
     */
    default @Nullable PeerStatus getStatus() {
        return null;
    }

    /**
     * Only the events of these peers: at least 1, at most 150.
     *
     * <p>Default: - all peers of the route server
     *
     * @return the peers
     */
    default @Nullable List<? extends IRouteServerPeerRef> getPeers() {
        return null;
    }

    /**
     * Only the events of sessions that go down.
     *
     * @return the options
     */
    static PeerEventOptions down() {
        return builder().status(PeerStatus.DOWN).build();
    }

    /**
     * Only the events of sessions that come up.
     *
     * @return the options
     */
    static PeerEventOptions up() {
        return builder().status(PeerStatus.UP).build();
    }

    /**
     * A builder without values.
     *
     * @return a new builder
     */
    static Builder builder() {
        return new Builder();
    }

    /** Collects {@link PeerEventOptions}; may be used again after {@link #build()}. */
    final class Builder implements software.amazon.jsii.Builder<PeerEventOptions> {
        @Nullable
        PeerStatus status;

        @Nullable
        List<? extends IRouteServerPeerRef> peers;

        private Builder() {}

        /**
         * Sets {@link PeerEventOptions#getStatus()}.
         *
         * @param status status that the session goes to
         * @return this builder
         */
        public Builder status(@Nullable PeerStatus status) {
            this.status = status;
            return this;
        }

        /**
         * Sets {@link PeerEventOptions#getPeers()}.
         *
         * @param peers peers to hear of; replaces what was set before
         * @return this builder
         */
        public Builder peers(@Nullable List<? extends IRouteServerPeerRef> peers) {
            this.peers = peers;
            return this;
        }

        /** Builds the options. */
        @Override
        public PeerEventOptions build() {
            return new PeerEventOptionsValue(this);
        }
    }
}
