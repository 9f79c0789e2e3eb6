package io.github.cdkrouteserver.handler.core;

/** The moment by which a request must be decided. */
public final class Deadline {
    private final Time time;
    private final long endMillis;

    private Deadline(Time time, long endMillis) {
        this.time = time;
        this.endMillis = endMillis;
    }

    /**
     * Sets a deadline.
     *
     * @param time the clock it is measured by
     * @param millis how far away it is
     * @return the deadline
     */
    public static Deadline in(Time time, long millis) {
        return new Deadline(time, time.nowMillis() + millis);
    }

    /**
     * Tells whether it has passed.
     *
     * @return true where it has
     */
    public boolean isOver() {
        return time.nowMillis() >= endMillis;
    }

    /**
     * Tells how far away it is.
     *
     * @return milliseconds, 0 where it has passed
     */
    public long millisLeft() {
        return Math.max(0, endMillis - time.nowMillis());
    }

    /**
     * Sleeps, but never past the deadline.
     *
     * @param millis how long at most
     */
    public void sleep(long millis) {
        try {
            time.sleep(Math.min(millis, millisLeft()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LifecycleException("the request was given up before it was decided", e);
        }
    }

    /**
     * Tells the shorter of this deadline and another one.
     *
     * @param millis how far the other one is from now
     * @return a deadline
     */
    public Deadline within(long millis) {
        return new Deadline(time, Math.min(endMillis, time.nowMillis() + millis));
    }
}
