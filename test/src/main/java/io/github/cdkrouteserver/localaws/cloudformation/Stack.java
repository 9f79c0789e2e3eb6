package io.github.cdkrouteserver.localaws.cloudformation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A stack's state between operations. */
final class Stack {
    final StackIdentity identity;
    final Map<String, StackResource> resources = new ConcurrentHashMap<>();
    final Map<String, String> outputs = new LinkedHashMap<>();
    final Set<String> imports = ConcurrentHashMap.newKeySet();
    StackTemplate source;
    String status = "REVIEW_IN_PROGRESS";

    Stack(StackIdentity identity, StackTemplate source) {
        this.identity = identity;
        this.source = source;
    }
}
