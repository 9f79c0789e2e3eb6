package io.github.cdkrouteserver.handler.core;

import java.time.Instant;

/** A clock that only sleep moves, so that hours pass at once. */
final class VirtualTime implements Time {
    private static final long LONGEST_MILLIS = 24 * 3_600_000L;

    private long nowMillis;

    @Override
    public long nowMillis() {
        return nowMillis;
    }

    @Override
    public Instant now() {
        return Instant.ofEpochMilli(nowMillis);
    }

    @Override
    public void sleep(long millis) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        pass(millis);
    }

    void pass(long millis) {
        if (millis < 0) {
            throw new AssertionError("slept for " + millis + " ms");
        }
        nowMillis += millis;
        if (nowMillis > LONGEST_MILLIS) {
            throw new AssertionError("waits without end");
        }
    }
}
