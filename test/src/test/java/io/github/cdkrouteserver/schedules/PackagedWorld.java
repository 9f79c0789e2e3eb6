package io.github.cdkrouteserver.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cdkrouteserver.localaws.ec2.Ec2Call;
import io.github.cdkrouteserver.localaws.ec2.Fault;
import io.github.cdkrouteserver.localaws.lambda.InvocationResult;
import io.github.cdkrouteserver.schedules.Step.Ending;
import io.github.cdkrouteserver.schedules.Trouble.Kind;
import io.github.cdkrouteserver.schedules.Trouble.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.LongStream;

/**
 * The packaged handler in AWS's runtime client, each in a process of its own that is really killed.
 *
 * <p>The handler lives by the machine's clock, EC2 and CloudFormation by one that runs {@link FasterClock#TIMES} times as
 * fast. What the handler reads as seconds is in seconds here as well: its timeout, CloudFormation's patience, and the
 * dates of response URLs. What the handler only notices after minutes or hours cannot be had: see {@link #canPassHours},
 * {@link #redeliveriesShow} and {@link #playable}.
 */
final class PackagedWorld extends World {
    /** The handler takes its time in two places: 10 seconds before it believes that something is not there. */
    private static final int TIMEOUT = 20;

    private static final int GRACE = 10;

    /** Whatever EC2 does by itself is over within this time. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(75);

    private static final int FOR_EVER = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Bench bench;
    private final ExecutorService threads;
    private final String stack;
    private final Map<String, Visit> visits = new ConcurrentHashMap<>();
    private Instant lastSigned = Instant.EPOCH;

    PackagedWorld(Bench bench, Schedule schedule, ExecutorService threads) {
        super(bench.ec2);
        this.bench = bench;
        this.threads = threads;
        stack = "arn:aws:cloudformation:us-east-1:123456789012:stack/net/" + String.format("%016x", schedule.seed());
        bench.clear();
        ec2.behave(schedule.behavior());
        ec2.faults(this::decide);
        replaceProcess();
    }

    /** A schedule without what needs a clock that can be turned. */
    static Schedule playable(Schedule schedule) {
        Schedule played = schedule;
        for (Switch behavior : List.of(
                // The handler's pauses between two attempts are as long as this memory is here; AWS's lasts for hours.
                Switch.TOKENS_REMEMBERED_90_S,
                // The handler waits for half a minute before it believes that, longer than its timeout here.
                Switch.MISSING_IS_UNAUTHORIZED)) {
            if (played.switches().contains(behavior)) {
                played = played.without(behavior);
            }
        }
        return played;
    }

    /** The schedules from a seed on in which somebody means to kill a process; without that, a virtual one does as well. */
    static List<Long> seeds(long first, int count) {
        return LongStream.iterate(first, seed -> seed + 1)
                .filter(seed ->
                        ScheduleGenerator.generate(seed).steps().stream().anyMatch(PackagedWorld::mayKill))
                .limit(count)
                .boxed()
                .toList();
    }

    /** How many of its troubles only end with the handler's time; a run does best to begin with the longest. */
    static long longWaits(long seed) {
        return ScheduleGenerator.generate(seed).steps().stream()
                .flatMap(step -> step.troubles().stream())
                .filter(trouble -> trouble.times() >= FOR_EVER || trouble.at() >= FOR_EVER)
                .count();
    }

    private static boolean mayKill(Step step) {
        return step.troubles().stream()
                .anyMatch(trouble -> trouble.kind().isKill()
                        && trouble.delivery() == 0
                        && (trouble.phase() == Phase.FORWARD
                                || (trouble.phase() == Phase.ROLLBACK && step.ending() != Ending.COMPLETES)));
    }

    /** A process of the function, in its seat. */
    private static final class Seated extends Process {
        private final Seat seat;

        private Seated(Seat seat) {
            this.seat = seat;
        }
    }

    @Override
    void replaceProcess() {
        Seat seat = bench.seats().stream()
                .filter(free -> free.isFree() && free.isWarm() && !free.knows(this))
                .findFirst()
                .or(() -> bench.seats().stream()
                        .filter(free -> free.isFree() && !free.isWarm())
                        .findFirst())
                .orElseGet(bench::addSeat);
        ec2.iam().replacePolicies(seat.credentials(), policies());
        startProcess(new Seated(seat));
    }

