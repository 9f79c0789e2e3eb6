package io.github.cdkrouteserver.handler.core;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The servers of one custom resource, as EC2 lists them, and what their tags tell of the requests before this one.
 *
 * <p>CloudFormation sends the requests for a resource one after another, and each names the physical id that it goes on
 * with. So whatever another request made in place of that id is an orphan, unless that request is the later one.
 */
final class OwnedServers {
    /** How long after a create CloudFormation may ask for its deletion under an id of its own, in a slow stack. */
    private static final long LONGEST_STACK_SECONDS = 6_000;

    private final ResourceRequest request;
    private final List<RouteServer> servers;

    OwnedServers(ResourceRequest request, List<RouteServer> listed) {
        this.request = request;
        this.servers = listed.stream().filter(request.owner()::owns).toList();
    }

    Optional<RouteServer> withId(String id) {
        return servers.stream().filter(server -> server.id().equals(id)).findFirst();
    }

    Optional<RouteServer> madeByThisRequest() {
        return servers.stream()
                .filter(server -> has(server, provenance -> provenance.token().equals(request.token())))
                .findFirst();
    }

    /** Servers that carry the owner's tags though no request made them: offered by hand, now or once. */
    List<RouteServer> madeElsewhere() {
        return alive().filter(server -> !has(server, provenance -> !provenance.isAdoption()))
                .toList();
    }

    /** A server that only a later request can have made: this one is delivered again, out of its time. */
    Optional<RouteServer> madeLater() {
        return servers.stream().filter(this::isLater).findFirst();
    }

    /** A server that has taken the place of the one that this request is about, unless this request takes that back. */
    Optional<RouteServer> answeredSuccessor() {
        return replacements()
                .filter(server -> !isLetGoBefore(server))
                .filter(server -> !DesiredState.isRollbackFrom(request.properties(), request.oldProperties(), server))
                .findFirst();
    }

    /** Whether CloudFormation went back from a server before it sent this request, as the dates of both show. */
    private boolean isLetGoBefore(RouteServer server) {
        return isReleased(server) && isEarlier(server);
    }

    /**
     * The same, where it already is what is desired: the one that it replaced had been deleted by hand.
     *
     * <p>CloudFormation may still ask once more for the deletion of what it has let go of.
     */
    Optional<RouteServer> heir(DesiredState desired) {
        return replacements()
                .filter(server -> !isReleased(server))
                .filter(server -> server.amazonSideAsn() == desired.amazonSideAsn())
                .findFirst();
    }

    private Stream<RouteServer> replacements() {
        return alive().filter(server -> has(
                        server,
                        provenance -> provenance.predecessor().equals(request.physicalId()) && !isUnannounced(server)))
                .filter(this::isOfThisLife);
    }

    /** What replaced an adopted server before its adoption was retained when an earlier resource let go of both. */
    private boolean isOfThisLife(RouteServer successor) {
        return withId(request.physicalId())
                .flatMap(Provenance::read)
                .filter(Provenance::isAdoption)
                .map(adoption -> has(successor, provenance -> provenance.signedAt() > adoption.signedAt()))
                .orElse(true);
    }

    /**
     * The server that the current one replaced, where this update only goes back to it.
     *
     * <p>A rollback after a completed replacement may name the new server; the one to return to is then still alive,
     * since CloudFormation deletes it only afterwards. One that may be retained or that CloudFormation has let go of is
     * left alone, and so is one that an update only asks for because it happens to want the same ASN again.
     */
    Optional<RouteServer> predecessor(DesiredState desired, Optional<RouteServer> current) {
        // Where EC2 has forgotten the current server, nothing tells its predecessor from what was retained once.
        return current.or(() -> withId(request.physicalId()))
                .flatMap(Provenance::read)
                .filter(provenance -> provenance.leadsBackTo(request.properties()))
                .flatMap(provenance -> withId(provenance.predecessor()))
                .filter(server -> !server.isGone() && server.amazonSideAsn() == desired.amazonSideAsn())
                .filter(server -> !isReleased(server));
    }

    /** What updates of the current server left behind without ever telling CloudFormation of it. */
    List<RouteServer> unansweredSuccessors() {
        return successors()
                .filter(server -> isUnannounced(server) || isIn(server, Provenance.Phase.ANSWERING))
                .toList();
    }

    /**
     * What was announced in place of the current server when nobody listened any more: CloudFormation would name it.
     *
     * <p>Only the dates show that this request is the later one. What may be retained is left alone.
     */
    List<RouteServer> announcedInVain() {
        return successors()
                .filter(server -> isIn(server, Provenance.Phase.CREATED))
                .filter(server -> isEarlier(server)
                        && has(server, provenance -> !provenance.wayBack().isEmpty()))
                .toList();
    }

    /** What CloudFormation has let go of though its deletion failed, as the clean-up of an update does. */
    List<RouteServer> releasedInVain() {
        return alive().filter(server -> !server.id().equals(request.physicalId()) && !isLater(server))
                .filter(OwnedServers::isReleased)
                .toList();
    }

