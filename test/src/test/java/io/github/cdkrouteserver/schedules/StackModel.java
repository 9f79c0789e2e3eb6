package io.github.cdkrouteserver.schedules;

import io.github.cdkrouteserver.contract.RouteServerContract;
import io.github.cdkrouteserver.localaws.ec2.RouteServer;
import io.github.cdkrouteserver.schedules.Step.Ending;
import io.github.cdkrouteserver.schedules.Step.Op;
import io.github.cdkrouteserver.schedules.Trouble.Kind;
import io.github.cdkrouteserver.schedules.Trouble.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A resource's life as CloudFormation sees it.
 *
 * <p>One operation of the stack after the other; within one, one request for this resource after the other. A request
 * whose process died is delivered again by Lambda, at most twice; what is left of that after CloudFormation has gone on
 * comes between later requests.
 */
final class StackModel {
    private static final int RETRIES = 2;
    private static final int RETRY_SECONDS = 60;
    private static final Runnable NOTHING = () -> {};

    /** EC2 and its readers agree again within this time. */
    private static final Duration EVENTS_APART = Duration.ofSeconds(5);

    private final World world;
    private final Schedule schedule;
    private final Checks checks;
    private final List<Redelivery> redeliveries = new ArrayList<>();
    private final Set<String> retained = new LinkedHashSet<>();
    private final Map<String, String> retainedAs = new HashMap<>();
    private final Set<String> abandoned = new HashSet<>();
    private final Set<String> deletedByHand = new HashSet<>();
    private final List<Event> events = new ArrayList<>();
    private final Map<String, String> tagsByHand = new LinkedHashMap<>();
    private final Offers offers;

    /** Physical id, or null while the stack has no such resource. */
    private String current;

    private Props props;
    private Step step;
    private boolean overtaken;
    private boolean touchedByHand;

    StackModel(World world, Schedule schedule) {
        this.world = world;
        this.schedule = schedule;
        this.checks = new Checks(world);
        this.offers = new Offers(world, checks);
    }

    /** An event that Lambda will deliver once more. */
    private static final class Redelivery {
        private final Event event;
        private final int delivery;
        private final Instant due;
        private int laterRequests;

        private Redelivery(Event event, int delivery, Instant due, int laterRequests) {
            this.event = event;
            this.delivery = delivery;
            this.due = due;
            this.laterRequests = laterRequests;
        }
    }

    void run() {
        checks.placeStrangers();
        for (Step next : schedule.steps()) {
            begin(next);
        }
        end();
    }

    private void begin(Step next) {
        step = next;
        world.pass(Duration.ofSeconds(next.pauseBefore()));
        offers.watch();
        switch (next.op()) {
            case DEPLOY -> deploy(next.props());
            case REMOVE -> remove();
            case DELETED_BY_HAND -> {
                if (hasTimeToBeMadeAnew() && (redeliveries.isEmpty() || world.redeliveriesShow())) {
                    byHand(next.op());
                }
            }
            case OFFERED -> offers.make(next.props(), false);
            case OFFERED_MISSPELT -> offers.make(next.props(), true);
            case OFFERED_AGAIN -> offerAgain();
            case OFFERS_WITHDRAWN -> withdrawOffers();
            default -> byHand(next.op());
        }
        checks.alive(current, deletedByHand);
        checkRetained();
        offers.noneMadeBeside();
        offers.untouched();
    }

    private void offerAgain() {
        Set<String> letGo = new HashSet<>(retained);
        letGo.addAll(abandoned);
        Optional<String> again = offers.offerAgain(letGo, current);
        again.ifPresent(retained::remove);
        again.ifPresent(abandoned::remove);
        again.ifPresent(retainedAs::remove);
    }

    private void withdrawOffers() {
        offers.withdraw(current);
        retained.removeIf(offers::isSomebodys);
        retainedAs.keySet().retainAll(retained);
    }

