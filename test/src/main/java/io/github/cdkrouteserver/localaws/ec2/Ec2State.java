package io.github.cdkrouteserver.localaws.ec2;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Everything that exists. One lock guards it all: {@link #locked} is the only way in, and first lets happen what is due.
 */
final class Ec2State {
    private static final int ID_DIGITS = 17;

    private final Ec2Location location;
    private final LocalClock clock;
    private final NetworkRegistry network;
    private final Agenda agenda = new Agenda();
    private final Random random = new Random();
    private final ClientTokens tokens = new ClientTokens(this);
    private final ResourceTable<RouteServer> servers =
            new ResourceTable<>(this, ResourceType.ROUTE_SERVER, RouteServer::withTags);
    private final ResourceTable<RouteServerEndpoint> endpoints =
            new ResourceTable<>(this, ResourceType.ROUTE_SERVER_ENDPOINT, RouteServerEndpoint::withTags);
    private final ResourceTable<RouteServerPeer> peers =
            new ResourceTable<>(this, ResourceType.ROUTE_SERVER_PEER, RouteServerPeer::withTags);
    private final Map<String, RouteServerAssociation> associations = new LinkedHashMap<>();
    private final Map<String, Map<String, RouteServerPropagation>> propagations = new LinkedHashMap<>();
    private final Map<String, String> topics = new LinkedHashMap<>();
    private final Failures failures = new Failures();
    private final Routes routes = new Routes(this);
    private volatile Ec2Behavior behavior;
    private Instant now;
    private Instant readsAsOf;
    private boolean staleReplica;

    Ec2State(Ec2Location location, LocalClock clock, Ec2Behavior behavior, NetworkRegistry network) {
        this.location = location;
        this.clock = clock;
        this.behavior = behavior;
        this.network = network;
        now = clock.now();
        readsAsOf = now;
    }

    synchronized <T> T locked(Supplier<T> work) {
        agenda.runUntil(clock.now(), time -> now = time);
        return work.get();
    }

    /** The time that the present call or event happens at. */
    Instant now() {
        return now;
    }

    /** Begins a Describe call, which the next replica answers: every second one may lag behind. */
    void beginRead() {
        readsAsOf = staleReplica ? now.minus(behavior.flappingFor()) : now;
        staleReplica = !staleReplica;
    }

    /** The time that the present Describe call looks at. */
    Instant readsAsOf() {
        return readsAsOf;
    }

    void after(String key, Transition transition, Runnable event) {
        agenda.replace(key, now.plus(behavior.delay(transition)), event);
    }

    Agenda agenda() {
        return agenda;
    }

    Ec2Location location() {
        return location;
    }

    Ec2Behavior behavior() {
        return behavior;
    }

    void behave(Ec2Behavior newBehavior) {
        behavior = newBehavior;
    }

    NetworkRegistry network() {
        return network;
    }

    ClientTokens tokens() {
        return tokens;
    }

    ResourceTable<RouteServer> servers() {
        return servers;
    }

    ResourceTable<RouteServerEndpoint> endpoints() {
        return endpoints;
    }

    ResourceTable<RouteServerPeer> peers() {
        return peers;
    }

    List<ResourceTable<?>> taggable() {
        return List.of(servers, endpoints, peers);
    }

    /** The table that ids with this prefix belong in. */
    ResourceTable<?> tableOf(String id) {
        return taggable().stream()
                .filter(table -> id.startsWith(table.type().prefix() + "-"))
                .findFirst()
                .orElseThrow(() -> new Ec2Error("InvalidID", "The ID '" + id + "' is not valid"));
    }

    /** At most one for each route server, by its id. */
    Map<String, RouteServerAssociation> associations() {
        return associations;
    }

    /** By route table, for one route server. */
    Map<String, RouteServerPropagation> propagations(String serverId) {
        return propagations.computeIfAbsent(serverId, id -> new LinkedHashMap<>());
    }

    /** ARNs of topics by route server, whether the API shows them yet or not. */
    Map<String, String> topics() {
        return topics;
    }

    Failures failures() {
        return failures;
    }

    Routes routes() {
        return routes;
    }

    String newId(String prefix) {
        StringBuilder id = new StringBuilder(prefix).append("-0");
        for (int digit = 1; digit < ID_DIGITS; digit++) {
            id.append(Character.forDigit(random.nextInt(16), 16));
        }
        return id.toString();
    }
}
