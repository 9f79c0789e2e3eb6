package io.github.cdkrouteserver.localaws.ec2;

/** Receives the records of peers' vended logs. */
@FunctionalInterface
public interface PeerLogListener {
    /**
     * Receives a record.
     *
     * @param record the record
     */
    void log(PeerLogRecord record);
}
