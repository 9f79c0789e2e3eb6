package io.github.cdkrouteserver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.interfaces.ec2.IRouteServerEndpointRef;
import software.amazon.awscdk.interfaces.ec2.IRouteServerRef;
import software.amazon.awscdk.services.ec2.CfnRouteServerEndpoint;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * The families of all route servers that are deployed from one stage, by the id of the route server.
 *
 * <p>It is a construct without resources, because the tree is the one place that constructs of different stacks, L1
 * parents and imports have in common.
 */
final class RouteServerFamilies extends Construct {
    private static final String ID = "io.github.cdkrouteserver.Families";

    private final IConstruct home;
    private final Map<String, RouteServerFamily> families = new HashMap<>();
    private final Map<String, EndpointPeers> peers = new HashMap<>();
    private final Map<String, LogPermission> logPermissions = new HashMap<>();
    private final Map<String, RouteServerEvents.Subscribed> subscribed = new HashMap<>();
    private final List<Supplier<List<String>>> settling = new ArrayList<>();
    private @Nullable List<IConstruct> tree;

    private RouteServerFamilies(Construct stage) {
        super(stage, ID);
        home = stage;
        // The one call from Node in a synthesis: aspects have run, and annotations still reach the cloud assembly.
        getNode().addValidation(() -> {
            families.values().forEach(RouteServerFamily::warn);
            return settling.stream().flatMap(last -> last.get().stream()).toList();
        });
    }

    static RouteServerFamilies of(Construct scope) {
        Construct stage = Stage.of(scope);
        IConstruct existing = stage.getNode().tryFindChild(ID);
        return existing == null ? new RouteServerFamilies(stage) : (RouteServerFamilies) existing;
    }

    /** The family of a route server, which constructs find again through whatever they know the route server by. */
    static RouteServerFamily familyOf(Construct scope, IRouteServerRef routeServer) {
        return routeServer instanceof RouteServerBase server
                ? server.family()
                : of(scope).family(routeServer.getRouteServerRef().getRouteServerId(), routeServer);
    }

    /** The peers of an endpoint, which constructs find again through whatever they know the endpoint by. */
    static EndpointPeers peersOf(Construct scope, IRouteServerEndpointRef endpoint) {
        return endpoint instanceof RouteServerEndpoint known
                ? known.peers()
                : of(scope).endpointPeers(endpoint);
    }

    RouteServerFamily family(String routeServerId, @Nullable IRouteServerRef routeServer) {
        RouteServerFamily family =
                families.computeIfAbsent(routeServerId, id -> new RouteServerFamily(this, routeServerId));
        if (routeServer != null) {
            family.know(routeServer);
        }
        return family;
    }

    /** Registers the peers of an endpoint of this library, so that imports of the endpoint find them. */
    EndpointPeers endpointPeers(String endpointId, RouteServerFamily family, RouteServerEndpoint endpoint) {
        EndpointPeers created = new EndpointPeers(family, endpoint);
        peers.put(endpointId, created);
        return created;
    }

    private EndpointPeers endpointPeers(IRouteServerEndpointRef endpoint) {
        String id = endpoint.getRouteServerEndpointRef().getRouteServerEndpointId();
        EndpointPeers known = peers.get(id);
        if (known == null) {
            RouteServerFamily family =
                    endpoint instanceof CfnRouteServerEndpoint l1 ? family(l1.getRouteServerId(), null) : null;
            known = new EndpointPeers(family, endpoint);
            peers.put(id, known);
        }
        return known;
    }

    /** Who is subscribed to which topic, by the topic and endpoint. */
    Map<String, RouteServerEvents.Subscribed> subscribed() {
        return subscribed;
    }

    /** Adds a look at a construct after all aspects, which returns what is wrong with it. */
    void whenSettled(Supplier<List<String>> last) {
        settling.add(last);
    }

    /** Lets CloudWatch Logs write to a destination, once for all peers of a stack that log there. */
    LogPermission logPermission(Stack stack, PeerLogDestination destination) {
        String key = stack.getNode().getPath() + " "
                + destination.resource().getNode().getPath();
        return logPermissions.computeIfAbsent(key, path -> destination.allow(stack));
    }

    /**
     * Constructs of a type anywhere in the stage.
     *
     * <p>Walking the tree is slow from Java. It is done only before something would be called missing, which may be
     * there as an L1 construct.
     */
    <T extends IConstruct> List<T> find(Class<T> type) {
        if (tree == null) {
            tree = home.getNode().findAll();
        }
        List<T> found = new ArrayList<>();
        for (IConstruct construct : tree) {
            if (type.isInstance(construct)) {
                found.add(type.cast(construct));
            }
        }
        return found;
    }
}
