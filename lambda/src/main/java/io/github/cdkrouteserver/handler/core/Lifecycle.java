package io.github.cdkrouteserver.handler.core;

import io.github.cdkrouteserver.contract.RouteServerContract;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Fulfils one request of CloudFormation for a route server.
 *
 * <p>Everything it needs to know of the past stands in EC2: the owner tags find the servers of this resource, and the
 * {@link Provenance} of each tells which request made it, whether CloudFormation was told, and what it replaced. So the
 * same request may be delivered again at any point, and a request that died leaves nothing that a later one cannot find.
 */
public final class Lifecycle {
    /** How long an id that CloudFormation invented is looked for: the server it stands for may be seconds old. */
    private static final long LOOK_AGAIN_MILLIS = 10_000;

    /** How long persistence may go on changing after the server itself is available. */
    private static final long PERSISTENCE_GRACE_MILLIS = 120_000;

    /** How long EC2 may go on denying a server that it has just named. */
    private static final long CONFIRM_GONE_MILLIS = 1_000;

    private final RouteServers servers;
    private final Time time;
    private final RandomGenerator random;
    private final ResourceRequest request;
    private final Deadline deadline;
    private final Owner owner;

    /** What an answer may name even where the request is given up from outside. */
    private volatile String knownId;

    /** The server whose provenance still has to say that CloudFormation was told of it. */
    private volatile RouteServer toAcknowledge;

    /**
     * Prepares to fulfil a request.
     *
     * @param servers the EC2 calls
     * @param time the clock to wait by
     * @param random jitter of the polls
     * @param request the request
     * @param deadline when it must be decided
     */
    public Lifecycle(
            RouteServers servers, Time time, RandomGenerator random, ResourceRequest request, Deadline deadline) {
        this.servers = servers;
        this.time = time;
        this.random = random;
        this.request = request;
        this.deadline = deadline;
        this.owner = request.owner();
    }

    /**
     * Fulfils the request.
     *
     * @return what CloudFormation is to be told
     */
    public Outcome fulfil() {
        try {
            return switch (request.type()) {
                case CREATE -> create();
                case UPDATE -> update();
                case DELETE -> delete();
            };
        } catch (InvalidPropertyException e) {
            return Outcome.failure(
                    request.type() == ResourceRequest.Type.CREATE
                            ? PhysicalId.refused(request.token())
                            : request.physicalId(),
                    e.getMessage());
        } catch (AwsFailure | LifecycleException e) {
            return failed(Advice.reason(e));
        }
    }

    /**
     * Tells the outcome of a request that is given up from outside.
     *
     * @param reason why
     * @return the outcome, with the id of the server where one is known
     */
    public Outcome failed(String reason) {
        if (request.type() != ResourceRequest.Type.CREATE) {
            return Outcome.failure(request.physicalId(), reason);
        }
        String id = knownId;
        return Outcome.failure(id == null ? PhysicalId.notCreated(request.token()) : id, reason);
    }

    /** Notes on the server that CloudFormation has accepted the answer that named it. */
    public void answered() {
        RouteServer server = toAcknowledge;
        if (server != null) {
            note(server, Provenance.Phase.CREATED);
        }
    }

    /** Takes back what was noted before an answer that CloudFormation never accepted. */
    public void unanswered() {
        RouteServer server = toAcknowledge;
        if (server != null && isIn(server, Provenance.Phase.ANSWERING)) {
            note(server, Provenance.Phase.CREATING);
        }
    }

    private Outcome create() {
        DesiredState desired = DesiredState.parse(request.properties());
        if (desired.isDryRun()) {
            return rehearse(desired, PhysicalId.refused(request.token()));
        }
        RouteServer server = ready(createOnce(desired, listOwned(), ""), desired);
        toAcknowledge = server;
        return success(server);
    }

