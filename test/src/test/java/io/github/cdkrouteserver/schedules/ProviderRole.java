package io.github.cdkrouteserver.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cdkrouteserver.RouteServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/** The policies of the provider's role, as a template has them, for the stack that the schedules play in. */
final class ProviderRole {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> REFS = Map.of(
            "AWS::Partition", "aws",
            "AWS::Region", "us-east-1",
            "AWS::AccountId", "123456789012",
            "AWS::StackId", Event.STACK);

    private ProviderRole() {}

    static List<JsonNode> policies() {
        Stack stack = new Stack(new App(), "net");
        RouteServer.Builder.create(stack, "Rs").amazonSideAsn(64_512).build();
        List<JsonNode> policies = new ArrayList<>();
        JsonNode roles = JSON.valueToTree(Template.fromStack(stack).findResources("AWS::IAM::Role"));
        roles.forEach(role -> role.path("Properties")
                .path("Policies")
                .forEach(policy -> policies.add(resolved(policy.path("PolicyDocument")))));
        return policies;
    }

    /** Each statement of all policies, with the way to put something else in its place. */
    static List<JsonNode> with(List<JsonNode> policies, int statement, JsonNode replacement) {
        ArrayNode statements = JSON.createArrayNode();
        List<JsonNode> all = statements(policies);
        for (int i = 0; i < all.size(); i++) {
            if (i != statement) {
                statements.add(all.get(i));
            } else if (replacement != null) {
                statements.add(replacement);
            }
        }
        return List.of(JSON.createObjectNode().put("Version", "2012-10-17").set("Statement", statements));
    }

    static List<JsonNode> statements(List<JsonNode> policies) {
        List<JsonNode> statements = new ArrayList<>();
        policies.forEach(policy -> policy.path("Statement").forEach(statements::add));
        return statements;
    }

    static List<String> actions(JsonNode statement) {
        JsonNode action = statement.path("Action");
        List<String> actions = new ArrayList<>();
        if (action.isTextual()) {
            actions.add(action.asText());
        }
        action.forEach(one -> actions.add(one.asText()));
        return actions;
    }

    static JsonNode withoutAction(JsonNode statement, String action) {
        ArrayNode rest = JSON.createArrayNode();
        actions(statement).stream().filter(one -> !one.equals(action)).forEach(rest::add);
        if (rest.isEmpty()) {
            return null;
        }
        ObjectNode changed = statement.deepCopy();
        return changed.set("Action", rest);
    }

    static JsonNode withoutCondition(JsonNode statement) {
        ObjectNode changed = statement.deepCopy();
        changed.remove("Condition");
        return changed;
    }

    private static JsonNode resolved(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            node.forEach(item -> array.add(resolved(item)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        if (node.has("Ref")) {
            return TextNode.valueOf(REFS.get(node.get("Ref").asText()));
        }
        if (node.has("Fn::GetAtt")) {
            // The only one in the role is its log group.
            return TextNode.valueOf("arn:aws:logs:us-east-1:123456789012:log-group:provider:*");
        }
        if (node.has("Fn::Join")) {
            List<String> parts = new ArrayList<>();
            node.get("Fn::Join").get(1).forEach(part -> parts.add(resolved(part).asText()));
            return TextNode.valueOf(String.join(node.get("Fn::Join").get(0).asText(), parts));
        }
        ObjectNode object = JSON.createObjectNode();
        node.properties().forEach(field -> object.set(field.getKey(), resolved(field.getValue())));
        return object;
    }
}
