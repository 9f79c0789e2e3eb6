package io.github.cdkrouteserver.localaws.ec2;

import io.github.cdkrouteserver.localaws.iam.Wildcard;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Describe calls: ids, filters and pages. */
final class Listing {
    private static final int MIN_RESULTS = 5;
    private static final int MAX_RESULTS = 1000;

    private Listing() {}

    static <T> Function<Parameters, Prepared> of(
            Ec2State state,
            String action,
            ResourceTable<T> table,
            String element,
            Function<T, Map<String, String>> tags) {
        return parameters -> {
            List<String> ids = parameters.list(table.type().idParameter());
            Predicate<Map<String, String>> filter = filter(parameters);
            Long maxResults = parameters.number("MaxResults", MIN_RESULTS, MAX_RESULTS);
            int after = position(action, parameters.text("NextToken"));
            parameters.refuseUnread();
            if (!ids.isEmpty() && maxResults != null) {
                throw Ec2Error.invalidCombination("The parameter "
                        + table.type().idParameter() + " cannot be used with the parameter MaxResults");
            }
            ids.forEach(table::requireShape);
            return new Prepared(
                    new Permissions(state.location(), action).onAll().list(), () -> {
                        state.beginRead();
                        List<T> found = new ArrayList<>();
                        ids.forEach(id -> found.add(
                                table.seen(id).orElseThrow(() -> table.type().notFound(id))));
                        if (!ids.isEmpty()) {
                            found.removeIf(item -> !filter.test(tags.apply(item)));
                            return new Page(element, found, null);
                        }
                        return page(
                                state,
                                action,
                                table,
                                element,
                                after,
                                maxResults,
                                item -> filter.test(tags.apply(item)));
                    });
        };
    }

    private static <T> Page page(
            Ec2State state,
            String action,
            ResourceTable<T> table,
            String element,
            int after,
            Long maxResults,
            Predicate<T> filter) {
        long size = maxResults == null ? state.behavior().pageSize() : maxResults;
        List<T> items = new ArrayList<>();
        long counted = 0;
        long last = after;
        for (Map.Entry<String, Long> row : table.seenAfter(after).entrySet()) {
            T item = table.seen(row.getKey()).orElseThrow();
            boolean passes = filter.test(item);
            if (!passes && !state.behavior().filtersAfterPaging()) {
                continue;
            }
            if (counted++ == size) {
                return new Page(element, items, token(action, last));
            }
            if (passes) {
                items.add(item);
            }
            last = row.getValue();
        }
        return new Page(element, items, null);
    }

    /** Filters by tags, the only ones that the API is known to take. */
    private static Predicate<Map<String, String>> filter(Parameters parameters) {
        Predicate<Map<String, String>> all = tags -> true;
        for (String member : parameters.members("Filter")) {
            String name = parameters.requiredText(member + ".Name");
            List<String> values = parameters.list(member + ".Value");
            if (values.isEmpty()) {
                throw Ec2Error.missing(member + ".Value");
            }
            if (name.equals("tag-key")) {
                all = all.and(tags -> matchesAny(values, tags.keySet()));
            } else if (name.startsWith("tag:") && name.length() > "tag:".length()) {
                String key = name.substring("tag:".length());
                all = all.and(tags -> tags.containsKey(key) && matchesAny(values, Set.of(tags.get(key))));
            } else {
                throw new Ec2Error("InvalidParameterValue", "The filter '" + name + "' is invalid");
            }
        }
        return all;
    }

    private static boolean matchesAny(List<String> patterns, Set<String> texts) {
        return patterns.stream()
                .anyMatch(pattern -> texts.stream().anyMatch(text -> Wildcard.matches(pattern, text, false)));
    }

    static String token(String action, long position) {
        return Base64.getUrlEncoder().encodeToString((action + "/" + position).getBytes(StandardCharsets.UTF_8));
    }

    static int position(String action, String token) {
        if (token == null) {
            return 0;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split("/");
            if (parts.length == 2 && parts[0].equals(action)) {
                return Integer.parseInt(parts[1]);
            }
        } catch (IllegalArgumentException e) {
            throw new Ec2Error("InvalidNextToken", "The specified NextToken is not valid: " + token);
        }
        throw new Ec2Error("InvalidNextToken", "The specified NextToken is not valid: " + token);
    }
}
