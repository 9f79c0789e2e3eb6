package io.github.cdkrouteserver.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class RouteServerEditsTest {
    private static final String SERVER = """
            "S": {"Type": "Custom::RouteServer", "Properties": {"AmazonSideAsn": 65000, "PersistRoutes": "enable",
                  "PersistRoutesDuration": 5, "SnsNotificationsEnabled": %s}}
            """;
    private static final String SUBSCRIPTION = """
            , "Sub": {"Type": "AWS::SNS::Subscription", "Properties": {"TopicArn": {"Fn::GetAtt": ["S", "SnsTopicArn"]}}}
            """;

    @Test
    void inPlace_notificationsOff_turnsThemOnAndChangesTheDuration() throws Exception {
        JsonNode changed = RouteServerEdits.inPlace(template(SERVER.formatted(false)));

        JsonNode properties = changed.at("/Resources/S/Properties");
        assertThat(properties.path("SnsNotificationsEnabled").asBoolean()).isTrue();
        assertThat(properties.path("PersistRoutesDuration").asInt()).isEqualTo(1);
    }

    @Test
    void inPlace_subscribedTopic_turnsNotificationsOffWithTheSubscriptions() throws Exception {
        JsonNode changed = RouteServerEdits.inPlace(template(SERVER.formatted(true) + SUBSCRIPTION));

        assertThat(changed.at("/Resources/S/Properties/SnsNotificationsEnabled").asBoolean(true))
                .isFalse();
        assertThat(changed.at("/Resources/Sub").isMissingNode()).isTrue();
    }

    @Test
    void inPlace_topicNeededOtherwise_keepsNotifications() throws Exception {
        String alarm = """
                , "Alarm": {"Type": "AWS::CloudWatch::Alarm",
                            "Properties": {"AlarmActions": [{"Fn::GetAtt": ["S", "SnsTopicArn"]}]}}
                """;
        JsonNode changed = RouteServerEdits.inPlace(template(SERVER.formatted(true) + SUBSCRIPTION + alarm));

        assertThat(changed.at("/Resources/S/Properties/SnsNotificationsEnabled").asBoolean())
                .isTrue();
        assertThat(changed.at("/Resources/Sub").isMissingNode()).isFalse();
    }

    @Test
    void replacement_asn_becomesOneThatNothingUses() throws Exception {
        String peer =
                ", \"P\": {\"Type\": \"AWS::EC2::RouteServerPeer\", \"Properties\": {\"BgpOptions\": {\"PeerAsn\": 64600}}}";
        JsonNode changed = RouteServerEdits.replacement(template(SERVER.formatted(true) + peer));

        assertThat(changed.at("/Resources/S/Properties/AmazonSideAsn").asLong()).isEqualTo(64_601);
    }

    private static JsonNode template(String resources) throws Exception {
        return new ObjectMapper().readTree("{\"Resources\": {" + resources + "}}");
    }
}
