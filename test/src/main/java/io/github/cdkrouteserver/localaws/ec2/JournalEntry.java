package io.github.cdkrouteserver.localaws.ec2;

import java.util.List;

/**
 * A call and what became of it.
 *
 * @param call the call
 * @param outcome {@code OK}, an error code, {@code DroppedBeforeEffect} or {@code DroppedAfterEffect}
 * @param message the error's message; empty where there was none
 * @param resourceId the first resource that the call was about, also one that it made; empty where there was none
 * @param clientToken its client token; empty where it had none
 * @param allowedBy for each permission that was needed, the statement that gave it
 */
public record JournalEntry(
        Ec2Call call, String outcome, String message, String resourceId, String clientToken, List<String> allowedBy) {
    /** Outcome of a call that was answered with success. */
    public static final String OK = "OK";

    /** Copies the list. */
    public JournalEntry {
        allowedBy = List.copyOf(allowedBy);
    }

    /**
     * Returns the action of the call.
     *
     * @return the action
     */
    public String action() {
        return call.action();
    }

    /**
     * Tells whether the call was answered with success.
     *
     * @return whether it was
     */
    public boolean succeeded() {
        return outcome.equals(OK);
    }
}
