package io.github.cdkrouteserver.localaws.ec2;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** The appliances at the other end of the sessions: what they do is published, logged and described. */
public final class Devices {
    private final Ec2State state;
    private final List<BgpEventListener> eventListeners = new CopyOnWriteArrayList<>();
    private final List<PeerLogListener> logListeners = new CopyOnWriteArrayList<>();

    Devices(Ec2State state) {
        this.state = state;
    }

    /**
     * Adds somebody who receives what is published.
     *
     * @param listener the listener
     */
    public void onBgpEvent(BgpEventListener listener) {
        eventListeners.add(listener);
    }

    /**
     * Adds somebody who receives the vended logs.
     *
     * @param listener the listener
     */
    public void onPeerLog(PeerLogListener listener) {
        logListeners.add(listener);
    }

    /**
     * Lets a device open its BGP session.
     *
     * @param peerId an available peer
     */
    public void bringBgpUp(String peerId) {
        changeBgp(peerId, PeerActions.UP);
    }

    /**
     * Lets a device lose its BGP session.
     *
     * @param peerId an available peer
     */
    public void takeBgpDown(String peerId) {
        changeBgp(peerId, PeerActions.DOWN);
    }

    /**
     * Lets a device open its BFD session.
     *
     * @param peerId an available peer that is watched by BFD
     */
    public void bringBfdUp(String peerId) {
        changeBfd(peerId, PeerActions.UP);
    }

    /**
     * Lets a device lose its BFD session.
     *
     * @param peerId an available peer that is watched by BFD
     */
    public void takeBfdDown(String peerId) {
        changeBfd(peerId, PeerActions.DOWN);
    }

    /**
     * Lets AWS work on an endpoint.
     *
     * @param endpointId the endpoint
     */
    public void startMaintenance(String endpointId) {
        send(state.locked(() -> {
            RouteServerEndpoint endpoint = state.endpoints().get(endpointId);
            String affected = String.join(
                    ",",
                    state.peers().all().stream()
                            .filter(peer ->
                                    peer.endpoint().routeServerEndpointId().equals(endpointId))
                            .filter(peer -> peer.state().equals(RouteServer.AVAILABLE))
                            .map(RouteServerPeer::routeServerPeerId)
                            .toList());
            List<Object> news = new ArrayList<>();
            publish(
                    news,
                    endpoint.routeServerId(),
                    "Route Server Endpoint [" + endpointId
                            + "] is now undergoing maintenance. BFD and BGP sessions may be impacted.",
                    Map.of(
                            "timestamp",
                            timestamp(),
                            "eventCode",
                            "ROUTE_SERVER_ENDPOINT_MAINTENANCE",
                            "routeServerEndpointId",
                            endpointId,
                            "affectedRouteServerPeerIds",
                            affected));
            return news;
        }));
    }

    /**
     * Lets a device advertise a route, or change one.
     *
     * @param peerId a peer whose BGP session is up
     * @param prefix the destination
     * @param asPath the AS path
     * @param med the multi-exit discriminator
     */
    public void advertise(String peerId, String prefix, List<String> asPath, long med) {
        send(state.locked(() -> {
            RouteServerPeer peer = requireBgpUp(peerId);
            Routes.Advertisement route = new Routes.Advertisement(prefix, List.copyOf(asPath), med);
            return log(peerId, "RouteStatus", state.routes().advertise(peer, route), describe(peer, route));
        }));
    }

    /**
     * Lets a device take a route back.
     *
     * @param peerId a peer whose BGP session is up
     * @param prefix the destination
     */
    public void withdraw(String peerId, String prefix) {
        send(state.locked(() -> {
            RouteServerPeer peer = requireBgpUp(peerId);
            Routes.Advertisement route = state.routes().withdraw(peerId, prefix);
            return route == null ? List.of() : log(peerId, "RouteStatus", "WITHDRAWN", describe(peer, route));
        }));
    }

    private void changeBgp(String peerId, String status) {
        send(state.locked(() -> {
            RouteServerPeer peer = requireAvailable(peerId);
            if (peer.bgpStatus().equals(status)) {
                return List.of();
            }
            if (status.equals(PeerActions.DOWN)) {
                state.routes().sessionEnded(peerId);
            }
            return changed(peer, "BGP", status, before -> before.withSessions(status, before.bfdStatus()));
        }));
    }

    private void changeBfd(String peerId, String status) {
        send(state.locked(() -> {
            RouteServerPeer peer = requireAvailable(peerId);
            if (!peer.peerLivenessDetection().equals("bfd")) {
                throw new IllegalStateException(peerId + " is not watched by BFD");
            }
            return peer.bfdStatus().equals(status)
                    ? List.of()
                    : changed(peer, "BFD", status, before -> before.withSessions(before.bgpStatus(), status));
        }));
    }

    private List<Object> changed(
            RouteServerPeer peer, String protocol, String status, UnaryOperator<RouteServerPeer> change) {
        String peerId = peer.routeServerPeerId();
        state.peers().change(peerId, change, Duration.ZERO);
        String upOrDown = status.toUpperCase(Locale.ROOT);
        List<Object> news = log(peerId, protocol + "Status", upOrDown, "");
        publish(
                news,
                peer.endpoint().routeServerId(),
                protocol + " for Route Server Peer [" + peerId + "] is now [" + upOrDown + "].",
                Map.of(
                        "timestamp",
                        timestamp(),
                        "eventCode",
                        "ROUTE_SERVER_PEER_" + protocol + "_STATUS_CHANGE",
                        "routeServerPeerId",
                        peerId,
                        protocol.equals("BGP") ? "newBgpStatus" : "newBfdStatus",
                        upOrDown));
        return news;
    }

    private void publish(List<Object> news, String serverId, String message, Map<String, String> attributes) {
        String topicArn = state.topics().get(serverId);
        if (topicArn != null) {
            news.add(new BgpEvent(topicArn, message, attributes));
        }
    }

    private List<Object> log(String peerId, String type, String status, String message) {
        String arn = state.location().ec2Arn(ResourceType.ROUTE_SERVER_PEER.wireName(), peerId);
        List<Object> news = new ArrayList<>();
        news.add(new PeerLogRecord(arn, state.now(), type, status, message));
        return news;
    }

    /** Listeners are told outside the lock, so that they may call the API themselves. */
    private void send(List<?> news) {
        for (Object item : news) {
            if (item instanceof BgpEvent event) {
                eventListeners.forEach(listener -> listener.publish(event));
            } else if (item instanceof PeerLogRecord record) {
                logListeners.forEach(listener -> listener.log(record));
            }
        }
    }

    private RouteServerPeer requireAvailable(String peerId) {
        RouteServerPeer peer = state.peers().get(peerId);
        if (!peer.state().equals(RouteServer.AVAILABLE)) {
            throw new IllegalStateException(peerId + " is " + peer.state() + ", no device can dial it");
        }
        return peer;
    }

    private RouteServerPeer requireBgpUp(String peerId) {
        RouteServerPeer peer = requireAvailable(peerId);
        if (!peer.bgpStatus().equals(PeerActions.UP)) {
            throw new IllegalStateException(peerId + " has no BGP session");
        }
        return peer;
    }

    private static String describe(RouteServerPeer peer, Routes.Advertisement route) {
        return "prefix=" + route.prefix() + " asPath=" + String.join(" ", route.asPath()) + " med=" + route.med()
                + " nextHopIp=" + peer.peerAddress();
    }

    private String timestamp() {
        Instant seconds = state.now().truncatedTo(ChronoUnit.SECONDS);
        return seconds.toString();
    }
}
