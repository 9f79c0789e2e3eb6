package io.github.cdkrouteserver;

/**
 * What a route server does with its routes when all its BGP sessions are down.
 *
 * <p>The values are those of {@code PersistRoutes} in the Amazon EC2 API's CreateRouteServer and ModifyRouteServer.
 */
public enum PersistRoutes {
    /** Keeps the routes in the routing database, and in the route tables, while all BGP sessions are down. */
    ENABLE("enable"),

    /** Withdraws the routes as soon as the BGP sessions are down. */
    DISABLE("disable"),

    /**
     * Withdraws the routes that are persisted now, once: on creation and when the property changes to RESET. Set it to ENABLE
     * or DISABLE afterwards; only a change back to RESET resets again.
     */
    RESET("reset");

    private final String value;

    PersistRoutes(String value) {
        this.value = value;
    }

    /**
     * The value as the Amazon EC2 API spells it.
     *
     * @return {@code enable}, {@code disable} or {@code reset}
     */
    public String getValue() {
        return value;
    }
}
