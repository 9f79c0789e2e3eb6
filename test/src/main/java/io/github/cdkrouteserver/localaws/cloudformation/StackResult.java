package io.github.cdkrouteserver.localaws.cloudformation;

import java.util.Map;

/**
 * How an operation on a stack ended.
 *
 * @param stackName the stack
 * @param status the stack's status
 * @param outputs the stack's outputs, by logical id
 * @param reason why the operation failed, naming the resource that failed first; empty where it did not fail
 */
public record StackResult(String stackName, String status, Map<String, String> outputs, String reason) {
    /** Returns whether the stack is as the operation wanted it. */
    public boolean succeeded() {
        return reason.isEmpty();
    }

    /** Returns this result, or throws where the operation failed. */
    public StackResult orThrow() {
        if (!succeeded()) {
            throw new IllegalStateException(stackName + " " + status + ": " + reason);
        }
        return this;
    }
}
