package io.github.cdkrouteserver.handler.core;

import java.nio.charset.StandardCharsets;

/** A call that AWS refused or that never got an answer. */
public final class AwsFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** In bytes, of which the answer has a limited number. */
    private static final int LONGEST_MESSAGE = 1_500;

    /** What the lifecycle can make of a failure. */
    public enum Kind {
        /** The route server is unknown to EC2. */
        NOT_FOUND,
        /** EC2 refuses for now: the server, or something that depends on it, is still changing. */
        INCORRECT_STATE,
        /** The client token was used before, with other parameters. */
        TOKEN_MISMATCH,
        /** The function's role lacks a permission. */
        DENIED,
        /** Throttling, a server error, or no answer at all: the same call may go through later. */
        TRANSIENT,
        /** Anything else: repeating the call would not help. */
        OTHER
    }

    private final Kind kind;
    private final String code;
    private final String requestId;

    /**
     * Describes a failed call.
     *
     * @param kind what can be made of it
     * @param operation the EC2 action, and the server that it was about
     * @param code AWS's error code, or the name of the local fault
     * @param message AWS's message
     * @param requestId AWS's id of the request, or null where there was no answer
     * @param cause the exception of the client
     */
    public AwsFailure(Kind kind, String operation, String code, String message, String requestId, Throwable cause) {
        super(
                operation + " failed with " + code + ": " + shortened(message)
                        + (requestId == null ? "" : " (request id " + requestId + ")"),
                cause);
        this.kind = kind;
        this.code = code;
        this.requestId = requestId == null ? "" : requestId;
    }

    /** What comes after it in a reason must fit in too: the request's id, what to do, and the log stream. */
    private static String shortened(String message) {
        int bytes = message == null ? 0 : message.getBytes(StandardCharsets.UTF_8).length;
        return bytes <= LONGEST_MESSAGE
                ? message
                : message.substring(0, (int) ((long) LONGEST_MESSAGE * message.length() / bytes)) + "...";
    }

    /**
     * Tells what can be made of the failure.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Tells AWS's error code.
     *
     * @return the code, or the name of the local fault
     */
    public String code() {
        return code;
    }

    /**
     * Tells AWS's id of the request.
     *
     * @return the id, or empty where there was no answer
     */
    public String requestId() {
        return requestId;
    }
}
