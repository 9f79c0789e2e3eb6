package io.github.cdkrouteserver.handler.core;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Calls to EC2 on behalf of one request: repeated while that is worth it, and none once the request is given up. */
final class Calls {
    /** How long other parts of AWS may take to learn of a server that Describe shows, of its tags, or of a new role. */
    static final long SPREAD_MILLIS = 10_000;

    private static final Set<AwsFailure.Kind> UNTIL_SPREAD = Set.of(AwsFailure.Kind.NOT_FOUND, AwsFailure.Kind.DENIED);
    private static final Set<AwsFailure.Kind> UNTIL_PERMITTED = Set.of(AwsFailure.Kind.DENIED);

    private final RouteServers servers;
    private final Time time;
    private final RandomGenerator random;
    private final Deadline deadline;
    private volatile boolean givenUp;

    Calls(RouteServers servers, Time time, RandomGenerator random, Deadline deadline) {
        this.servers = servers;
        this.time = time;
        this.random = random;
        this.deadline = deadline;
    }

    RouteServers servers() {
        return servers;
    }

    Time time() {
        return time;
    }

    Deadline deadline() {
        return deadline;
    }

    Backoff backoff() {
        return new Backoff(random);
    }

    /** From now on nothing is called: what this request would still do, nobody would ever be told of. */
    void giveUp() {
        givenUp = true;
    }

    boolean isGivenUp() {
        return givenUp;
    }

    void requireWanted() {
        if (givenUp || Thread.currentThread().isInterrupted()) {
            throw new LifecycleException("the request was given up before it was decided");
        }
    }

    Optional<RouteServer> find(String id) {
        return oncePermitted(Failures.TRANSIENT, deadline, () -> servers.find(id));
    }

    void patientlyRun(Set<AwsFailure.Kind> worthRepeating, Runnable call) {
        patiently(worthRepeating, supplying(call));
    }

    /** A call that is refused at first where parts of AWS do not know yet what others do. */
    <T> T onceSpread(Set<AwsFailure.Kind> worthRepeating, Supplier<T> call) {
        return once(UNTIL_SPREAD, worthRepeating, deadline, call);
    }

    void onceSpread(Set<AwsFailure.Kind> worthRepeating, Runnable call) {
        onceSpread(worthRepeating, supplying(call));
    }

    /** The same where NotFound is an answer, or nothing that waiting mends. */
    <T> T oncePermitted(Set<AwsFailure.Kind> worthRepeating, Deadline until, Supplier<T> call) {
        return once(UNTIL_PERMITTED, worthRepeating, until, call);
    }

    /** The same for a call without an answer. */
    void oncePermitted(Set<AwsFailure.Kind> worthRepeating, Deadline until, Runnable call) {
        oncePermitted(worthRepeating, until, supplying(call));
    }

    private <T> T once(
            Set<AwsFailure.Kind> mended, Set<AwsFailure.Kind> worthRepeating, Deadline until, Supplier<T> call) {
        Deadline spread = until.within(SPREAD_MILLIS);
        return patiently(worthRepeating, until, () -> patiently(mended, spread, call));
    }

    private static Supplier<Void> supplying(Runnable call) {
        return () -> {
            call.run();
            return null;
        };
    }

    <T> T patiently(Set<AwsFailure.Kind> worthRepeating, Supplier<T> call) {
        return patiently(worthRepeating, deadline, call);
    }

    <T> T patiently(Set<AwsFailure.Kind> worthRepeating, Deadline until, Supplier<T> call) {
        Backoff backoff = backoff();
        while (true) {
            requireWanted();
            try {
                return call.get();
            } catch (AwsFailure e) {
                Failures.requireWorthRepeating(e, worthRepeating);
                if (until.isOver()) {
                    throw e;
                }
                until.sleep(backoff.nextMillis());
            }
        }
    }

    /** Looks again, as often as a wait does, until what is seen is as expected or the patience ends. */
    <T> T lookAgain(T first, Supplier<T> look, Predicate<T> expected, Deadline patience) {
        Backoff backoff = backoff();
        T last = first;
        while (!expected.test(last) && !patience.isOver()) {
            patience.sleep(backoff.nextMillis());
            last = look.get();
        }
        return last;
    }
}
