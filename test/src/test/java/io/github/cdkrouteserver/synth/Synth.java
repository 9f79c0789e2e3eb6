package io.github.cdkrouteserver.synth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cdkrouteserver.RouteServer;
import io.github.cdkrouteserver.RouteServerProps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.constructs.Construct;

/** Apps and templates for the synth tests. */
public final class Synth {
    public static final String ROUTE_SERVER = "Custom::RouteServer";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Synth() {}

    /** An app in which whatever CDK's own validation finds in a template is an error. */
    public static App app() {
        return new App(AppProps.builder()
                .context(Map.of("@aws-cdk/core:validateAgainstDefaultRules", true))
                .analyticsReporting(false)
                .build());
    }

    public static Stack stack() {
        return new Stack(app(), "Stack");
    }

    public static RouteServer routeServer(Construct scope, UnaryOperator<RouteServerProps.Builder> props) {
        return new RouteServer(
                scope,
                "Rs",
                props.apply(RouteServerProps.builder().amazonSideAsn(65000)).build());
    }

    /** Template of a stack that holds one route server. */
    public static JsonNode synth(UnaryOperator<RouteServerProps.Builder> props) {
        Stack stack = stack();
        routeServer(stack, props);
        return template(stack);
    }

    public static JsonNode template(Stack stack) {
        return JSON.valueToTree(Template.fromStack(stack).toJSON());
    }

    public static List<JsonNode> resources(JsonNode template, String type) {
        List<JsonNode> found = new ArrayList<>();
        template.path("Resources").forEach(resource -> {
            if (type.equals(resource.path("Type").asText())) {
                found.add(resource);
            }
        });
        return found;
    }

    /** The only resource of a type. */
    public static JsonNode resource(JsonNode template, String type) {
        List<JsonNode> found = resources(template, type);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " resources of type " + type + " in " + template.toPrettyString());
        }
        return found.get(0);
    }

    /** Properties of the only route server. */
    public static JsonNode properties(JsonNode template) {
        return resource(template, ROUTE_SERVER).path("Properties");
    }

    /** Resources of the template but those of the provider. */
    public static JsonNode withoutProvider(JsonNode template) {
        ObjectNode rest = template.path("Resources").deepCopy();
        rest.remove(rest.properties().stream()
                .map(Map.Entry::getKey)
                .filter(id -> id.startsWith("iogithubcdkrouteserver"))
                .toList());
        return rest;
    }

    /** JSON, in single quotes for the sake of Java. */
    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
