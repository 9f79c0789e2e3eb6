package io.github.cdkrouteserver.schedules;

import io.github.cdkrouteserver.contract.RouteServerContract;
import io.github.cdkrouteserver.localaws.ec2.RouteServer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Servers that are somebody's and carry the tags of the resource all the same: offered by hand, now or once.
 *
 * <p>Each belongs to whoever made it until a create is answered with it, and then to the stack, like any other. It may
 * change while a create takes it over, and never before or after that; and while one is offered, none is made beside it.
 */
final class Offers {
    static final String MARK = "by-hand";
    private static final String MISSPELT = "Offered";
    private static final int PREDECESSOR = 2;

    private final World world;
    private final Checks checks;
    private final Map<String, String> asLeft = new LinkedHashMap<>();

    /** What was made before, where something is offered now; otherwise null. */
    private Set<String> madeBefore;

    Offers(World world, Checks checks) {
        this.world = world;
        this.checks = checks;
    }

    /** Somebody makes a server and offers it, or means to. */
    void make(Props settings, boolean misspelt) {
        Map<String, String> tags = new LinkedHashMap<>(settings.tags());
        tags.put(MARK, "yes");
        tags.put(RouteServerContract.STACK_TAG, world.stack());
        tags.put(RouteServerContract.LOGICAL_ID_TAG, Event.LOGICAL_ID);
        tags.put(RouteServerContract.PROVENANCE_TAG, misspelt ? MISSPELT : RouteServerContract.OFFERED);
        String id = world.ec2.admin().createRouteServer(settings.asn(), tags).routeServerId();
        world.ec2.admin().change(id, made -> {
            RouteServer server =
                    settings.sns() ? made.withNotifications(true, "arn:aws:sns:us-east-1:123456789012:" + id) : made;
            return "enable".equals(settings.persist())
                    ? server.withPersistence("enabled", settings.minutes() == null ? 1 : settings.minutes())
                    : server;
        });
        asLeft.put(id, checks.traceOf(id));
    }

    /** Somebody offers the stack a server that it let go of, or that it did not take. */
    Optional<String> offerAgain(Set<String> letGo, String current) {
        Set<String> candidates = new HashSet<>(letGo);
        claimed().forEach(server -> candidates.add(server.routeServerId()));
        Optional<RouteServer> server = world.ec2.inventory().routeServers().stream()
                .filter(one -> candidates.contains(one.routeServerId())
                        && !one.routeServerId().equals(current)
                        && one.state().equals(RouteServer.AVAILABLE)
                        && !isOffered(one))
                .findFirst();
        server.ifPresent(found -> {
            Map<String, String> tags = new LinkedHashMap<>(found.tags());
            tags.put(MARK, "yes");
            tags.put(RouteServerContract.PROVENANCE_TAG, RouteServerContract.OFFERED);
            world.ec2.admin().setTags(found.routeServerId(), tags);
            asLeft.put(found.routeServerId(), checks.traceOf(found.routeServerId()));
        });
        return server.map(RouteServer::routeServerId);
    }

    /** Somebody takes the owner tags from whatever has not been taken over; it stays somebody's. */
    void withdraw(String current) {
        noneMadeBeside();
        madeBefore = null;
        for (RouteServer server : claimed()) {
            if (!server.routeServerId().equals(current)) {
                Map<String, String> tags = new LinkedHashMap<>(server.tags());
                tags.keySet().removeIf(key -> key.startsWith(RouteServerContract.OWN_TAG_PREFIX));
                world.ec2.admin().setTags(server.routeServerId(), tags);
                asLeft.put(server.routeServerId(), checks.traceOf(server.routeServerId()));
            }
        }
    }

    /** Servers that carry the owner tags though no request made them, the resource's own included. */
    List<RouteServer> claimed() {
        return checks.owned().stream()
                .filter(server -> server.isLive() && isClaimed(server))
                .toList();
    }

    private static boolean isClaimed(RouteServer server) {
        String[] provenance = StackModel.provenanceOf(server).split(" ");
        return isOffered(server)
                || StackModel.provenanceOf(server).equals(MISSPELT)
                || (provenance.length > PREDECESSOR && provenance[PREDECESSOR].equals(RouteServerContract.OFFERED));
    }

    private static boolean isOffered(RouteServer server) {
        return StackModel.provenanceOf(server).equals(RouteServerContract.OFFERED);
    }

    boolean isAnyOffered() {
        return claimed().stream().anyMatch(Offers::isOffered);
    }

    /** The server that a create with such properties has to take over; empty where it has to refuse. */
    Optional<String> adoptable(Props target) {
        List<RouteServer> claimed = claimed();
        return claimed.size() == 1 && !target.dryRun() && target.retain()
                ? claimed.stream()
                        .filter(server -> isOffered(server) && server.amazonSideAsn() == target.asn())
                        .map(RouteServer::routeServerId)
                        .findFirst()
                : Optional.empty();
    }

    /** Whether a server is somebody's, offered or not. */
    boolean isSomebodys(String id) {
        return asLeft.containsKey(id);
    }

    Set<String> ids() {
        return asLeft.keySet();
    }

    /** A create was answered with it: it is the stack's from now on. */
    void adopted(String id) {
        asLeft.remove(id);
    }

    /** A create meant to take it over, and CloudFormation was never told that it did. */
    void notAdopted(String id, long asn) {
        RouteServer server = world.ec2
                .inventory()
                .routeServer(id)
                .filter(RouteServer::isLive)
                .orElse(null);
        if (server == null) {
            checks.violated("somebody's " + id + " is gone");
            return;
        }
        checks.same("ASN of the offered " + id, asn, server.amazonSideAsn());
        checks.same(
                "tag " + MARK + " of the offered " + id, "yes", server.tags().get(MARK));
        if (!isClaimed(server)) {
            checks.violated("the offered " + id + " now looks like one that was made: " + server.tags());
        }
        asLeft.put(id, checks.traceOf(id));
    }

    /** Nobody changes or deletes what is somebody's. */
    void untouched() {
        asLeft.forEach((id, before) -> checks.same("somebody's " + id, before, checks.traceOf(id)));
    }

    void watch() {
        madeBefore = isAnyOffered() ? checks.made() : null;
    }

    void noneMadeBeside() {
        if (madeBefore != null) {
            checks.noneMadeSince(madeBefore);
        }
    }
}
