package io.github.cdkrouteserver.localaws.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One statement of an identity-based policy.
 *
 * @param name how decisions refer to it
 * @param allows whether its effect is Allow
 * @param actions patterns of actions
 * @param notActions whether the patterns are those it does not apply to
 * @param resources patterns of resources
 * @param notResources whether the patterns are those it does not apply to
 * @param conditions all must hold
 */
record Statement(
        String name,
        boolean allows,
        List<String> actions,
        boolean notActions,
        List<String> resources,
        boolean notResources,
        List<Condition> conditions) {
    private static final Set<String> ELEMENTS =
            Set.of("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition");

    static Statement parse(String name, JsonNode json) {
        json.properties().forEach(element -> require(ELEMENTS.contains(element.getKey()), name, element.getKey()));
        String effect = json.path("Effect").asText();
        require(effect.equals("Allow") || effect.equals("Deny"), name, "Effect");
        require(json.has("Action") != json.has("NotAction"), name, "Action");
        require(json.has("Resource") != json.has("NotResource"), name, "Resource");
        List<Condition> conditions = new ArrayList<>();
        for (Map.Entry<String, JsonNode> operator : json.path("Condition").properties()) {
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                conditions.add(Condition.parse(operator.getKey(), key.getKey(), strings(name, key.getValue())));
            }
        }
        return new Statement(
                name,
                effect.equals("Allow"),
                strings(name, json.has("Action") ? json.get("Action") : json.get("NotAction")),
                json.has("NotAction"),
                strings(name, json.has("Resource") ? json.get("Resource") : json.get("NotResource")),
                json.has("NotResource"),
                List.copyOf(conditions));
    }

    boolean appliesTo(AccessRequest request) {
        return matches(actions, request.action(), true) != notActions
                && matches(resources, request.resource(), false) != notResources
                && conditions.stream().allMatch(condition -> condition.holds(request.context()));
    }

    private static boolean matches(List<String> patterns, String text, boolean ignoreCase) {
        return patterns.stream().anyMatch(pattern -> Wildcard.matches(pattern, text, ignoreCase));
    }

    private static List<String> strings(String name, JsonNode json) {
        List<String> strings = new ArrayList<>();
        for (JsonNode value : json.isArray() ? json : List.of(json)) {
            // An object here is an intrinsic function that nobody resolved; reading it as text would match nothing.
            require(value.isValueNode() && !value.isNull(), name, json.toString());
            require(!value.asText().contains("${"), name, "policy variable in " + value.asText());
            strings.add(value.asText());
        }
        return List.copyOf(strings);
    }

    private static void require(boolean condition, String name, String what) {
        if (!condition) {
            throw new IllegalArgumentException(name + ": cannot evaluate " + what);
        }
    }
}
