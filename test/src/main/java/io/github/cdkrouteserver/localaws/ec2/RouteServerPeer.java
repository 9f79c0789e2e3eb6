package io.github.cdkrouteserver.localaws.ec2;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A route server peer, as the API describes it.
 *
 * @param routeServerPeerId {@code rsp-...}
 * @param endpoint the endpoint it belongs to, as it was when the peer was made
 * @param peerAddress address of the device
 * @param peerAsn ASN of the device
 * @param peerLivenessDetection bfd or bgp-keepalive
 * @param state pending, available, deleting, deleted, failing or failed
 * @param failureReason why it failed; null where it did not
 * @param bgpStatus up or down
 * @param bfdStatus up or down
 * @param tags its tags
 */
public record RouteServerPeer(
        String routeServerPeerId,
        RouteServerEndpoint endpoint,
        String peerAddress,
        long peerAsn,
        String peerLivenessDetection,
        String state,
        String failureReason,
        String bgpStatus,
        String bfdStatus,
        Map<String, String> tags) {
    /** Copies the tags. */
    public RouteServerPeer {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    RouteServerPeer withState(String newState, String newFailureReason) {
        return new RouteServerPeer(
                routeServerPeerId,
                endpoint,
                peerAddress,
                peerAsn,
                peerLivenessDetection,
                newState,
                newFailureReason,
                bgpStatus,
                bfdStatus,
                tags);
    }

    RouteServerPeer withSessions(String newBgpStatus, String newBfdStatus) {
        return new RouteServerPeer(
                routeServerPeerId,
                endpoint,
                peerAddress,
                peerAsn,
                peerLivenessDetection,
                state,
                failureReason,
                newBgpStatus,
                newBfdStatus,
                tags);
    }

    RouteServerPeer withTags(Map<String, String> newTags) {
        return new RouteServerPeer(
                routeServerPeerId,
                endpoint,
                peerAddress,
                peerAsn,
                peerLivenessDetection,
                state,
                failureReason,
                bgpStatus,
                bfdStatus,
                newTags);
    }
}
