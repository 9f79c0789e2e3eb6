package io.github.cdkrouteserver.localaws.cloudformation;

/**
 * What goes wrong with an answer on its way to the response URL.
 *
 * @param status the HTTP status to answer with; 0 to drop the connection without an answer
 * @param stored whether the body arrived all the same
 */
public record PutFault(int status, boolean stored) {
    /** The connection is closed and nothing arrived. */
    public static final PutFault DROPPED = new PutFault(0, false);

    /** The body arrived, and the connection is closed before the sender learns of it. */
    public static final PutFault DROPPED_AFTER = new PutFault(0, true);

    /** The server fails. */
    public static PutFault status(int status) {
        return new PutFault(status, false);
    }
}
