package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** A resource as a template defines it. */
record ResourceDefinition(
        String logicalId,
        String type,
        JsonNode properties,
        Set<String> dependsOn,
        String deletionPolicy,
        String updateReplacePolicy) {
    private static final String RETAIN = "Retain";

    /** Returns whether the resource outlives its removal from the stack. */
    boolean retainedOnDelete() {
        return deletionPolicy.startsWith(RETAIN);
    }

    /** Returns whether the resource outlives the rollback of the operation that created it. */
    boolean retainedOnCreateRollback() {
        return deletionPolicy.equals(RETAIN);
    }

    /** Returns whether the resource outlives its replacement. */
    boolean retainedOnReplace() {
        return updateReplacePolicy.startsWith(RETAIN);
    }
}
