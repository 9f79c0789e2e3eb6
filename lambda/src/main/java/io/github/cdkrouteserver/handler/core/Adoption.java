package io.github.cdkrouteserver.handler.core;

import io.github.cdkrouteserver.contract.RouteServerContract;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether a create takes over a server that exists, and which.
 *
 * <p>The owner of a server offers it by giving it the owner tags of the resource by hand. In doubt nothing is adopted and
 * nothing created either: a second server beside the one that was meant is not what anybody asked for.
 */
final class Adoption {
    private static final String OWN_TAGS = RouteServerContract.OWN_TAG_PREFIX + " tags";
    private static final String NOTHING_DONE = " (nothing was created or changed)";

    private Adoption() {}

    /** Whether this create is about a server that no request made; a repeated one goes on with what it has made. */
    static boolean isDue(OwnedServers owned) {
        Optional<RouteServer> own = owned.madeByThisRequest();
        return own.isPresent()
                ? own.flatMap(Provenance::read).filter(Provenance::isAdoption).isPresent()
                : !owned.madeElsewhere().isEmpty();
    }

    /** The one server that can be adopted. */
    static RouteServer choose(OwnedServers owned, DesiredState desired) {
        List<RouteServer> candidates = owned.madeElsewhere();
        if (candidates.size() > 1) {
            throw new LifecycleException("route servers " + ids(candidates)
                    + " carry the tags of this resource, which can adopt only one: remove the " + OWN_TAGS
                    + " from the others" + NOTHING_DONE);
        }
        RouteServer server = candidates.get(0);
        if (!Provenance.isOffer(server)) {
            throw new LifecycleException("route server " + server.id() + " carries the tags of this resource but is not"
                    + " offered (any more): set its tag " + RouteServerContract.PROVENANCE_TAG + " to "
                    + RouteServerContract.OFFERED + " to adopt it, or remove its " + OWN_TAGS
                    + " to have a new one created" + NOTHING_DONE);
        }
        if (server.amazonSideAsn() == 0) {
            throw new LifecycleException("EC2 does not tell the ASN of route server " + server.id()
                    + ", which is offered: deploy again" + NOTHING_DONE);
        }
        if (server.amazonSideAsn() != desired.amazonSideAsn()) {
            throw new LifecycleException("route server " + server.id() + " is offered but has the ASN "
                    + server.amazonSideAsn() + ", which cannot be changed, where " + desired.amazonSideAsn()
                    + " is asked for: set amazonSideAsn(" + server.amazonSideAsn() + ") to adopt it" + NOTHING_DONE);
        }
        if (!desired.retainsOnRollback()) {
            throw new LifecycleException(
                    "route server " + server.id() + " is offered, but a rollback of this deployment"
                            + " would delete it: set removalPolicy(RemovalPolicy.RETAIN) for the deployment that adopts it; a"
                            + " later one may change that" + NOTHING_DONE);
        }
        return server;
    }

    /** A rollback of an update would delete what that had put in place of something else. */
    static void refuseByUpdate(OwnedServers owned) {
        List<RouteServer> offered =
                owned.madeElsewhere().stream().filter(Provenance::isOffer).toList();
        if (!offered.isEmpty()) {
            throw new LifecycleException("route server " + ids(offered) + " is offered, but only a resource that is new"
                    + " can adopt it, and this one is not: offer it to another RouteServer, or remove its " + OWN_TAGS
                    + NOTHING_DONE);
        }
    }

    private static String ids(List<RouteServer> servers) {
        return servers.stream().map(RouteServer::id).sorted().collect(Collectors.joining(", "));
    }
}
