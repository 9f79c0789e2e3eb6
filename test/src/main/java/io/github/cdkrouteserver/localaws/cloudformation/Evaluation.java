package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** One version of a stack's template, evaluated against what the stack's resources have become so far. */
final class Evaluation {
    private final Engine engine;
    private final Stack stack;
    private final StackTemplate source;
    private final TemplateEvaluator evaluator;
    private final ResourceGraph graph;

    Evaluation(Engine engine, Stack stack, StackTemplate source) {
        this.engine = engine;
        this.stack = stack;
        this.source = source;
        Map<String, JsonNode> parameters = Parameters.resolve(source.template(), source.parameters(), engine.ssm());
        evaluator = new TemplateEvaluator(source.template(), stack.identity, parameters, new StackReferences());
        graph = ResourceGraph.of(source.template(), evaluator);
    }

    StackTemplate source() {
        return source;
    }

    ResourceGraph graph() {
        return graph;
    }

    ObjectNode properties(ResourceDefinition definition) throws ResourceFailure {
        try {
            return (ObjectNode) evaluator.evaluate(definition.properties());
        } catch (TemplateException e) {
            throw new ResourceFailure(e.getMessage());
        }
    }

    /** Evaluates the outputs and publishes the exports. */
    Map<String, String> outputs() {
        Map<String, String> outputs = new LinkedHashMap<>();
        Map<String, String> exported = new LinkedHashMap<>();
        source.template().path("Outputs").forEachEntry((name, definition) -> {
            if (evaluator.isActive(definition)) {
                String value = Intrinsics.text("Outputs", evaluator.evaluate(definition.path("Value")));
                outputs.put(name, value);
                JsonNode export = definition.path("Export").path("Name");
                if (!export.isMissingNode()) {
                    exported.put(Intrinsics.text("Export", evaluator.evaluate(export)), value);
                }
            }
        });
        engine.exports().publish(stack.identity.name(), exported);
        return outputs;
    }

    private final class StackReferences implements References {
        @Override
        public JsonNode ref(String logicalId) {
            return TextNode.valueOf(find(logicalId).physicalId());
        }

        @Override
        public JsonNode attribute(String logicalId, String name) {
            StackResource resource = find(logicalId);
            return engine.provider(resource.type()).attribute(stack.identity, resource, name);
        }

        @Override
        public JsonNode exported(String name) {
            stack.imports.add(name);
            return TextNode.valueOf(engine.exports().value(name));
        }

        private StackResource find(String logicalId) {
            StackResource resource = stack.resources.get(logicalId);
            if (resource == null) {
                throw new TemplateException("Template error: unresolved reference " + logicalId);
            }
            return resource;
        }
    }
}
