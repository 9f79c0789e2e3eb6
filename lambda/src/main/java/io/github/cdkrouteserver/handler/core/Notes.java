package io.github.cdkrouteserver.handler.core;

import io.github.cdkrouteserver.contract.RouteServerContract;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes into the own tags of servers how far CloudFormation has been told of them. */
final class Notes {
    /** How long a note may take that the request does not depend on. */
    private static final long SHORT_MILLIS = 10_000;

    private final Calls calls;
    private final ResourceRequest request;
    private volatile String madeId;

    Notes(Calls calls, ResourceRequest request) {
        this.calls = calls;
        this.request = request;
    }

    /** What this request made may be described without its tags at first. */
    void made(String id) {
        madeId = id;
    }

    Provenance.Phase phaseOf(RouteServer server) {
        return provenanceOf(server).map(Provenance::phase).orElse(null);
    }

    /** Whether CloudFormation is still to be told of a server. */
    boolean isOpen(RouteServer server) {
        Provenance.Phase phase = phaseOf(server);
        return phase == Provenance.Phase.CREATING || phase == Provenance.Phase.ANSWERING;
    }

    void note(RouteServer server, Provenance.Phase phase) {
        note(server, phaseOf(server), phase);
    }

    /** The same where this request has noted another phase since the server was described. */
    void note(RouteServer server, Provenance.Phase now, Provenance.Phase phase) {
        if (now != phase) {
            provenanceOf(server)
                    .ifPresent(provenance ->
                            calls.onceSpread(Failures.TRANSIENT, () -> tag(server, provenance.at(phase))));
        }
    }

    /** CloudFormation names it, so it was told of it. */
    void acknowledge(RouteServer current) {
        if (current.isGone()) {
            return;
        }
        if (!OwnedServers.isReleased(current)) {
            note(current, Provenance.Phase.CREATED);
        }
        if (Provenance.isAbandoned(current)) {
            calls.onceSpread(
                    Failures.TRANSIENT,
                    () -> calls.servers().untag(current.id(), Set.of(RouteServerContract.ABANDONED_TAG)));
        }
    }

    void adopted(RouteServer server) {
        calls.onceSpread(Failures.TRANSIENT, () -> tag(server, Provenance.ofAdoption(request)));
    }

    /**
     * Tells whoever finds the server, or its tombstone, that CloudFormation has asked for its deletion.
     *
     * <p>The delete itself does not depend on it. Should that fail, the next request removes the server.
     */
    void release(RouteServer server) {
        if (!server.isGone()) {
            Deadline patience = calls.deadline().within(SHORT_MILLIS);
            Provenance.read(server)
                    .map(provenance -> provenance.at(Provenance.Phase.RELEASED))
                    .ifPresent(note -> ifPossible(
                            () -> calls.oncePermitted(Failures.TRANSIENT, patience, () -> tag(server, note))));
        }
    }

    /** A clean-up ends the update that came to a server from a dry run: what asks for that again is no rollback. */
    void closeWayBack(RouteServer server) {
        try {
            Provenance.read(server)
                    .map(provenance -> provenance.at(Provenance.Phase.CREATED).withoutWayBack())
                    .ifPresent(note -> calls.onceSpread(Failures.TRANSIENT, () -> tag(server, note)));
        } catch (AwsFailure e) {
            // No way leads back from what is gone.
            if (e.kind() != AwsFailure.Kind.NOT_FOUND) {
                throw e;
            }
        }
    }

    /**
     * Tells whoever made a server that it was given up.
     *
     * <p>That may be noting its own progress at this moment, and of two values for one tag only the later one stays, so
     * that this needs a tag of its own; where the server has no room for another, the provenance has to do.
     *
     * @return whether it could be noted
     */
    boolean abandon(RouteServer server) {
        return ifPossible(() -> calls.patientlyRun(
                        Failures.TRANSIENT,
                        () -> calls.servers()
                                .tag(server.id(), Map.of(RouteServerContract.ABANDONED_TAG, request.token()))))
                || ifPossible(() -> note(server, Provenance.Phase.ABANDONED));
    }

    /** What a request is better for, and done without. */
    static boolean ifPossible(Runnable extra) {
        try {
            extra.run();
            return true;
        } catch (AwsFailure | LifecycleException e) {
            // Where it is about a leftover, the next request tries again.
            return false;
        }
    }

    private Optional<Provenance> provenanceOf(RouteServer server) {
        Optional<Provenance> read = Provenance.read(server);
        return read.isEmpty() && server.id().equals(madeId) ? Optional.of(Provenance.of(request)) : read;
    }

    private void tag(RouteServer server, Provenance provenance) {
        calls.servers().tag(server.id(), Map.of(RouteServerContract.PROVENANCE_TAG, provenance.tagValue()));
    }
}
