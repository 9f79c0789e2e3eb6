package io.github.cdkrouteserver.localaws.ec2;

import java.time.Duration;
import java.time.Instant;

/** Elapsed time on top of the wall clock at start, because the wall clock itself may be set back. */
final class RealClock implements LocalClock {
    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();

    @Override
    public Instant now() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }

    @Override
    public void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
