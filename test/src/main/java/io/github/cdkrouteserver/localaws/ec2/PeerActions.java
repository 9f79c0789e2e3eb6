package io.github.cdkrouteserver.localaws.ec2;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Route server peers. */
final class PeerActions {
    static final String UP = "up";
    static final String DOWN = "down";
    private static final ResourceType TYPE = ResourceType.ROUTE_SERVER_PEER;
    private static final Set<String> LIVENESS = Set.of("bfd", "bgp-keepalive");
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(?!$)|$)){4}");

    private final Ec2State state;

    PeerActions(Ec2State state) {
        this.state = state;
    }

    void register(Map<String, Function<Parameters, Prepared>> actions) {
        actions.put("CreateRouteServerPeer", this::create);
        actions.put("DeleteRouteServerPeer", this::delete);
        actions.put(
                "DescribeRouteServerPeers",
                Listing.of(
                        state, "DescribeRouteServerPeers", state.peers(), "routeServerPeerSet", RouteServerPeer::tags));
    }

    private Prepared create(Parameters parameters) {
        String endpointId = parameters.requiredText("RouteServerEndpointId");
        String address = parameters.requiredText("PeerAddress");
        if (!IPV4.matcher(address).matches()) {
            throw Ec2Error.invalidValue("PeerAddress", address, "Must be an IPv4 address.");
        }
        long asn = parameters.requiredNumber(
                "BgpOptions.PeerAsn", 1, state.behavior().highestAsn());
        String liveness = parameters.oneOf("BgpOptions.PeerLivenessDetection", LIVENESS);
        Map<String, String> tags = Tags.ofNew(parameters, TYPE, state.behavior());
        parameters.refuseUnread();
        state.endpoints().requireShape(endpointId);
        Permissions permissions = new Permissions(state.location(), "CreateRouteServerPeer")
                .on(
                        ResourceType.ROUTE_SERVER_ENDPOINT.wireName(),
                        endpointId,
                        state.endpoints().tagsForAuthorization(endpointId))
                .onNew(TYPE, tags);
        if (state.behavior().endpointDependentsChecked()) {
            permissions.dependent("AuthorizeSecurityGroupIngress", "security-group");
        }
        return new Prepared(permissions.list(), () -> {
            RouteServerEndpoint endpoint = state.endpoints().get(endpointId);
            if (!endpoint.state().equals(RouteServer.AVAILABLE)) {
                throw Ec2Error.incorrectState(
                        "Route Server Endpoint " + endpointId + " is in state " + endpoint.state() + ".");
            }
            requireRoom(endpointId, address);
            RouteServerPeer peer = new RouteServerPeer(
                    state.newId(TYPE.prefix()),
                    endpoint,
                    address,
                    asn,
                    liveness == null ? "bgp-keepalive" : liveness,
                    RouteServer.PENDING,
                    null,
                    DOWN,
                    DOWN,
                    Map.of());
            return add(peer, tags);
        });
    }

    private RouteServerPeer add(RouteServerPeer peer, Map<String, String> tags) {
        String id = peer.routeServerPeerId();
        String failure = state.failures().takeNext(TYPE);
        RouteServerPeer added = state.peers().add(id, peer, tags, Duration.ZERO);
        state.after(id + "/state", Transition.PEER_CREATION, () -> {
            if (failure == null) {
                settle(id, RouteServer.AVAILABLE, null);
                return;
            }
            settle(id, "failing", failure);
            state.after(id + "/state", Transition.PEER_CREATION, () -> settle(id, "failed", failure));
        });
        return added;
    }

    private Prepared delete(Parameters parameters) {
        String id = parameters.requiredText(TYPE.idParameter());
        parameters.refuseUnread();
        state.peers().requireShape(id);
        Permissions permissions = new Permissions(state.location(), "DeleteRouteServerPeer")
                .on(TYPE.wireName(), id, state.peers().tagsForAuthorization(id));
        if (state.behavior().endpointDependentsChecked()) {
            permissions.dependent("RevokeSecurityGroupIngress", "security-group");
        }
        return new Prepared(permissions.list(), () -> {
            RouteServerPeer peer = state.peers().get(id);
            if (Deletion.isRepeated(state, TYPE, id, peer.state())) {
                return peer;
            }
            Deletion.requireSettled(state, id, peer.state());
            state.routes().sessionEnded(id);
            settle(id, RouteServer.DELETING, null);
            state.after(id + "/state", Transition.PEER_DELETION, () -> {
                settle(id, RouteServer.DELETED, null);
                state.routes().forget(id);
                Deletion.bury(state, state.peers(), id);
            });
            return state.peers().change(id, before -> before.withSessions(DOWN, DOWN), Duration.ZERO);
        });
    }

    private void settle(String id, String newState, String failureReason) {
        state.peers().changeIfPresent(id, peer -> peer.withState(newState, failureReason), Duration.ZERO);
    }

    private void requireRoom(String endpointId, String address) {
        long others = 0;
        for (RouteServerPeer other : state.peers().all()) {
            boolean counts = other.endpoint().routeServerEndpointId().equals(endpointId)
                    && !other.state().equals(RouteServer.DELETED);
            if (counts && other.peerAddress().equals(address)) {
                throw Ec2Error.invalidValue(
                        "PeerAddress", address, "It is the address of " + other.routeServerPeerId() + " already.");
            }
            others += counts ? 1 : 0;
        }
        if (others >= state.behavior().peersPerEndpoint()) {
            throw new Ec2Error(
                    state.behavior().quotaCode(),
                    "The maximum number of peers for " + endpointId + " has been reached: " + others);
        }
    }
}
