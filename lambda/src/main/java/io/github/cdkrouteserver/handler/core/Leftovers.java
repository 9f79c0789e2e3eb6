package io.github.cdkrouteserver.handler.core;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Removes the servers that CloudFormation will never ask for. */
final class Leftovers {
    /** How long an orphan may take to become deletable. */
    private static final long SWEEP_MILLIS = 60_000;

    /** How long an id that CloudFormation invented is looked for: the server it stands for may be seconds old. */
    private static final long LOOK_AGAIN_MILLIS = 10_000;

    private final Calls calls;
    private final Notes notes;

    Leftovers(Calls calls, Notes notes) {
        this.calls = calls;
        this.notes = notes;
    }

    /**
     * Removes what interrupted requests left, and what failed deletes did; the update itself does not depend on it.
     *
     * @param kept physical id that this request answers with: it may be what an interrupted one had made
     */
    void sweep(OwnedServers owned, String kept) {
        Deadline patience = calls.deadline().within(SWEEP_MILLIS);
        for (RouteServer orphan : owned.unansweredSuccessors()) {
            if (!orphan.id().equals(kept)) {
                removeOrAbandon(orphan, patience);
            }
        }
        owned.rolledBackSuccessors().forEach(obsolete -> takeBack(obsolete, patience));
        removeReleased(owned, kept, patience);
    }

    private void removeOrAbandon(RouteServer orphan, Deadline patience) {
        try {
            delete(orphan, Failures.NOT_YET, patience);
        } catch (AwsFailure | LifecycleException e) {
            // The next update or delete finds it again. The request that made it may still go on elsewhere, but must
            // not announce it.
            notes.abandon(orphan);
        }
    }

    /**
     * Removes what a later rollback made obsolete, or marks it as an orphan where it still has dependents.
     *
     * <p>CloudFormation deletes it by itself where it was still listening when that update was answered; where it had
     * cancelled the update before, nobody else ever will, and nothing but this mark would tell it from the server of an
     * update that was completed.
     */
    private void takeBack(RouteServer obsolete, Deadline patience) {
        try {
            delete(obsolete, Failures.TRANSIENT, patience);
        } catch (AwsFailure refused) {
            boolean isGone = refused.kind() == AwsFailure.Kind.NOT_FOUND
                    || calls.find(obsolete.id())
                            .filter(server -> !server.isGone())
                            .isEmpty();
            if (!isGone) {
                mark(obsolete, refused);
            }
        }
    }

    private void mark(RouteServer obsolete, AwsFailure refused) {
        try {
            notes.note(obsolete, Provenance.Phase.CREATING);
        } catch (AwsFailure e) {
            throw new LifecycleException(
                    "the server is as it was before, but route server " + obsolete.id()
                            + ", which the update had made, could be neither deleted (" + refused.getMessage()
                            + ") nor marked (" + e.getMessage()
                            + "): delete it by hand or allow both to the provider's role, then continue the rollback",
                    e);
        }
    }

    /** Whatever blocked the deletion of what CloudFormation has let go of may block it still. */
    private void removeReleased(OwnedServers owned, String kept, Deadline patience) {
        owned.releasedInVain().stream()
                .filter(released -> !released.id().equals(kept))
                .forEach(released -> Notes.ifPossible(() -> delete(released, Failures.TRANSIENT, patience)));
    }

    private void delete(RouteServer server, Set<AwsFailure.Kind> worthRepeating, Deadline patience) {
        calls.oncePermitted(worthRepeating, patience, () -> calls.servers().delete(server.id()));
    }

    /**
     * Removes what is left once the server that a delete names is gone.
     *
     * @param tokenOfCurrent token of the request that had made it, or empty
     */
    void remove(OwnedServers owned, String tokenOfCurrent) {
        removeAll(owned.leftBehind(tokenOfCurrent).stream()
                .filter(this::isStillUnannounced)
                .toList());
        removeReleased(owned, "", calls.deadline().within(SWEEP_MILLIS));
    }

    /** A list may lag behind what EC2 has shown of a server before, and this delete may follow its announcement closely. */
    private boolean isStillUnannounced(RouteServer listed) {
        return OwnedServers.isUnannounced(calls.find(listed.id()).orElse(listed));
    }

    /**
     * Removes what the request itself has made without ever telling CloudFormation of it.
     *
     * @return id of that server, where there is one
     */
    Optional<String> removeOwn(Supplier<OwnedServers> listing) {
        try {
            Optional<RouteServer> own = listing.get()
                    .madeByThisRequest()
                    .filter(server -> !server.isGone())
                    .filter(this::isStillUnannounced);
            own.ifPresent(server -> removeOrAbandon(server, calls.deadline().within(SWEEP_MILLIS)));
            return own.map(RouteServer::id);
        } catch (AwsFailure | LifecycleException e) {
            // As though there were none: whoever deletes or updates the resource next looks again.
            return Optional.empty();
        }
    }

    /** Removes what a create left that never told CloudFormation an id: it may be too new for EC2 to list at once. */
    void removeUnnamed(Supplier<List<RouteServer>> listing) {
        List<RouteServer> orphans = calls.lookAgain(
                listing.get(),
                listing,
                found -> !found.isEmpty(),
                calls.deadline().within(LOOK_AGAIN_MILLIS));
        // Where this delete does not succeed, a later one must find them, however old they are then.
        orphans.forEach(notes::release);
        removeAll(orphans);
    }

    private void removeAll(List<RouteServer> orphans) {
        orphans.forEach(orphan -> Removal.of(calls, orphan.id(), server -> {}));
    }
}
