package io.github.cdkrouteserver.localaws.cloudformation;

import java.util.List;

/** Deletes a stack, dependents before what they depend on. */
final class StackDeletion extends StackOperation {
    StackDeletion(Engine engine, Stack stack) {
        super(engine, stack);
    }

    StackResult run() throws InterruptedException {
        status("DELETE_IN_PROGRESS", "User Initiated");
        List<StackResource> left = remove(stack.resources.values().stream()
                .map(resource -> new Removal(resource, resource.definition().retainedOnDelete()))
                .toList());
        stack.resources.clear();
        left.forEach(resource -> stack.resources.put(resource.logicalId(), resource));
        if (!left.isEmpty()) {
            String reason = "The following resource(s) failed to delete: "
                    + left.stream().map(StackResource::logicalId).sorted().toList() + ".";
            status("DELETE_FAILED", reason);
            return result(reason);
        }
        engine.exports().withdraw(stack.identity.name());
        stack.outputs.clear();
        status("DELETE_COMPLETE", "");
        return result("");
    }
}
