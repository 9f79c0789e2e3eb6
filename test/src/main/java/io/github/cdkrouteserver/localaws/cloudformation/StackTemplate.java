package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What a stack is made from.
 *
 * @param template the template
 * @param parameters values of its parameters; others have their defaults
 * @param assets the files that it names
 */
public record StackTemplate(JsonNode template, Map<String, String> parameters, AssetSource assets) {
    /** Copies what could change behind the stack's back. */
    public StackTemplate {
        template = template.deepCopy();
        parameters = Map.copyOf(parameters);
    }

    /** Returns a template without parameters and assets. */
    public static StackTemplate of(JsonNode template) {
        return new StackTemplate(template, Map.of(), AssetSource.none());
    }

    /** Returns the same assets and parameters with another template. */
    public StackTemplate withTemplate(JsonNode changed) {
        return new StackTemplate(changed, parameters, assets);
    }
}
