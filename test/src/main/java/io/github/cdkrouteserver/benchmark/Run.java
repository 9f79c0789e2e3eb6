package io.github.cdkrouteserver.benchmark;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What one process of a function did, and when. */
final class Run {
    private static final long PATIENCE_MILLIS = 120_000;
    private static final long LOOK_MILLIS = 200;

    private final Deque<String> events;
    private final List<Invocation> invocations = new ArrayList<>();
    private List<String> tags = List.of();
    private String trouble;
    private boolean idle;

    /** What one event led to; times are nanoseconds on the machine's clock. */
    static final class Invocation {
        private final long deliveredAt = System.nanoTime();
        private final List<String> calls = new ArrayList<>();
        private long answeredAt;
        private String answer;
        private long awsNanos;

        double millis() {
            return (answeredAt - deliveredAt) / 1e6;
        }

        /** Without what EC2 itself took before the answer. */
        double ownMillis() {
            return (answeredAt - deliveredAt - awsNanos) / 1e6;
        }

        long deliveredAt() {
            return deliveredAt;
        }

        long answeredAt() {
            return answeredAt;
        }

        String answer() {
            return answer;
        }

        List<String> calls() {
            return calls;
        }
    }

    Run(List<String> events) {
        this.events = new ArrayDeque<>(events);
    }

    /** The next event; null, and the end of this run, where there is none left. */
    synchronized String next() {
        if (events.isEmpty()) {
            idle = true;
            notifyAll();
            return null;
        }
        invocations.add(new Invocation());
        return events.poll();
    }

    synchronized void answered(String body) {
        Invocation current = current();
        current.answeredAt = System.nanoTime();
        current.answer = body;
    }

    synchronized void reported(String path, String body) {
        if (!path.endsWith("/response")) {
            trouble = path + ": " + body;
            notifyAll();
        }
    }

    /** Notes a call; returns which one of its invocation it is, from 0. */
    synchronized int called(String action) {
        if (invocations.isEmpty()) {
            trouble = action + " before there was an event";
            notifyAll();
            return 0;
        }
        current().calls.add(action);
        return current().calls.size() - 1;
    }

    synchronized void served(long nanos) {
        if (current().answer == null) {
            current().awsNanos += nanos;
        }
    }

    synchronized void tag(List<String> created) {
        tags = created;
    }

    synchronized List<String> tags() {
        return tags;
    }

    /** Which event is being handled, from 0. */
    synchronized int number() {
        return invocations.size() - 1;
    }

    synchronized List<Invocation> invocations() {
        return List.copyOf(invocations);
    }

    /** Waits until the function asks for more than there is. */
    synchronized void await(Process process) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (!idle && trouble == null) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new IOException("the function did not finish");
            }
            wait(LOOK_MILLIS);
        }
        if (trouble != null) {
            throw new IOException("the function failed: " + trouble);
        }
    }

    private Invocation current() {
        return invocations.get(invocations.size() - 1);
    }
}
