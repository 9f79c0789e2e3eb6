package io.github.cdkrouteserver.handler.core;

/** Denials met while waiting: a role may not be known everywhere yet, nor the tags of a new server. */
final class Denials {
    private final Calls calls;
    private Deadline patience;

    Denials(Calls calls) {
        this.calls = calls;
    }

    /** Whether a failure is a denial that may still pass, counted from the first one on. */
    boolean mayPass(AwsFailure failure) {
        if (failure.kind() != AwsFailure.Kind.DENIED) {
            return false;
        }
        if (patience == null) {
            patience = calls.deadline().within(Calls.SPREAD_MILLIS);
        }
        return !patience.isOver();
    }
}
