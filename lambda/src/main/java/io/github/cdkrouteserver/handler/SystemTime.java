package io.github.cdkrouteserver.handler;

import io.github.cdkrouteserver.handler.core.Time;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The machine's own clock. */
public enum SystemTime implements Time {
    /** The only one. */
    INSTANCE;

    @Override
    public long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void sleep(long millis) throws InterruptedException {
        Thread.sleep(millis);
    }
}
