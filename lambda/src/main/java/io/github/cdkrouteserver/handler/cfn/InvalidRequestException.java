package io.github.cdkrouteserver.handler.cfn;

/** A request that is not one of CloudFormation's, or not for this function. */
public final class InvalidRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Answerable answerable;

    InvalidRequestException(String reason) {
        this(reason, null);
    }

    InvalidRequestException(String reason, Answerable answerable) {
        super(reason);
        this.answerable = answerable;
    }

    /**
     * Tells whom to answer all the same.
     *
     * @return the addressee, or null where the request does not name one that may be answered
     */
    public Answerable answerable() {
        return answerable;
    }
}
