package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.function.Predicate;

/**
 * An SNS filter policy: every key must match, each by any of its conditions.
 *
 * <p>A kind of condition that is not known here is refused instead of ignored, as either guess could hide a mistake.
 */
final class FilterPolicy {
    private FilterPolicy() {}

    /** Returns whether a message whose attributes, or body, are the given object passes the policy. */
    static boolean matches(JsonNode policy, JsonNode message) {
        if (policy == null || policy.isMissingNode() || policy.isNull()) {
            return true;
        }
        for (var entry : policy.properties()) {
            if (isOr(entry.getKey(), entry.getValue())) {
                if (!anyOf(entry.getValue(), message)) {
                    return false;
                }
                continue;
            }
            JsonNode value = message.path(entry.getKey());
            JsonNode conditions = entry.getValue();
            boolean matches = conditions.isObject() ? matches(conditions, value) : any(conditions, value);
            if (!matches) {
                return false;
            }
        }
        return true;
    }

    /** SNS takes $or for an operator only before a list of two objects at least; otherwise it names an attribute. */
    private static boolean isOr(String key, JsonNode alternatives) {
        if (!key.equals("$or") || !alternatives.isArray() || alternatives.size() < 2) {
            return false;
        }
        for (JsonNode alternative : alternatives) {
            if (!alternative.isObject()) {
                return false;
            }
        }
        return true;
    }

    private static boolean anyOf(JsonNode alternatives, JsonNode message) {
        for (JsonNode alternative : alternatives) {
            if (matches(alternative, message)) {
                return true;
            }
        }
        return false;
    }

    private static boolean any(JsonNode conditions, JsonNode value) {
        if (!conditions.isArray()) {
            throw new TemplateException("Invalid parameter: FilterPolicy: a key's conditions must be a list");
        }
        for (JsonNode condition : conditions) {
            if (holds(condition, value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(JsonNode condition, JsonNode value) {
        if (!condition.isObject()) {
            return anyValue(value, actual -> same(condition, actual));
        }
        String kind = condition.fieldNames().next();
        JsonNode operand = condition.get(kind);
        return switch (kind) {
            case "exists" -> operand.asBoolean() == !value.isMissingNode();
            case "prefix" -> anyValue(value, actual -> text(actual).startsWith(operand.asText()));
            case "suffix" -> anyValue(value, actual -> text(actual).endsWith(operand.asText()));
            case "equals-ignore-case" -> anyValue(value, actual -> text(actual).equalsIgnoreCase(operand.asText()));
            case "anything-but" -> anyValue(value, actual -> !excluded(operand, actual));
            case "numeric" -> anyValue(value, actual -> actual.isNumber() && inRange(operand, actual.decimalValue()));
            default -> throw new TemplateException("filter policy condition " + kind + " is not supported");
        };
    }

    private static boolean excluded(JsonNode operand, JsonNode actual) {
        if (operand.isArray()) {
            for (JsonNode one : operand) {
                if (same(one, actual)) {
                    return true;
                }
            }
            return false;
        }
        return operand.isObject() ? holds(operand, actual) : same(operand, actual);
    }

    private static boolean inRange(JsonNode operand, BigDecimal actual) {
        for (int i = 0; i + 1 < operand.size(); i += 2) {
            int order = actual.compareTo(operand.get(i + 1).decimalValue());
            boolean holds = switch (operand.get(i).asText()) {
                case "=" -> order == 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                case ">=" -> order >= 0;
                default -> throw new TemplateException("filter policy comparison " + operand.get(i));
            };
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    /** Attributes of type String.Array match with any of their items. */
    private static boolean anyValue(JsonNode value, Predicate<JsonNode> test) {
        if (value.isArray()) {
            for (JsonNode item : value) {
                if (test.test(item)) {
                    return true;
                }
            }
            return false;
        }
        return !value.isMissingNode() && test.test(value);
    }

    private static boolean same(JsonNode condition, JsonNode actual) {
        if (condition.isNumber() && actual.isNumber()) {
            return condition.decimalValue().compareTo(actual.decimalValue()) == 0;
        }
        return condition.getNodeType() == actual.getNodeType() && condition.equals(actual);
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.asText() : "";
    }
}
