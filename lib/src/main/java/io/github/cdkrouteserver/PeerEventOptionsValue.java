package io.github.cdkrouteserver;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.interfaces.ec2.IRouteServerPeerRef;

/** What {@link PeerEventOptions.Builder} builds. */
final class PeerEventOptionsValue implements PeerEventOptions {
    private final @Nullable PeerStatus status;
    private final @Nullable List<IRouteServerPeerRef> peers;

    PeerEventOptionsValue(PeerEventOptions.Builder builder) {
        this.status = builder.status;
        // Not List.copyOf: it throws a bare NullPointerException for a null element.
        this.peers = builder.peers == null ? null : Collections.unmodifiableList(new ArrayList<>(builder.peers));
    }

    @Override
    public @Nullable PeerStatus getStatus() {
        return status;
    }

    @Override
    public @Nullable List<IRouteServerPeerRef> getPeers() {
        return peers;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PeerEventOptionsValue that
                && Objects.equals(status, that.status)
                && Objects.equals(peers, that.peers);
    }

    @Override
    public int hashCode() {
        return Objects.hash(status, peers);
    }
}
