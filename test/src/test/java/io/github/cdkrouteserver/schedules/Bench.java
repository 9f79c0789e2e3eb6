package io.github.cdkrouteserver.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdkrouteserver.localaws.ec2.FaultPlan;
import io.github.cdkrouteserver.localaws.ec2.LocalEc2;
import io.github.cdkrouteserver.localaws.lambda.LocalLambda;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An EC2 and the processes that call it, for schedules one after another.
 *
 * <p>A process that is not killed stays warm from one schedule to the next, which then plays in another stack.
 */
final class Bench implements AutoCloseable {
    final FasterClock clock = new FasterClock();
    final LocalEc2 ec2 = LocalEc2.builder().clock(clock).start();
    private final LocalLambda lambda;
    private final Path jar;
    private final String name;
    private final List<JsonNode> policies;
    private final List<Seat> seats = new ArrayList<>();

    /**
     * Makes a bench.
     *
     * @param policies of the handler's role
     */
    Bench(LocalLambda lambda, Path jar, String name, List<JsonNode> policies) {
        this.lambda = lambda;
        this.jar = jar;
        this.name = name;
        this.policies = policies;
    }

    List<JsonNode> policies() {
        return policies;
    }

    List<Seat> seats() {
        return seats;
    }

    Seat addSeat() {
        Seat seat = new Seat(lambda, jar, ec2, name + "-" + seats.size());
        seats.add(seat);
        return seat;
    }

    /** Forgets what the schedule before did to EC2, except for what exists. */
    void clear() {
        ec2.faults(FaultPlan.NONE);
        ec2.journal().clear();
    }

    int processStarts() {
        return seats.stream().mapToInt(Seat::processStarts).sum();
    }

    int kills() {
        return seats.stream().mapToInt(Seat::kills).sum();
    }

    @Override
    public void close() {
        ec2.close();
    }
}
