package io.github.cdkrouteserver.localaws.ec2;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** What is going to happen by itself, in the order of time. Guarded by the lock of {@link Ec2State}. */
final class Agenda {
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparing(Entry::number));
    private long lastNumber;

    /** Plans an event in place of whatever was planned under the same key. */
    void replace(String key, Instant at, Runnable event) {
        cancel(key);
        entries.add(new Entry(key, at, ++lastNumber, event));
    }

    void cancel(String key) {
        entries.removeIf(entry -> entry.key.equals(key));
    }

    /** Lets everything happen that is due, each event at its own time. */
    void runUntil(Instant now, TimeTravel time) {
        while (!entries.isEmpty() && !entries.peek().at.isAfter(now)) {
            Entry entry = entries.poll();
            time.travelTo(entry.at);
            entry.event.run();
        }
        time.travelTo(now);
    }

    /** Receives the time of each event before it happens. */
    interface TimeTravel {
        void travelTo(Instant time);
    }

    private record Entry(String key, Instant at, long number, Runnable event) {}
}
