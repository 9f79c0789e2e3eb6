package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;

/** What a create or update left: the physical id, which is also what {@code Ref} yields, and the attributes. */
record ResourceResult(String physicalId, Map<String, JsonNode> attributes) {
    ResourceResult {
        attributes = Map.copyOf(attributes);
    }

    static ResourceResult of(String physicalId) {
        return new ResourceResult(physicalId, Map.of());
    }

    ResourceResult with(String name, String value) {
        Map<String, JsonNode> more = new HashMap<>(attributes);
        if (value != null) {
            more.put(name, TextNode.valueOf(value));
        }
        return new ResourceResult(physicalId, more);
    }
}