    private Outcome update() {
        DesiredState desired = DesiredState.parse(request.properties());
        String current = request.physicalId();
        if (desired.isDryRun() && !PhysicalId.isServer(current)) {
            return rehearse(desired, current);
        }
        List<RouteServer> owned = listOwned();
        if (madeByThisRequest(owned).isPresent()) {
            return replaced(createOnce(desired, owned, current), desired, owned);
        }
        Optional<RouteServer> observed = PhysicalId.isServer(current) ? present(current, owned) : Optional.empty();
        if (desired.isDryRun()) {
            return undoDryRun(current, observed);
        }
        if (observed.isPresent() && observed.get().amazonSideAsn() == desired.amazonSideAsn()) {
            return changed(observed.get(), desired, owned);
        }
        Optional<RouteServer> predecessor = predecessor(current, desired, owned, observed.isPresent());
        if (predecessor.isPresent()) {
            return changed(predecessor.get(), desired, owned);
        }
        if (observed.isEmpty()) {
            refuseIfSuperseded(current, owned);
        }
        return replaced(createOnce(desired, owned, current), desired, owned);
    }

    private Outcome delete() {
        String current = request.physicalId();
        if (PhysicalId.isNothing(current)) {
            return Outcome.success(current, Map.of());
        }
        if (PhysicalId.isServer(current)) {
            remove(current);
            orphans(listOwned(), server -> isIn(server, Provenance.Phase.CREATING))
                    .forEach(orphan -> remove(orphan.id()));
        } else {
            unnamed().forEach(orphan -> remove(orphan.id()));
        }
        return Outcome.success(current, Map.of());
    }

    /** Looks for what a create left that never told CloudFormation an id: it may be too new for EC2 to list at once. */
    private List<RouteServer> unnamed() {
        String current = request.physicalId();
        Predicate<Provenance> isMeant = PhysicalId.isNotCreated(current)
                ? provenance -> PhysicalId.notCreated(provenance.token()).equals(current)
                : provenance -> provenance.predecessor().isEmpty();
        Predicate<RouteServer> isOrphan = server -> isIn(server, Provenance.Phase.CREATING)
                && Provenance.read(server).filter(isMeant).isPresent();
        Deadline patience = deadline.within(LOOK_AGAIN_MILLIS);
        Backoff backoff = new Backoff(random);
        List<RouteServer> orphans = orphans(listOwned(), isOrphan);
        while (orphans.isEmpty() && !patience.isOver()) {
            patience.sleep(backoff.nextMillis());
            orphans = orphans(listOwned(), isOrphan);
        }
        return orphans;
    }

    private Outcome rehearse(DesiredState desired, String physicalIdOnFailure) {
        try {
            patiently(Failures.TRANSIENT, () -> {
                servers.rehearseCreate(desired, tagsToCreateWith(desired, ""));
                return null;
            });
        } catch (AwsFailure | LifecycleException e) {
            return Outcome.failure(physicalIdOnFailure, Advice.reason(e));
        }
        String id =
                PhysicalId.isDryRun(request.physicalId()) ? request.physicalId() : PhysicalId.dryRun(request.token());
        return Outcome.success(id, Attributes.none());
    }

    /** Goes back to the rehearsal where the server came from one; otherwise a live server would be deleted. */
    private Outcome undoDryRun(String current, Optional<RouteServer> observed) {
        Optional<String> before =
                observed.flatMap(Provenance::read).map(Provenance::predecessor).filter(PhysicalId::isDryRun);
        return before.map(id -> Outcome.success(id, Attributes.none()))
                .orElseGet(() -> Outcome.failure(
                        current,
                        "DryRun cannot be turned on for " + current
                                + ", because CloudFormation would then delete it; turn it off again, or rehearse with a"
                                + " second RouteServer (nothing was created or changed)"));
    }

    private RouteServer createOnce(DesiredState desired, List<RouteServer> owned, String predecessor) {
        Optional<RouteServer> own = madeByThisRequest(owned);
        RouteServer server = own.isPresent()
                ? own.get()
                : patiently(Failures.TRANSIENT, () -> createOrFind(desired, tagsToCreateWith(desired, predecessor)));
        knownId = server.id();
        if (server.isGone()) {
            throw deletedMeanwhile(server);
        }
        return server;
    }

    private RouteServer createOrFind(DesiredState desired, Map<String, String> tags) {
        try {
            return servers.create(desired, tags, request.token());
        } catch (AwsFailure e) {
            if (e.kind() != AwsFailure.Kind.TOKEN_MISMATCH) {
                throw e;
            }
            return madeByThisRequest(listOwned()).orElseThrow(() -> e);
        }
    }

