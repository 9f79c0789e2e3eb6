package io.github.cdkrouteserver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which messages a subscription lets through: any of several alternatives, each of which lists conditions by attribute.
 *
 * <p>Counting and {@code $or} are those of "Filter policy constraints" and "AND/OR logic" in the Amazon SNS developer
 * guide. It does not say how keys within {@code $or} count, so each counts here.
 */
final class EventFilter {
    static final int MAX_KEYS = 5;
    static final int MAX_COMBINATIONS = 150;

    private final List<Map<String, List<Object>>> alternatives;

    private EventFilter(List<Map<String, List<Object>>> alternatives) {
        this.alternatives = alternatives;
    }

    static EventFilter of(Map<String, List<Object>> conditions) {
        return new EventFilter(List.of(conditions));
    }

    /** The filter that lets through what this one does, and what the other one does, and nothing else. */
    EventFilter or(EventFilter other) {
        List<Map<String, List<Object>>> all = new ArrayList<>(alternatives);
        other.alternatives.forEach(conditions -> add(all, conditions));
        return new EventFilter(all);
    }

    /** The filter policy, in the least number of keys. */
    Map<String, Object> policy() {
        Map<String, Object> policy = new LinkedHashMap<>();
        if (alternatives.size() == 1) {
            policy.putAll(alternatives.get(0));
            return policy;
        }
        Map<String, List<Object>> common = new LinkedHashMap<>(alternatives.get(0));
        alternatives.forEach(conditions -> common.entrySet().retainAll(conditions.entrySet()));
        policy.putAll(common);
        policy.put(
                "$or",
                alternatives.stream()
                        .map(conditions -> {
                            Map<String, List<Object>> own = new LinkedHashMap<>(conditions);
                            own.keySet().removeAll(common.keySet());
                            return own;
                        })
                        .toList());
        return policy;
    }

    /** The number of keys, counted wherever they stand. */
    int keys() {
        return lists(policy()).size();
    }

    /** The product of the lengths of all lists of conditions. */
    long combinations() {
        return lists(policy()).stream().mapToLong(List::size).reduce(1, (left, right) -> left * right);
    }

    private static void add(List<Map<String, List<Object>>> all, Map<String, List<Object>> added) {
        for (Map<String, List<Object>> present : all) {
            if (covers(present, added)) {
                return;
            }
        }
        all.removeIf(present -> covers(added, present));
        for (Map<String, List<Object>> present : all) {
            if (differInOne(present, added)) {
                all.remove(present);
                add(all, union(present, added));
                return;
            }
        }
        all.add(added);
    }

    /** Whether the wide conditions let through whatever the narrow ones do. */
    private static boolean covers(Map<String, List<Object>> wide, Map<String, List<Object>> narrow) {
        return wide.entrySet().stream()
                .allMatch(condition -> narrow.containsKey(condition.getKey())
                        && condition.getValue().containsAll(narrow.get(condition.getKey())));
    }

    private static boolean differInOne(Map<String, List<Object>> left, Map<String, List<Object>> right) {
        return left.keySet().equals(right.keySet())
                && left.keySet().stream()
                                .filter(key -> !left.get(key).equals(right.get(key)))
                                .count()
                        == 1;
    }

    private static Map<String, List<Object>> union(Map<String, List<Object>> left, Map<String, List<Object>> right) {
        Map<String, List<Object>> union = new LinkedHashMap<>();
        left.forEach((key, conditions) -> {
            Set<Object> both = new LinkedHashSet<>(conditions);
            both.addAll(right.get(key));
            union.put(key, List.copyOf(both));
        });
        return union;
    }

    private static List<List<?>> lists(Map<?, ?> policy) {
        List<List<?>> lists = new ArrayList<>();
        policy.forEach((key, value) -> {
            if ("$or".equals(key)) {
                ((List<?>) value).forEach(alternative -> lists.addAll(lists((Map<?, ?>) alternative)));
            } else {
                lists.add((List<?>) value);
            }
        });
        return lists;
    }
}
