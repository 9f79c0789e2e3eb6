package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A resource as a stack holds it.
 *
 * @param definition what the template said when it was last applied
 * @param physicalId the physical id
 * @param attributes what {@code Fn::GetAtt} yields
 * @param properties the properties that were applied, all functions evaluated
 */
record StackResource(
        ResourceDefinition definition, String physicalId, Map<String, JsonNode> attributes, ObjectNode properties) {
    static StackResource of(ResourceDefinition definition, ObjectNode properties, ResourceResult result) {
        return new StackResource(definition, result.physicalId(), result.attributes(), properties);
    }

    String logicalId() {
        return definition.logicalId();
    }

    String type() {
        return definition.type();
    }

    StackResource redefined(ResourceDefinition changed) {
        return new StackResource(changed, physicalId, attributes, properties);
    }
}