    /** What the update that this one takes back had put in place of the current server. */
    List<RouteServer> rolledBackSuccessors() {
        return successors()
                .filter(server -> isIn(server, Provenance.Phase.CREATED))
                .filter(server -> DesiredState.isRollbackFrom(request.properties(), request.oldProperties(), server))
                .toList();
    }

    /**
     * What is left once the server that this request deletes is gone.
     *
     * @param tokenOfCurrent token of the request that had made it, or empty
     */
    List<RouteServer> leftBehind(String tokenOfCurrent) {
        return alive().filter(server -> !server.id().equals(request.physicalId()) && !isLater(server))
                .filter(OwnedServers::isUnannounced)
                .filter(server -> has(
                        server,
                        provenance -> provenance.predecessor().equals(request.physicalId())
                                || provenance.token().equals(tokenOfCurrent)))
                .toList();
    }

    /** What has taken the place of the id that this request deletes, and may still be seen to lead back to it. */
    List<RouteServer> announcedSuccessors() {
        return replacements()
                .filter(server ->
                        has(server, provenance -> !provenance.wayBack().isEmpty()))
                .toList();
    }

    /** What a create made that CloudFormation never learned an id from: it names the resource by one of its own. */
    List<RouteServer> unnamed() {
        String current = request.physicalId();
        // What a create adopted carries its token too, but was not made by it.
        List<RouteServer> made = alive().filter(server ->
                        has(server, provenance -> provenance.predecessor().isEmpty()))
                .toList();
        if (PhysicalId.isNotCreated(current)) {
            return made.stream()
                    .filter(server -> has(
                            server,
                            provenance ->
                                    PhysicalId.notCreated(provenance.token()).equals(current)))
                    .toList();
        }
        List<RouteServer> created =
                made.stream().filter(server -> !isLater(server)).toList();
        List<RouteServer> unheard = created.stream()
                .filter(server -> isIn(server, Provenance.Phase.CREATING) && isRecent(server))
                .toList();
        List<RouteServer> released =
                created.stream().filter(OwnedServers::isReleased).toList();
        // Whatever was answered before is older than what was not, or than what such a delete has met already, and is
        // none of this delete's.
        List<RouteServer> own = unheard.isEmpty()
                ? created.stream()
                        .filter(this::isAnsweredInVain)
                        .filter(server -> released.stream().allMatch(other -> isOlder(other, server)))
                        .toList()
                : unheard;
        return Stream.concat(own.stream(), released.stream()).toList();
    }

    /** Whether the dates show that a server was made before another one. */
    private static boolean isOlder(RouteServer older, RouteServer newer) {
        return has(older, first -> first.signedAt() > 0 && has(newer, then -> first.signedAt() < then.signedAt()));
    }

    /**
     * Whether a server's create was answered when CloudFormation had stopped listening, which the one who answers cannot
     * tell. A server that was retained looks the same, but is older, or its policy shows in the properties; where nobody
     * tells its age, it is taken for retained.
     */
    private boolean isAnsweredInVain(RouteServer server) {
        return !DesiredState.retainsOnReplace(request.properties())
                && request.signedAt() > 0
                && has(server, provenance -> provenance.signedAt() > 0)
                && isRecent(server);
    }

    /** Whether the stack operation that made a server may still go on. Where nobody tells its age, it is taken to. */
    boolean isRecent(RouteServer server) {
        return has(
                server,
                provenance -> provenance.signedAt() == 0
                        || request.signedAt() == 0
                        || request.signedAt() - provenance.signedAt() <= LONGEST_STACK_SECONDS);
    }

    private Stream<RouteServer> successors() {
        return alive().filter(server -> !server.id().equals(request.physicalId()) && !isLater(server))
                .filter(server -> has(
                        server,
                        provenance -> provenance.predecessor().equals(request.physicalId())
                                && !provenance.token().equals(request.token())))
                .filter(this::isOfThisLife);
    }

    private Stream<RouteServer> alive() {
        return servers.stream().filter(server -> !server.isGone());
    }

    /** Whether the dates show that an earlier request made a server. */
    private boolean isEarlier(RouteServer server) {
        return has(server, provenance -> provenance.signedAt() > 0 && provenance.signedAt() < request.signedAt());
    }

    private boolean isLater(RouteServer server) {
        return request.signedAt() > 0
                && has(
                        server,
                        provenance -> provenance.signedAt() > request.signedAt()
                                && !provenance.token().equals(request.token()));
    }

    /** Whether CloudFormation was never told of it, and will not be any more unless its request still runs. */
    static boolean isUnannounced(RouteServer server) {
        return isIn(server, Provenance.Phase.CREATING) || isIn(server, Provenance.Phase.ABANDONED);
    }

    /** Whether its deletion was asked for. */
    static boolean isReleased(RouteServer server) {
        return isIn(server, Provenance.Phase.RELEASED);
    }

    static boolean isIn(RouteServer server, Provenance.Phase phase) {
        return has(server, provenance -> provenance.phase() == phase);
    }

    private static boolean has(RouteServer server, Predicate<Provenance> condition) {
        return Provenance.read(server).filter(condition).isPresent();
    }
}
