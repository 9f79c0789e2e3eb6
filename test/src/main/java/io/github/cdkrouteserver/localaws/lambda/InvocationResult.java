package io.github.cdkrouteserver.localaws.lambda;

/**
 * How one delivery of an event ended.
 *
 * @param requestId Lambda's request id, the same for every delivery of one event
 * @param attempt 1 for the first delivery
 * @param kind how it ended
 * @param payload the function's answer, its error document, or why there is neither
 */
public record InvocationResult(String requestId, int attempt, Kind kind, String payload) {
    /** How a delivery can end. */
    public enum Kind {
        /** The function returned. */
        SUCCESS,
        /** The function threw. */
        FUNCTION_ERROR,
        /** The process could not load the handler. */
        INIT_ERROR,
        /** The process ended, or was killed, before it answered. */
        PROCESS_EXIT,
        /** The time limit passed; the process was killed. */
        TIMEOUT,
        /** The event had grown too old to be delivered again. */
        EXPIRED
    }

    /** Returns whether the function returned normally. */
    public boolean succeeded() {
        return kind == Kind.SUCCESS;
    }
}
