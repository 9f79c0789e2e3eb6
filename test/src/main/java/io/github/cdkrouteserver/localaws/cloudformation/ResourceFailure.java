package io.github.cdkrouteserver.localaws.cloudformation;

/** A resource could not be created, changed or deleted. */
public final class ResourceFailure extends Exception {
    private final String physicalId;

    /** Creates a failure of a resource that left nothing behind, or nothing new. */
    public ResourceFailure(String reason) {
        this(reason, null);
    }

    /**
     * Creates a failure.
     *
     * @param reason what the event says
     * @param physicalId what a create that failed left behind, to be deleted in the rollback; null where nothing
     */
    public ResourceFailure(String reason, String physicalId) {
        super(reason);
        this.physicalId = physicalId;
    }

    /** Returns what a create that failed left behind, or null. */
    public String physicalId() {
        return physicalId;
    }
}
