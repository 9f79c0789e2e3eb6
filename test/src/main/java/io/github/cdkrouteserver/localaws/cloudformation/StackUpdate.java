package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Changes a stack to another template: changes and replacements first, deletions only when all of them succeeded.
 *
 * <p>Where one fails, what was touched is updated back, and what was new is deleted.
 */
final class StackUpdate extends StackOperation {
    private final StackTemplate target;
    private final Map<String, StackResource> before;

    /** To be deleted when the update succeeds. */
    private final Queue<StackResource> obsolete = new ConcurrentLinkedQueue<>();

    /** To be deleted when the update is rolled back. */
    private final Queue<StackResource> fresh = new ConcurrentLinkedQueue<>();

    /** The properties that an update, successful or not, tried to give to resources in place. */
    private final Map<String, ObjectNode> attempted = new ConcurrentHashMap<>();

    StackUpdate(Engine engine, Stack stack, StackTemplate target) {
        super(engine, stack);
        this.target = target;
        before = new LinkedHashMap<>(stack.resources);
    }

    StackResult run() throws InterruptedException {
        Evaluation forward = new Evaluation(engine, stack, target);
        requireSameCustomTypes(forward);
        Map<String, String> outputsBefore = Map.copyOf(stack.outputs);
        Map<String, String> exportsBefore = engine.exports().of(stack.identity.name());
        status("UPDATE_IN_PROGRESS", "User Initiated");
        Cancellation cancellation = new Cancellation();
        Map<String, String> failures = GraphWalk.untilFailure(
                forward.graph().dependencies(),
                engine.executor(),
                id -> apply(forward, forward.graph().definitions().get(id), cancellation),
                cancellation::cancel);
        String cause = failures.isEmpty() ? null : firstFailure(failures);
        String reason = "The following resource(s) failed to update: " + failures.keySet() + ".";
        if (cause == null) {
            try {
                Map<String, String> outputs = forward.outputs();
                stack.outputs.clear();
                stack.outputs.putAll(outputs);
            } catch (TemplateException e) {
                cause = e.getMessage();
                reason = cause;
            }
        }
        if (cause != null) {
            StackResult result = rollBack(reason, cause);
            stack.outputs.clear();
            stack.outputs.putAll(outputsBefore);
            engine.exports().publish(stack.identity.name(), exportsBefore);
            return new StackResult(result.stackName(), result.status(), outputsBefore, cause);
        }
        return cleanUp(forward);
    }

    private void requireSameCustomTypes(Evaluation forward) {
        forward.graph().definitions().forEach((id, definition) -> {
            StackResource old = before.get(id);
            if (old != null
                    && !old.type().equals(definition.type())
                    && (CustomResources.isCustom(old.type()) || CustomResources.isCustom(definition.type()))) {
                throw new TemplateException("Update of resource type is not permitted. The new template modifies "
                        + "resource type of the following resources: [" + id + "]");
            }
        });
    }

    /** Brings one resource to what the evaluation wants. */
    private void apply(Evaluation evaluation, ResourceDefinition definition, Cancellation cancellation)
            throws ResourceFailure, InterruptedException {
        String id = definition.logicalId();
        StackResource old = stack.resources.get(id);
        if (old == null) {
            stack.resources.put(id, createFresh(evaluation, definition, "CREATE", cancellation));
            return;
        }
        ObjectNode properties = evaluation.properties(definition);
        if (!old.type().equals(definition.type())) {
            replace(evaluation, old, definition, cancellation);
            return;
        }
        if (Scalars.stringified(properties).equals(Scalars.stringified(old.properties()))) {
            stack.resources.put(id, old.redefined(definition));
            return;
        }
        ResourceRequest change =
                request(evaluation, definition, old.physicalId(), properties, old.properties(), cancellation);
        if (engine.provider(definition.type()).replaces(change)) {
            replace(evaluation, old, definition, cancellation);
            return;
        }
        attempted.put(id, properties);
        StackResource changed =
                update(evaluation, definition, old.physicalId(), properties, old.properties(), cancellation);
        if (!changed.physicalId().equals(old.physicalId())) {
            obsolete.add(old);
            fresh.add(changed);
        }
        stack.resources.put(id, changed);
    }

    private void replace(
            Evaluation evaluation, StackResource old, ResourceDefinition definition, Cancellation cancellation)
            throws ResourceFailure, InterruptedException {
        event(
                definition,
                old.physicalId(),
                "UPDATE_IN_PROGRESS",
                "Requested update requires the creation of a new physical resource; hence creating one.");
        stack.resources.put(definition.logicalId(), createFresh(evaluation, definition, "UPDATE", cancellation));
        obsolete.add(old);
    }

