package io.github.cdkrouteserver.handler.core;

import java.util.Map;

/**
 * What CloudFormation is to be told.
 *
 * @param success whether the request was fulfilled
 * @param physicalId physical id of the resource from now on
 * @param reason why not, or empty
 * @param data attributes of the resource, or empty
 */
public record Outcome(boolean success, String physicalId, String reason, Map<String, String> data) {
    static Outcome success(String physicalId, Map<String, String> data) {
        return new Outcome(true, physicalId, "", data);
    }

    /**
     * Makes a failed outcome.
     *
     * @param physicalId physical id of the resource from now on
     * @param reason why it failed
     * @return the outcome
     */
    public static Outcome failure(String physicalId, String reason) {
        return new Outcome(false, physicalId, reason, Map.of());
    }
}
