package io.github.cdkrouteserver.synth;

import static io.github.cdkrouteserver.synth.Golden.assertGolden;
import static io.github.cdkrouteserver.synth.Synth.app;
import static io.github.cdkrouteserver.synth.Synth.resources;
import static io.github.cdkrouteserver.synth.Synth.template;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdkrouteserver.examples.FirewallPairStack;
import io.github.cdkrouteserver.examples.OpenShiftStack;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

class FamilyExamplesTest {
    @Test
    void firewallPair_template_isAsItWas() {
        assertGolden(template(new FirewallPairStack(app(), "RouteServerFirewallPair")), "firewall-pair");
    }

    @Test
    void openShift_template_isAsItWas() {
        assertGolden(template(new OpenShiftStack(app(), "RouteServerOpenShift")), "openshift");
    }

    @Test
    void openShift_outputs_areTheAddressesOfTwoEndpointsInEachZone() {
        JsonNode template = template(new OpenShiftStack(app(), "RouteServerOpenShift"));

        assertThat(resources(template, "AWS::EC2::RouteServerEndpoint")).hasSize(6);
        assertThat(template.path("Outputs"))
                .hasSize(6)
                .allSatisfy(output ->
                        assertThat(output.at("/Value/Fn::GetAtt/1").asText()).isEqualTo("EniAddress"));
    }

    @Test
    void firewallPair_always_hasNoWarningOfThisLibrary() {
        assertThat(warnings(app -> new FirewallPairStack(app, "RouteServerFirewallPair")))
                .isEmpty();
    }

    @Test
    void openShift_always_hasNoWarningOfThisLibrary() {
        assertThat(warnings(app -> new OpenShiftStack(app, "RouteServerOpenShift")))
                .isEmpty();
    }

    private static List<String> warnings(Function<App, Stack> example) {
        return messages(example.apply(app()));
    }

    // CDK's own assertions return the deprecated type.
    @SuppressWarnings("deprecation")
    private static List<String> messages(Stack stack) {
        Annotations annotations = Annotations.fromStack(stack);
        return Stream.concat(
                        annotations.findError("*", Match.anyValue()).stream(),
                        annotations.findWarning("*", Match.anyValue()).stream())
                .map(finding -> finding.getId() + ": " + finding.getEntry().getData())
                .toList();
    }
}
