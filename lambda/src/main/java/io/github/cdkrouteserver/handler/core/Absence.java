package io.github.cdkrouteserver.handler.core;

/**
 * Tells a server that is gone from one that EC2 does not describe yet.
 *
 * <p>A new server may be unknown to Describe for a while, and a deleted one may be refused by Delete with NotFound, with
 * IncorrectState, or by IAM, which no longer sees its tags. Only their agreement over some time means that it is gone.
 */
final class Absence {
    private static final long CONFIRMED_MILLIS = 10_000;
    private static final long PRESUMED_MILLIS = 30_000;

    private final Time time;
    private Long since;

    Absence(Time time) {
        this.time = time;
    }

    void observe(boolean absent) {
        if (!absent) {
            since = null;
        } else if (since == null) {
            since = time.nowMillis();
        }
    }

    boolean isObserved() {
        return since != null;
    }

    /** Whether a refused Delete, on top of what was observed, means that the server is gone. */
    boolean confirms(AwsFailure.Kind refusal) {
        if (since == null || refusal == AwsFailure.Kind.TRANSIENT) {
            return false;
        }
        long needed = refusal == AwsFailure.Kind.NOT_FOUND ? CONFIRMED_MILLIS : PRESUMED_MILLIS;
        return time.nowMillis() - since >= needed;
    }
}
