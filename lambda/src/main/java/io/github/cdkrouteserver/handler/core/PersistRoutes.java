package io.github.cdkrouteserver.handler.core;

import java.util.Locale;

/** What is asked of persistence. */
enum PersistRoutes {
    ENABLE,
    DISABLE,
    RESET;

    static PersistRoutes parse(String value) {
        for (PersistRoutes action : values()) {
            if (action.wireName().equals(value)) {
                return action;
            }
        }
        return null;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
