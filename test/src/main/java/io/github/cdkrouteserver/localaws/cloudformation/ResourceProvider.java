package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Creates, changes and deletes the resources of some types. */
interface ResourceProvider {
    /** Creates the resource. */
    ResourceResult create(ResourceRequest request) throws ResourceFailure, InterruptedException;

    /** Returns whether the change of properties needs a new resource in place of the old one. */
    default boolean replaces(ResourceRequest request) {
        return false;
    }

    /** Changes the resource; another physical id in the result makes the old resource due for deletion. */
    ResourceResult update(ResourceRequest request) throws ResourceFailure, InterruptedException;

    /** Deletes the resource; one that is gone is deleted. */
    void delete(ResourceRequest request) throws ResourceFailure, InterruptedException;

    /** Returns the properties that name a resource to import, in the order of its physical id; none where none can be. */
    default List<String> identifier() {
        return List.of();
    }

    /** Reads a resource that exists; asked only where there are identifiers. */
    default ResourceResult read(ResourceRequest request) throws ResourceFailure, InterruptedException {
        throw new UnsupportedOperationException(request.type());
    }

    /**
     * Returns whether an update that is rolled back after a replacement asks the provider again, as with custom
     * resources, or just returns to the old physical resource.
     */
    default boolean updatesInRollbackOfReplacement() {
        return false;
    }

    /** Returns an attribute of a resource that this provider made. */
    default JsonNode attribute(StackIdentity stack, StackResource resource, String name) {
        JsonNode value = resource.attributes().get(name);
        if (value == null) {
            throw new TemplateException("Requested attribute " + name + " does not exist in schema for "
                    + resource.type() + " (resource " + resource.logicalId() + ")");
        }
        return value;
    }
}
