package io.github.cdkrouteserver.handler.core;

import java.util.Optional;
import java.util.function.Consumer;

/** Deletes a server and waits until EC2 says that it is gone; a failed Describe says nothing. */
final class Removal {
    private final Calls calls;
    private final String id;
    private final Consumer<RouteServer> beforehand;
    private final Absence absence;
    private final Denials denials;
    private boolean seen;
    private boolean accepted;
    private boolean unknown;
    private String why = "";

    private Removal(Calls calls, String id, Consumer<RouteServer> beforehand) {
        this.calls = calls;
        this.id = id;
        this.beforehand = beforehand;
        this.absence = new Absence(calls.time());
        this.denials = new Denials(calls);
    }

    /**
     * Deletes a server.
     *
     * @param beforehand told of the server as EC2 first describes it, before it is deleted; never told of one that EC2
     *     does not describe
     */
    static void of(Calls calls, String id, Consumer<RouteServer> beforehand) {
        new Removal(calls, id, beforehand).run();
    }

    private void run() {
        Backoff backoff = calls.backoff();
        while (!isGone()) {
            if (calls.deadline().isOver()) {
                if (absence.isObserved() && unknown) {
                    return;
                }
                throw new LifecycleException("route server " + id + " could not be deleted in time: " + why
                        + "; whatever still belongs to it (associations, endpoints, propagations) must be gone first:"
                        + " remove what is left, then delete again");
            }
            calls.deadline().sleep(backoff.nextMillis());
        }
    }

    private boolean isGone() {
        calls.requireWanted();
        Optional<RouteServer> found;
        try {
            found = calls.servers().find(id);
        } catch (AwsFailure e) {
            // It says neither that the server is there nor that it is gone.
            if (!accepted && !absence.isObserved() && !denials.mayPass(e)) {
                Failures.requireWorthRepeating(e, Failures.TRANSIENT);
            }
            why = e.getMessage();
            unknown = false;
            return false;
        }
        absence.observe(found.isEmpty());
        try {
            if (found.isPresent() && !seen) {
                seen = true;
                beforehand.accept(found.get());
            }
            if (found.isEmpty() ? accepted : found.get().isDeleted()) {
                return true;
            }
            if (found.filter(RouteServer::isDeleting).isPresent()) {
                why = "it is still deleting";
            } else {
                calls.servers().delete(id);
                accepted = true;
                why = "EC2 has accepted the delete but still describes the server";
            }
            return false;
        } catch (AwsFailure e) {
            why = e.getMessage();
            unknown = e.kind() == AwsFailure.Kind.NOT_FOUND;
            if (absence.confirms(e.kind())) {
                return true;
            }
            boolean mayBeGone = absence.isObserved() || e.kind() == AwsFailure.Kind.NOT_FOUND;
            if (!mayBeGone && !denials.mayPass(e)) {
                Failures.requireWorthRepeating(e, Failures.NOT_YET);
            }
            return false;
        }
    }
}
