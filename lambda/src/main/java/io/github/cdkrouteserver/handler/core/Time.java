package io.github.cdkrouteserver.handler.core;

import java.time.Instant;

/** The clock that the lifecycle waits by. */
public interface Time {
    /**
     * Tells the time since some fixed moment; it never goes back.
     *
     * @return milliseconds
     */
    long nowMillis();

    /**
     * Tells the time of day, which may be set and so go back.
     *
     * @return the present
     */
    Instant now();

    /**
     * Waits.
     *
     * @param millis how long
     * @throws InterruptedException where the request has been given up meanwhile
     */
    void sleep(long millis) throws InterruptedException;
}