    /** Removes the resource where nothing goes wrong any more; nothing of it may be left then. */
    private void end() {
        step = new Step(Op.REMOVE, world.paced(Props.plain()), Ending.COMPLETES, 0, false, 0, List.of());
        world.pass(Duration.ofSeconds(30));
        redeliverAll();
        if (current != null) {
            boolean kept = props.retain() && PhysicalIds.isServer(current);
            remove();
            if (kept) {
                redeliverAll();
            }
        }
        redeliverAll();
        world.pass(Duration.ofMinutes(10));
        checkRetained();
        offers.untouched();
        Set<String> allowed = new HashSet<>(retained);
        allowed.addAll(abandoned);
        allowed.addAll(offers.ids());
        checks.nothingLeft(allowed, retainedTokens());
        checks.neverTwo();
        checks.strangersUntouched();
        checks.logIsClean();
    }

    private void deploy(Props wanted) {
        Props target = world.paced(wanted).withRetainOnReplace(schedule.retainOnReplace());
        if (current == null) {
            if (retained.isEmpty() || world.canPassHours()) {
                create(target);
            }
        } else if (!target.equals(props)) {
            update(target);
        }
    }

    private void create(Props target) {
        if (!retained.isEmpty()) {
            // A retained server and one that a cancelled create left behind carry the same tags; they are told apart by
            // their age, so that a retained one must be older than CloudFormation's patience. Nor does Lambda leave as
            // much time between deliveries.
            redeliverAll();
            world.pass(Duration.ofHours(2));
        }
        overtaken = false;
        touchedByHand = false;
        tagsByHand.clear();
        if (offers.claimed().isEmpty() || target.dryRun()) {
            createAnew(target);
            return;
        }
        Set<String> made = checks.made();
        Optional<String> adoptable = offers.adoptable(target);
        Event create = createAnew(target);
        checks.noneMadeSince(made);
        if (create.succeeded()) {
            checks.same("what " + create + " took over", adoptable.orElse("nothing"), create.answeredId());
            adoptable.ifPresent(offers::adopted);
        } else {
            adoptable.ifPresent(id -> offers.notAdopted(id, target.asn()));
        }
    }

    private Event createAnew(Props target) {
        boolean mustRefuse = !target.dryRun()
                && !offers.claimed().isEmpty()
                && offers.adoptable(target).isEmpty();
        Event create = request("Create", "", target, null);
        boolean cancelled = step.ending() == Ending.CANCELLED;
        create.listening = !cancelled;
        send(create, Phase.FORWARD, () -> delete(inventedId(), Phase.ROLLBACK, target));
        if (overtaken) {
            current = null;
            return create;
        }
        if (create.succeeded()) {
            current = create.answeredId();
            props = target;
            if (offers.isSomebodys(current)) {
                tagsByHand.put(Offers.MARK, "yes");
            }
            checks.answerMatches(create, current, target, Props.plain(), tagsByHand);
            if (step.ending() != Ending.COMPLETES) {
                rollBackCreation();
            }
            return create;
        }
        if (!cancelled
                && !mustRefuse
                && step.troubles().isEmpty()
                && target.timeout() == world.paced(Props.plain()).timeout()) {
            checks.violated("a create where nothing goes wrong failed: " + create.answer);
        }
        delete(create.answer == null ? inventedId() : create.answeredId(), Phase.ROLLBACK, target);
        current = null;
        return create;
    }

    private void rollBackCreation() {
        if (props.retain()) {
            retain(current);
        } else {
            delete(current, Phase.ROLLBACK, props);
        }
        current = null;
    }

    private void update(Props target) {
        overtaken = false;
        String old = current;
        Props oldProps = props;
        Event update = request("Update", old, target, oldProps);
        update.listening = step.ending() != Ending.CANCELLED;
        send(update, Phase.FORWARD, () -> rollBackTo(old, oldProps, target, old));
        if (overtaken) {
            return;
        }
        if (!update.succeeded()) {
            rollBackTo(old, oldProps, target, old);
            return;
        }
        String made = update.answeredId();
        notTakenBack(made);
        if (!touchedByHand) {
            checks.answerMatches(update, made, target, oldProps, made.equals(old) ? tagsByHand : Map.of());
        }
        if (step.ending() != Ending.COMPLETES) {
            rollBackTo(old, oldProps, target, made);
            return;
        }
        current = made;
        props = target;
        if (!made.equals(old)) {
            replacedBy(old);
        }
    }

