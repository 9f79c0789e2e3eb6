package io.github.cdkrouteserver.handler.core;

import io.github.cdkrouteserver.contract.RouteServerContract;
import java.util.Map;

/**
 * The custom resource that a route server belongs to.
 *
 * @param stackId ARN of its CloudFormation stack
 * @param logicalId its logical id in that stack
 */
public record Owner(String stackId, String logicalId) {
    /**
     * Tells the tags that every server of this owner carries.
     *
     * @return tag values by key
     */
    public Map<String, String> tags() {
        return Map.of(RouteServerContract.STACK_TAG, stackId, RouteServerContract.LOGICAL_ID_TAG, logicalId);
    }

    /**
     * Tells whether a server carries the tags of this owner.
     *
     * @param server the server
     * @return true where both tags match
     */
    public boolean owns(RouteServer server) {
        return server.tags().entrySet().containsAll(tags().entrySet());
    }
}
