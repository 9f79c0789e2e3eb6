package io.github.cdkrouteserver.localaws.ec2;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/** Endpoints and peers that will fail. Guarded by the lock of {@link Ec2State}. */
final class Failures {
    private final Map<ResourceType, Deque<String>> creations = new EnumMap<>(ResourceType.class);
    private final Map<ResourceType, Deque<String>> deletions = new EnumMap<>(ResourceType.class);

    void addNext(ResourceType type, String reason) {
        creations.computeIfAbsent(type, key -> new ArrayDeque<>()).add(reason);
    }

    void addNextDeletion(ResourceType type, String reason) {
        deletions.computeIfAbsent(type, key -> new ArrayDeque<>()).add(reason);
    }

    /** Why the resource that is made now will fail; null where it will not. */
    String takeNext(ResourceType type) {
        return creations.getOrDefault(type, new ArrayDeque<>()).poll();
    }

    /** Why the deletion that begins now will fail; null where it will not. */
    String takeNextDeletion(ResourceType type) {
        return deletions.getOrDefault(type, new ArrayDeque<>()).poll();
    }
}
