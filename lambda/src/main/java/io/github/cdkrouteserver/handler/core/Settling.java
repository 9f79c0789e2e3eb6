package io.github.cdkrouteserver.handler.core;

import java.util.Optional;

/** Waits until a server is available, its persistence has come to rest and nothing else is missing. */
final class Settling {
    /** How long persistence may go on changing after the server itself is available, where there is twice the time. */
    private static final long PERSISTENCE_GRACE_MILLIS = 120_000;

    /** What still keeps a server from being settled, or null. */
    @FunctionalInterface
    interface Missing {
        /** All that is asked is that the server is at rest. */
        Missing NOTHING = server -> null;

        String of(RouteServer server);
    }

    private final Calls calls;
    private final String id;
    private final Missing missing;
    private final Denials denials;
    private Deadline persistenceGrace;
    private String why = "EC2 does not describe it yet";

    private Settling(Calls calls, String id, Missing missing) {
        this.calls = calls;
        this.id = id;
        this.missing = missing;
        this.denials = new Denials(calls);
    }

    /**
     * Waits for a server.
     *
     * @param goal what it is to be, for the reason where it is not in time
     * @return the server, settled
     */
    static RouteServer await(Calls calls, String id, Missing missing, String goal) {
        return new Settling(calls, id, missing).await(goal);
    }

    private RouteServer await(String goal) {
        Backoff backoff = calls.backoff();
        while (true) {
            calls.requireWanted();
            Optional<RouteServer> settled = look();
            if (settled.isPresent()) {
                return settled.get();
            }
            if (calls.deadline().isOver()) {
                throw new LifecycleException("route server " + id + " was not " + goal + " in time: " + why
                        + "; raise the construct's timeout, or look at the server in EC2");
            }
            calls.deadline().sleep(backoff.nextMillis());
        }
    }

    private Optional<RouteServer> look() {
        try {
            Optional<RouteServer> found = calls.servers().find(id);
            if (found.isPresent()) {
                why = whyNot(found.get());
            }
            return why == null ? found : Optional.empty();
        } catch (AwsFailure e) {
            if (!denials.mayPass(e)) {
                Failures.requireWorthRepeating(e, Failures.TRANSIENT);
            }
            why = e.getMessage();
            return Optional.empty();
        }
    }

    private String whyNot(RouteServer server) {
        if (server.isGone()) {
            throw deletedMeanwhile(server);
        }
        if (!server.isAvailable()) {
            return "its state is " + server.state();
        }
        if (persistenceGrace == null) {
            // What comes after it needs time too.
            long half = calls.deadline().millisLeft() / 2;
            persistenceGrace = calls.deadline().within(Math.min(PERSISTENCE_GRACE_MILLIS, half));
        }
        String lacks = missing.of(server);
        if (lacks == null && server.persistenceMoves() && !persistenceGrace.isOver()) {
            return "its persistence is still " + server.persistRoutesState();
        }
        return lacks;
    }

    static LifecycleException deletedMeanwhile(RouteServer server) {
        return new LifecycleException("route server " + server.id() + " was deleted (state " + server.state()
                + ") before this request was done with it; deploy again to create a new one");
    }
}
