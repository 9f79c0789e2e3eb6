package io.github.cdkrouteserver.handler.core;

import io.github.cdkrouteserver.contract.RouteServerContract;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Fulfils one request of CloudFormation for a route server.
 *
 * <p>Everything it needs to know of the past stands in EC2: the owner tags find the servers of this resource, and the
 * {@link Provenance} of each tells which request made it, whether CloudFormation was told, and what it replaced. So the
 * same request may be delivered again at any point, and a request that died leaves nothing that a later one cannot find.
 */
public final class Lifecycle {
    /** How long EC2 may go on denying a server that it has just named. */
    private static final long CONFIRM_GONE_MILLIS = 1_000;

    /** After how long what EC2 said of a server is too old to be written back to it. */
    private static final long FRESH_MILLIS = 3_000;

    private final Calls calls;
    private final ResourceRequest request;
    private final Owner owner;
    private final Notes notes;
    private final Leftovers leftovers;
    private final InPlace inPlace;

    /** What an answer may name even where the request is given up from outside. */
    private volatile String knownId;

    /** Whether the server is somebody's already: a create that fails must not name it to CloudFormation, to be deleted. */
    private volatile boolean adopting;

    /** The server whose provenance still has to say that CloudFormation was told of it. */
    private volatile RouteServer toAcknowledge;

    private volatile long decidedMillis;

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
        this.notes = new Notes(calls, request);
        this.leftovers = new Leftovers(calls, notes);
        this.inPlace = new InPlace(calls, request);
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

    /**
     * Refuses the request, which CloudFormation has given up.
     *
     * <p>Of what an update made in place of another server CloudFormation was then never told, and where the resource is
     * retained, no later request comes that would find it.
     *
     * @return the outcome, which nobody waits for
     */
    public Outcome comeTooLate() {
        String done =
                request.type() == ResourceRequest.Type.UPDATE ? leftovers.removeOwn(this::list) : Leftovers.NOTHING;
        return failed("the request came too late: CloudFormation has given it up; " + done);
    }

    /**
     * Tells whether something is left to do that CloudFormation does not wait for.
     *
     * @return whether {@link #finish} has something to do
     */
    public boolean isUnfinished() {
        return leftovers.areUnfinished() && !calls.isGivenUp();
    }

    /**
     * Goes on with that once CloudFormation has its answer.
     *
     * @param millis how long at most
     */
    public void finish(long millis) {
        leftovers.finish(Deadline.in(calls.time(), millis));
    }

