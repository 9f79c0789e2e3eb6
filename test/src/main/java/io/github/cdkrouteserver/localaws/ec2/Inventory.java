package io.github.cdkrouteserver.localaws.ec2;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What exists at present, as it really is, whatever callers of the API can see of it yet. */
public final class Inventory {
    private final Ec2State state;

    Inventory(Ec2State state) {
        this.state = state;
    }

    /**
     * Returns every route server, tombstones included, oldest first.
     *
     * @return the servers with their tags
     */
    public List<RouteServer> routeServers() {
        return state.locked(() -> state.servers().all());
    }

    /**
     * Returns the route servers that are neither deleted nor being deleted.
     *
     * @return the live servers
     */
    public List<RouteServer> liveRouteServers() {
        return routeServers().stream().filter(RouteServer::isLive).toList();
    }

    /**
     * Returns the tombstones.
     *
     * @return the deleted servers that are still described
     */
    public List<RouteServer> tombstones() {
        return routeServers().stream()
                .filter(server -> server.state().equals(RouteServer.DELETED))
                .toList();
    }

    /**
     * Finds a route server.
     *
     * @param id its id
     * @return the server; empty where there is none, not even a tombstone
     */
    public Optional<RouteServer> routeServer(String id) {
        return state.locked(() -> state.servers().current(id));
    }

    /**
     * Returns the tags of anything.
     *
     * @param id id of a route server, endpoint or peer
     * @return its tags; empty where it has none or does not exist
     */
    public Map<String, String> tags(String id) {
        return state.locked(() -> state.taggable().stream()
                .map(table -> table.tags(id))
                .filter(tags -> !tags.isEmpty())
                .findFirst()
                .map(Map::copyOf)
                .orElse(Map.of()));
    }

    /**
     * Returns every association.
     *
     * @return the associations, those that come and go included
     */
    public List<RouteServerAssociation> associations() {
        return state.locked(() -> List.copyOf(state.associations().values()));
    }

    /**
     * Returns every endpoint, tombstones included, oldest first.
     *
     * @return the endpoints with their tags
     */
    public List<RouteServerEndpoint> endpoints() {
        return state.locked(() -> state.endpoints().all());
    }

    /**
     * Returns every peer, tombstones included, oldest first.
     *
     * @return the peers with their tags
     */
    public List<RouteServerPeer> peers() {
        return state.locked(() -> state.peers().all());
    }

    /**
     * Returns every propagation.
     *
     * @return the propagations, those that come and go included
     */
    public List<RouteServerPropagation> propagations() {
        return state.locked(() -> state.servers().all().stream()
                .flatMap(server -> state.propagations(server.routeServerId()).values().stream())
                .toList());
    }

    /**
     * Returns where a route server really publishes to, also where the API does not say.
     *
     * @param routeServerId the route server
     * @return the topic's ARN; empty where notifications are off
     */
    public Optional<String> topicArn(String routeServerId) {
        return state.locked(() -> Optional.ofNullable(state.topics().get(routeServerId)));
    }
}
