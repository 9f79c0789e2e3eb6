package io.github.cdkrouteserver.handler.ec2;

/** Receives what became of each call to EC2. */
@FunctionalInterface
public interface CallListener {
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