    private List<JsonNode> policies() {
        return bench.policies().stream()
                .map(policy -> {
                    try {
                        return JSON.readTree(policy.toString().replace(Event.STACK, stack));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    @Override
    Delivery deliver(Event event, List<Trouble> troubles, Runnable beforeEachCall) {
        Seated taker = (Seated) process();
        taker.takes(event);
        Delivery delivery = new Delivery(event, troubles, now(), taker.seat::kill);
        Visit visit = new Visit(delivery);
        String caller = taker.seat.credentials().principalArn();
        visits.put(caller, visit);
        bucket.expect(delivery);
        taker.seat
                .invoke(
                        this,
                        new String(event.json(), StandardCharsets.UTF_8),
                        () -> delivery.startedAt = now(),
                        threads)
                .whenComplete(visit::end);
        InvocationResult result = visit.attend(beforeEachCall);
        visits.remove(caller, visit);
        taker.seat.ended(result);
        taker.seat.readLog(log::add);
        judge(event, delivery, visit, result);
        if (delivery.killed && process() == taker) {
            replaceProcess();
        }
        return delivery;
    }

    private void judge(Event event, Delivery delivery, Visit visit, InvocationResult result) {
        switch (result.kind()) {
            case SUCCESS -> {
                if (delivery.killed) {
                    violations.add("a process that was killed answered to " + event);
                }
            }
            case PROCESS_EXIT -> {
                if (!delivery.killed) {
                    violations.add("the process ended by itself: " + result.payload());
                }
            }
            case TIMEOUT -> {
                // Its call may have had to wait until another process was done.
                if (!delivery.killed && !visit.wasHeldUp) {
                    violations.add(event + " took longer than the function may");
                }
                delivery.killed = true;
            }
            default -> violations.add("the handler ended with " + result.kind() + ": " + result.payload());
        }
    }

    private Fault decide(Ec2Call call) {
        Visit visit = visits.get(call.caller());
        return visit == null ? Fault.NONE : visit.decide(call);
    }

    /** A delivery, and who wants to do something in the middle of it. */
    private static final class Visit {
        private final Delivery delivery;
        private final BlockingQueue<CompletableFuture<Void>> turns = new LinkedBlockingQueue<>();
        private InvocationResult result;
        private boolean wasHeldUp;

        private Visit(Delivery delivery) {
            this.delivery = delivery;
        }

        /** Lets the schedule's own thread do what comes before each call, until the delivery has ended. */
        private InvocationResult attend(Runnable beforeEachCall) {
            while (true) {
                CompletableFuture<Void> turn;
                try {
                    turn = turns.take();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                }
                InvocationResult ended = result();
                if (ended != null) {
                    turn.complete(null);
                    turns.forEach(late -> late.complete(null));
                    return ended;
                }
                long start = System.nanoTime();
                try {
                    beforeEachCall.run();
                } finally {
                    turn.complete(null);
                }
                wasHeldUp |= System.nanoTime() - start > 1_000_000_000;
            }
        }

        private synchronized InvocationResult result() {
            return result;
        }

        private synchronized void end(InvocationResult ended, Throwable problem) {
            result = problem == null
                    ? ended
                    : new InvocationResult("", 1, InvocationResult.Kind.INIT_ERROR, problem.toString());
            turns.add(new CompletableFuture<>());
        }

        private synchronized CompletableFuture<Void> turn() {
            CompletableFuture<Void> turn = new CompletableFuture<>();
            if (result == null) {
                turns.add(turn);
            } else {
                turn.complete(null);
            }
            return turn;
        }

        private Fault decide(Ec2Call call) {
            if (delivery.killed) {
                return Fault.dropBeforeEffect();
            }
            turn().join();
            int number = ++delivery.portCalls;
            if (delivery.isKilledAt(Kind.KILLED_BEFORE_CALL, number)) {
                delivery.kill();
                return Fault.dropBeforeEffect();
            }
            Fault fault = delivery.faultFor(call);
            return delivery.isKilledAt(Kind.KILLED_AFTER_CALL, number) ? Fault.NONE.andThen(delivery::kill) : fault;
        }
    }

    @Override
    Instant now() {
        return bench.clock.now();
    }

    @Override
    void pass(Duration duration) {
        bench.clock.pause(duration.compareTo(LONGEST_PAUSE) < 0 ? duration : LONGEST_PAUSE);
    }

    @Override
    void passUntil(Instant then) {
        Duration left = Duration.between(now(), then);
        if (!left.isNegative()) {
            bench.clock.pause(left);
        }
    }

    @Override
    String stack() {
        return stack;
    }

    @Override
    Props paced(Props props) {
        return props.withTimeout(TIMEOUT);
    }

    @Override
    int grace() {
        return GRACE;
    }

    /** A machine with more to do than this test may hold a process up; CloudFormation has to be told while it listens. */
    @Override
    int slackSeconds() {
        return GRACE;
    }

    /** Dates are in whole seconds, and requests follow each other faster here; clocks differ by more than that. */
    @Override
    Instant signingTime() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Instant next = lastSigned.plusSeconds(1);
        lastSigned = now.isBefore(next) ? next : now;
        return lastSigned;
    }

    @Override
    Duration ofHandler(int seconds) {
        return Duration.ofSeconds((long) seconds * FasterClock.TIMES);
    }

    @Override
    long handlerSeconds(Duration duration) {
        return duration.toSeconds() / FasterClock.TIMES;
    }

    /** A retained server is told from one that was left behind by its age of more than an hour and a half. */
    @Override
    boolean canPassHours() {
        return false;
    }

    /** The handler takes an event for one that was delivered again from its age of 45 seconds on. */
    @Override
    boolean redeliveriesShow() {
        return false;
    }

    @Override
    public void close() {
        bench.seats().forEach(seat -> seat.readLog(log::add));
        bench.clear();
        super.close();
    }
}
