package io.github.cdkrouteserver;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@link RouteServerPeerOptions.Builder} builds; unchecked, because only the construct can say where a value
 * belongs.
 */
final class RouteServerPeerOptionsValue implements RouteServerPeerOptions {
    private final @Nullable String peerAddress;
    private final @Nullable Number peerAsn;
    private final @Nullable PeerLivenessDetection livenessDetection;
    private final @Nullable Map<String, String> tags;

    RouteServerPeerOptionsValue(RouteServerPeerOptions.Builder builder) {
        this.peerAddress = builder.peerAddress;
        this.peerAsn = builder.peerAsn;
        this.livenessDetection = builder.livenessDetection;
        // Not Map.copyOf: it loses the order, and it throws a bare NullPointerException for a null value.
        this.tags = builder.tags == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(builder.tags));
    }

    // The construct refuses a missing value, with its path.
    @Override
    public String getPeerAddress() {
        return peerAddress;
    }

    // The construct refuses a missing value, with its path.
    @Override
    public Number getPeerAsn() {
        return peerAsn;
    }

    @Override
    public @Nullable PeerLivenessDetection getLivenessDetection() {
        return livenessDetection;
    }

    @Override
    public @Nullable Map<String, String> getTags() {
        return tags;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RouteServerPeerOptionsValue that
                && Objects.equals(peerAddress, that.peerAddress)
                && Objects.equals(peerAsn, that.peerAsn)
                && Objects.equals(livenessDetection, that.livenessDetection)
                && Objects.equals(tags, that.tags);
    }

    @Override
    public int hashCode() {
        return Objects.hash(peerAddress, peerAsn, livenessDetection, tags);
    }
}