    private Map<String, String> tagsToCreateWith(DesiredState desired, String predecessor) {
        Map<String, String> tags = new HashMap<>(desired.tags());
        tags.putAll(owner.tags());
        tags.put(
                RouteServerContract.PROVENANCE_TAG,
                Provenance.of(request.token(), predecessor).tagValue());
        return tags;
    }

    private Optional<RouteServer> madeByThisRequest(List<RouteServer> owned) {
        return owned.stream()
                .filter(server -> Provenance.read(server)
                        .filter(provenance -> provenance.token().equals(request.token()))
                        .isPresent())
                .findFirst();
    }

    /**
     * Finishes an update that made a new server.
     *
     * <p>That CloudFormation is about to be told is noted before it is: its very next request may be the delete of the
     * server that this one replaces, and that must not take the new one for an orphan.
     */
    private Outcome replaced(RouteServer created, DesiredState desired, List<RouteServer> owned) {
        RouteServer server = ready(created, desired);
        sweep(owned, server.id());
        boolean known = isIn(server, Provenance.Phase.CREATED);
        toAcknowledge = known ? server : note(server, Provenance.Phase.ANSWERING);
        return success(server);
    }

    private Outcome changed(RouteServer observed, DesiredState desired, List<RouteServer> owned) {
        RouteServer server = bringTo(desired, observed);
        sweep(owned, server.id());
        if (server.id().equals(request.physicalId())) {
            // CloudFormation names it, so it was told of it, whatever the function died of before it could note that.
            note(server, Provenance.Phase.CREATED);
        }
        return success(server);
    }

    private RouteServer bringTo(DesiredState desired, RouteServer observed) {
        retag(desired, observed);
        RouteServer settled = settle(observed.id(), server -> null, "available");
        boolean resetIsNew = !DesiredState.asksForReset(request.oldProperties());
        Modification modification = desired.changesFrom(settled, resetIsNew);
        if (modification.isEmpty() && desired.missingFrom(settled) == null) {
            return settled;
        }
        RouteServer modified = modification.isEmpty()
                ? settled
                : patiently(Failures.NOT_YET, () -> servers.modify(settled.id(), modification));
        return withTopicOf(modified, settle(settled.id(), server -> missing(desired, server, modified), "as desired"));
    }

    private void retag(DesiredState desired, RouteServer observed) {
        Set<String> obsolete = new HashSet<>(DesiredState.tagKeysOf(request.oldProperties()));
        obsolete.removeAll(desired.tags().keySet());
        obsolete.retainAll(observed.tags().keySet());
        if (!obsolete.isEmpty()) {
            patiently(Failures.NOT_YET, () -> {
                servers.untag(observed.id(), obsolete);
                return null;
            });
        }
        Map<String, String> changed = new HashMap<>(desired.tags());
        changed.entrySet().removeAll(observed.tags().entrySet());
        if (!changed.isEmpty()) {
            patiently(Failures.NOT_YET, () -> {
                servers.tag(observed.id(), changed);
                return null;
            });
        }
    }

    /**
     * Waits for a server that this request made, in this delivery or in an earlier one.
     *
     * <p>Where CloudFormation knows it already, later requests may have changed it, and what it is now is the answer.
     */
    private RouteServer ready(RouteServer created, DesiredState desired) {
        Missing missing =
                isIn(created, Provenance.Phase.CREATED) ? server -> null : server -> missing(desired, server, created);
        return withTopicOf(created, settle(created.id(), missing, "available"));
    }

    private static String missing(DesiredState desired, RouteServer observed, RouteServer answered) {
        return desired.missingFrom(withTopicOf(answered, observed));
    }

    /** Only the answer of the call may have named the topic; EC2 does not say where it does. */
    private static RouteServer withTopicOf(RouteServer answered, RouteServer observed) {
        boolean onlyThere = observed.snsNotificationsEnabled()
                && observed.snsTopicArn().isEmpty()
                && !answered.snsTopicArn().isEmpty();
        return onlyThere ? observed.withTopic(answered.snsTopicArn()) : observed;
    }

