package io.github.cdkrouteserver.handler.core;

/**
 * What ModifyRouteServer is to change; null members are left as they are.
 *
 * @param persistRoutes {@code enable}, {@code disable} or {@code reset}
 * @param persistRoutesDuration minutes
 * @param snsNotificationsEnabled whether to publish BGP events
 */
public record Modification(String persistRoutes, Long persistRoutesDuration, Boolean snsNotificationsEnabled) {
    boolean isEmpty() {
        return persistRoutes == null && snsNotificationsEnabled == null;
    }
}
