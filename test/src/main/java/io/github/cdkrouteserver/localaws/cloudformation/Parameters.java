package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gives a template's parameters their values. */
final class Parameters {
    private Parameters() {}

    /**
     * Returns what {@code Ref} to each parameter yields.
     *
     * @param template the template
     * @param given the values that were passed, by name
     * @param ssm values of Systems Manager parameters, by name; others get a plausible one
     */
    static Map<String, JsonNode> resolve(JsonNode template, Map<String, String> given, Map<String, String> ssm) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        template.path("Parameters").forEachEntry((name, definition) -> {
            String value = given.get(name);
            if (value == null) {
                if (!definition.has("Default")) {
                    throw new TemplateException("Parameters: [" + name + "] must have values");
                }
                value = definition.get("Default").asText();
            }
            checkAllowed(name, definition, value);
            String type = definition.path("Type").asText("String");
            if (type.startsWith("AWS::SSM::Parameter::Value")) {
                String parameterName = value;
                value = ssm.getOrDefault(parameterName, plausible(type, parameterName));
            }
            boolean list = type.equals("CommaDelimitedList") || type.contains("List<");
            values.put(name, list ? list(value) : TextNode.valueOf(value));
        });
        for (String name : given.keySet()) {
            if (!values.containsKey(name)) {
                throw new TemplateException("Parameters: [" + name + "] do not exist in the template");
            }
        }
        return values;
    }

    private static void checkAllowed(String name, JsonNode definition, String value) {
        JsonNode allowed = definition.path("AllowedValues");
        if (allowed.isArray()) {
            for (JsonNode candidate : allowed) {
                if (candidate.asText().equals(value)) {
                    return;
                }
            }
            throw new TemplateException("Parameter '" + name + "' must be one of AllowedValues");
        }
        String pattern = definition.path("AllowedPattern").asText("");
        if (!pattern.isEmpty() && !value.matches(pattern)) {
            throw new TemplateException("Parameter '" + name + "' must match pattern " + pattern);
        }
    }

    private static String plausible(String type, String name) {
        if (name.endsWith("/version")) {
            return "30";
        }
        return type.contains("AWS::EC2::Image::Id") ? "ami-0123456789abcdef0" : "value-of" + name.replace('/', '-');
    }

    private static ArrayNode list(String value) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        if (!value.isEmpty()) {
            for (String item : value.split(",")) {
                items.add(item.strip());
            }
        }
        return items;
    }
}
