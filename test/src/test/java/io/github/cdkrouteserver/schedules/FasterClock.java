package io.github.cdkrouteserver.schedules;

import io.github.cdkrouteserver.localaws.ec2.LocalClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The machine's clock, run so fast that what takes AWS minutes is over in a second. */
final class FasterClock implements LocalClock {
    static final int TIMES = 100;

    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();

    @Override
    public Instant now() {
        return start.plusNanos((System.nanoTime() - startNanos) * TIMES);
    }

    @Override
    public void pause(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos() / TIMES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
