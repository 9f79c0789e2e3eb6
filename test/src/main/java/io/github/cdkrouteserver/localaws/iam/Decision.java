package io.github.cdkrouteserver.localaws.iam;

/**
 * IAM's answer to an {@link AccessRequest}.
 *
 * @param allowed whether the call may go on
 * @param explicitDeny whether a Deny statement decided it
 * @param statement the statement that decided, such as {@code policy 0 statement 2 (ManageOwn)}; empty where none did
 */
public record Decision(boolean allowed, boolean explicitDeny, String statement) {
    static Decision allowedBy(String statement) {
        return new Decision(true, false, statement);
    }

    static Decision deniedBy(String statement) {
        return new Decision(false, true, statement);
    }

    static Decision implicitDeny() {
        return new Decision(false, false, "");
    }
}
