package io.github.cdkrouteserver.handler.core;

import java.util.random.RandomGenerator;

/**
 * Delays between polls: short at first, because most transitions are quick, then steady enough to notice a change
 * within 2 seconds during the first minute at no more than 40 calls, then growing with what has been waited already.
 */
final class Backoff {
    private static final long FIRST_MILLIS = 250;
    private static final long STEADY_MILLIS = 1_800;
    private static final long LONGEST_MILLIS = 5_000;
    private static final double SHARE_OF_WAITED = 0.03;
    private static final double JITTER = 0.06;

    private final RandomGenerator random;
    private long grown = FIRST_MILLIS;
    private long waited;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    long nextMillis() {
        long base = grown < STEADY_MILLIS ? grown : steady();
        grown = Math.min(STEADY_MILLIS, grown * 2);
        long jittered = Math.round(base * (1 + JITTER * (2 * random.nextDouble() - 1)));
        waited += jittered;
        return jittered;
    }

    private long steady() {
        return Math.min(LONGEST_MILLIS, Math.max(STEADY_MILLIS, Math.round(waited * SHARE_OF_WAITED)));
    }
}
