package io.github.cdkrouteserver.citizen;

import static io.github.cdkrouteserver.synth.Synth.app;
import static io.github.cdkrouteserver.synth.Synth.json;
import static io.github.cdkrouteserver.synth.Synth.properties;
import static io.github.cdkrouteserver.synth.Synth.resource;
import static io.github.cdkrouteserver.synth.Synth.resources;
import static io.github.cdkrouteserver.synth.Synth.routeServer;
import static io.github.cdkrouteserver.synth.Synth.stack;
import static io.github.cdkrouteserver.synth.Synth.template;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdkrouteserver.RouteServer;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ssm.StringParameter;

/** A route server on one side of a stack's border, and whoever uses it on the other. */
class StackBordersTest {
    @Test
    void nestedStack_routeServerInside_isAnsweredByItsOwnProviderAndSeenFromOutside() {
        Stack parent = stack();
        NestedStack nested = new NestedStack(parent, "Nested");
        RouteServer routeServer = routeServer(nested, props -> props.snsNotificationsEnabled(true));
        CfnOutput.Builder.create(parent, "Topic")
                .value(routeServer.getSnsTopicArn())
                .build();

        JsonNode inside = template(nested);
        JsonNode outside = template(parent);

        assertThat(inside.path("Resources")
                        .has(properties(inside).at("/ServiceToken/Fn::GetAtt/0").asText()))
                .isTrue();
        assertThat(resources(outside, "AWS::Lambda::Function")).isEmpty();
        assertThat(outside.at("/Outputs/Topic/Value/Fn::GetAtt/1").asText()).startsWith("Outputs.");
    }

    @Test
    void nestedStack_number_isANumberOutside() {
        Stack parent = stack();
        NestedStack nested = new NestedStack(parent, "Nested");
        RouteServer inside = routeServer(nested, props -> props);
        RouteServer.Builder.create(parent, "Next")
                .amazonSideAsn(inside.getAmazonSideAsn())
                .build();

        assertThat(properties(template(parent))
                        .at("/AmazonSideAsn/Fn::GetAtt/1")
                        .asText())
                .startsWith("Outputs.");
    }

    @Test
    void nestedStack_functionsPolicy_isBoundToTheNestedStack() {
        NestedStack nested = new NestedStack(stack(), "Nested");
        routeServer(nested, props -> props);

        assertThat(resource(template(nested), "AWS::IAM::Role")
                        .at("/Properties/Policies/0/PolicyDocument/Statement/0/Condition/StringEquals"))
                .isEqualTo(json("{'aws:RequestTag/cdk-route-server:stack': {'Ref': 'AWS::StackId'}}"));
    }

    @Test
    void otherRegion_withCrossRegionReferences_readsTheAttribute() {
        App app = app();
        Stack producer = regional(app, "Producer", "eu-west-1");
        Stack consumer = regional(app, "Consumer", "us-east-1");
        RouteServer routeServer = routeServer(producer, props -> props);
        StringParameter.Builder.create(consumer, "Id")
                .stringValue(routeServer.getRouteServerId())
                .build();

        assertThat(resources(template(producer), "Custom::CrossRegionExportWriter"))
                .singleElement()
                .asString()
                .contains("Rs");
        assertThat(resource(template(consumer), "AWS::SSM::Parameter")
                        .at("/Properties/Value/Fn::GetAtt/0")
                        .asText())
                .contains("ExportsReader");
    }

    private static Stack regional(App app, String id, String region) {
        return new Stack(
                app,
                id,
                StackProps.builder()
                        .crossRegionReferences(true)
                        .env(Environment.builder()
                                .account("111122223333")
                                .region(region)
                                .build())
                        .build());
    }
}
