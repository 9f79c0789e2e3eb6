package io.github.cdkrouteserver.localaws.ec2;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the devices advertise and what becomes of it. Guarded by the lock of {@link Ec2State}. */
final class Routes {
    private final Ec2State state;
    private final Map<String, Map<String, Advertisement>> byPeer = new LinkedHashMap<>();

    Routes(Ec2State state) {
        this.state = state;
    }

    /** Takes a route from a device; answers what the peer's log says of it. */
    String advertise(RouteServerPeer peer, Advertisement advertisement) {
        Map<String, Advertisement> routes =
                byPeer.computeIfAbsent(peer.routeServerPeerId(), id -> new LinkedHashMap<>());
        boolean known = routes.containsKey(advertisement.prefix);
        if (!known && routes.size() >= state.behavior().routesPerPeer()) {
            throw new IllegalStateException(
                    peer.routeServerPeerId() + " advertises " + routes.size() + " routes already");
        }
        routes.put(advertisement.prefix, advertisement);
        return known ? "UPDATED" : "ADVERTISED";
    }

    /** Takes a route back; answers it, or null where there was none. */
    Advertisement withdraw(String peerId, String prefix) {
        Map<String, Advertisement> routes = byPeer.get(peerId);
        return routes == null ? null : routes.remove(prefix);
    }

    /** Drops a peer's routes unless persistence keeps them. */
    void sessionEnded(String peerId) {
        boolean kept = state.peers()
                .current(peerId)
                .flatMap(peer -> state.servers().current(peer.endpoint().routeServerId()))
                .filter(server -> server.persistRoutesState().equals("enabled"))
                .isPresent();
        if (!kept) {
            byPeer.remove(peerId);
        }
    }

    void forget(String peerId) {
        byPeer.remove(peerId);
    }

    void forgetAllOf(String serverId) {
        peersOf(serverId).forEach(peer -> byPeer.remove(peer.routeServerPeerId()));
    }

    RoutingDatabase database(String serverId) {
        List<RouteServerPeer> peers = peersOf(serverId);
        Map<String, Advertisement> best = new LinkedHashMap<>();
        for (RouteServerPeer peer : peers) {
            of(peer).forEach((prefix, route) -> best.merge(prefix, route, Routes::better));
        }
        List<RouteServerRoute> routes = new ArrayList<>();
        for (RouteServerPeer peer : peers) {
            of(peer).values().forEach(route -> routes.add(describe(peer, route, best.get(route.prefix) == route)));
        }
        boolean anySession = peers.stream().anyMatch(peer -> peer.bgpStatus().equals(PeerActions.UP));
        return new RoutingDatabase(!routes.isEmpty() && !anySession, routes, null);
    }

    private RouteServerRoute describe(RouteServerPeer peer, Advertisement route, boolean inFib) {
        List<RouteServerRoute.Installation> installations = !inFib
                ? List.of()
                : state.propagations(peer.endpoint().routeServerId()).values().stream()
                        .filter(propagation -> propagation.state().equals(RouteServer.AVAILABLE))
                        .map(propagation ->
                                new RouteServerRoute.Installation(propagation.routeTableId(), "installed", null))
                        .toList();
        return new RouteServerRoute(
                peer.endpoint().routeServerEndpointId(),
                peer.routeServerPeerId(),
                installations,
                inFib ? "in-fib" : "in-rib",
                route.prefix,
                route.asPath,
                route.med,
                peer.peerAddress());
    }

    private Map<String, Advertisement> of(RouteServerPeer peer) {
        return byPeer.getOrDefault(peer.routeServerPeerId(), Map.of());
    }

    private List<RouteServerPeer> peersOf(String serverId) {
        return state.peers().all().stream()
                .filter(peer -> peer.endpoint().routeServerId().equals(serverId))
                .toList();
    }

    private static Advertisement better(Advertisement one, Advertisement other) {
        Comparator<Advertisement> order = Comparator.<Advertisement>comparingInt(route -> route.asPath.size())
                .thenComparing(route -> route.med);
        return order.compare(one, other) <= 0 ? one : other;
    }

    /** A route as a device sends it. */
    record Advertisement(String prefix, List<String> asPath, long med) {}
}
