package io.github.cdkrouteserver.synth;

import static io.github.cdkrouteserver.synth.Synth.json;
import static io.github.cdkrouteserver.synth.Synth.properties;
import static io.github.cdkrouteserver.synth.Synth.routeServer;
import static io.github.cdkrouteserver.synth.Synth.stack;
import static io.github.cdkrouteserver.synth.Synth.template;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdkrouteserver.RouteServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.TagManager;
import software.amazon.awscdk.TagProps;
import software.amazon.awscdk.Tags;
import software.constructs.IConstruct;

class RouteServerTagsTest {
    static Stream<Named<Function<RouteServer, IConstruct>>> tagsOf_anyLevel_reachTheRouteServer() {
        return Stream.of(
                Named.of("app", routeServer -> routeServer.getNode().getRoot()),
                Named.of("stack", RouteServer::getStack),
                Named.of("construct", routeServer -> routeServer));
    }

    @ParameterizedTest
    @MethodSource
    void tagsOf_anyLevel_reachTheRouteServer(Function<RouteServer, IConstruct> level) {
        Stack stack = stack();
        RouteServer routeServer = routeServer(stack, props -> props.tags(Map.of("Name", "edge")));

        Tags.of(level.apply(routeServer)).add("Team", "network");

        assertThat(tags(template(stack))).containsExactlyInAnyOrderEntriesOf(Map.of("Name", "edge", "Team", "network"));
    }

    @Test
    void tagsOf_sameKeyAsProp_wins() {
        Stack stack = stack();
        routeServer(stack, props -> props.tags(Map.of("Name", "edge")));

        Tags.of(stack).add("Name", "of the stack");

        assertThat(properties(template(stack)).path("Tags"))
                .isEqualTo(json("[{'Key': 'Name', 'Value': 'of the stack'}]"));
    }

    @Test
    void tagsOf_nearestLevel_wins() {
        Stack stack = stack();
        RouteServer routeServer = routeServer(stack, props -> props);

        Tags.of(stack).add("Name", "of the stack");
        Tags.of(routeServer).add("Name", "of the route server");

        assertThat(tags(template(stack))).containsExactlyEntriesOf(Map.of("Name", "of the route server"));
    }

    @Test
    void tagsOf_routeServersExcluded_doNotReachIt() {
        Stack stack = stack();
        routeServer(stack, props -> props);

        Tags.of(stack)
                .add(
                        "Team",
                        "network",
                        TagProps.builder()
                                .excludeResourceTypes(List.of(Synth.ROUTE_SERVER))
                                .build());

        assertThat(properties(template(stack)).has("Tags")).isFalse();
    }

    @Test
    void tagsOf_onlyRouteServersIncluded_reachNothingElse() {
        Stack stack = stack();
        routeServer(stack, props -> props);

        Tags.of(stack)
                .add(
                        "Team",
                        "network",
                        TagProps.builder()
                                .includeResourceTypes(List.of(Synth.ROUTE_SERVER))
                                .build());

        JsonNode template = template(stack);
        assertThat(tags(template)).containsKey("Team");
        assertThat(Synth.resource(template, "AWS::IAM::Role").path("Properties").has("Tags"))
                .isFalse();
    }

    @Test
    void tagsOf_badTag_isReportedOfTheRouteServerAsLongAsItIsThere() {
        App app = Synth.app();
        Stack stack = new Stack(app, "Stack");
        RouteServer routeServer = routeServer(stack, props -> props);
        routeServer.getCdkTagManager().setTag("aws:x", "y");

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(app::synth)
                    .hasMessageContaining("[Stack/Rs] tag 'aws:x' starts with 'aws:'")
                    // jsii writes every message twice.
                    .satisfies(e -> assertThat(e.getMessage().split("\\[Stack/Rs\\] tag", -1))
                            .hasSize(3));
        }
        routeServer.getCdkTagManager().removeTag("aws:x", 1000);

        assertThatCode(app::synth).doesNotThrowAnyException();
    }

    @Test
    void tagsOf_badTagBesideTokens_isReportedAsItWasWritten() {
        App app = Synth.app();
        Stack stack = new Stack(app, "Stack");
        routeServer(stack, props -> props);
        // Names and values that only the deployment knows become objects in the template.
        Tags.of(stack).add("Region", Aws.REGION);
        Tags.of(stack).add("aws:" + Aws.REGION, "y");

        assertThatThrownBy(app::synth).hasMessageContaining("[Stack/Rs] tag 'aws:${Token[AWS.Region.");
    }

    @Test
    void tagsOf_manyTokensInOneValue_areNotMeasured() {
        Stack stack = stack();
        routeServer(stack, props -> props);
        String value = Aws.REGION.repeat(20);
        Tags.of(stack).add("Regions", value);

        assertThat(value).hasSizeGreaterThan(256);
        assertThat(properties(template(stack))
                        .path("Tags")
                        .path(0)
                        .path("Value")
                        .has("Fn::Join"))
                .isTrue();
    }

    @Test
    void tagsOf_removed_isGone() {
        Stack stack = stack();
        RouteServer routeServer = routeServer(stack, props -> props.tags(Map.of("Name", "edge", "Team", "network")));

        Tags.of(routeServer).remove("Team");

        assertThat(tags(template(stack))).containsOnlyKeys("Name");
    }

    @Test
    void tagManager_ofTheRouteServer_isItsOwn() {
        Stack stack = stack();
        RouteServer routeServer = routeServer(stack, props -> props.tags(Map.of("Name", "edge")));

        TagManager.of(routeServer).setTag("Team", "network");

        assertThat(TagManager.isTaggableV2(routeServer)).isTrue();
        assertThat(tags(template(stack))).containsExactlyInAnyOrderEntriesOf(Map.of("Name", "edge", "Team", "network"));
    }

    @Test
    void tags_empty_areLeftOut() {
        Stack stack = stack();
        routeServer(stack, props -> props.tags(Map.of()));

        assertThat(properties(template(stack)).has("Tags")).isFalse();
    }

    @Test
    void tags_many_areSortedSoThatTemplatesDoNotChange() {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 46; i >= 0; i--) {
            given.put("key" + (10 + i), "value");
        }
        Stack stack = stack();
        routeServer(stack, props -> props.tags(given));

        assertThat(tags(template(stack)).keySet()).containsExactlyElementsOf(new TreeMap<>(given).keySet());
    }

    @Test
    void tagsOf_manyTagsOnManyRouteServers_synthesize() {
        // jsii answers the calls of one synthesis from Node to Java a level deeper each; the guide promises 700 uses.
        Stack stack = stack();
        for (int i = 0; i < 100; i++) {
            RouteServer.Builder.create(stack, "Rs" + i).amazonSideAsn(65000).build();
        }
        for (int i = 0; i < 7; i++) {
            Tags.of(stack).add("key" + i, "value");
        }

        assertThat(Synth.resources(template(stack), Synth.ROUTE_SERVER))
                .hasSize(100)
                .allSatisfy(routeServer ->
                        assertThat(routeServer.path("Properties").path("Tags")).hasSize(7));
    }

    @Test
    void stackProps_tags_areLeftToCloudFormation() {
        Stack stack = new Stack(
                Synth.app(),
                "Stack",
                StackProps.builder().tags(Map.of("Team", "network")).build());
        routeServer(stack, props -> props);

        assertThat(properties(template(stack)).has("Tags")).isFalse();
    }

    private static Map<String, String> tags(JsonNode template) {
        Map<String, String> tags = new LinkedHashMap<>();
        properties(template)
                .path("Tags")
                .forEach(tag ->
                        tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
        return tags;
    }
}
