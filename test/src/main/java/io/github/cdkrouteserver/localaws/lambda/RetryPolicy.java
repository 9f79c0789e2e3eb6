package io.github.cdkrouteserver.localaws.lambda;

import java.time.Duration;
import java.util.List;

/**
 * How often and when an asynchronous event that failed is delivered again.
 *
 * @param delays the pause before each further delivery; their number is the number of further deliveries
 * @param maxAge the age at which an event is given up, whatever deliveries are left
 */
public record RetryPolicy(List<Duration> delays, Duration maxAge) {
    /** Lambda's two further deliveries and six hours, with pauses that tests can afford. */
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(List.of(Duration.ofMillis(50), Duration.ofMillis(100)), Duration.ofHours(6));

    /** No further delivery. */
    public static final RetryPolicy NONE = new RetryPolicy(List.of(), Duration.ofHours(6));

    /** Copies the delays. */
    public RetryPolicy {
        delays = List.copyOf(delays);
    }

    /** Returns this policy with at most the given number of further deliveries. */
    public RetryPolicy atMost(int retries) {
        return new RetryPolicy(delays.subList(0, Math.min(retries, delays.size())), maxAge);
    }

    /** Returns this policy with another age limit. */
    public RetryPolicy maxAge(Duration value) {
        return new RetryPolicy(delays, value);
    }
}