    /** What was retained on purpose, or is somebody's, no update takes under management. */
    private void notTakenBack(String answered) {
        if (retained.contains(answered) || offers.isSomebodys(answered)) {
            checks.violated("an update took " + answered + " over, which is not the stack's any more");
        }
    }

    private void replacedBy(String old) {
        touchedByHand = false;
        tagsByHand.clear();
        if (schedule.retainOnReplace()) {
            retain(old);
        } else {
            cleanUp(old);
        }
    }

    /** Takes an update back; where it had been completed, the request may name either of the two servers. */
    private void rollBackTo(String old, Props oldProps, Props target, String made) {
        String named = step.rollbackNamesNew() ? made : old;
        Event rollback = null;
        for (int attempt = 0; attempt <= RETRIES; attempt++) {
            if (attempt == 0) {
                rollback = request("Update", named, oldProps, target);
                send(rollback, Phase.ROLLBACK, NOTHING);
            } else {
                // "Continue update rollback", once whatever stood in the way is gone.
                world.pass(Duration.ofMinutes(10));
                if (offers.isAnyOffered()) {
                    // What was deleted by hand is made anew, which no update does beside an offer.
                    withdrawOffers();
                }
                rollback = request("Update", named, oldProps, target);
                sendInPeace(rollback);
            }
            if (rollback.succeeded()) {
                break;
            }
        }
        if (!rollback.succeeded()) {
            checks.violated("a rollback where nothing goes wrong failed: " + rollback.answer);
            return;
        }
        current = rollback.answeredId();
        notTakenBack(current);
        props = oldProps;
        if (!current.equals(old)) {
            touchedByHand = false;
            tagsByHand.clear();
            if (schedule.retainOnReplace() && PhysicalIds.isServer(old)) {
                retain(old);
            } else {
                cleanUp(old);
            }
        }
        if (!made.equals(old) && !made.equals(current)) {
            cleanUp(made);
        }
    }

    private void remove() {
        if (current == null) {
            return;
        }
        if (props.retain()) {
            retain(current);
        } else {
            delete(current, Phase.FORWARD, props);
        }
        current = null;
    }

    private void retain(String id) {
        if (PhysicalIds.isServer(id) && !deletedByHand.contains(id)) {
            retained.add(id);
            retainedAs.put(id, checks.settingsOf(id));
        }
    }

    /** A delete that CloudFormation reports and then forgets, where it fails. */
    private void cleanUp(String id) {
        Event delete = request("Delete", id, props, null);
        send(delete, Phase.CLEAN_UP, NOTHING);
        if (!delete.succeeded()) {
            abandoned.add(id);
        }
    }

    /** A delete that the stack cannot go on without. */
    private void delete(String id, Phase phase, Props last) {
        Event delete = null;
        for (int attempt = 0; attempt <= RETRIES; attempt++) {
            if (attempt == 0) {
                delete = request("Delete", id, last, null);
                send(delete, phase, NOTHING);
            } else {
                world.pass(Duration.ofMinutes(10));
                delete = request("Delete", id, last, null);
                sendInPeace(delete);
            }
            if (delete.succeeded()) {
                return;
            }
        }
        checks.violated("a delete where nothing goes wrong failed: " + delete.answer);
    }

    /** A server that was adopted may belong to a resource whose timeout is too short to make one. */
    private boolean hasTimeToBeMadeAnew() {
        return props == null
                || !schedule.switches().contains(Switch.CREATION_TAKES_A_MINUTE)
                || world.ofHandler(props.timeout()).compareTo(Duration.ofMinutes(1)) > 0;
    }

