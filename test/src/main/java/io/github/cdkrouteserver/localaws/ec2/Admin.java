package io.github.cdkrouteserver.localaws.ec2;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What happens behind the back of whoever is tested: changes that no call of theirs made, unseen by the journal. */
public final class Admin {
    private final Ec2State state;

    Admin(Ec2State state) {
        this.state = state;
    }

    /**
     * Makes an available route server that belongs to somebody else.
     *
     * @param amazonSideAsn its ASN
     * @param tags its tags
     * @return the server
     */
    public RouteServer createRouteServer(long amazonSideAsn, Map<String, String> tags) {
        return state.locked(() -> {
            String id = state.newId(ResourceType.ROUTE_SERVER.prefix());
            RouteServer server = new RouteServer(
                    id, amazonSideAsn, RouteServer.AVAILABLE, Map.of(), Persistence.DISABLED, null, false, null);
            return state.servers().add(id, server, tags, Duration.ZERO);
        });
    }

    /**
     * Changes a route server by hand; tags are changed by {@link #setTags}.
     *
     * @param id its id
     * @param change what it becomes
     * @return the changed server
     */
    public RouteServer change(String id, UnaryOperator<RouteServer> change) {
        return state.locked(() -> {
            state.servers().get(id);
            RouteServer changed = state.servers().change(id, change, Duration.ZERO);
            if (!changed.snsNotificationsEnabled()) {
                state.topics().remove(id);
            } else if (changed.snsTopicArn() != null) {
                state.topics().put(id, changed.snsTopicArn());
            }
            return changed;
        });
    }

    /**
     * Removes a route server with its associations, endpoints, peers and propagations, without tombstones.
     *
     * @param id its id
     */
    public void remove(String id) {
        state.locked(() -> {
            state.peers().all().stream()
                    .filter(peer -> peer.endpoint().routeServerId().equals(id))
                    .forEach(peer -> state.peers().remove(peer.routeServerPeerId()));
            state.endpoints().all().stream()
                    .filter(endpoint -> endpoint.routeServerId().equals(id))
                    .forEach(endpoint -> state.endpoints().remove(endpoint.routeServerEndpointId()));
            state.propagations(id).clear();
            state.associations().remove(id);
            state.topics().remove(id);
            state.servers().remove(id);
            return id;
        });
    }

    /**
     * Replaces the tags of anything; the reserved prefix is allowed here.
     *
     * @param id id of a route server, endpoint or peer
     * @param tags its new tags
     */
    public void setTags(String id, Map<String, String> tags) {
        state.locked(() -> {
            state.tableOf(id).get(id);
            state.tableOf(id).changeTags(id, before -> new LinkedHashMap<>(tags));
            return id;
        });
    }

    /**
     * Lets the next endpoint end in {@code failed}.
     *
     * @param reason its failure reason
     */
    public void failNextEndpoint(String reason) {
        fail(() -> state.failures().addNext(ResourceType.ROUTE_SERVER_ENDPOINT, reason));
    }

    /**
     * Lets the next deletion of an endpoint end in {@code delete-failed}.
     *
     * @param reason its failure reason
     */
    public void failNextEndpointDeletion(String reason) {
        fail(() -> state.failures().addNextDeletion(ResourceType.ROUTE_SERVER_ENDPOINT, reason));
    }

    private void fail(Runnable change) {
        state.locked(() -> {
            change.run();
            return null;
        });
    }
}
