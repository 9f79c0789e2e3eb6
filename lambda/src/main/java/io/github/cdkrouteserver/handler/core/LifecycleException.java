package io.github.cdkrouteserver.handler.core;

/** A request that cannot be fulfilled, with a reason that CloudFormation shows to the user. */
public final class LifecycleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LifecycleException(String reason) {
        super(reason);
    }

    /**
     * Made of something else that failed.
     *
     * @param reason what CloudFormation shows
     * @param cause what failed
     */
    public LifecycleException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
