package io.github.cdkrouteserver.localaws.ec2;

import java.time.Duration;

/** What takes time. */
public enum Transition {
    /** A new server until it is available. */
    SERVER_CREATION(Duration.ofSeconds(10)),
    /** A modified server until it is available again. */
    SERVER_MODIFICATION(Duration.ofSeconds(8)),
    /** A deleted server until it is a tombstone. */
    SERVER_DELETION(Duration.ofSeconds(10)),
    /** From available until the persistence has settled as well. */
    PERSISTENCE_SETTLING(Duration.ofSeconds(2)),
    /** From available until the topic's ARN appears, with {@link TopicAppears#LATER}. */
    TOPIC_APPEARANCE(Duration.ofSeconds(3)),
    /** A new association until it is associated. */
    ASSOCIATION(Duration.ofSeconds(10)),
    /** An association until it is gone. */
    DISASSOCIATION(Duration.ofSeconds(10)),
    /** A new endpoint until it is available. */
    ENDPOINT_CREATION(Duration.ofSeconds(60)),
    /** A deleted endpoint until it is a tombstone. */
    ENDPOINT_DELETION(Duration.ofSeconds(60)),
    /** A new peer until it is available. */
    PEER_CREATION(Duration.ofSeconds(10)),
    /** A deleted peer until it is a tombstone. */
    PEER_DELETION(Duration.ofSeconds(10)),
    /** A new propagation until it is available. */
    PROPAGATION(Duration.ofSeconds(5)),
    /** A propagation until it is gone. */
    PROPAGATION_REMOVAL(Duration.ofSeconds(5));

    private final Duration realistic;

    Transition(Duration realistic) {
        this.realistic = realistic;
    }

    Duration realistic() {
        return realistic;
    }
}
