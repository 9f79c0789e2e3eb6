package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a provider is asked to do to one resource.
 *
 * @param stack the stack
 * @param assets the files that the template names
 * @param logicalId the resource's logical id
 * @param type the resource's type
 * @param physicalId the physical id; null for a create
 * @param properties the properties to have, all functions evaluated
 * @param oldProperties the properties had so far; null except for an update
 * @param cancellation whether the answer still matters
 */
record ResourceRequest(
        StackIdentity stack,
        AssetSource assets,
        String logicalId,
        String type,
        String physicalId,
        ObjectNode properties,
        ObjectNode oldProperties,
        Cancellation cancellation) {
    /** Returns a property as text, or null where it is not set. */
    String text(String name) {
        JsonNode value = properties.get(name);
        return value == null || value.isNull() ? null : value.asText();
    }

    /** Returns whether any of the properties differs from what it was. */
    boolean changes(String... names) {
        for (String name : names) {
            JsonNode now = Scalars.stringified(properties.path(name));
            if (!now.equals(Scalars.stringified(oldProperties.path(name)))) {
                return true;
            }
        }
        return false;
    }
}
