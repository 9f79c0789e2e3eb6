package io.github.cdkrouteserver.localaws.ec2;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A route server, as the API describes it.
 *
 * @param routeServerId {@code rs-...}
 * @param amazonSideAsn BGP ASN of the Amazon side
 * @param state pending, available, modifying, deleting or deleted
 * @param tags its tags
 * @param persistRoutesState enabling, enabled, resetting, disabling, disabled or modifying
 * @param persistRoutesDuration minutes; null without persistence
 * @param snsNotificationsEnabled whether BGP events are published
 * @param snsTopicArn where to; null where the API does not tell
 */
public record RouteServer(
        String routeServerId,
        long amazonSideAsn,
        String state,
        Map<String, String> tags,
        String persistRoutesState,
        Integer persistRoutesDuration,
        boolean snsNotificationsEnabled,
        String snsTopicArn) {
    /** State of a server that is being made. */
    public static final String PENDING = "pending";

    /** State of a server that can be used. */
    public static final String AVAILABLE = "available";

    /** State of a server that is being changed. */
    public static final String MODIFYING = "modifying";

    /** State of a server that is going away. */
    public static final String DELETING = "deleting";

    /** State of a tombstone. */
    public static final String DELETED = "deleted";

    /** Copies the tags. */
    public RouteServer {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /**
     * Tells whether the server is neither deleted nor being deleted.
     *
     * @return whether it is alive
     */
    public boolean isLive() {
        return !state.equals(DELETING) && !state.equals(DELETED);
    }

    /**
     * Returns the server in another state.
     *
     * @param newState that state
     * @return the server in that state
     */
    public RouteServer withState(String newState) {
        return new RouteServer(
                routeServerId,
                amazonSideAsn,
                newState,
                tags,
                persistRoutesState,
                persistRoutesDuration,
                snsNotificationsEnabled,
                snsTopicArn);
    }

    /**
     * Returns the server with other tags.
     *
     * @param newTags those tags
     * @return the server with those tags
     */
    public RouteServer withTags(Map<String, String> newTags) {
        return new RouteServer(
                routeServerId,
                amazonSideAsn,
                state,
                newTags,
                persistRoutesState,
                persistRoutesDuration,
                snsNotificationsEnabled,
                snsTopicArn);
    }

    /**
     * Returns the server with another persistence.
     *
     * @param newState state of the persistence
     * @param newDuration minutes, or null
     * @return the server with that persistence
     */
    public RouteServer withPersistence(String newState, Integer newDuration) {
        return new RouteServer(
                routeServerId, amazonSideAsn, state, tags, newState, newDuration, snsNotificationsEnabled, snsTopicArn);
    }

    /**
     * Returns the server with other notifications.
     *
     * @param enabled whether BGP events are published
     * @param topicArn where to, or null
     * @return the server with those notifications
     */
    public RouteServer withNotifications(boolean enabled, String topicArn) {
        return new RouteServer(
                routeServerId,
                amazonSideAsn,
                state,
                tags,
                persistRoutesState,
                persistRoutesDuration,
                enabled,
                topicArn);
    }
}
