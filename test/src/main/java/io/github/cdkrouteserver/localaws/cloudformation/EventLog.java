package io.github.cdkrouteserver.localaws.cloudformation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The events of all stacks, in the order in which they happened; tells listeners of each at once. */
final class EventLog {
    private final List<StackEvent> events = new ArrayList<>();
    private final List<Consumer<StackEvent>> listeners;

    EventLog(List<Consumer<StackEvent>> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    synchronized void add(
            StackIdentity stack, String logicalId, String type, String physicalId, String status, String reason) {
        StackEvent event = new StackEvent(
                Instant.now(),
                stack.name(),
                logicalId,
                type,
                physicalId == null ? "" : physicalId,
                status,
                reason == null ? "" : reason);
        events.add(event);
        listeners.forEach(listener -> listener.accept(event));
    }

    void stack(StackIdentity stack, String status, String reason) {
        add(stack, stack.name(), StackEvent.STACK_TYPE, stack.stackId(), status, reason);
    }

    synchronized List<StackEvent> all() {
        return List.copyOf(events);
    }
}
