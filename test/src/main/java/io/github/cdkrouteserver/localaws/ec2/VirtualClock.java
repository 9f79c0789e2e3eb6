package io.github.cdkrouteserver.localaws.ec2;

import java.time.Duration;
import java.time.Instant;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class VirtualClock implements LocalClock {
    private Instant now;

    /** Starts at the beginning of 2026. */
    public VirtualClock() {
        this(Instant.parse("2026-01-01T00:00:00Z"));
    }

    /**
     * Starts at a given time.
     *
     * @param start that time
     */
    public VirtualClock(Instant start) {
        now = start;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    /** Moves the clock instead of waiting. */
    @Override
    public void pause(Duration duration) {
        advance(duration);
    }

    /**
     * Moves the clock forward.
     *
     * @param duration by how much
     */
    public synchronized void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not run backwards: " + duration);
        }
        now = now.plus(duration);
    }
}
