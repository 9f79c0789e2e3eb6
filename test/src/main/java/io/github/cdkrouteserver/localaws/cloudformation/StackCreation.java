package io.github.cdkrouteserver.localaws.cloudformation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Creates a stack, and takes back what it created where that fails. */
final class StackCreation extends StackOperation {
    private final Queue<StackResource> leftovers = new ConcurrentLinkedQueue<>();

    StackCreation(Engine engine, Stack stack) {
        super(engine, stack);
    }

    StackResult run() throws InterruptedException {
        Evaluation evaluation = new Evaluation(engine, stack, stack.source);
        status("CREATE_IN_PROGRESS", "User Initiated");
        Cancellation cancellation = new Cancellation();
        Map<String, String> failures = GraphWalk.untilFailure(
                evaluation.graph().dependencies(),
                engine.executor(),
                id -> createOne(evaluation, id, cancellation),
                cancellation::cancel);
        if (!failures.isEmpty()) {
            return rollBack(
                    "The following resource(s) failed to create: " + failures.keySet()
                            + ". Rollback requested by user.",
                    firstFailure(failures));
        }
        try {
            stack.outputs.putAll(evaluation.outputs());
        } catch (TemplateException e) {
            return rollBack(e.getMessage(), e.getMessage());
        }
        status("CREATE_COMPLETE", "");
        return result("");
    }

    private void createOne(Evaluation evaluation, String id, Cancellation cancellation)
            throws ResourceFailure, InterruptedException {
        try {
            ResourceDefinition definition = evaluation.graph().definitions().get(id);
            stack.resources.put(id, create(evaluation, definition, "CREATE", cancellation));
        } catch (CreateFailure e) {
            if (e.leftover() != null) {
                leftovers.add(e.leftover());
            }
            throw new ResourceFailure(e.getMessage());
        }
    }

    private StackResult rollBack(String reason, String cause) throws InterruptedException {
        status("ROLLBACK_IN_PROGRESS", reason);
        List<Removal> removals = new ArrayList<>();
        stack.resources.values().forEach(resource -> removals.add(removal(resource)));
        leftovers.forEach(resource -> removals.add(removal(resource)));
        List<StackResource> left = remove(removals);
        stack.resources.clear();
        left.forEach(resource -> stack.resources.put(resource.logicalId(), resource));
        if (left.isEmpty()) {
            status("ROLLBACK_COMPLETE", "");
        } else {
            status(
                    "ROLLBACK_FAILED",
                    "The following resource(s) failed to delete: "
                            + left.stream().map(StackResource::logicalId).toList() + ".");
        }
        return result(cause);
    }

    private static Removal removal(StackResource resource) {
        return new Removal(resource, resource.definition().retainedOnCreateRollback());
    }
}
