package io.github.cdkrouteserver.handler.ec2;

/** Receives what is called of EC2, and what became of it. */
@FunctionalInterface
public interface CallListener {
    /**
     * Tells that a call begins.
     *
     * @param operation the EC2 action
     * @param routeServerId the server it is about, or empty
     */
    default void calling(String operation, String routeServerId) {
        // Most only want to know how it ends.
    }

    /**
     * Tells what became of a call.
     *
     * @param operation the EC2 action
     * @param routeServerId the server it was about, or empty
     * @param outcome {@code ok}, or AWS's error code
     * @param requestId AWS's id of the request, or empty
     * @param millis how long it took, the SDK's own retries included
     */
    void called(String operation, String routeServerId, String outcome, String requestId, long millis);
}