    /** What still keeps a server from being settled, or null. */
    private interface Missing {
        String of(RouteServer server);
    }

    /** Polls until a server is available, its persistence has come to rest and nothing else is missing. */
    private RouteServer settle(String id, Missing missing, String goal) {
        Backoff backoff = new Backoff(random);
        Deadline persistenceGrace = null;
        String why = "EC2 does not describe it yet";
        while (true) {
            try {
                Optional<RouteServer> found = servers.find(id);
                if (found.isPresent()) {
                    RouteServer server = found.get();
                    if (server.isGone()) {
                        throw deletedMeanwhile(server);
                    }
                    why = "its state is " + server.state();
                    if (server.isAvailable()) {
                        why = missing.of(server);
                        if (persistenceGrace == null) {
                            persistenceGrace = deadline.within(PERSISTENCE_GRACE_MILLIS);
                        }
                        if (why == null && (!server.persistenceMoves() || persistenceGrace.isOver())) {
                            return server;
                        }
                        if (why == null) {
                            why = "its persistence is still " + server.persistRoutesState();
                        }
                    }
                }
            } catch (AwsFailure e) {
                why = Failures.unlessWorthRepeating(e, Failures.TRANSIENT).getMessage();
            }
            if (deadline.isOver()) {
                throw new LifecycleException("route server " + id + " was not " + goal + " in time: " + why
                        + "; raise the construct's timeout, or look at the server in EC2");
            }
            deadline.sleep(backoff.nextMillis());
        }
    }

    private static LifecycleException deletedMeanwhile(RouteServer server) {
        return new LifecycleException("route server " + server.id() + " was deleted (state " + server.state()
                + ") before this request was done with it; deploy again to create a new one");
    }

    /** Finds a server that is there to stay; a server that goes, or that EC2 twice does not know, is absent. */
    private Optional<RouteServer> present(String id, List<RouteServer> owned) {
        Optional<RouteServer> listed =
                owned.stream().filter(server -> server.id().equals(id)).findFirst();
        Optional<RouteServer> found = listed.isPresent() ? listed : find(id);
        if (found.isEmpty()) {
            deadline.sleep(CONFIRM_GONE_MILLIS);
            found = find(id);
        }
        return found.filter(server -> !server.isGone());
    }

    /**
     * Finds the server that the current one replaced, where this update only goes back to it.
     *
     * <p>A rollback after a completed replacement may name the new server; the one to return to is then still alive,
     * since CloudFormation deletes it only afterwards. A retained server looks the same and is left alone.
     */
    private Optional<RouteServer> predecessor(
            String current, DesiredState desired, List<RouteServer> owned, boolean currentIsPresent) {
        if (desired.retainsOnReplace() || !PhysicalId.isServer(current)) {
            return Optional.empty();
        }
        Optional<Provenance> known = owned.stream()
                .filter(server -> server.id().equals(current))
                .findFirst()
                .flatMap(Provenance::read);
        Predicate<RouteServer> comesBefore = known.isPresent()
                ? server -> known.get().predecessor().equals(server.id())
                // EC2 has forgotten the current server: this is a rollback delivered again, after the clean-up.
                : server -> !currentIsPresent && isIn(server, Provenance.Phase.CREATED);
        return owned.stream()
                .filter(server -> !server.id().equals(current) && !server.isGone())
                .filter(server -> server.amazonSideAsn() == desired.amazonSideAsn())
                .filter(comesBefore)
                .findFirst();
    }

    /** An update delivered again after its server was replaced and deleted must not make another one. */
    private static void refuseIfSuperseded(String current, List<RouteServer> owned) {
        for (RouteServer server : owned) {
            boolean supersedes = !server.isGone()
                    && !isIn(server, Provenance.Phase.CREATING)
                    && Provenance.read(server)
                            .filter(provenance -> provenance.predecessor().equals(current))
                            .isPresent();
            if (supersedes) {
                throw new LifecycleException("route server " + current + " is gone and " + server.id()
                        + " has taken its place: this request came too late and changed nothing");
            }
        }
    }

