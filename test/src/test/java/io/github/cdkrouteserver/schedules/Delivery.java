package io.github.cdkrouteserver.schedules;

import io.github.cdkrouteserver.localaws.ec2.Ec2Call;
import io.github.cdkrouteserver.localaws.ec2.Fault;
import io.github.cdkrouteserver.schedules.Trouble.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One delivery of an event to a process, and what goes wrong in it. */
final class Delivery {
    final Event event;
    final List<Trouble> troubles;
    int portCalls;
    int wireCalls;
    int describes;
    int puts;
    int acceptedPuts;
    long slowSeconds;
    volatile boolean killed;
    volatile Instant startedAt;
    volatile Instant answeredAt;
    private final Runnable end;

    /**
     * Begins a delivery.
     *
     * @param end ends the process that handles it
     */
    Delivery(Event event, List<Trouble> troubles, Instant startedAt, Runnable end) {
        this.event = event;
        this.troubles = troubles;
        this.startedAt = startedAt;
        this.end = end;
    }

    void kill() {
        killed = true;
        end.run();
    }

    boolean has(Kind kind) {
        return troubles.stream().anyMatch(trouble -> trouble.kind() == kind);
    }

    boolean isKilledAt(Kind kind, int call) {
        return troubles.stream().anyMatch(trouble -> trouble.kind() == kind && trouble.at() == call);
    }

    Fault faultFor(Ec2Call call) {
        wireCalls++;
        if (call.action().equals("DescribeRouteServers")) {
            describes++;
        }
        for (Trouble trouble : troubles) {
            boolean slow = trouble.kind() == Kind.SLOW;
            int last = trouble.at() + (slow ? 1 : trouble.times()) - 1;
            if (trouble.isOnWire() && wireCalls >= trouble.at() && wireCalls <= last) {
                return fault(trouble, call);
            }
        }
        return Fault.NONE;
    }

    private Fault fault(Trouble trouble, Ec2Call call) {
        return switch (trouble.kind()) {
            case THROTTLED -> Fault.throttle();
            case SERVER_ERROR -> Fault.internalError();
            case UNAVAILABLE -> Fault.serviceUnavailable();
            case DROPPED_BEFORE_EFFECT -> Fault.dropBeforeEffect();
            case DROPPED_AFTER_EFFECT -> Fault.dropAfterEffect();
            case ERROR_AFTER_EFFECT -> Fault.errorAfterEffect("InternalError", "An internal error has occurred");
            case SLOW -> {
                slowSeconds += trouble.times();
                yield Fault.slow(Duration.ofSeconds(trouble.times()));
            }
            case DENIED -> Fault.error("UnauthorizedOperation", "You are not authorized to perform this operation.");
            default ->
                call.action().startsWith("Describe") || call.action().equals("CreateRouteServer")
                        ? Fault.NONE
                        : Fault.error("IncorrectState", "The resource is in an incorrect state.");
        };
    }

    /** What the bucket does with the next answer: whether it keeps it, and the HTTP status, 0 to drop the connection. */
    Put nextPut() {
        puts++;
        if (killed) {
            return new Put(false, 0);
        }
        for (Trouble trouble : troubles) {
            if (trouble.kind() == Kind.URL_FAILS && puts <= trouble.at()) {
                // A server error tells nothing of what was stored: in every other event the answer was.
                return new Put(event.sequence % 2 == 0, 503);
            }
            if (trouble.kind() == Kind.URL_DROPS_AFTER_EFFECT && puts <= trouble.at()) {
                return new Put(true, 0);
            }
        }
        if (has(Kind.KILLED_BEFORE_ANSWER)) {
            kill();
            return new Put(false, 0);
        }
        if (has(Kind.KILLED_AFTER_ANSWER)) {
            kill();
            return new Put(true, 0);
        }
        return new Put(true, 200);
    }

    record Put(boolean kept, int status) {}
}
