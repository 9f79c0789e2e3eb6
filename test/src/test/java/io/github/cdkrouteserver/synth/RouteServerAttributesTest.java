package io.github.cdkrouteserver.synth;

import static io.github.cdkrouteserver.synth.Synth.app;
import static io.github.cdkrouteserver.synth.Synth.json;
import static io.github.cdkrouteserver.synth.Synth.resource;
import static io.github.cdkrouteserver.synth.Synth.routeServer;
import static io.github.cdkrouteserver.synth.Synth.stack;
import static io.github.cdkrouteserver.synth.Synth.template;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdkrouteserver.RouteServer;
import io.github.cdkrouteserver.RouteServerProps;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.ec2.CfnRouteServerEndpoint;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sns.subscriptions.SqsSubscription;
import software.amazon.awscdk.services.sqs.Queue;

class RouteServerAttributesTest {
    static Stream<Arguments> attribute_each_isATokenForWhatTheHandlerAnswers() {
        return Stream.of(
                attribute(RouteServer::getRouteServerId, "{'Ref': 'Rs406C30BA'}"),
                attribute(RouteServer::getRouteServerArn, "{'Fn::GetAtt': ['Rs406C30BA', 'RouteServerArn']}"),
                attribute(RouteServer::getAmazonSideAsn, "{'Fn::GetAtt': ['Rs406C30BA', 'AmazonSideAsn']}"),
                attribute(RouteServer::getState, "{'Fn::GetAtt': ['Rs406C30BA', 'State']}"),
                attribute(RouteServer::getPersistRoutesState, "{'Fn::GetAtt': ['Rs406C30BA', 'PersistRoutesState']}"),
                attribute(
                        RouteServer::getPersistRoutesDuration,
                        "{'Fn::GetAtt': ['Rs406C30BA', 'PersistRoutesDuration']}"),
                attribute(
                        RouteServer::getSnsNotificationsEnabled,
                        "{'Fn::GetAtt': ['Rs406C30BA', 'SnsNotificationsEnabled']}"),
                attribute(RouteServer::getSnsTopicArn, "{'Fn::GetAtt': ['Rs406C30BA', 'SnsTopicArn']}"),
                attribute(routeServer -> routeServer.getRouteServerRef().getRouteServerId(), "{'Ref': 'Rs406C30BA'}"),
                attribute(
                        routeServer -> routeServer.getRouteServerRef().getRouteServerArn(),
                        "{'Fn::GetAtt': ['Rs406C30BA', 'RouteServerArn']}"));
    }

    @ParameterizedTest
    @MethodSource
    void attribute_each_isATokenForWhatTheHandlerAnswers(Function<RouteServer, Object> getter, String resolved) {
        Stack stack = stack();
        RouteServer routeServer = routeServer(stack, props -> props.snsNotificationsEnabled(true));

        Object attribute = getter.apply(routeServer);

        assertThat(Token.isUnresolved(attribute)).isTrue();
        CfnOutput.Builder.create(stack, "Output")
                .value(attribute instanceof Number number ? Token.asString(number) : attribute.toString())
                .build();
        assertThat(template(stack).path("Outputs").path("Output").path("Value")).isEqualTo(json(resolved));
    }

    @Test
    void getSnsTopicArn_withoutNotifications_saysWhatToSet() {
        RouteServer silent = routeServer(stack(), props -> props);

        assertThatIllegalStateException()
                .isThrownBy(silent::getSnsTopicArn)
                .withMessageContainingAll("Stack/Rs", "has no topic", "set snsNotificationsEnabled to true");
    }

    @Test
    void getAmazonSideAsn_usedAsANumber_staysAReference() {
        Stack stack = stack();
        RouteServer first = routeServer(stack, props -> props);
        RouteServer.Builder.create(stack, "Second")
                .amazonSideAsn(first.getAmazonSideAsn())
                .build();

        assertThat(Synth.resources(template(stack), Synth.ROUTE_SERVER))
                .extracting(resource -> resource.path("Properties").path("AmazonSideAsn"))
                .containsExactlyInAnyOrder(json("65000"), json("{'Fn::GetAtt': ['Rs406C30BA', 'AmazonSideAsn']}"));
    }

    @Test
    void getSnsTopic_subscriptionAdded_isInTheTemplate() {
        Stack stack = stack();
        RouteServer routeServer = routeServer(stack, props -> props.snsNotificationsEnabled(true));

        routeServer.getSnsTopic().addSubscription(new EmailSubscription("network-on-call@example.com"));
        routeServer.getSnsTopic().addSubscription(new SqsSubscription(new Queue(stack, "Events")));

        List<JsonNode> subscriptions = Synth.resources(template(stack), "AWS::SNS::Subscription");
        assertThat(subscriptions)
                .hasSize(2)
                .allSatisfy(subscription -> assertThat(
                                subscription.path("Properties").path("TopicArn"))
                        .isEqualTo(json("{'Fn::GetAtt': ['Rs406C30BA', 'SnsTopicArn']}")))
                .extracting(subscription ->
                        subscription.path("Properties").path("Protocol").asText())
                .containsExactlyInAnyOrder("email", "sqs");
    }

    @Test
    void getSnsTopic_askedTwice_isTheSame() {
        RouteServer routeServer = routeServer(stack(), props -> props.snsNotificationsEnabled(true));

        assertThat(routeServer.getSnsTopic()).isSameAs(routeServer.getSnsTopic());
    }

    static Stream<Arguments> getSnsTopic_noneToHave_saysWhichPropToSet() {
        return Stream.of(
                without(props -> props, "set snsNotificationsEnabled to true"),
                without(props -> props.snsNotificationsEnabled(false), "set snsNotificationsEnabled to true"),
                without(props -> props.snsNotificationsEnabled(true).dryRun(true), "leave dryRun out"));
    }

    @ParameterizedTest
    @MethodSource
    void getSnsTopic_noneToHave_saysWhichPropToSet(UnaryOperator<RouteServerProps.Builder> props, String remedy) {
        RouteServer routeServer = routeServer(stack(), props);

        assertThatIllegalStateException()
                .isThrownBy(routeServer::getSnsTopic)
                .withMessageStartingWith("Stack/Rs: ")
                .withMessageContaining(remedy);
    }

    @Test
    void attribute_usedInAnotherStack_isExportedAndImported() {
        App app = app();
        Stack producer = new Stack(app, "Producer");
        Stack consumer = new Stack(app, "Consumer");
        RouteServer routeServer = routeServer(producer, props -> props);
        CfnRouteServerEndpoint.Builder.create(consumer, "Endpoint")
                .routeServerId(routeServer.getRouteServerId())
                .subnetId("subnet-0123456789abcdef0")
                .build();

        assertThat(resource(template(consumer), "AWS::EC2::RouteServerEndpoint")
                        .path("Properties")
                        .path("RouteServerId")
                        .has("Fn::ImportValue"))
                .isTrue();
        assertThat(template(producer).path("Outputs")).hasSize(1);
    }

    private static Arguments attribute(Function<RouteServer, Object> getter, String resolved) {
        return Arguments.of(getter, resolved);
    }

    private static Arguments without(UnaryOperator<RouteServerProps.Builder> props, String remedy) {
        return Arguments.of(props, remedy);
    }
}
