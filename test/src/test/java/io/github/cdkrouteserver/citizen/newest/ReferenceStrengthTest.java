package io.github.cdkrouteserver.citizen.newest;

import static io.github.cdkrouteserver.synth.Synth.app;
import static io.github.cdkrouteserver.synth.Synth.routeServer;
import static io.github.cdkrouteserver.synth.Synth.template;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdkrouteserver.RouteServer;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CrossStackReferences;
import software.amazon.awscdk.ReferenceStrength;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ssm.StringParameter;

/** The lowest CDK has strong references only. */
class ReferenceStrengthTest {
    @Test
    void strong_attribute_isImported() {
        assertThat(consumed(ReferenceStrength.STRONG).toString()).contains("Fn::ImportValue");
    }

    @Test
    void weak_attribute_isReadFromTheOtherStackWithoutHoldingIt() {
        assertThat(consumed(ReferenceStrength.WEAK).toString())
                .contains("Fn::GetStackOutput")
                .doesNotContain("Fn::ImportValue");
    }

    private static JsonNode consumed(ReferenceStrength strength) {
        App app = app();
        Stack producer = new Stack(app, "Producer");
        Stack consumer = new Stack(app, "Consumer");
        RouteServer routeServer = routeServer(producer, props -> props.snsNotificationsEnabled(true));
        CrossStackReferences.of(consumer).consume(strength);
        StringParameter.Builder.create(consumer, "Topic")
                .stringValue(routeServer.getSnsTopicArn())
                .build();
        return template(consumer);
    }
}
