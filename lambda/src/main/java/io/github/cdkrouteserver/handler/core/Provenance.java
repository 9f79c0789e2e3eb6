package io.github.cdkrouteserver.handler.core;

import io.github.cdkrouteserver.contract.RouteServerContract;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a server came from, kept in a tag of it, because a tag survives whatever happens to the function.
 *
 * @param phase how far CloudFormation has been told of it
 * @param token client token of the request that made it
 * @param predecessor physical id that the server replaced, or empty
 */
record Provenance(Phase phase, String token, String predecessor) {
    /** How far CloudFormation has been told of a server. */
    enum Phase {
        /** Not at all: if the request ends here, nobody else will ever ask for this server. */
        CREATING,
        /** The answer of an update is on its way: it is an orphan only if CloudFormation goes on with its predecessor. */
        ANSWERING,
        /** CloudFormation has accepted the answer that named it. */
        CREATED;

        private String tagValue() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int PARTS = 3;

    static Provenance of(String token, String predecessor) {
        return new Provenance(Phase.CREATING, token, predecessor);
    }

    static Optional<Provenance> read(RouteServer server) {
        String[] parts = server.tags()
                .getOrDefault(RouteServerContract.PROVENANCE_TAG, "")
                .split(" ", PARTS);
        if (parts.length < PARTS) {
            return Optional.empty();
        }
        for (Phase phase : Phase.values()) {
            if (phase.tagValue().equals(parts[0])) {
                return Optional.of(new Provenance(phase, parts[1], parts[2]));
            }
        }
        return Optional.empty();
    }

    Provenance at(Phase next) {
        return new Provenance(next, token, predecessor);
    }

    String tagValue() {
        return phase.tagValue() + " " + token + " " + predecessor;
    }
}
