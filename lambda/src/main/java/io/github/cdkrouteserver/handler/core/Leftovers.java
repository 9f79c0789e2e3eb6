package io.github.cdkrouteserver.handler.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Removes the servers that CloudFormation will never ask for. */
final class Leftovers {
    /** How long an orphan may take to become deletable while CloudFormation waits. */
    private static final long SWEEP_MILLIS = 60_000;

    /** How long an id that CloudFormation invented is looked for: the server it stands for may be seconds old. */
    private static final long LOOK_AGAIN_MILLIS = 10_000;

    /** What a request says that came too late and changed nothing. */
    static final String NOTHING = "nothing was done";

    /** What became of a server that nobody may announce any more. */
    enum Fate {
        DELETED("was deleted"),
        MARKED("could not be deleted yet and is marked, so that the next update or delete removes it"),
        LEFT("could be neither deleted nor marked: delete it by hand");

        private final String text;

        Fate(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    private final Calls calls;
    private final Notes notes;
    private final List<RouteServer> unfinished = new CopyOnWriteArrayList<>();

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
        // What is still to be done for the answer needs time as well.
        Deadline patience =
                calls.deadline().within(Math.min(SWEEP_MILLIS, calls.deadline().millisLeft() / 2));
        owned.unansweredSuccessors().stream()
                .filter(orphan -> !orphan.id().equals(kept))
                .forEach(orphan -> removeOrAbandon(orphan, patience));
        List<RouteServer> obsolete = owned.rolledBackSuccessors();
        obsolete.forEach(server -> takeBack(server, patience));
        owned.announcedInVain().stream()
                .filter(server -> !obsolete.contains(server) && !server.id().equals(kept))
                .forEach(server -> removeOrAbandon(server, patience));
        removeReleased(owned.releasedInVain(), patience);
    }

    /** Removes a server that its request must not announce any more, or says so on it where it cannot be deleted yet. */
    Fate removeOrAbandon(RouteServer orphan, Deadline patience) {
        try {
            delete(orphan, Failures.NOT_YET, patience);
            return Fate.DELETED;
        } catch (AwsFailure | LifecycleException e) {
            // The request that made it may still go on elsewhere.
            unfinished.add(orphan);
            return notes.abandon(orphan) ? Fate.MARKED : Fate.LEFT;
        }
    }

    boolean areUnfinished() {
        return !unfinished.isEmpty();
    }

    /**
     * Goes on with what could not be deleted while CloudFormation waited: where the resource is retained, no later request
     * finds it.
     */
    void finish(Deadline patience) {
        unfinished.forEach(orphan -> Notes.ifPossible(
                () -> calls.oncePermitted(Failures.NOT_YET, patience, () -> deleteIfUnannounced(orphan.id()))));
    }

    private void deleteIfUnannounced(String id) {
        calls.servers()
                .find(id)
                .filter(server -> OwnedServers.isUnannounced(server) && !server.isGone())
                .ifPresent(server -> calls.servers().delete(id));
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
            if (refused.kind() != AwsFailure.Kind.NOT_FOUND && !isKnownToBeGone(obsolete)) {
                mark(obsolete, refused);
            }
        }
    }

    private boolean isKnownToBeGone(RouteServer server) {
        try {
            // Not as patiently as elsewhere: a denial is an answer here.
            return calls.patiently(Failures.TRANSIENT, () -> calls.servers().find(server.id()))
                    .filter(found -> !found.isGone())
                    .isEmpty();
        } catch (AwsFailure e) {
            // Only what EC2 says counts.
            return false;
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
    private void removeReleased(List<RouteServer> released, Deadline patience) {
        released.forEach(server -> Notes.ifPossible(() -> delete(server, Failures.TRANSIENT, patience)));
    }

    private void delete(RouteServer server, Set<AwsFailure.Kind> worthRepeating, Deadline patience) {
        calls.oncePermitted(worthRepeating, patience, () -> deleteUnlessGoing(server.id()));
    }

    /** The answer to an earlier attempt may have been lost, and EC2 may refuse to delete what it deletes already. */
    private void deleteUnlessGoing(String id) {
        try {
            calls.servers().delete(id);
        } catch (AwsFailure e) {
            boolean isGoing = e.kind() == AwsFailure.Kind.INCORRECT_STATE
                    && calls.servers().find(id).filter(RouteServer::isGone).isPresent();
            if (!isGoing) {
                throw e;
            }
        }
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
        removeReleased(owned.releasedInVain(), calls.deadline().within(SWEEP_MILLIS));
    }

    /** A list may lag behind what EC2 has shown of a server before, and this delete may follow its announcement closely. */
    private boolean isStillUnannounced(RouteServer listed) {
        return found(listed).map(OwnedServers::isUnannounced).orElse(true);
    }

    /** Looks for a server that was listed until EC2 has denied it for a while. */
    private Optional<RouteServer> found(RouteServer listed) {
        return calls.lookAgain(
                calls.find(listed.id()),
                () -> calls.find(listed.id()),
                Optional::isPresent,
                calls.deadline().within(LOOK_AGAIN_MILLIS));
    }

    /**
     * Removes what the request itself has made without ever telling CloudFormation of it.
     *
     * @return what was done
     */
    String removeOwn(Supplier<OwnedServers> listing) {
        try {
            return listing.get()
                    .madeByThisRequest()
                    .flatMap(this::found)
                    .filter(OwnedServers::isUnannounced)
                    .filter(server -> !server.isGone())
                    .map(server -> "route server " + server.id() + ", which it had made, "
                            + removeOrAbandon(server, calls.deadline()).text())
                    .orElse(NOTHING);
        } catch (AwsFailure | LifecycleException e) {
            // As though there were none: whoever deletes or updates the resource next looks again.
            return NOTHING;
        }
    }

    /** Removes what a create left that never told CloudFormation an id: it may be too new for EC2 to list at once. */
    void removeUnnamed(Supplier<List<RouteServer>> listing) {
        List<RouteServer> orphans = calls.lookAgain(
                listing.get(),
                listing,
                found -> !found.stream().allMatch(OwnedServers::isReleased),
                calls.deadline().within(LOOK_AGAIN_MILLIS));
        List<RouteServer> own = orphans.stream()
                .filter(orphan -> !OwnedServers.isReleased(orphan))
                .toList();
        List<RouteServer> earlier =
                orphans.stream().filter(OwnedServers::isReleased).toList();
        // Where this delete does not succeed, a later one must find them, however old they are then.
        own.forEach(notes::release);
        if (own.isEmpty()) {
            removeAll(earlier);
        } else {
            removeAll(own);
            removeReleased(earlier, calls.deadline().within(SWEEP_MILLIS));
        }
    }

    /** What blocks the deletion of one may last, and must not keep the others. */
    private void removeAll(List<RouteServer> orphans) {
        List<RuntimeException> failures = new ArrayList<>();
        for (RouteServer orphan : orphans) {
            try {
                Removal.of(calls, orphan.id(), server -> {});
            } catch (AwsFailure | LifecycleException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }
}
