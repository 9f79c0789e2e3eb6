package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The resources that take part in a template, and what each of them waits for. */
final class ResourceGraph {
    private final Map<String, ResourceDefinition> definitions = new LinkedHashMap<>();

    private ResourceGraph() {}

    /** Reads the resources whose conditions hold. */
    static ResourceGraph of(JsonNode template, TemplateEvaluator evaluator) {
        ResourceGraph graph = new ResourceGraph();
        JsonNode resources = template.path("Resources");
        Set<String> active = new HashSet<>();
        resources.forEachEntry((id, definition) -> {
            if (evaluator.isActive(definition)) {
                active.add(id);
            }
        });
        resources.forEachEntry((id, definition) -> {
            if (active.contains(id)) {
                graph.definitions.put(id, define(id, definition, template, active, evaluator));
            }
        });
        graph.requireAcyclic();
        return graph;
    }

    Map<String, ResourceDefinition> definitions() {
        return definitions;
    }

    Map<String, Set<String>> dependencies() {
        Map<String, Set<String>> dependencies = new LinkedHashMap<>();
        definitions.forEach((id, definition) -> dependencies.put(id, definition.dependsOn()));
        return dependencies;
    }

    private static ResourceDefinition define(
            String id, JsonNode definition, JsonNode template, Set<String> active, TemplateEvaluator evaluator) {
        String type = definition.path("Type").asText();
        if (type.equals(StackEvent.STACK_TYPE)) {
            throw new TemplateException("nested stacks are not supported: resource " + id);
        }
        JsonNode properties = definition.path("Properties").isObject()
                ? definition.get("Properties")
                : JsonNodeFactory.instance.objectNode();
        Set<String> dependsOn = new TreeSet<>();
        for (String reference : evaluator.referencesIn(properties)) {
            if (active.contains(reference)) {
                dependsOn.add(reference);
            } else if (!isParameter(reference, template)) {
                throw new TemplateException("Template format error: Unresolved resource dependencies [" + reference
                        + "] in the Resources block of the template");
            }
        }
        JsonNode explicit = definition.path("DependsOn");
        if (explicit.isTextual()) {
            addExplicit(explicit.asText(), template, active, dependsOn);
        }
        explicit.forEach(name -> addExplicit(name.asText(), template, active, dependsOn));
        return new ResourceDefinition(
                id,
                type,
                properties,
                dependsOn,
                definition.path("DeletionPolicy").asText("Delete"),
                definition.path("UpdateReplacePolicy").asText("Delete"));
    }

    private static void addExplicit(String name, JsonNode template, Set<String> active, Set<String> dependsOn) {
        if (!template.path("Resources").has(name)) {
            throw new TemplateException("Template format error: Unresolved resource dependencies [" + name
                    + "] in the Resources block of the template");
        }
        if (active.contains(name)) {
            dependsOn.add(name);
        }
    }

    private static boolean isParameter(String name, JsonNode template) {
        return name.startsWith("AWS::") || template.path("Parameters").has(name);
    }

    private void requireAcyclic() {
        Map<String, Boolean> finished = new HashMap<>();
        definitions.keySet().forEach(id -> visit(id, finished));
    }

    private void visit(String id, Map<String, Boolean> finished) {
        Boolean state = finished.get(id);
        if (Boolean.FALSE.equals(state)) {
            throw new TemplateException("Circular dependency between resources: [" + id + "]");
        }
        if (state == null) {
            finished.put(id, false);
            definitions.get(id).dependsOn().forEach(other -> visit(other, finished));
            finished.put(id, true);
        }
    }
}
