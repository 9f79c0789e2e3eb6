package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Evaluates what a template says: intrinsic functions, conditions and pseudo parameters.
 *
 * <p>{@code AWS::NoValue} is null inside and never part of a result. A function that is not known fails the evaluation,
 * as a guess would let a test pass that AWS fails.
 */
final class TemplateEvaluator {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]*)}");

    private final JsonNode template;
    private final StackIdentity stack;
    private final Map<String, JsonNode> parameters;
    private final References references;

    TemplateEvaluator(JsonNode template, StackIdentity stack, Map<String, JsonNode> parameters, References references) {
        this.template = template;
        this.stack = stack;
        this.parameters = parameters;
        this.references = references;
        if (template.has("Transform")) {
            throw new TemplateException("templates with a Transform are not supported");
        }
    }

    /** Returns the value, or null where it is {@code AWS::NoValue}. */
    JsonNode evaluate(JsonNode value) {
        if (value.isArray()) {
            ArrayNode result = NODES.arrayNode();
            value.forEach(item -> {
                JsonNode evaluated = evaluate(item);
                if (evaluated != null) {
                    result.add(evaluated);
                }
            });
            return result;
        }
        if (!value.isObject()) {
            return value.isNull() ? null : value;
        }
        String function = functionOf(value);
        if (function != null) {
            return apply(function, value.get(function));
        }
        ObjectNode result = NODES.objectNode();
        value.forEachEntry((name, field) -> {
            JsonNode evaluated = evaluate(field);
            if (evaluated != null) {
                result.set(name, evaluated);
            }
        });
        return result;
    }

    /** Returns whether a condition of the template holds. */
    boolean condition(String name) {
        JsonNode definition = template.path("Conditions").path(name);
        if (definition.isMissingNode()) {
            throw new TemplateException("Template error: unresolved condition dependency " + name);
        }
        return truth(definition);
    }

    /** Returns whether a resource or output takes part: its condition holds, or it has none. */
    boolean isActive(JsonNode definition) {
        JsonNode condition = definition.path("Condition");
        return condition.isMissingNode() || condition(condition.asText());
    }

    /** Returns the logical ids and parameter names that the value refers to, in the branches that count. */
    Set<String> referencesIn(JsonNode value) {
        Set<String> found = new TreeSet<>();
        collectReferences(value, found);
        return found;
    }

    private void collectReferences(JsonNode value, Set<String> found) {
        String function = value.isObject() ? functionOf(value) : null;
        if (function == null) {
            value.forEach(child -> collectReferences(child, found));
            return;
        }
        JsonNode argument = value.get(function);
        switch (function) {
            case "Ref" -> found.add(argument.asText());
            case "Fn::GetAtt" ->
                found.add(
                        argument.isArray()
                                ? argument.get(0).asText()
                                : argument.asText().split("\\.")[0]);
            case "Fn::Sub" -> {
                String text = argument.isArray() ? argument.get(0).asText() : argument.asText();
                JsonNode own = argument.isArray() ? argument.get(1) : NODES.objectNode();
                Matcher matcher = PLACEHOLDER.matcher(text);
                while (matcher.find()) {
                    if (matcher.group(1).isEmpty() && !own.has(matcher.group(2))) {
                        found.add(matcher.group(2).split("\\.")[0]);
                    }
                }
                collectReferences(own, found);
            }
            case "Fn::If" ->
                collectReferences(argument.get(condition(argument.get(0).asText()) ? 1 : 2), found);
            default -> collectReferences(argument, found);
        }
    }

    private static String functionOf(JsonNode value) {
        if (value.size() != 1) {
            return null;
        }
        String name = value.fieldNames().next();
        boolean condition = name.equals("Condition") && value.get(name).isTextual();
        return name.equals("Ref") || name.startsWith("Fn::") || condition ? name : null;
    }

    private JsonNode apply(String function, JsonNode argument) {
        return switch (function) {
            case "Ref" -> ref(argument.asText());
            case "Fn::GetAtt" -> getAtt(argument);
            case "Fn::Sub" -> sub(argument);
            case "Fn::Join" -> Intrinsics.join(evaluate(argument));
            case "Fn::Split" -> Intrinsics.split(evaluate(argument));
            case "Fn::Select" -> Intrinsics.select(evaluate(argument));
            case "Fn::Base64" -> Intrinsics.base64(evaluate(argument));
            case "Fn::Cidr" -> Intrinsics.cidr(evaluate(argument));
            case "Fn::Length" -> Intrinsics.length(evaluate(argument));
            case "Fn::ToJsonString" -> TextNode.valueOf(evaluate(argument).toString());
            case "Fn::FindInMap" -> findInMap(argument);
            case "Fn::GetAZs" -> availabilityZones(evaluate(argument));
            case "Fn::ImportValue" -> references.exported(Intrinsics.text(function, evaluate(argument)));
            case "Fn::If" -> evaluate(argument.get(condition(argument.get(0).asText()) ? 1 : 2));
            case "Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not", "Condition" ->
                BooleanNode.valueOf(truth(NODES.objectNode().set(function, argument)));
            default -> throw new TemplateException("Template error: " + function + " is not supported");
        };
    }

    private JsonNode ref(String name) {
        JsonNode parameter = parameters.get(name);
        if (parameter != null) {
            return parameter;
        }
        return switch (name) {
            case "AWS::Region" -> TextNode.valueOf(stack.region());
            case "AWS::AccountId" -> TextNode.valueOf(stack.accountId());
            case "AWS::Partition" -> TextNode.valueOf(stack.partition());
            case "AWS::StackId" -> TextNode.valueOf(stack.stackId());
            case "AWS::StackName" -> TextNode.valueOf(stack.name());
            case "AWS::URLSuffix" -> TextNode.valueOf(stack.urlSuffix());
            case "AWS::NotificationARNs" -> NODES.arrayNode();
            case "AWS::NoValue" -> null;
            default -> references.ref(name);
        };
    }

    private JsonNode getAtt(JsonNode argument) {
        if (argument.isTextual()) {
            String[] parts = argument.asText().split("\\.", 2);
            return references.attribute(parts[0], parts[1]);
        }
        Intrinsics.requireArray("Fn::GetAtt", argument, 2, 2);
        return references.attribute(argument.get(0).asText(), Intrinsics.text("Fn::GetAtt", evaluate(argument.get(1))));
    }

    private JsonNode sub(JsonNode argument) {
        String text = argument.isArray() ? argument.get(0).asText() : argument.asText();
        JsonNode own = argument.isArray() ? argument.get(1) : NODES.objectNode();
        StringBuilder result = new StringBuilder();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            String name = matcher.group(2);
            String replacement;
            if (!matcher.group(1).isEmpty()) {
                replacement = "${" + name + "}";
            } else if (own.has(name)) {
                replacement = Intrinsics.text("Fn::Sub", evaluate(own.get(name)));
            } else if (name.contains(".")) {
                replacement = Intrinsics.text("Fn::Sub", getAtt(TextNode.valueOf(name)));
            } else {
                replacement = Intrinsics.text("Fn::Sub", ref(name));
            }
            matcher.appendReplacement(result, Matcher.quoteReplacement(replacement));
        }
        matcher.appendTail(result);
        return TextNode.valueOf(result.toString());
    }

    private JsonNode findInMap(JsonNode argument) {
        Intrinsics.requireArray("Fn::FindInMap", argument, 3, 4);
        JsonNode found = template.path("Mappings");
        for (int i = 0; i < 3; i++) {
            found = found.path(Intrinsics.text("Fn::FindInMap", evaluate(argument.get(i))));
        }
        if (!found.isMissingNode()) {
            return found;
        }
        if (argument.path(3).has("DefaultValue")) {
            return evaluate(argument.get(3).get("DefaultValue"));
        }
        throw new TemplateException("Template error: Unable to get mapping for " + argument);
    }

    private JsonNode availabilityZones(JsonNode region) {
        String name = region == null || region.asText().isEmpty() ? stack.region() : region.asText();
        return NODES.arrayNode().add(name + "a").add(name + "b").add(name + "c");
    }

    private boolean truth(JsonNode expression) {
        String function = expression.isObject() ? functionOf(expression) : null;
        if (function == null) {
            return expression.asBoolean();
        }
        JsonNode argument = expression.get(function);
        return switch (function) {
            case "Condition" -> condition(argument.asText());
            case "Fn::Not" -> !truth(argument.get(0));
            case "Fn::And" -> all(argument, true);
            case "Fn::Or" -> !all(argument, false);
            case "Fn::Equals" -> {
                JsonNode left = evaluate(argument.get(0));
                JsonNode right = evaluate(argument.get(1));
                yield left != null && right != null && Scalars.stringified(left).equals(Scalars.stringified(right));
            }
            default -> throw new TemplateException("Template error: " + function + " is no condition function");
        };
    }

    private boolean all(JsonNode expressions, boolean wanted) {
        for (JsonNode expression : expressions) {
            if (truth(expression) != wanted) {
                return false;
            }
        }
        return true;
    }
}