    /** Notes on the server that CloudFormation has accepted the answer that named it. */
    public void answered() {
        RouteServer decided = toAcknowledge;
        if (decided != null) {
            // Its delivery may have taken long, and a later request may have had the server by now.
            boolean fresh = calls.time().nowMillis() - decidedMillis < FRESH_MILLIS;
            RouteServer server = fresh ? decided : calls.find(decided.id()).orElse(decided);
            if (notes.isOpen(server)) {
                notes.note(server, Provenance.Phase.CREATED);
            }
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
                    .filter(server -> notes.phaseOf(server) == Provenance.Phase.ANSWERING)
                    .ifPresent(server -> notes.note(server, Provenance.Phase.CREATING));
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
        return announced(server);
    }

    private Outcome announced(RouteServer server) {
        decidedMillis = calls.time().nowMillis();
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
        RouteServer server = inPlace.bringTo(desired, Adoption.choose(owned, desired));
        notes.adopted(server);
        return success(server);
    }

    private Outcome update() {
        DesiredState desired = DesiredState.parse(request.properties());
        String current = request.physicalId();
        OwnedServers owned = list();
        refuseIfOutOfTime(owned);
        owned.withId(current).ifPresent(notes::acknowledge);
        if (owned.madeByThisRequest().isPresent()) {
            return replaced(createOnce(desired, owned), desired, owned);
        }
        if (desired.isDryRun() && !PhysicalId.isServer(current)) {
            // What was a dry run and is to be one again was none in between only for an update that is rolled back.
            Outcome rehearsed = PhysicalId.isDryRun(current) && !DesiredState.isDryRun(request.oldProperties())
                    ? Outcome.success(current, Attributes.none())
                    : rehearse(desired, current);
            leftovers.sweep(owned, current);
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
        Optional<RouteServer> predecessor = owned.predecessor(desired, observed);
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
                refuseIfNotOurs(server);
                token[0] = Provenance.read(server).map(Provenance::token).orElse("");
                notes.release(server);
            });
            leftovers.remove(list(), token[0]);
        } else if (PhysicalId.isDryRun(current)) {
            OwnedServers owned = list();
            leftovers.remove(owned, "");
            owned.announcedSuccessors().forEach(notes::closeWayBack);
        } else if (!PhysicalId.isNothing(current)) {
            leftovers.removeUnnamed(() -> list().unnamed());
        }
        return Outcome.success(current, Map.of());
    }

    /** A delete that comes late or again may find the server in other hands; only what is offered gets there. */
    private void refuseIfNotOurs(RouteServer server) {
        boolean isAnothers = Provenance.read(server)
                .filter(provenance -> provenance.isAdoption()
                        && (!owner.owns(server)
                                || (request.signedAt() > 0 && provenance.signedAt() > request.signedAt())))
                .isPresent();
        if (isAnothers || Provenance.isOffer(server)) {
            throw new LifecycleException(
                    "route server " + server.id() + " is not to be deleted by this request: its tags"
                            + " say that it was offered, or belongs to another resource by now; remove the cdk-route-server"
                            + " tags and delete it by hand if it should go");
        }
    }

    private Outcome rehearse(DesiredState desired, String physicalIdOnFailure) {
        try {
            calls.onceSpread(
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
                : calls.oncePermitted(
                        Failures.TRANSIENT, calls.deadline(), () -> createOrFind(desired, tagsToCreateWith(desired)));
        knownId = server.id();
        notes.made(server.id());
        if (server.isGone()) {
            throw Settling.deletedMeanwhile(server);
        }
        if (OwnedServers.isReleased(server)) {
            throw new LifecycleException("CloudFormation has let go of route server " + server.id()
                    + ", which this request had made: it came too late and changed nothing");
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
        leftovers.sweep(owned, server.id());
        // Meanwhile another delivery may have been answered, and have noted that.
        server = unlessAbandoned(
                InPlace.withTopicOf(server, calls.find(server.id()).orElse(server)));
        if (notes.phaseOf(server) == Provenance.Phase.CREATING) {
            server = unlessAbandoned(InPlace.withTopicOf(server, aboutToAnnounce(server)));
            announces = true;
        }
        return announced(server);
    }

    private RouteServer aboutToAnnounce(RouteServer server) {
        notes.note(server, Provenance.Phase.ANSWERING);
        try {
            return Settling.await(calls, server.id(), Lifecycle::missingNote, "ready to be announced");
        } catch (AwsFailure | LifecycleException e) {
            Notes.ifPossible(() -> notes.note(server, Provenance.Phase.ANSWERING, Provenance.Phase.CREATING));
            throw e;
        }
    }

    /** A rollback may have overtaken this update, and have tried to delete what it made. */
    private RouteServer unlessAbandoned(RouteServer server) {
        if (OwnedServers.isIn(server, Provenance.Phase.ABANDONED)) {
            // By now it may be deletable, and where the resource is retained nobody asks again.
            Leftovers.Fate fate = leftovers.removeOrAbandon(server, calls.deadline());
            throw new LifecycleException("route server " + server.id() + " was given up by a later request, which could"
                    + " not delete it: this one came too late, and the server " + fate.text());
        }
        return server;
    }

    private Outcome changed(RouteServer observed, DesiredState desired, OwnedServers owned) {
        RouteServer server = inPlace.bringTo(desired, observed);
        leftovers.sweep(owned, server.id());
        // CloudFormation has been told of it, whatever the function died of before it could note that.
        notes.note(server, Provenance.Phase.CREATED);
        return success(server);
    }

    /**
     * Waits for a server that this request made, in this delivery or in an earlier one.
     *
     * <p>Where CloudFormation knows it already, later requests may have changed it, and what it is now is the answer.
     */
    private RouteServer ready(RouteServer created, DesiredState desired) {
        Settling.Missing missing = OwnedServers.isIn(created, Provenance.Phase.CREATED)
                ? Settling.Missing.NOTHING
                : server -> InPlace.missing(desired, server, created);
        return InPlace.withTopicOf(created, Settling.await(calls, created.id(), missing, "available"));
    }

    private static String missingNote(RouteServer server) {
        boolean isNoted = Provenance.read(server)
                .filter(provenance -> provenance.phase() != Provenance.Phase.CREATING)
                .isPresent();
        return isNoted ? null : "EC2 does not show its new tags yet";
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
        if (owned.withId(current).filter(OwnedServers::isReleased).isPresent()) {
            throw new LifecycleException("route server " + current + " was deleted because CloudFormation asked for"
                    + " that: this request came too late and changed nothing");
        }
        if (request.redelivered()) {
            throw new LifecycleException("route server " + current + " is gone, and this request was delivered again"
                    + " after CloudFormation may have given it up: nothing was done; deploy again to create a new one");
        }
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
