package io.github.cdkrouteserver.localaws.ec2;

import java.time.Duration;

/** What goes wrong with one call. Immutable. */
public final class Fault {
    /** Nothing goes wrong. */
    public static final Fault NONE = new Fault(Kind.NONE, null, Duration.ZERO, Duration.ZERO, null);

    private final Kind kind;
    private final Ec2Error error;
    private final Duration slowness;
    private final Duration stall;
    private final Runnable afterEffect;

    private Fault(Kind kind, Ec2Error error, Duration slowness, Duration stall, Runnable afterEffect) {
        this.kind = kind;
        this.error = error;
        this.slowness = slowness;
        this.stall = stall;
        this.afterEffect = afterEffect;
    }

    /**
     * Answers RequestLimitExceeded.
     *
     * @return the fault
     */
    public static Fault throttle() {
        return error("RequestLimitExceeded", "Request limit exceeded.");
    }

    /**
     * Answers InternalError.
     *
     * @return the fault
     */
    public static Fault internalError() {
        return error("InternalError", "An internal error has occurred");
    }

    /**
     * Answers ServiceUnavailable.
     *
     * @return the fault
     */
    public static Fault serviceUnavailable() {
        return error("ServiceUnavailable", "The service is unavailable. Please try again shortly.");
    }

    /**
     * Answers an error, without any effect.
     *
     * @param code the error code
     * @param message the message
     * @return the fault
     */
    public static Fault error(String code, String message) {
        return new Fault(Kind.ERROR_BEFORE_EFFECT, new Ec2Error(code, message), Duration.ZERO, Duration.ZERO, null);
    }

    /**
     * Does what the call asks for and answers an error all the same.
     *
     * @param code the error code
     * @param message the message
     * @return the fault
     */
    public static Fault errorAfterEffect(String code, String message) {
        return new Fault(Kind.ERROR_AFTER_EFFECT, new Ec2Error(code, message), Duration.ZERO, Duration.ZERO, null);
    }

    /**
     * Closes the connection without doing anything.
     *
     * @return the fault
     */
    public static Fault dropBeforeEffect() {
        return new Fault(Kind.DROP_BEFORE_EFFECT, null, Duration.ZERO, Duration.ZERO, null);
    }

    /**
     * Does what the call asks for and closes the connection without an answer.
     *
     * @return the fault
     */
    public static Fault dropAfterEffect() {
        return new Fault(Kind.DROP_AFTER_EFFECT, null, Duration.ZERO, Duration.ZERO, null);
    }

    /**
     * Does what the call asks for and answers late, by the clock of the local EC2.
     *
     * @param delay how late
     * @return the fault
     */
    public static Fault slow(Duration delay) {
        return NONE.andSlow(delay);
    }

    /**
     * Does what the call asks for and answers late in real time, whatever clock the local EC2 has.
     *
     * @param delay how late
     * @return the fault
     */
    public static Fault stall(Duration delay) {
        return new Fault(Kind.NONE, null, Duration.ZERO, delay, null);
    }

    /**
     * Makes the answer of this fault late as well.
     *
     * @param delay how late, by the clock of the local EC2
     * @return the fault
     */
    public Fault andSlow(Duration delay) {
        return new Fault(kind, error, delay, stall, afterEffect);
    }

    /**
     * Runs something between the effect and the answer, such as the end of the calling process.
     *
     * @param action what to run
     * @return the fault
     */
    public Fault andThen(Runnable action) {
        return new Fault(kind, error, slowness, stall, action);
    }

    Kind kind() {
        return kind;
    }

    Ec2Error error() {
        return error;
    }

    Duration slowness() {
        return slowness;
    }

    Duration stall() {
        return stall;
    }

    void runAfterEffect() {
        if (afterEffect != null) {
            afterEffect.run();
        }
    }

    enum Kind {
        NONE,
        ERROR_BEFORE_EFFECT,
        ERROR_AFTER_EFFECT,
        DROP_BEFORE_EFFECT,
        DROP_AFTER_EFFECT
    }
}
