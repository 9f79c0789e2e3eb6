package io.github.cdkrouteserver.synth;

import static io.github.cdkrouteserver.synth.Golden.assertGolden;
import static io.github.cdkrouteserver.synth.Synth.app;
import static io.github.cdkrouteserver.synth.Synth.resources;
import static io.github.cdkrouteserver.synth.Synth.template;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdkrouteserver.examples.FirewallPairStack;
import io.github.cdkrouteserver.examples.OpenShiftStack;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
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

    @Test
    void firewallPair_underAwsSolutions_hasNoFindingWithoutAJustification() {
        assertThat(findings(app -> new FirewallPairStack(app, "RouteServerFirewallPair")))
                // The VPC stands for one that the reader has; whether it has flow logs is not this example's to say.
                .filteredOn(finding -> !finding.contains("/Vpc/Resource: AwsSolutions-VPC7:"))
                // A machine that the stack may not replace or remove could not be tried out.
                .filteredOn(finding -> !finding.contains("/Machine: AwsSolutions-EC29:"))
                .isEmpty();
    }

    @Test
    void openShift_underAwsSolutions_hasNoFindingWithoutAJustification() {
        assertThat(findings(app -> new OpenShiftStack(app, "RouteServerOpenShift")))
                .allMatch(finding -> finding.contains("/Vpc/Resource: AwsSolutions-VPC7:"));
    }

    private static List<String> warnings(Function<App, Stack> example) {
        return messages(example.apply(app()));
    }

    private static List<String> findings(Function<App, Stack> example) {
        App app = app();
        Stack stack = example.apply(app);
        Aspects.of(app).add(new AwsSolutionsChecks());
        return messages(stack);
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
