package io.github.cdkrouteserver.schedules;

import io.github.cdkrouteserver.contract.RouteServerContract;
import io.github.cdkrouteserver.localaws.ec2.LocalEc2;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a schedule plays: an EC2, a bucket for the answers, the processes that take the events, and the time of all this.
 *
 * <p>What is not overridden is as in the world, where EC2, CloudFormation and the handler live by one clock.
 */
abstract class World implements AutoCloseable {
    static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:provider";
    static final long FUNCTION_MILLIS = 900_000;

    final List<String> violations = Collections.synchronizedList(new ArrayList<>());
    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    final LocalEc2 ec2;
    final ResponseBucket bucket = new ResponseBucket(violations::add, this::now);
    private Process process;

    World(LocalEc2 ec2) {
        this.ec2 = ec2;
    }

    /** A process of the function, from its start to its end. */
    static class Process {
        private final Set<Integer> handled = new HashSet<>();

        void takes(Event event) {
            handled.add(event.sequence);
        }

        /** Whether it was delivered a later event than this one. */
        boolean knowsLaterThan(Event event) {
            return handled.stream().anyMatch(sequence -> sequence > event.sequence);
        }
    }

    Process process() {
        return process;
    }

    final void startProcess(Process started) {
        process = started;
    }

    /** From now on a process that saw none of the events so far takes them. */
    abstract void replaceProcess();

    /** Delivers an event; returns when the process has answered or is no more. */
    abstract Delivery deliver(Event event, List<Trouble> troubles, Runnable beforeEachCall);

    abstract Instant now();

    /** Lets time go by until whatever takes less than that is over. */
    abstract void pass(Duration duration);

    abstract void passUntil(Instant then);

    /** The stack that the resource belongs to. */
    String stack() {
        return Event.STACK;
    }

    /** Properties with the timeout that they have here. */
    Props paced(Props props) {
        return props;
    }

    /** Seconds that CloudFormation waits beyond the handler's timeout. */
    int grace() {
        return RouteServerContract.ANSWER_GRACE_SECONDS;
    }

    /** Seconds beyond its timeout within which an answer still is in time. */
    int slackSeconds() {
        return 2;
    }

    /** When CloudFormation signs a response URL that it makes now, by the handler's clock. */
    Instant signingTime() {
        return now();
    }

    /** What goes by here in that many seconds of the handler. */
    Duration ofHandler(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    /** Seconds of the handler that go by in such a time. */
    long handlerSeconds(Duration duration) {
        return duration.toSeconds();
    }

    /** Whether hours can pass for the handler. */
    boolean canPassHours() {
        return true;
    }

    /** Whether an event that is delivered again is old enough for the handler to notice. */
    boolean redeliveriesShow() {
        return true;
    }

    @Override
    public void close() {
        bucket.close();
    }
}
