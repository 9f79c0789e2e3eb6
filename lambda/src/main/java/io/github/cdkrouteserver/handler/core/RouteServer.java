package io.github.cdkrouteserver.handler.core;

import java.util.Map;
import java.util.Set;

/**
 * A route server as EC2 described it.
 *
 * @param id {@code rs-...}
 * @param amazonSideAsn ASN of the Amazon side, or 0 where EC2 does not tell
 * @param state state as EC2 spells it
 * @param tags its tags
 * @param persistRoutesState state of persistence as EC2 spells it, or empty
 * @param persistRoutesDuration minutes, or null where EC2 returned none
 * @param snsNotificationsEnabled whether it publishes BGP events
 * @param snsTopicArn its topic, or empty
 */
public record RouteServer(
        String id,
        long amazonSideAsn,
        String state,
        Map<String, String> tags,
        String persistRoutesState,
        Long persistRoutesDuration,
        boolean snsNotificationsEnabled,
        String snsTopicArn) {
    private static final Set<String> GONE = Set.of("deleting", "deleted");
    private static final Set<String> PERSISTS = Set.of("enabled", "enabling", "modifying");
    private static final Set<String> PERSISTENCE_MOVES = Set.of("enabling", "disabling", "resetting", "modifying");

    boolean isAvailable() {
        return state.equals("available");
    }

    boolean isDeleted() {
        return state.equals("deleted");
    }

    boolean isDeleting() {
        return state.equals("deleting");
    }

    /** Deleted, or on its way there: EC2 keeps describing such servers, tags and all, for a long time. */
    boolean isGone() {
        return GONE.contains(state);
    }

    boolean persistenceMoves() {
        return PERSISTENCE_MOVES.contains(persistRoutesState);
    }

    /** Whether it persists routes, now or as soon as a change of how long it does is through. */
    boolean persists() {
        return PERSISTS.contains(persistRoutesState);
    }

    RouteServer withTopic(String arn) {
        return new RouteServer(
                id,
                amazonSideAsn,
                state,
                tags,
                persistRoutesState,
                persistRoutesDuration,
                snsNotificationsEnabled,
                arn);
    }
}
