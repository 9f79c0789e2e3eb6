package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What creating, updating and deleting a stack have in common: the work on single resources, with its events. */
abstract class StackOperation {
    protected final Engine engine;
    protected final Stack stack;

    StackOperation(Engine engine, Stack stack) {
        this.engine = engine;
        this.stack = stack;
    }

    /** A resource to be deleted, or to be left alone with an event that says so. */
    protected record Removal(StackResource resource, boolean retained) {}

    /** A resource that failed, with what it left behind; null where nothing. */
    protected static final class CreateFailure extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient StackResource leftover;

        CreateFailure(String reason, StackResource leftover) {
            super(reason);
            this.leftover = leftover;
        }

        StackResource leftover() {
            return leftover;
        }
    }

    protected void status(String status, String reason) {
        stack.status = status;
        engine.events().stack(stack.identity, status, reason);
    }

    protected void event(ResourceDefinition definition, String physicalId, String status, String reason) {
        engine.events().add(stack.identity, definition.logicalId(), definition.type(), physicalId, status, reason);
    }

    /** Creates a resource; prefix is CREATE, or UPDATE where it takes the place of another. */
    protected StackResource create(
            Evaluation evaluation, ResourceDefinition definition, String prefix, Cancellation cancellation)
            throws CreateFailure, InterruptedException {
        ObjectNode properties = null;
        try {
            if (prefix.equals("CREATE")) {
                event(definition, null, "CREATE_IN_PROGRESS", "");
            }
            properties = evaluation.properties(definition);
            ResourceResult result = engine.provider(definition.type())
                    .create(request(evaluation, definition, null, properties, null, cancellation));
            StackResource resource = StackResource.of(definition, properties, result);
            event(definition, result.physicalId(), prefix + "_IN_PROGRESS", "Resource creation Initiated");
            event(definition, result.physicalId(), prefix + "_COMPLETE", "");
            return resource;
        } catch (ResourceFailure e) {
            event(definition, e.physicalId(), prefix + "_FAILED", e.getMessage());
            StackResource leftover =
                    e.physicalId() == null ? null : new StackResource(definition, e.physicalId(), Map.of(), properties);
            throw new CreateFailure(e.getMessage(), leftover);
        } catch (RuntimeException e) {
            event(definition, null, prefix + "_FAILED", String.valueOf(e.getMessage()));
            throw new CreateFailure(String.valueOf(e.getMessage()), null);
        }
    }

    /** Sends an update of a resource that exists; the caller has decided that one is needed. */
    protected StackResource update(
            Evaluation evaluation,
            ResourceDefinition definition,
            String physicalId,
            ObjectNode properties,
            ObjectNode oldProperties,
            Cancellation cancellation)
            throws ResourceFailure, InterruptedException {
        event(definition, physicalId, "UPDATE_IN_PROGRESS", "");
        try {
            ResourceResult result = engine.provider(definition.type())
                    .update(request(evaluation, definition, physicalId, properties, oldProperties, cancellation));
            if (!result.physicalId().equals(physicalId)) {
                event(
                        definition,
                        result.physicalId(),
                        "UPDATE_IN_PROGRESS",
                        "Requested update required the provider to create a new physical resource");
            }
            event(definition, result.physicalId(), "UPDATE_COMPLETE", "");
            return StackResource.of(definition, properties, result);
        } catch (ResourceFailure e) {
            event(definition, physicalId, "UPDATE_FAILED", e.getMessage());
            throw e;
        } catch (RuntimeException e) {
            event(definition, physicalId, "UPDATE_FAILED", String.valueOf(e.getMessage()));
            throw new ResourceFailure(String.valueOf(e.getMessage()));
        }
    }

    protected ResourceRequest request(
            Evaluation evaluation,
            ResourceDefinition definition,
            String physicalId,
            ObjectNode properties,
            ObjectNode oldProperties,
            Cancellation cancellation) {
        return new ResourceRequest(
                stack.identity,
                evaluation.source().assets(),
                definition.logicalId(),
                definition.type(),
                physicalId,
                properties,
                oldProperties,
                cancellation);
    }

    /**
     * Deletes resources, dependents first, as far as that gets.
     *
     * @return the resources that are still there: failed, or in front of one that failed
     */
    protected List<StackResource> remove(Collection<Removal> removals) throws InterruptedException {
        Map<String, Removal> nodes = new LinkedHashMap<>();
        for (Removal removal : removals) {
            nodes.put(nodes.size() + ":" + removal.resource().logicalId(), removal);
        }
        Map<String, Set<String>> dependencies = new LinkedHashMap<>();
        nodes.forEach((key, removal) -> {
            Set<String> needed = removal.resource().definition().dependsOn();
            dependencies.put(
                    key,
                    nodes.keySet().stream()
                            .filter(other -> needed.contains(other.substring(other.indexOf(':') + 1)))
                            .collect(Collectors.toSet()));
        });
        List<StackResource> left = new ArrayList<>(removals.stream()
                .filter(removal -> !removal.retained())
                .map(Removal::resource)
                .toList());
        GraphWalk.asFarAsPossible(GraphWalk.reversed(dependencies), engine.executor(), key -> {
            Removal removal = nodes.get(key);
            StackResource resource = removal.resource();
            if (removal.retained()) {
                event(resource.definition(), resource.physicalId(), "DELETE_SKIPPED", "");
                return;
            }
            delete(resource);
            synchronized (left) {
                left.remove(resource);
            }
        });
        return left;
    }

    private void delete(StackResource resource) throws ResourceFailure, InterruptedException {
        ResourceDefinition definition = resource.definition();
        event(definition, resource.physicalId(), "DELETE_IN_PROGRESS", "");
        try {
            engine.provider(definition.type())
                    .delete(new ResourceRequest(
                            stack.identity,
                            stack.source.assets(),
                            definition.logicalId(),
                            definition.type(),
                            resource.physicalId(),
                            resource.properties(),
                            null,
                            new Cancellation()));
            event(definition, resource.physicalId(), "DELETE_COMPLETE", "");
        } catch (ResourceFailure e) {
            event(definition, resource.physicalId(), "DELETE_FAILED", e.getMessage());
            throw e;
        } catch (RuntimeException e) {
            event(definition, resource.physicalId(), "DELETE_FAILED", String.valueOf(e.getMessage()));
            throw new ResourceFailure(String.valueOf(e.getMessage()));
        }
    }

    protected StackResult result(String reason) {
        return new StackResult(stack.identity.name(), stack.status, Map.copyOf(stack.outputs), reason);
    }

    /** Names the resource that failed first and its reason: what a user has to act on. */
    protected static String firstFailure(Map<String, String> failures) {
        Map.Entry<String, String> first = failures.entrySet().iterator().next();
        return first.getKey() + ": " + first.getValue();
    }
}
