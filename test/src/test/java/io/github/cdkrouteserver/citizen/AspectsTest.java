package io.github.cdkrouteserver.citizen;

import static io.github.cdkrouteserver.synth.Synth.resource;
import static io.github.cdkrouteserver.synth.Synth.routeServer;
import static io.github.cdkrouteserver.synth.Synth.stack;
import static io.github.cdkrouteserver.synth.Synth.template;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdkrouteserver.RouteServer;
import io.github.cdkrouteserver.synth.Synth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.iam.CfnRole;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.constructs.IConstruct;

class AspectsTest {
    @Test
    void aspect_visiting_seesRouteServersAsWhatTheyAre() {
        Stack stack = stack();
        RouteServer routeServer = routeServer(stack, props -> props);
        List<IConstruct> seen = new ArrayList<>();

        Aspects.of(stack.getNode().getRoot()).add(node -> {
            if (node instanceof RouteServer) {
                seen.add(node);
            }
        });
        template(stack);

        assertThat(seen).containsExactly(routeServer);
    }

    @Test
    void aspect_changingTheFunctionAndItsRole_isInTheTemplate() {
        Stack stack = stack();
        routeServer(stack, props -> props);

        Aspects.of(stack).add(node -> {
            if (node instanceof CfnFunction function) {
                function.setReservedConcurrentExecutions(2);
                function.setMemorySize(512);
            } else if (node instanceof CfnRole role) {
                role.setPath("/network/");
            }
        });

        JsonNode template = template(stack);
        JsonNode function = resource(template, "AWS::Lambda::Function");
        assertThat(function.at("/Properties/ReservedConcurrentExecutions").intValue())
                .isEqualTo(2);
        assertThat(function.at("/Properties/MemorySize").intValue()).isEqualTo(512);
        assertThat(resource(template, "AWS::IAM::Role").at("/Properties/Path").asText())
                .isEqualTo("/network/");
    }

    @Test
    void aspect_changingTheRouteServer_isInTheTemplateAndToldToTheHandler() {
        Stack stack = stack();
        routeServer(stack, props -> props);

        Aspects.of(stack).add(node -> {
            if (node instanceof RouteServer routeServer) {
                Tags.of(routeServer).add("CostCentre", "network");
                routeServer.applyRemovalPolicy(RemovalPolicy.RETAIN);
            }
        });

        JsonNode resource = resource(template(stack), Synth.ROUTE_SERVER);
        assertThat(resource.path("DeletionPolicy").asText()).isEqualTo("Retain");
        assertThat(resource.at("/Properties/RetainOnReplace").asText()).isEqualTo("true");
        assertThat(resource.at("/Properties/Tags/0/Key").asText()).isEqualTo("CostCentre");
    }

    @Test
    void aspect_overridingPropertiesOfTheResource_hasTheLastWord() {
        Stack stack = stack();
        routeServer(stack, props -> props);

        Aspects.of(stack).add(node -> {
            if (node instanceof CfnResource resource
                    && resource.getCfnResourceType().equals(Synth.ROUTE_SERVER)) {
                resource.addPropertyOverride("AmazonSideAsn", 64999);
            }
        });

        assertThat(Synth.properties(template(stack)).path("AmazonSideAsn").intValue())
                .isEqualTo(64999);
    }
}
