package io.github.cdkrouteserver.benchmark;

import io.github.cdkrouteserver.handler.core.Deadline;
import io.github.cdkrouteserver.handler.core.DesiredState;
import io.github.cdkrouteserver.handler.core.Lifecycle;
import io.github.cdkrouteserver.handler.core.Modification;
import io.github.cdkrouteserver.handler.core.Outcome;
import io.github.cdkrouteserver.handler.core.Owner;
import io.github.cdkrouteserver.handler.core.ResourceRequest;
import io.github.cdkrouteserver.handler.core.RouteServer;
import io.github.cdkrouteserver.handler.core.RouteServers;
import io.github.cdkrouteserver.handler.core.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Measures the handler's polling, in virtual time. */
final class Waiting {
    private static final int TRIALS = 500;
    private static final long POLL_MILLIS = 5_000;
    private static final long TIMEOUT_MILLIS = TimeUnit.MINUTES.toMillis(14);
    private static final int[] READY_SECONDS = {5, 30, 60, 300};

    private Waiting() {}

    static void print() {
        Table table = new Table(
                "Waiting: a server that is ready after some seconds, give or take half a fixed poll; " + TRIALS
                        + " creates in virtual time",
                "ready after s",
                "poll",
                "mean delay s",
                "longest delay s",
                "mean Describes");
        for (int seconds : READY_SECONDS) {
            Random random = new Random(seconds);
            List<Wait> ours = new ArrayList<>();
            List<Wait> fixed = new ArrayList<>();
            for (int i = 0; i < TRIALS; i++) {
                long ready = TimeUnit.SECONDS.toMillis(seconds) + random.nextLong(POLL_MILLIS) - POLL_MILLIS / 2;
                ours.add(handler(ready, random));
                fixed.add(fixedPoll(ready));
            }
            row(table, seconds, "this handler's", ours);
            row(table, seconds, "every 5 s", fixed);
        }
        table.print();
    }

    private record Wait(long delayMillis, int describes) {}

    private static void row(Table table, int seconds, String poll, List<Wait> waits) {
        table.row(
                Integer.toString(seconds),
                poll,
                Table.number(
                        waits.stream().mapToLong(Wait::delayMillis).average().orElse(0) / 1e3),
                Table.number(waits.stream().mapToLong(Wait::delayMillis).max().orElse(0) / 1e3),
                Table.number(waits.stream().mapToInt(Wait::describes).average().orElse(0)));
    }

    private static Wait fixedPoll(long ready) {
        long polls = (ready + POLL_MILLIS - 1) / POLL_MILLIS;
        return new Wait(polls * POLL_MILLIS - ready, (int) polls + 1);
    }

    private static Wait handler(long ready, Random random) {
        VirtualTime time = new VirtualTime();
        OneServer servers = new OneServer(time, ready);
        ResourceRequest request = new ResourceRequest(
                ResourceRequest.Type.CREATE,
                new Owner("arn:aws:cloudformation:eu-central-1:123456789012:stack/bench/0", "RouteServer"),
                "token",
                "",
                Map.of("AmazonSideAsn", "65001"),
                Map.of(),
                0,
                false);
        Outcome outcome = new Lifecycle(servers, time, random, request, Deadline.in(time, TIMEOUT_MILLIS)).fulfil();
        if (!outcome.success()) {
            throw new IllegalStateException(outcome.reason());
        }
        return new Wait(time.nowMillis() - ready, servers.describes);
    }

    private static final class VirtualTime implements Time {
        private long now;

        @Override
        public long nowMillis() {
            return now;
        }

        @Override
        public Instant now() {
            return Instant.ofEpochMilli(now);
        }

        @Override
        public void sleep(long millis) {
            now += millis;
        }
    }

    private static final class OneServer implements RouteServers {
        private final Time time;
        private final long ready;
        private int describes;
        private Map<String, String> tags = Map.of();

        OneServer(Time time, long ready) {
            this.time = time;
            this.ready = ready;
        }

        @Override
        public List<RouteServer> ownedBy(Owner owner) {
            return List.of();
        }

        @Override
        public Optional<RouteServer> find(String id) {
            describes++;
            return Optional.of(server());
        }

        @Override
        public RouteServer create(DesiredState desired, Map<String, String> created, String clientToken) {
            tags = created;
            return server();
        }

        @Override
        public void rehearseCreate(DesiredState desired, Map<String, String> created) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RouteServer modify(String id, Modification modification) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(String id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void tag(String id, Map<String, String> added) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void untag(String id, Set<String> keys) {
            throw new UnsupportedOperationException();
        }

        private RouteServer server() {
            String state = time.nowMillis() >= ready ? "available" : "pending";
            return new RouteServer("rs-0", 65001, state, tags, "disabled", null, false, "");
        }
    }
}
