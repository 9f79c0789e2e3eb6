package io.github.cdkrouteserver.localaws.ec2;

/** Route persistence: what a request for it means, and how its state moves. */
final class Persistence {
    static final String DISABLED = "disabled";
    private static final String ENABLED = "enabled";
    private static final String ENABLING = "enabling";
    private static final String DISABLING = "disabling";
    private static final String RESETTING = "resetting";
    private static final String MODIFYING = "modifying";

    private final Ec2State state;

    Persistence(Ec2State state) {
        this.state = state;
    }

    void requireValidOnCreate(String persistRoutes, Integer duration) {
        if ("reset".equals(persistRoutes) && state.behavior().resetOnCreateRefused()) {
            throw Ec2Error.invalidCombination("A new route server has no routes to reset.");
        }
        requireDuration(persistRoutes, duration, false);
    }

    /** The server with the requested persistence under way. */
    RouteServer begin(RouteServer server, String persistRoutes, Integer duration) {
        boolean on = isOn(server);
        requireDuration(persistRoutes, duration, on);
        if (persistRoutes == null) {
            return on && duration != null && !duration.equals(server.persistRoutesDuration())
                    ? server.withPersistence(MODIFYING, duration)
                    : server;
        }
        return switch (persistRoutes) {
            case "enable" -> enable(server, on, duration);
            case "disable" -> on ? server.withPersistence(DISABLING, null) : server;
            default -> {
                state.routes().forgetAllOf(server.routeServerId());
                yield server.withPersistence(
                        RESETTING, on && duration != null ? duration : server.persistRoutesDuration());
            }
        };
    }

    /** Ends whatever is under way, some time after the server is available. */
    void settleLater(String id) {
        state.after(
                id + "/persistence",
                Transition.PERSISTENCE_SETTLING,
                () -> state.servers()
                        .changeIfPresent(id, this::settled, state.behavior().changesUnseenFor()));
    }

    private RouteServer enable(RouteServer server, boolean on, Integer duration) {
        int minutes = duration != null ? duration : on ? server.persistRoutesDuration() : 1;
        if (on && minutes == server.persistRoutesDuration()) {
            return server;
        }
        return server.withPersistence(on ? MODIFYING : ENABLING, minutes);
    }

    private RouteServer settled(RouteServer server) {
        return switch (server.persistRoutesState()) {
            case ENABLING, MODIFYING -> server.withPersistence(ENABLED, server.persistRoutesDuration());
            case DISABLING -> server.withPersistence(DISABLED, null);
            case RESETTING -> afterReset(server);
            default -> server;
        };
    }

    private RouteServer afterReset(RouteServer server) {
        Integer minutes = server.persistRoutesDuration();
        return switch (state.behavior().afterReset()) {
            case AS_BEFORE -> server.withPersistence(minutes == null ? DISABLED : ENABLED, minutes);
            case ENABLED -> server.withPersistence(ENABLED, minutes == null ? Integer.valueOf(1) : minutes);
            case DISABLED -> server.withPersistence(DISABLED, null);
        };
    }

    private void requireDuration(String persistRoutes, Integer duration, boolean on) {
        boolean enabling = "enable".equals(persistRoutes);
        if (enabling && duration == null && !on && state.behavior().enableWithoutDurationRefused()) {
            throw Ec2Error.missing("PersistRoutesDuration");
        }
        boolean staysOn = on && !"disable".equals(persistRoutes);
        if (duration != null && !enabling && !staysOn && state.behavior().durationWithoutEnableRefused()) {
            throw Ec2Error.invalidCombination("PersistRoutesDuration is only valid when route persistence is enabled.");
        }
    }

    private static boolean isOn(RouteServer server) {
        return server.persistRoutesDuration() != null;
    }
}
