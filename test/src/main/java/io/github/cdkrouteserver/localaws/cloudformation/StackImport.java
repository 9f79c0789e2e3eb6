package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** Takes resources that exist into a stack, and does nothing else to either. */
final class StackImport extends StackOperation {
    private final StackTemplate target;
    private final Map<String, Map<String, String>> identifiers;
    private final BiPredicate<String, String> isOwned;
    private final Map<String, StackResource> imported = new ConcurrentHashMap<>();

    /**
     * Prepares an import.
     *
     * @param identifiers what to import as which logical id: the values that identify each resource, by property
     * @param isOwned whether a stack has a resource of that type and physical id
     */
    StackImport(
            Engine engine,
            Stack stack,
            StackTemplate target,
            Map<String, Map<String, String>> identifiers,
            BiPredicate<String, String> isOwned) {
        super(engine, stack);
        this.target = target;
        this.identifiers = identifiers;
        this.isOwned = isOwned;
    }

    StackResult run() throws InterruptedException {
        Evaluation evaluation = new Evaluation(engine, stack, target);
        requireThatNothingElseChanges();
        identifiers.keySet().forEach(id -> requireImportable(evaluation, id));
        status("IMPORT_IN_PROGRESS", "User Initiated");
        Map<String, Set<String>> dependencies = new LinkedHashMap<>();
        evaluation.graph().dependencies().forEach((id, needed) -> {
            if (identifiers.containsKey(id)) {
                dependencies.put(
                        id, needed.stream().filter(identifiers::containsKey).collect(Collectors.toSet()));
            }
        });
        Map<String, String> failures =
                GraphWalk.untilFailure(dependencies, engine.executor(), id -> read(evaluation, id), () -> {});
        if (!failures.isEmpty()) {
            status(
                    "IMPORT_ROLLBACK_IN_PROGRESS",
                    "The following resource(s) failed to import: " + failures.keySet() + ".");
            stack.resources.keySet().removeAll(imported.keySet());
            status("IMPORT_ROLLBACK_COMPLETE", "");
            return result(firstFailure(failures));
        }
        stack.source = target;
        status("IMPORT_COMPLETE", "");
        return result("");
    }

    private void read(Evaluation evaluation, String id) throws ResourceFailure, InterruptedException {
        ResourceDefinition definition = evaluation.graph().definitions().get(id);
        String physicalId = physicalId(definition);
        event(definition, physicalId, "IMPORT_IN_PROGRESS", "Resource import started.");
        try {
            if (isOwned.test(definition.type(), physicalId)) {
                throw new ResourceFailure(physicalId + " already exists in a stack");
            }
            ObjectNode properties = evaluation.properties(definition);
            ResourceResult found = engine.provider(definition.type())
                    .read(request(evaluation, definition, physicalId, properties, null, new Cancellation()));
            StackResource resource = StackResource.of(definition, properties, found);
            imported.put(id, resource);
            stack.resources.put(id, resource);
            event(definition, physicalId, "IMPORT_COMPLETE", "Resource import completed.");
        } catch (ResourceFailure e) {
            event(definition, physicalId, "IMPORT_FAILED", e.getMessage());
            throw e;
        }
    }

    private String physicalId(ResourceDefinition definition) {
        Map<String, String> given = identifiers.get(definition.logicalId());
        return engine.provider(definition.type()).identifier().stream()
                .map(given::get)
                .collect(Collectors.joining("|"));
    }

    private void requireImportable(Evaluation evaluation, String id) {
        ResourceDefinition definition = evaluation.graph().definitions().get(id);
        if (definition == null || stack.resources.containsKey(id)) {
            throw new TemplateException(
                    "Resource [" + id + "] is " + (definition == null ? "not in the template" : "in the stack already")
                            + " and cannot be imported");
        }
        Set<String> names = Set.copyOf(engine.provider(definition.type()).identifier());
        if (names.isEmpty()) {
            throw new TemplateException("ResourceTypes [" + definition.type() + "] are not supported for Import");
        }
        if (!names.equals(identifiers.get(id).keySet())) {
            throw new TemplateException("Resource [" + id + "] is identified by " + names);
        }
        if (!target.template().path("Resources").path(id).has("DeletionPolicy")) {
            throw new TemplateException("Resources [" + id + "] is missing DeletionPolicy attribute in template");
        }
    }

    private void requireThatNothingElseChanges() {
        JsonNode before = stack.source.template();
        ObjectNode resources = target.template().path("Resources").deepCopy();
        resources.remove(identifiers.keySet());
        if (!resources.equals(before.path("Resources"))
                || !target.template().path("Outputs").equals(before.path("Outputs"))) {
            throw new TemplateException("You have modified resources or outputs in your template that are not being"
                    + " imported. Update, create or delete operations cannot be executed during import operations.");
        }
    }
}
