package io.github.cdkrouteserver.synth;

import static io.github.cdkrouteserver.synth.Synth.json;
import static io.github.cdkrouteserver.synth.Synth.resource;
import static io.github.cdkrouteserver.synth.Synth.routeServer;
import static io.github.cdkrouteserver.synth.Synth.stack;
import static io.github.cdkrouteserver.synth.Synth.template;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdkrouteserver.RouteServer;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicies;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;

class RouteServerRemovalPolicyTest {
    static Stream<Arguments> removalPolicy_setInAnyWay_isInTheTemplateAndToldToTheHandler() {
        Stream<Named<BiConsumer<Stack, RemovalPolicy>>> ways = Stream.of(
                Named.of("prop", (stack, policy) -> routeServer(stack, props -> props.removalPolicy(policy))),
                Named.of(
                        "applyRemovalPolicy",
                        (stack, policy) -> routeServer(stack, props -> props).applyRemovalPolicy(policy)),
                Named.of("RemovalPolicies.of", (stack, policy) -> {
                    routeServer(stack, props -> props);
                    RemovalPolicies.of(stack).apply(policy);
                }));
        return ways.flatMap(way -> Stream.of(
                Arguments.of(way, RemovalPolicy.DESTROY, "Delete", "Delete", false, false),
                Arguments.of(way, RemovalPolicy.RETAIN, "Retain", "Retain", true, true),
                Arguments.of(
                        way, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, "RetainExceptOnCreate", "Retain", true, false)));
    }

    @ParameterizedTest
    @MethodSource
    void removalPolicy_setInAnyWay_isInTheTemplateAndToldToTheHandler(
            BiConsumer<Stack, RemovalPolicy> way,
            RemovalPolicy policy,
            String deletion,
            String replacement,
            boolean retainedOnReplace,
            boolean retainedOnRollback) {
        Stack stack = stack();

        way.accept(stack, policy);

        JsonNode resource = resource(template(stack), Synth.ROUTE_SERVER);
        assertThat(resource.path("DeletionPolicy").asText()).isEqualTo(deletion);
        assertThat(resource.path("UpdateReplacePolicy").asText()).isEqualTo(replacement);
        assertThat(resource.path("Properties").has("RetainOnReplace")).isEqualTo(retainedOnReplace);
        assertThat(resource.path("Properties").has("RetainOnRollback")).isEqualTo(retainedOnRollback);
    }

    @Test
    void removalPolicy_none_leavesCloudFormationItsDefault() {
        JsonNode resource = resource(Synth.synth(props -> props), Synth.ROUTE_SERVER);

        assertThat(resource.has("DeletionPolicy")).isFalse();
        assertThat(resource.has("UpdateReplacePolicy")).isFalse();
        assertThat(resource.path("Properties").has("RetainOnReplace")).isFalse();
        assertThat(resource.path("Properties").has("RetainOnRollback")).isFalse();
    }

    @Test
    void applyRemovalPolicy_overRetainProp_winsInTheTemplateAndForTheHandler() {
        Stack stack = stack();
        RouteServer routeServer = routeServer(stack, props -> props.removalPolicy(RemovalPolicy.RETAIN));
        stack.resolve(routeServer.getRouteServerId());

        routeServer.applyRemovalPolicy(RemovalPolicy.DESTROY);

        JsonNode resource = resource(template(stack), Synth.ROUTE_SERVER);
        assertThat(resource.path("UpdateReplacePolicy").asText()).isEqualTo("Delete");
        assertThat(resource.path("Properties").has("RetainOnReplace")).isFalse();
        assertThat(resource.path("Properties").has("RetainOnRollback")).isFalse();
    }

    @Test
    void snapshot_setOtherwiseThanByTheProp_isReportedOfTheRouteServer() {
        Stack stack = stack();
        CfnResource resource =
                (CfnResource) routeServer(stack, props -> props).getNode().getDefaultChild();

        resource.getCfnOptions().setDeletionPolicy(CfnDeletionPolicy.SNAPSHOT);

        assertThatThrownBy(() -> template(stack))
                .hasMessageContaining("[Stack/Rs] removalPolicy is SNAPSHOT, but a route server has no snapshots");
    }

    @Test
    void escapeHatch_policiesSetOnTheResource_areToldToTheHandler() {
        Stack stack = stack();
        RouteServer routeServer = routeServer(stack, props -> props);
        CfnResource resource = (CfnResource) routeServer.getNode().getDefaultChild();

        resource.getCfnOptions().setDeletionPolicy(CfnDeletionPolicy.RETAIN);
        resource.getCfnOptions().setUpdateReplacePolicy(CfnDeletionPolicy.RETAIN);

        JsonNode properties = Synth.properties(template(stack));
        assertThat(properties.path("RetainOnReplace")).isEqualTo(json("true"));
        assertThat(properties.path("RetainOnRollback")).isEqualTo(json("true"));
    }

    @Test
    void escapeHatch_everyOtherOptionOfTheResource_isLeftAsItIs() {
        Stack stack = stack();
        RouteServer routeServer = routeServer(stack, props -> props.removalPolicy(RemovalPolicy.RETAIN));
        CfnResource resource = (CfnResource) routeServer.getNode().getDefaultChild();
        CfnCondition condition = CfnCondition.Builder.create(stack, "Wanted")
                .expression(Fn.conditionEquals(Aws.REGION, "eu-west-1"))
                .build();

        resource.getCfnOptions().setCondition(condition);
        resource.addMetadata("stack", stack.getStackId());

        JsonNode synthesized = resource(template(stack), Synth.ROUTE_SERVER);
        assertThat(synthesized.path("Condition").asText()).isEqualTo("Wanted");
        assertThat(synthesized.path("Metadata").path("stack")).isEqualTo(json("{'Ref': 'AWS::StackId'}"));
        assertThat(synthesized.path("Properties").path("RetainOnReplace")).isEqualTo(json("true"));
    }
}