    /** Removes what interrupted requests left: CloudFormation was never told of it and will never ask for it. */
    private void sweep(List<RouteServer> owned, String kept) {
        Predicate<RouteServer> wasUndone = server -> isIn(server, Provenance.Phase.ANSWERING)
                && kept.equals(request.physicalId())
                && Provenance.read(server)
                        .filter(provenance -> provenance.predecessor().equals(kept))
                        .isPresent();
        Predicate<RouteServer> isOrphan = server ->
                !server.id().equals(kept) && (isIn(server, Provenance.Phase.CREATING) || wasUndone.test(server));
        for (RouteServer orphan : orphans(owned, isOrphan)) {
            try {
                patiently(Failures.NOT_YET, () -> {
                    servers.delete(orphan.id());
                    return null;
                });
            } catch (AwsFailure | LifecycleException e) {
                // The update itself is done; whatever is left is found again by the next update or delete.
                continue;
            }
        }
    }

    private List<RouteServer> orphans(List<RouteServer> owned, Predicate<RouteServer> isOrphan) {
        return owned.stream()
                .filter(server -> !server.isGone() && !server.id().equals(request.physicalId()))
                .filter(isOrphan)
                .toList();
    }

    private static boolean isIn(RouteServer server, Provenance.Phase phase) {
        return Provenance.read(server)
                .filter(provenance -> provenance.phase() == phase)
                .isPresent();
    }

    private RouteServer note(RouteServer server, Provenance.Phase phase) {
        Optional<Provenance> provenance = Provenance.read(server);
        if (provenance.isEmpty() || provenance.get().phase() == phase) {
            return server;
        }
        String value = provenance.get().at(phase).tagValue();
        patiently(Failures.TRANSIENT, () -> {
            servers.tag(server.id(), Map.of(RouteServerContract.PROVENANCE_TAG, value));
            return null;
        });
        return server.withTag(RouteServerContract.PROVENANCE_TAG, value);
    }

    /** Deletes a server and waits until EC2 says that it is gone; a failed Describe says nothing. */
    private void remove(String id) {
        Backoff backoff = new Backoff(random);
        Absence absence = new Absence(time);
        boolean accepted = false;
        String why = "";
        while (true) {
            try {
                Optional<RouteServer> found = servers.find(id);
                absence.observe(found.isEmpty());
                if (found.filter(RouteServer::isDeleted).isPresent() || (accepted && found.isEmpty())) {
                    return;
                }
                if (found.filter(RouteServer::isDeleting).isPresent()) {
                    why = "it is still deleting";
                } else {
                    servers.delete(id);
                    accepted = true;
                    why = "EC2 has accepted the delete but still describes the server";
                }
            } catch (AwsFailure e) {
                why = e.getMessage();
                if (absence.confirms(e.kind())) {
                    return;
                }
                boolean mayBeGone = absence.isObserved() || e.kind() == AwsFailure.Kind.NOT_FOUND;
                if (!mayBeGone) {
                    Failures.unlessWorthRepeating(e, Failures.NOT_YET);
                }
            }
            if (deadline.isOver()) {
                throw new LifecycleException("route server " + id + " could not be deleted in time: " + why
                        + "; its associations, endpoints and propagations must be gone first: remove what is left of"
                        + " them, then delete again");
            }
            deadline.sleep(backoff.nextMillis());
        }
    }

    private Optional<RouteServer> find(String id) {
        return patiently(Failures.TRANSIENT, () -> servers.find(id));
    }

    private List<RouteServer> listOwned() {
        return patiently(
                Failures.TRANSIENT,
                () -> servers.ownedBy(owner).stream().filter(owner::owns).toList());
    }

    private <T> T patiently(Set<AwsFailure.Kind> worthRepeating, Supplier<T> call) {
        Backoff backoff = new Backoff(random);
        while (true) {
            if (Thread.currentThread().isInterrupted()) {
                throw new LifecycleException("the request was given up before it was decided");
            }
            try {
                return call.get();
            } catch (AwsFailure e) {
                Failures.unlessWorthRepeating(e, worthRepeating);
                if (deadline.isOver()) {
                    throw e;
                }
                deadline.sleep(backoff.nextMillis());
            }
        }
    }

    private Outcome success(RouteServer server) {
        return Outcome.success(server.id(), Attributes.of(server, owner));
    }
}
