package io.github.cdkrouteserver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.CfnStack;
import software.amazon.awscdk.Stack;
import software.constructs.IConstruct;

/**
 * Who waits for whom, where CloudFormation can order it: between stacks, and in a stack between its resources, of which a
 * nested stack is one.
 *
 * <p>References between stacks become known to CDK after all aspects. Before, those count that were {@link #note noted}.
 */
final class StackOrder {
    private final Map<IConstruct, Stack> stacks = new IdentityHashMap<>();
    private final Map<Stack, List<Stack>> chains = new IdentityHashMap<>();
    private final Map<IConstruct, Set<IConstruct>> waits = new IdentityHashMap<>();

    /**
     * What has to wait for what, so that one construct comes after another one.
     *
     * @param waiting the later construct, or the stack that it is in
     * @param awaited the earlier construct, or the stack that it is in
     * @param acrossStacks whether these are two stacks of which none is nested
     */
    record Wait(IConstruct waiting, IConstruct awaited, boolean acrossStacks) {}

    /** The order of stacks that are among the constructs; {@code null} where there is only one to ask for. */
    static @Nullable StackOrder of(List<IConstruct> constructs) {
        return constructs.stream().filter(Stack.class::isInstance).limit(2).count() < 2 ? null : new StackOrder();
    }

    Wait wait(IConstruct later, IConstruct earlier) {
        List<Stack> around = chain(stacks.computeIfAbsent(later, Stack::of));
        List<Stack> other = chain(stacks.computeIfAbsent(earlier, Stack::of));
        int shared = 0;
        while (shared < Math.min(around.size(), other.size()) && around.get(shared) == other.get(shared)) {
            shared++;
        }
        return new Wait(
                shared < around.size() ? around.get(shared) : later,
                shared < other.size() ? other.get(shared) : earlier,
                shared == 0);
    }

    void note(Wait wait) {
        waitsOf(wait.waiting()).add(wait.awaited());
    }

    /** Whether the awaited one itself waits for the other one, so that none of both could be first. */
    boolean isImpossible(Wait wait) {
        return isAfter(wait.awaited(), wait.waiting());
    }

    /** Whether that is so already. */
    boolean isKept(Wait wait) {
        return isAfter(wait.waiting(), wait.awaited());
    }

    /**
     * Notes where a nested stack is given something of what waits for it, which CDK knows after all aspects.
     *
     * @param wait the wait
     * @param later the resource of what waits, unless that is a nested stack too
     */
    void noteParameters(Wait wait, CfnResource later) {
        CfnResource beside = wait.waiting() instanceof Stack stack ? stack.getNestedStackResource() : later;
        if (beside != null
                && wait.awaited() instanceof Stack nested
                && nested.getNestedStackResource() instanceof CfnStack template) {
            Stack parent = Stack.of(template);
            if (mentions(parent.resolve(template.getParameters()), parent.getLogicalId(beside))) {
                note(new Wait(wait.awaited(), wait.waiting(), false));
            }
        }
    }

    private static boolean mentions(@Nullable Object value, String logicalId) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(part -> mentions(part, logicalId));
        }
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(part -> mentions(part, logicalId));
        }
        return logicalId.equals(value);
    }

    private boolean isAfter(IConstruct later, IConstruct earlier) {
        Set<IConstruct> seen = identitySet();
        Deque<IConstruct> next = new ArrayDeque<>(waitsOf(later));
        while (!next.isEmpty()) {
            IConstruct awaited = next.pop();
            if (awaited == earlier) {
                return true;
            }
            if (seen.add(awaited)) {
                next.addAll(waitsOf(awaited));
            }
        }
        return false;
    }

    private Set<IConstruct> waitsOf(IConstruct construct) {
        Set<IConstruct> known = waits.get(construct);
        if (known == null) {
            known = identitySet();
            waits.put(construct, known);
            if (construct instanceof Stack stack && stack.getNestedStackParent() == null) {
                known.addAll(stack.getDependencies());
            }
        }
        return known;
    }

    /** The stack behind all those that it is nested in, the outermost first. */
    private List<Stack> chain(Stack stack) {
        List<Stack> known = chains.get(stack);
        if (known == null) {
            Stack parent = stack.getNestedStackParent();
            known = parent == null ? new ArrayList<>() : new ArrayList<>(chain(parent));
            known.add(stack);
            chains.put(stack, known);
        }
        return known;
    }

    private static Set<IConstruct> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