    private StackResource createFresh(
            Evaluation evaluation, ResourceDefinition definition, String prefix, Cancellation cancellation)
            throws ResourceFailure, InterruptedException {
        try {
            StackResource created = create(evaluation, definition, prefix, cancellation);
            fresh.add(created);
            return created;
        } catch (CreateFailure e) {
            if (e.leftover() != null) {
                fresh.add(e.leftover());
            }
            throw new ResourceFailure(e.getMessage());
        }
    }

    private StackResult cleanUp(Evaluation forward) throws InterruptedException {
        stack.source = target;
        List<Removal> removals = new ArrayList<>();
        obsolete.forEach(old -> removals.add(new Removal(old, old.definition().retainedOnReplace())));
        Set<String> wanted = forward.graph().definitions().keySet();
        before.forEach((id, old) -> {
            if (!wanted.contains(id)) {
                removals.add(new Removal(old, old.definition().retainedOnDelete()));
                stack.resources.remove(id);
            }
        });
        status("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "");
        List<StackResource> left = remove(removals);
        // What cannot be deleted here is reported and given up; the update has succeeded all the same.
        status(
                "UPDATE_COMPLETE",
                left.isEmpty() ? "" : "Update successful. One or more resources could not be deleted.");
        return result("");
    }

    private StackResult rollBack(String reason, String cause) throws InterruptedException {
        status("UPDATE_ROLLBACK_IN_PROGRESS", reason);
        Evaluation backward = new Evaluation(engine, stack, stack.source);
        // Deleted in place of the new ones, should a rollback update itself end with another resource.
        obsolete.clear();
        Map<String, String> failures = GraphWalk.untilFailure(
                backward.graph().dependencies(),
                engine.executor(),
                id -> restore(backward, backward.graph().definitions().get(id)),
                () -> {});
        if (!failures.isEmpty()) {
            status("UPDATE_ROLLBACK_FAILED", "The following resource(s) failed to update: " + failures.keySet() + ".");
            return result(cause);
        }
        stack.resources.keySet().retainAll(before.keySet());
        status("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", "");
        List<Removal> removals = new ArrayList<>();
        for (StackResource resource : distinct(fresh, obsolete)) {
            boolean isNew = !before.containsKey(resource.logicalId());
            removals.add(new Removal(resource, isNew && resource.definition().retainedOnCreateRollback()));
        }
        remove(removals);
        status("UPDATE_ROLLBACK_COMPLETE", "");
        return result(cause);
    }

    private void restore(Evaluation backward, ResourceDefinition definition)
            throws ResourceFailure, InterruptedException {
        String id = definition.logicalId();
        StackResource old = before.get(id);
        StackResource present = stack.resources.get(id);
        boolean replaced = !present.physicalId().equals(old.physicalId())
                || !present.type().equals(old.type());
        ResourceProvider provider = engine.provider(definition.type());
        if (replaced && !provider.updatesInRollbackOfReplacement()) {
            stack.resources.put(id, old);
            event(definition, old.physicalId(), "UPDATE_COMPLETE", "");
            // What the old one refers to may itself have ended as something else than before.
            apply(backward, definition, new Cancellation());
        } else if (replaced || attempted.containsKey(id)) {
            String sentId = replaced && engine.rollbackId() == RollbackId.NEW ? present.physicalId() : old.physicalId();
            ObjectNode tried = attempted.getOrDefault(id, present.properties());
            StackResource restored =
                    update(backward, definition, sentId, backward.properties(definition), tried, new Cancellation());
            stack.resources.put(id, restored);
            if (!restored.physicalId().equals(old.physicalId())) {
                obsolete.add(old);
            }
        } else {
            apply(backward, definition, new Cancellation());
        }
    }

    /** Returns what is to be deleted after a rollback: each physical resource once, and none that is in use. */
    private List<StackResource> distinct(Queue<StackResource> first, Queue<StackResource> second) {
        Map<String, StackResource> found = new LinkedHashMap<>();
        for (Queue<StackResource> queue : List.of(first, second)) {
            for (StackResource resource : queue) {
                StackResource present = stack.resources.get(resource.logicalId());
                boolean inUse = present != null
                        && present.physicalId().equals(resource.physicalId())
                        && present.type().equals(resource.type());
                if (!inUse) {
                    found.putIfAbsent(resource.logicalId() + "|" + resource.physicalId(), resource);
                }
            }
        }
        return new ArrayList<>(found.values());
    }
}
