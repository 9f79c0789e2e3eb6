package io.github.cdkrouteserver.localaws.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdkrouteserver.localaws.cloudformation.LocalSns.Attribute;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalSnsTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:bgp";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{} | {} | true",
                "{e: ['A']} | {e: 'A'} | true",
                "{e: ['A']} | {e: 'a'} | false",
                "{e: ['A', 'B']} | {e: 'B'} | true",
                "{e: ['A']} | {} | false",
                "{e: ['A'], s: ['UP']} | {e: 'A', s: 'DOWN'} | false",
                "{e: ['A'], s: ['UP', 'DOWN']} | {e: 'A', s: 'DOWN'} | true",
                "{e: [{prefix: 'ROUTE_'}]} | {e: 'ROUTE_SERVER'} | true",
                "{e: [{suffix: '_CHANGE'}]} | {e: 'ROUTE_SERVER'} | false",
                "{e: [{'anything-but': 'A'}]} | {e: 'B'} | true",
                "{e: [{'anything-but': ['A', 'B']}]} | {e: 'B'} | false",
                "{e: [{'anything-but': {prefix: 'A'}}]} | {e: 'AB'} | false",
                "{e: [{'anything-but': 'A'}]} | {} | false",
                "{e: [{'equals-ignore-case': 'up'}]} | {e: 'UP'} | true",
                "{e: [{exists: true}]} | {e: 'x'} | true",
                "{e: [{exists: true}]} | {} | false",
                "{e: [{exists: false}]} | {} | true",
                "{e: [{numeric: ['>', 1, '<=', 5]}]} | {e: 5} | true",
                "{e: [{numeric: ['=', 1]}]} | {e: '1'} | false",
                "{e: ['rsp-2']} | {e: ['rsp-1', 'rsp-2']} | true",
                "{$or: [{e: ['A'], s: ['DOWN']}, {e: ['B']}]} | {e: 'A', s: 'DOWN'} | true",
                "{$or: [{e: ['A'], s: ['DOWN']}, {e: ['B']}]} | {e: 'A', s: 'UP'} | false",
                "{$or: [{e: ['A'], s: ['DOWN']}, {e: ['B']}]} | {e: 'B'} | true",
                "{p: ['1'], $or: [{e: ['A']}, {e: ['B']}]} | {e: 'B', p: '2'} | false",
                "{$or: ['A']} | {$or: 'A'} | true",
                "{d: {e: ['A']}} | {d: {e: 'A'}} | true",
            })
    void matches_policy_decides(String policy, String message, boolean expected) {
        assertThat(FilterPolicy.matches(Json.of(policy), Json.of(message))).isEqualTo(expected);
    }

    @Test
    void matches_unknownCondition_isRefused() {
        assertThatThrownBy(() -> FilterPolicy.matches(Json.of("{e: [{cidr: '10.0.0.0/8'}]}"), Json.of("{e: 'x'}")))
                .hasMessageContaining("cidr is not supported");
    }

    @Test
    void publish_subscriptionsOfATemplate_getWhatTheirFiltersLetThrough() throws Exception {
        try (LocalCloudFormation cloudFormation = LocalCloudFormation.builder().build()) {
            StackResult result = cloudFormation.create("s", StackTemplate.of(Json.of("""
                            {Resources: {
                              Down: {Type: 'AWS::SNS::Subscription', Properties: {TopicArn: '%1$s', Protocol: 'email',
                                Endpoint: 'down@example.com',
                                FilterPolicy: {eventCode: ['BGP'], newBgpStatus: ['DOWN']}}},
                              Body: {Type: 'AWS::SNS::Subscription', Properties: {TopicArn: '%1$s', Protocol: 'sqs',
                                Endpoint: 'q', FilterPolicyScope: 'MessageBody', FilterPolicy: {a: [1]}}},
                              All: {Type: 'AWS::SNS::Subscription', Properties: {TopicArn: '%1$s', Protocol: 'sqs',
                                Endpoint: 'all'}},
                              Other: {Type: 'AWS::SNS::Subscription', Properties: {TopicArn: {Ref: 'Topic'},
                                Protocol: 'sqs', Endpoint: 'other'}},
                              Topic: {Type: 'AWS::SNS::Topic', Properties: {}}}}
                            """.formatted(TOPIC))));
            LocalSns sns = cloudFormation.sns();

            sns.publish(TOPIC, "text", Map.of("eventCode", "BGP", "newBgpStatus", "UP"));
            sns.publish(TOPIC, "{\"a\": 1}", Map.of("eventCode", "BGP", "newBgpStatus", "DOWN"));
            sns.publishTyped(
                    TOPIC,
                    "x",
                    Map.of(
                            "eventCode",
                            new Attribute("String.Array", "[\"BGP\"]"),
                            "newBgpStatus",
                            Attribute.string("DOWN")));

            assertThat(result.status()).isEqualTo("CREATE_COMPLETE");
            assertThat(sns.deliveries())
                    .extracting(delivery -> delivery.subscription().endpoint() + " " + delivery.message())
                    .containsExactlyInAnyOrder(
                            "all text",
                            "all {\"a\": 1}",
                            "q {\"a\": 1}",
                            "down@example.com {\"a\": 1}",
                            "all x",
                            "down@example.com x");
            cloudFormation.delete("s").orThrow();
            assertThat(sns.subscriptions()).isEmpty();
        }
    }

    @Test
    void create_endpointSubscribedWithAnotherFilter_failsTheStack() throws Exception {
        try (LocalCloudFormation cloudFormation = LocalCloudFormation.builder().build()) {
            String subscription = "{Type: 'AWS::SNS::Subscription', Properties: {TopicArn: '" + TOPIC
                    + "', Protocol: 'email', Endpoint: 'a@example.com', FilterPolicy: {e: ['%s']}}}";
            StackResult same = cloudFormation.create(
                    "same",
                    StackTemplate.of(Json.of("{Resources: {One: " + subscription.formatted("A") + ", Two: "
                            + subscription.formatted("A") + "}}")));
            cloudFormation.delete("same").orThrow();
            StackResult different = cloudFormation.create(
                    "different",
                    StackTemplate.of(Json.of("{Resources: {One: " + subscription.formatted("A") + ", Two: "
                            + subscription.formatted("B") + "}}")));

            assertThat(same.status()).isEqualTo("CREATE_COMPLETE");
            assertThat(different.status()).isEqualTo("ROLLBACK_COMPLETE");
            assertThat(different.reason()).contains("Subscription already exists with different attributes");
        }
    }

    @Test
    void create_subscriptionToNoTopic_failsTheStack() throws Exception {
        try (LocalCloudFormation cloudFormation = LocalCloudFormation.builder().build()) {
            StackResult result = cloudFormation.create(
                    "s",
                    StackTemplate.of(
                            Json.of(
                                    "{Resources: {S: {Type: 'AWS::SNS::Subscription', Properties: {TopicArn: '', Protocol: 'sqs'}}}}")));

            assertThat(result.status()).isEqualTo("ROLLBACK_COMPLETE");
            assertThat(result.reason()).contains("TopicArn");
        }
    }
}
