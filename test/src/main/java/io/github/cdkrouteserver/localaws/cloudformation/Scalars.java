package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** CloudFormation's view of scalars: every number and boolean is text. */
final class Scalars {
    private Scalars() {}

    /** Returns a deep copy in which every number and boolean, at any depth, is text. */
    static JsonNode stringified(JsonNode value) {
        if (value.isArray()) {
            ArrayNode result = JsonNodeFactory.instance.arrayNode();
            value.forEach(item -> result.add(stringified(item)));
            return result;
        }
        if (value.isObject()) {
            ObjectNode result = JsonNodeFactory.instance.objectNode();
            value.forEachEntry((name, item) -> result.set(name, stringified(item)));
            return result;
        }
        if (value.isBigDecimal() || value.isDouble()) {
            return TextNode.valueOf(value.decimalValue().toPlainString());
        }
        return value.isNull() ? value : TextNode.valueOf(value.asText());
    }
}
