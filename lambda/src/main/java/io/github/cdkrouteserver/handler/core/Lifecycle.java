package io.github.cdkrouteserver.handler.core;

import io.github.cdkrouteserver.contract.RouteServerContract;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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

    /** How long EC2 may go on denying a server that it has just named. */
    private static final long CONFIRM_GONE_MILLIS = 1_000;

    /** How long an orphan may take to become deletable. */
    private static final long SWEEP_MILLIS = 60_000;

    private final Calls calls;
    private final ResourceRequest request;
    private final Owner owner;

    /** What an answer may name even where the request is given up from outside. */
    private volatile String knownId;

    /** Whether the server is somebody's already: a create that fails must not name it to CloudFormation, to be deleted. */
    private volatile boolean adopting;

    /** The server whose provenance still has to say that CloudFormation was told of it. */
    private volatile RouteServer toAcknowledge;

    /** Whether it was this delivery that noted that the answer is about to be sent. */
    private volatile boolean announces;

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
        this.calls = new Calls(servers, time, random, deadline);
        this.request = request;
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
     * Gives the request up from outside: nothing is called for it any more.
     *
     * @param reason why
     * @return the outcome, with the id of the server where one is known
     */
    public Outcome giveUp(String reason) {
        calls.giveUp();
        return failed(reason);
    }

    /** Notes on the server that CloudFormation has accepted the answer that named it. */
    public void answered() {
        RouteServer server = toAcknowledge;
        if (server != null) {
            note(server, Provenance.Phase.CREATED);
        }
    }

    /**
     * Takes back what this delivery noted before its answer, which CloudFormation certainly never accepted.
     *
     * <p>Another delivery of the same request may have been answered, and have noted that.
     */
    public void unanswered() {
        if (announces) {
            calls.find(toAcknowledge.id())
                    .filter(server -> phaseOf(server) == Provenance.Phase.ANSWERING)
                    .ifPresent(server -> note(server, Provenance.Phase.CREATING));
        }
    }

    private Outcome failed(String reason) {
        if (request.type() != ResourceRequest.Type.CREATE) {
            return Outcome.failure(request.physicalId(), reason);
        }
        if (adopting) {
            return Outcome.failure(PhysicalId.refused(request.token()), reason);
        }
        String id = knownId;
        return Outcome.failure(id == null ? PhysicalId.notCreated(request.token()) : id, reason);
    }

    private Outcome create() {
        DesiredState desired = DesiredState.parse(request.properties());
        if (desired.isDryRun()) {
            return rehearse(desired, PhysicalId.refused(request.token()));
        }
        OwnedServers owned = list();
        refuseIfOutOfTime(owned);
        adopting = Adoption.isDue(owned);
        if (adopting) {
            return adopt(desired, owned);
        }
        RouteServer server = ready(createOnce(desired, owned), desired);
        toAcknowledge = server;
        return success(server);
    }

    /**
     * Takes a server that exists into the stack, instead of creating one.
     *
     * <p>It stays offered until it is as desired, so that a request that dies before is carried out again.
     */
    private Outcome adopt(DesiredState desired, OwnedServers owned) {
        Optional<RouteServer> adopted = owned.madeByThisRequest();
        if (adopted.isPresent()) {
            return success(Settling.await(calls, adopted.get().id(), Settling.Missing.NOTHING, "available"));
        }
        RouteServer server = bringTo(desired, Adoption.choose(owned, desired));
        calls.patientlyRun(Failures.TRANSIENT, () -> tag(server, Provenance.ofAdoption(request)));
        return success(server);
    }

    private Outcome update() {
        DesiredState desired = DesiredState.parse(request.properties());
        String current = request.physicalId();
        OwnedServers owned = list();
        refuseIfOutOfTime(owned);
        owned.withId(current).ifPresent(this::acknowledge);
        if (owned.madeByThisRequest().isPresent()) {
            return replaced(createOnce(desired, owned), desired, owned);
        }
        if (desired.isDryRun() && !PhysicalId.isServer(current)) {
            // What was a dry run and is to be one again was none in between only for an update that is rolled back.
            Outcome rehearsed = PhysicalId.isDryRun(current) && !DesiredState.isDryRun(request.oldProperties())
                    ? Outcome.success(current, Attributes.none())
                    : rehearse(desired, current);
            sweep(owned, current);
            return rehearsed;
        }
        Optional<RouteServer> observed = PhysicalId.isServer(current) ? present(current, owned) : Optional.empty();
        if (desired.isDryRun()) {
            return undoDryRun(current, observed.filter(owned::isRecent));
        }
        if (observed.isPresent() && observed.get().amazonSideAsn() == 0) {
            throw new LifecycleException("EC2 does not tell the ASN of route server " + current
                    + ", so that nobody can say whether it has to be replaced; deploy again (nothing was changed)");
        }
        if (observed.isPresent() && observed.get().amazonSideAsn() == desired.amazonSideAsn()) {
            return changed(observed.get(), desired, owned);
        }
        Optional<RouteServer> predecessor = owned.predecessor(desired);
        if (predecessor.isPresent()) {
            return changed(predecessor.get(), desired, owned);
        }
        if (observed.isEmpty()) {
            Optional<RouteServer> heir = owned.heir(desired);
            if (heir.isPresent()) {
                return changed(heir.get(), desired, owned);
            }
            refuseIfSuperseded(current, owned);
        }
        Adoption.refuseByUpdate(owned);
        return replaced(createOnce(desired, owned), desired, owned);
    }

    private Outcome delete() {
        String current = request.physicalId();
        if (PhysicalId.isServer(current)) {
            String[] token = {""};
            Removal.of(calls, current, server -> {
                token[0] = Provenance.read(server).map(Provenance::token).orElse("");
                release(server);
            });
            removeLeftovers(list(), token[0]);
        } else if (PhysicalId.isDryRun(current)) {
            OwnedServers owned = list();
            removeLeftovers(owned, "");
            owned.announcedSuccessors().forEach(this::closeWayBack);
        } else if (!PhysicalId.isNothing(current)) {
            List<RouteServer> orphans = unnamed();
            // Where this delete does not succeed, a later one must find them, however old they are then.
            orphans.forEach(this::release);
            removeAll(orphans);
        }
        return Outcome.success(current, Map.of());
    }

    private void removeLeftovers(OwnedServers owned, String tokenOfCurrent) {
        removeAll(owned.leftBehind(tokenOfCurrent));
        owned.releasedInVain().forEach(this::removeIfPossible);
    }

    /** CloudFormation no longer asks for it, and whatever blocked its deletion may block that still. */
    private void removeIfPossible(RouteServer released) {
        ifPossible(() ->
                calls.patientlyRun(Failures.TRANSIENT, () -> calls.servers().delete(released.id())));
    }

    private void removeAll(List<RouteServer> orphans) {
        orphans.forEach(orphan -> Removal.of(calls, orphan.id(), server -> {}));
    }

    /** A clean-up ends the update that came to a server from a dry run: what asks for that again is no rollback. */
    private void closeWayBack(RouteServer server) {
        Provenance.read(server)
                .ifPresent(provenance -> ifPossible(
                        () -> calls.patientlyRun(Failures.TRANSIENT, () -> tag(server, provenance.withoutWayBack()))));
    }

    /** Tells whoever finds the tombstone that this was no accident; the delete itself does not depend on it. */
    private void release(RouteServer server) {
        if (server.isGone()) {
            return;
        }
        Provenance.read(server).ifPresent(provenance -> {
            try {
                tag(server, provenance.at(Provenance.Phase.RELEASED));
            } catch (AwsFailure e) {
                // Only a request delivered again, much too late, would have read it.
                return;
            }
        });
    }

    /** Looks for what a create left that never told CloudFormation an id: it may be too new for EC2 to list at once. */
    private List<RouteServer> unnamed() {
        Deadline patience = calls.deadline().within(LOOK_AGAIN_MILLIS);
        Backoff backoff = calls.backoff();
        List<RouteServer> orphans = list().unnamed();
        while (orphans.isEmpty() && !patience.isOver()) {
            patience.sleep(backoff.nextMillis());
            orphans = list().unnamed();
        }
        return orphans;
    }

    private Outcome rehearse(DesiredState desired, String physicalIdOnFailure) {
        try {
            calls.patientlyRun(
                    Failures.TRANSIENT, () -> calls.servers().rehearseCreate(desired, tagsToCreateWith(desired)));
        } catch (AwsFailure | LifecycleException e) {
            return Outcome.failure(physicalIdOnFailure, Advice.reason(e));
        }
        String id =
                PhysicalId.isDryRun(request.physicalId()) ? request.physicalId() : PhysicalId.dryRun(request.token());
        return Outcome.success(id, Attributes.none());
    }

    /**
     * Goes back to the rehearsal that a server has just come from, as the rollback of that update asks; otherwise a live
     * server would be deleted.
     */
    private Outcome undoDryRun(String current, Optional<RouteServer> recent) {
        Optional<String> before = recent.flatMap(Provenance::read)
                .filter(provenance -> provenance.leadsBackTo(request.properties()))
                .map(Provenance::predecessor)
                .filter(PhysicalId::isDryRun);
        return before.map(id -> Outcome.success(id, Attributes.none()))
                .orElseGet(() -> Outcome.failure(
                        current,
                        "DryRun cannot be turned on for " + current
                                + ", because CloudFormation would then delete it; turn it off again, or rehearse with a"
                                + " second RouteServer (nothing was created or changed)"));
    }

    private RouteServer createOnce(DesiredState desired, OwnedServers owned) {
        Optional<RouteServer> own = owned.madeByThisRequest();
        RouteServer server = own.isPresent()
                ? own.get()
                : calls.patiently(Failures.TRANSIENT, () -> createOrFind(desired, tagsToCreateWith(desired)));
        knownId = server.id();
        if (server.isGone()) {
            throw Settling.deletedMeanwhile(server);
        }
        return server;
    }

    private RouteServer createOrFind(DesiredState desired, Map<String, String> tags) {
        try {
            return calls.servers().create(desired, tags, request.token());
        } catch (AwsFailure e) {
            if (e.kind() != AwsFailure.Kind.TOKEN_MISMATCH) {
                throw e;
            }
            return list().madeByThisRequest().orElseThrow(() -> e);
        }
    }

    private Map<String, String> tagsToCreateWith(DesiredState desired) {
        Map<String, String> tags = new HashMap<>(desired.tags());
        tags.putAll(owner.tags());
        tags.put(RouteServerContract.PROVENANCE_TAG, Provenance.of(request).tagValue());
        return tags;
    }

    /**
     * Finishes an update that made a new server.
     *
     * <p>That CloudFormation is about to be told is noted before it is, and seen by EC2's readers: its very next request
     * may be the delete of the server that this one replaces, and that must not take the new one for an orphan.
     */
    private Outcome replaced(RouteServer created, DesiredState desired, OwnedServers owned) {
        RouteServer server = unlessAbandoned(ready(created, desired));
        sweep(owned, server.id());
        // Meanwhile another delivery may have been answered, and have noted that.
        server = unlessAbandoned(withTopicOf(server, calls.find(server.id()).orElse(server)));
        if (phaseOf(server) == Provenance.Phase.CREATING) {
            note(server, Provenance.Phase.ANSWERING);
            announces = true;
            server = unlessAbandoned(withTopicOf(
                    server, Settling.await(calls, server.id(), Lifecycle::missingNote, "ready to be announced")));
        }
        toAcknowledge = server;
        return success(server);
    }

    /** A rollback may have overtaken this update, and have tried to delete what it made. */
    private static RouteServer unlessAbandoned(RouteServer server) {
        if (OwnedServers.isIn(server, Provenance.Phase.ABANDONED)) {
            throw new LifecycleException("route server " + server.id() + " was given up by a later request, which could"
                    + " not delete it yet: this one came too late");
        }
        return server;
    }

    private Outcome changed(RouteServer observed, DesiredState desired, OwnedServers owned) {
        RouteServer server = bringTo(desired, observed);
        sweep(owned, server.id());
        // CloudFormation has been told of it, whatever the function died of before it could note that.
        note(server, Provenance.Phase.CREATED);
        return success(server);
    }

    private RouteServer bringTo(DesiredState desired, RouteServer observed) {
        retag(desired, observed);
        boolean resetIsNew = !DesiredState.asksForReset(request.oldProperties());
        RouteServer settled = Settling.await(calls, observed.id(), Settling.Missing.NOTHING, "available");
        if (DesiredState.settingsDiffer(request.properties(), request.oldProperties())) {
            settled = lookedAtAgain(
                    settled, server -> desired.changesFrom(server, resetIsNew).isEmpty());
        }
        return modified(settled, desired, desired.changesFrom(settled, resetIsNew));
    }

    /**
     * A server that is as desired before this update has changed it may only be described so: the Modify of the update that
     * this one takes back shows after a while.
     */
    private RouteServer lookedAtAgain(RouteServer server, Predicate<RouteServer> asDesired) {
        Deadline patience = calls.deadline().within(LOOK_AGAIN_MILLIS);
        Backoff backoff = calls.backoff();
        RouteServer last = server;
        while (asDesired.test(last) && !patience.isOver()) {
            patience.sleep(backoff.nextMillis());
            last = Settling.await(calls, server.id(), Settling.Missing.NOTHING, "available");
        }
        return last;
    }

    private RouteServer modified(RouteServer settled, DesiredState desired, Modification modification) {
        if (modification.isEmpty() && desired.missingFrom(settled) == null) {
            return settled;
        }
        RouteServer modified = modification.isEmpty()
                ? settled
                : calls.onceSpread(Failures.NOT_YET, () -> calls.servers().modify(settled.id(), modification));
        return withTopicOf(
                modified,
                Settling.await(calls, settled.id(), server -> missing(desired, server, modified), "as desired"));
    }

    /** What this update changes is sent whatever EC2 shows: tags that the update before it set may not show yet. */
    private void retag(DesiredState desired, RouteServer observed) {
        Map<String, String> old = DesiredState.tagsOf(request.oldProperties());
        Set<String> obsolete = new HashSet<>(old.keySet());
        obsolete.removeAll(desired.tags().keySet());
        if (!obsolete.isEmpty()) {
            calls.onceSpread(Failures.NOT_YET, () -> {
                calls.servers().untag(observed.id(), obsolete);
                return null;
            });
        }
        Map<String, String> changed = new HashMap<>(desired.tags());
        Map<String, String> before = request.type() == ResourceRequest.Type.UPDATE ? old : desired.tags();
        changed.entrySet()
                .removeIf(tag -> observed.tags().entrySet().contains(tag)
                        && before.entrySet().contains(tag));
        if (!changed.isEmpty()) {
            calls.onceSpread(Failures.NOT_YET, () -> {
                calls.servers().tag(observed.id(), changed);
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
        Settling.Missing missing = OwnedServers.isIn(created, Provenance.Phase.CREATED)
                ? Settling.Missing.NOTHING
                : server -> missing(desired, server, created);
        return withTopicOf(created, Settling.await(calls, created.id(), missing, "available"));
    }

    private static String missingNote(RouteServer server) {
        boolean isNoted = Provenance.read(server)
                .filter(provenance -> provenance.phase() != Provenance.Phase.CREATING)
                .isPresent();
        return isNoted ? null : "EC2 does not show its new tags yet";
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

    /** Finds a server that is there to stay; a server that goes, or that EC2 twice does not know, is absent. */
    private Optional<RouteServer> present(String id, OwnedServers owned) {
        Optional<RouteServer> listed = owned.withId(id);
        Optional<RouteServer> found = listed.isPresent() ? listed : calls.find(id);
        if (found.isEmpty()) {
            calls.deadline().sleep(CONFIRM_GONE_MILLIS);
            found = calls.find(id);
        }
        return found.filter(server -> !server.isGone());
    }

    private void refuseIfOutOfTime(OwnedServers owned) {
        boolean isOwn = owned.madeByThisRequest().isPresent();
        Optional<RouteServer> later = isOwn ? Optional.empty() : owned.madeLater();
        if (later.isPresent()) {
            throw new LifecycleException("this request came too late and changed nothing: "
                    + later.get().id() + " was made by a later one");
        }
    }

    /** An update delivered again after its server was replaced or deleted must not make another one. */
    private void refuseIfSuperseded(String current, OwnedServers owned) {
        Optional<RouteServer> successor = owned.answeredSuccessor();
        if (successor.isPresent()) {
            throw new LifecycleException("route server " + current + " is gone and "
                    + successor.get().id() + " has taken its place: this request came too late and changed nothing");
        }
        if (owned.withId(current)
                .filter(server -> OwnedServers.isIn(server, Provenance.Phase.RELEASED))
                .isPresent()) {
            throw new LifecycleException("route server " + current + " was deleted because CloudFormation asked for"
                    + " that: this request came too late and changed nothing");
        }
        if (request.redelivered()) {
            throw new LifecycleException("route server " + current + " is gone, and this request was delivered again"
                    + " after CloudFormation may have given it up: nothing was done; deploy again to create a new one");
        }
    }

    /**
     * Removes what interrupted requests left: CloudFormation was never told of it and will never ask for it.
     *
     * @param kept physical id that this request answers with: it may be what an interrupted one had made
     */
    private void sweep(OwnedServers owned, String kept) {
        Deadline patience = calls.deadline().within(SWEEP_MILLIS);
        for (RouteServer orphan : owned.unansweredSuccessors()) {
            if (orphan.id().equals(kept)) {
                continue;
            }
            try {
                calls.oncePermitted(
                        Failures.NOT_YET, patience, () -> calls.servers().delete(orphan.id()));
            } catch (AwsFailure | LifecycleException e) {
                // The update itself is done; whatever is left is found again by the next update or delete. The request
                // that made it may still go on elsewhere, and must not announce it.
                abandon(orphan);
            }
        }
        owned.rolledBackSuccessors().forEach(this::takeBack);
        owned.releasedInVain().forEach(this::removeIfPossible);
    }

    /**
     * Removes what a later rollback made obsolete, or marks it as an orphan where it still has dependents.
     *
     * <p>CloudFormation deletes it by itself where it was still listening when that update was answered; where it had
     * cancelled the update before, nobody else ever will.
     */
    private void takeBack(RouteServer obsolete) {
        try {
            calls.oncePermitted(
                    Failures.TRANSIENT, calls.deadline(), () -> calls.servers().delete(obsolete.id()));
        } catch (AwsFailure e) {
            if (e.kind() != AwsFailure.Kind.NOT_FOUND) {
                // Without this note nothing would tell it from the server of an update that was completed.
                note(obsolete, Provenance.Phase.CREATING);
            }
        }
    }

    /**
     * Tells whoever made a server that it was given up.
     *
     * <p>That may be noting its own progress at this moment, and of two values for one tag only the later one stays, so
     * that this needs a tag of its own; where the server has no room for another, the provenance has to do.
     */
    private void abandon(RouteServer server) {
        try {
            calls.patientlyRun(
                    Failures.TRANSIENT,
                    () -> calls.servers().tag(server.id(), Map.of(RouteServerContract.ABANDONED_TAG, request.token())));
        } catch (AwsFailure e) {
            noteIfPossible(server, Provenance.Phase.ABANDONED);
        }
    }

    private void noteIfPossible(RouteServer server, Provenance.Phase phase) {
        ifPossible(() -> note(server, phase));
    }

    /** The request itself is done, with or without this. */
    private static void ifPossible(Runnable extra) {
        try {
            extra.run();
        } catch (AwsFailure e) {
            // What may be deleted by none may be tagged by none: a person has to look at it.
            return;
        }
    }

    /** CloudFormation names it, so it was told of it. */
    private void acknowledge(RouteServer current) {
        if (!current.isGone()
                && !OwnedServers.isIn(current, Provenance.Phase.CREATED)
                && !OwnedServers.isIn(current, Provenance.Phase.RELEASED)) {
            note(current, Provenance.Phase.CREATED);
        }
        if (!current.isGone() && Provenance.isAbandoned(current)) {
            calls.patientlyRun(
                    Failures.TRANSIENT,
                    () -> calls.servers().untag(current.id(), Set.of(RouteServerContract.ABANDONED_TAG)));
        }
    }

    private void note(RouteServer server, Provenance.Phase phase) {
        Optional<Provenance> provenance = provenanceOf(server);
        if (provenance.isPresent() && provenance.get().phase() != phase) {
            calls.patientlyRun(
                    Failures.TRANSIENT, () -> tag(server, provenance.get().at(phase)));
        }
    }

    private Provenance.Phase phaseOf(RouteServer server) {
        return provenanceOf(server).map(Provenance::phase).orElse(null);
    }

    /** What this request made may be described without its tags at first. */
    private Optional<Provenance> provenanceOf(RouteServer server) {
        Optional<Provenance> read = Provenance.read(server);
        return read.isEmpty() && server.id().equals(knownId) ? Optional.of(Provenance.of(request)) : read;
    }

    private void tag(RouteServer server, Provenance provenance) {
        calls.servers().tag(server.id(), Map.of(RouteServerContract.PROVENANCE_TAG, provenance.tagValue()));
    }

    private OwnedServers list() {
        return new OwnedServers(
                request,
                calls.onceSpread(Failures.TRANSIENT, () -> calls.servers().ownedBy(owner)));
    }

    private Outcome success(RouteServer server) {
        return Outcome.success(server.id(), Attributes.of(server, owner));
    }
}