    private void byHand(Op op) {
        if (current == null || !PhysicalIds.isServer(current) || deletedByHand.contains(current)) {
            return;
        }
        RouteServer server = world.ec2.inventory().routeServer(current).orElse(null);
        if (server == null || !server.state().equals(RouteServer.AVAILABLE)) {
            return;
        }
        touchedByHand = true;
        switch (op) {
            case TAGS_CHANGED_BY_HAND -> {
                Map<String, String> tags = new LinkedHashMap<>(server.tags());
                tags.put("by-hand", "yes");
                tags.replace("Name", "by-hand");
                tags.remove("team");
                tagsByHand.put("by-hand", "yes");
                world.ec2.admin().setTags(current, tags);
                touchedByHand = false;
            }
            case SETTINGS_CHANGED_BY_HAND -> {
                world.ec2.admin().change(current, made -> made.withPersistence("enabled", 5));
                touchedByHand = false;
            }
            default -> {
                deletedByHand.add(current);
                // A create whose answer got lost, delivered again when its server is gone without a trace, is no other
                // than one that has not begun.
                if (redeliveries.isEmpty()) {
                    world.ec2.admin().remove(current);
                } else {
                    world.ec2.admin().change(current, made -> made.withState(RouteServer.DELETED));
                }
                touchedByHand = false;
            }
        }
    }

    private Event request(String type, String physicalId, Props wanted, Props oldProps) {
        world.pass(EVENTS_APART);
        int sequence = events.size() + 1;
        String requestId = String.format("00000000-0000-4000-8000-%012d", sequence);
        Event event = new Event(
                sequence,
                type,
                physicalId,
                wanted,
                oldProps,
                world.now(),
                requestId,
                world.bucket.url(requestId, schedule.urlsAreDated() ? world.signingTime() : null),
                world.stack(),
                world.grace());
        events.add(event);
        return event;
    }

    private void sendInPeace(Event event) {
        redeliverWhatIsDue();
        deliver(event, 0, List.of(), NOTHING);
        if (event.answer == null) {
            event.listening = false;
        }
    }

    /**
     * Sends a request until it is answered, its process is not started again, or CloudFormation gives up.
     *
     * @param takeOver what CloudFormation does where it cancels the request while the function is busy
     */
    private void send(Event event, Phase phase, Runnable takeOver) {
        redeliverWhatIsDue();
        boolean cancelled = !event.listening;
        Instant patience = event.sentAt.plus(world.ofHandler(event.serviceTimeout()));
        for (int number = 0; number <= RETRIES; number++) {
            boolean mayBeOvertaken = phase == Phase.FORWARD && step.ending() == Ending.OVERTAKEN && number == 0;
            Runnable gate = mayBeOvertaken ? () -> overtake(event, takeOver) : NOTHING;
            Delivery delivery = deliver(event, number, troubles(phase, number), gate);
            boolean ended = event.answer != null || cancelled || overtaken && phase == Phase.FORWARD;
            if (!delivery.killed || ended) {
                if (delivery.killed && number < RETRIES) {
                    later(event, number + 1, 0);
                }
                break;
            }
            Instant retry = world.now().plusSeconds((long) RETRY_SECONDS * (number + 1));
            if (retry.isAfter(patience)) {
                if (number < RETRIES) {
                    later(event, number + 1, 0);
                }
                break;
            }
            world.passUntil(retry);
        }
        if (event.answer == null && event.listening) {
            world.passUntil(patience);
        }
        if (event.answer == null) {
            event.listening = false;
        }
        for (Trouble trouble : troubles(phase, 0)) {
            if (trouble.kind() == Kind.DELIVERED_AGAIN) {
                if (trouble.at() == 0 && event.answer != null) {
                    deliver(event, RETRIES, List.of(), NOTHING);
                } else {
                    later(event, RETRIES, trouble.at());
                }
            }
        }
    }

    private List<Trouble> troubles(Phase phase, int delivery) {
        return step.troubles().stream()
                .filter(trouble -> trouble.phase() == phase && trouble.delivery() == delivery)
                .toList();
    }

    private void overtake(Event event, Runnable takeOver) {
        boolean ready = !overtaken
                && event.answer == null
                && event.listening
                && overtakeCalls++ >= step.overtakenAt()
                && (isAboutAnOffer(event) || checks.isSettledFor(event, schedule));
        if (!ready) {
            return;
        }
        overtaken = true;
        event.listening = false;
        // Lambda has a process that is free handle the next request meanwhile.
        World.Process busy = world.process();
        world.replaceProcess();
        takeOver.run();
        if (busy == world.process()) {
            throw new IllegalStateException("one process cannot handle two requests at a time");
        }
    }

