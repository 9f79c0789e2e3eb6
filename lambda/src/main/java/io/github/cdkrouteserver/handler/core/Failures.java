package io.github.cdkrouteserver.handler.core;

import java.util.Set;

/** Which failures are worth another try. */
final class Failures {
    /** The call itself did not get through. */
    static final Set<AwsFailure.Kind> TRANSIENT = Set.of(AwsFailure.Kind.TRANSIENT);

    /** The call got through, but the server, or something that depends on it, is still changing. */
    static final Set<AwsFailure.Kind> NOT_YET = Set.of(AwsFailure.Kind.TRANSIENT, AwsFailure.Kind.INCORRECT_STATE);

    private Failures() {}

    /** Throws a failure that is none of these. */
    static void requireWorthRepeating(AwsFailure failure, Set<AwsFailure.Kind> worthRepeating) {
        if (!worthRepeating.contains(failure.kind())) {
            throw failure;
        }
    }
}
