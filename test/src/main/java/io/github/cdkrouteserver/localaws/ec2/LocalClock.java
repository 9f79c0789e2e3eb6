package io.github.cdkrouteserver.localaws.ec2;

import java.time.Duration;
import java.time.Instant;

/** The time that the local EC2 lives in. It never runs backwards. */
public interface LocalClock {
    /**
     * Returns the present time.
     *
     * @return the present time
     */
    Instant now();

    /**
     * Lets time pass before an answer is given.
     *
     * @param duration how much
     */
    void pause(Duration duration);

    /**
     * Returns a clock that runs as the machine's does.
     *
     * @return the clock
     */
    static LocalClock real() {
        return new RealClock();
    }
}