    /** A create that has nothing to make: whatever overtakes it sees all that there is. */
    private boolean isAboutAnOffer(Event event) {
        return event.type.equals("Create") && !offers.claimed().isEmpty() && !event.props.dryRun();
    }

    private int overtakeCalls;

    private Delivery deliver(Event event, int number, List<Trouble> troubles, Runnable gate) {
        overtakeCalls = 0;
        int answersBefore = event.bodies.size();
        Delivery delivery = world.deliver(event, troubles, gate);
        checks.delivered(event, delivery, number, event.bodies.subList(answersBefore, event.bodies.size()));
        return delivery;
    }

    private void later(Event event, int number, int laterRequests) {
        Instant due = world.now().plusSeconds((long) RETRY_SECONDS * number);
        redeliveries.add(new Redelivery(event, number, due, laterRequests));
    }

    private void redeliverWhatIsDue() {
        for (Redelivery next : List.copyOf(redeliveries)) {
            if (next.laterRequests <= 0 && !next.due.isAfter(world.now())) {
                redeliver(next);
            }
            next.laterRequests--;
        }
    }

    private void redeliverAll() {
        for (Redelivery next : List.copyOf(redeliveries)) {
            world.passUntil(next.due);
            redeliver(next);
        }
    }

    private void redeliver(Redelivery next) {
        redeliveries.remove(next);
        if (isRecognisable(next.event)) {
            deliver(next.event, next.delivery, List.of(), NOTHING);
        }
    }

    /**
     * Whether anything at all can tell the handler that an event is out of its time.
     *
     * <p>Nothing can where the URL has no date and the process never saw a later event; and where the process that saw
     * the later events is gone, nothing can unless EC2 still describes a server that the event made or was about.
     */
    private boolean isRecognisable(Event event) {
        boolean isLast = event.sequence == events.size();
        if (!schedule.urlsAreDated() && deletedByHand.contains(event.physicalId)) {
            // An update heals what was deleted by hand; without a date, one delivered again looks like the first.
            return false;
        }
        if (event.succeeded() && offers.isSomebodys(event.answeredId())) {
            // Its server's tags, which would tell, were taken away or written over by hand since.
            return false;
        }
        if (isLast || event.type.equals("Delete")) {
            return isLast || schedule.urlsAreDated();
        }
        if (!schedule.urlsAreDated()) {
            return false;
        }
        // A server that is offered again no longer tells of the requests that it was once about.
        return world.process().knowsLaterThan(event)
                || (checks.isDescribed(event) && !offers.isSomebodys(event.physicalId));
    }

    private String inventedId() {
        return "net-" + Event.LOGICAL_ID + "-1ABCDEF2GHIJ";
    }

    /**
     * Retain means that CloudFormation asks for nothing where a create was answered when it no longer listened. And where
     * nobody tells the age of such a server, it is taken for one that was retained.
     */
    private Set<String> retainedTokens() {
        Set<String> tokens = new HashSet<>();
        if (schedule.retainOnReplace() || !schedule.urlsAreDated()) {
            events.stream()
                    .filter(event -> event.type.equals("Create") && !event.bodies.isEmpty() && event.answer == null)
                    .forEach(event -> tokens.add(Checks.token(event)));
        }
        return tokens;
    }

    private void checkRetained() {
        for (String id : retained) {
            if (!id.equals(current)) {
                checks.same("retained " + id, retainedAs.get(id), checks.settingsOf(id));
            }
        }
        checks.strangersUntouched();
    }

    /** Forms of physical id, as this model may know them. */
    static final class PhysicalIds {
        private PhysicalIds() {}

        static boolean isServer(String id) {
            return id.startsWith("rs-");
        }
    }

    static String provenanceOf(RouteServer server) {
        return server.tags().getOrDefault(RouteServerContract.PROVENANCE_TAG, "");
    }
}
