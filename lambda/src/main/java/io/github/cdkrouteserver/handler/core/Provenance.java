package io.github.cdkrouteserver.handler.core;

import io.github.cdkrouteserver.contract.RouteServerContract;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where a server came from, kept in a tag of it, because a tag survives whatever happens to the function.
 *
 * @param phase how far CloudFormation has been told of it
 * @param token client token of the request that made it
 * @param predecessor physical id that the server replaced, {@code offered} where it was adopted, or empty
 * @param signedAt when CloudFormation signed that request, in seconds since 1970, or 0 where that is not known
 * @param wayBack fingerprint of the properties with which a rollback would ask for the predecessor, or empty where none
 *     leads there: it may be retained, or is a dry run that CloudFormation has let go of
 */
record Provenance(Phase phase, String token, String predecessor, long signedAt, String wayBack) {
    /** How far CloudFormation has been told of a server. */
    enum Phase {
        /** Not at all: if the request ends here, nobody else will ever ask for this server. */
        CREATING,
        /** The answer of an update is on its way: it is an orphan only if CloudFormation goes on with its predecessor. */
        ANSWERING,
        /** CloudFormation has accepted the answer that named it. */
        CREATED,
        /** CloudFormation has asked for its deletion: whoever finds it alive later may remove it, and none uses it again. */
        RELEASED,
        /**
         * A later request took it for an orphan and could not delete it: whoever made it must not announce it.
         *
         * <p>A tag of its own says so, whatever else whoever made it may have noted since.
         */
        ABANDONED;

        private String tagValue() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int PARTS = 5;
    private static final int LEAST_PARTS = 3;
    private static final int TIME = 3;
    private static final int LONGEST_PREDECESSOR = 100;

    static Provenance of(ResourceRequest request) {
        String predecessor = request.physicalId();
        // A tag's value is short, and of ids that are neither short nor free of blanks none is ours.
        boolean fits = predecessor.length() <= LONGEST_PREDECESSOR && predecessor.indexOf(' ') < 0;
        // Which of two templates decides what happens to the predecessor is not documented.
        boolean retained = DesiredState.retainsOnReplace(request.properties())
                || DesiredState.retainsOnReplace(request.oldProperties());
        boolean reversible = PhysicalId.isDryRun(predecessor) || (PhysicalId.isServer(predecessor) && !retained);
        return new Provenance(
                Phase.CREATING,
                request.token(),
                fits ? predecessor : "",
                request.signedAt(),
                reversible ? Fingerprint.of(request.oldProperties()) : "");
    }

    /**
     * What an adopted server carries from the moment that it is as desired.
     *
     * <p>It has no phase before that: until then it belongs to whoever offered it, and nobody may take it for an orphan.
     */
    static Provenance ofAdoption(ResourceRequest request) {
        return new Provenance(Phase.CREATED, request.token(), RouteServerContract.OFFERED, request.signedAt(), "");
    }

    /** Whether the owner of a server has offered it by hand, and nobody has adopted it since. */
    static boolean isOffer(RouteServer server) {
        return RouteServerContract.OFFERED.equals(server.tags().get(RouteServerContract.PROVENANCE_TAG));
    }

    /** Whether a server carries the tag that says so. */
    static boolean isAbandoned(RouteServer server) {
        return server.tags().containsKey(RouteServerContract.ABANDONED_TAG);
    }

    static Optional<Provenance> read(RouteServer server) {
        String[] parts = server.tags()
                .getOrDefault(RouteServerContract.PROVENANCE_TAG, "")
                .split(" ", PARTS);
        if (parts.length < LEAST_PARTS) {
            return Optional.empty();
        }
        for (Phase phase : Phase.values()) {
            if (phase.tagValue().equals(parts[0])) {
                return Optional.of(new Provenance(
                        isAbandoned(server) && phase != Phase.RELEASED ? Phase.ABANDONED : phase,
                        parts[1],
                        parts[2],
                        parts.length > TIME ? time(parts[TIME]) : 0,
                        parts.length == PARTS ? parts[PARTS - 1] : ""));
            }
        }
        return Optional.empty();
    }

    boolean isAdoption() {
        return predecessor.equals(RouteServerContract.OFFERED);
    }

    Provenance at(Phase next) {
        return new Provenance(next, token, predecessor, signedAt, wayBack);
    }

    /** Whether an update asks for what was there before: a rollback sends the very properties that it goes back to. */
    boolean leadsBackTo(Map<String, Object> properties) {
        return !wayBack.isEmpty() && wayBack.equals(Fingerprint.of(properties));
    }

    Provenance withoutWayBack() {
        return new Provenance(phase, token, predecessor, signedAt, "");
    }

    String tagValue() {
        String value = phase.tagValue() + " " + token + " " + predecessor + " " + signedAt;
        return wayBack.isEmpty() ? value : value + " " + wayBack;
    }

    private static long time(String seconds) {
        try {
            return Long.parseLong(seconds);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
