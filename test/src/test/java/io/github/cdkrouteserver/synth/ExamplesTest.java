package io.github.cdkrouteserver.synth;

import static io.github.cdkrouteserver.synth.Golden.assertGolden;
import static io.github.cdkrouteserver.synth.Synth.app;
import static io.github.cdkrouteserver.synth.Synth.template;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdkrouteserver.examples.ExamplesApp;
import io.github.cdkrouteserver.examples.QuickStartStack;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

class ExamplesTest {
    @Test
    void quickStart_template_isAsItWas() {
        assertGolden(template(new QuickStartStack(app(), "RouteServerQuickStart")), "quick-start");
    }

    @Test
    void quickStart_outputs_nameWhatAnOperatorLooksFor() {
        JsonNode outputs =
                template(new QuickStartStack(app(), "RouteServerQuickStart")).path("Outputs");

        assertThat(outputs.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "routeServerId", "routeServerArn", "state", "persistRoutesState", "snsTopicArn");
    }

    @Test
    void quickStart_underAwsSolutions_hasNoFindingWithoutAJustification() {
        App app = app();
        QuickStartStack stack = new QuickStartStack(app, "RouteServerQuickStart");
        Aspects.of(app).add(new AwsSolutionsChecks());

        // The VPC stands for one that the reader has; whether it has flow logs is not this example's to say.
        assertThat(findings(stack)).allMatch(finding -> finding.contains("/Vpc/Resource: AwsSolutions-VPC7:"));
    }

    @Test
    void add_noContext_addsTheQuickStart() {
        App app = new App();

        ExamplesApp.add(app);

        assertThat(app.getNode().tryFindChild("RouteServerQuickStart")).isNotNull();
    }

    @Test
    void add_unknownName_listsWhatThereIs() {
        App app = new App();
        app.getNode().setContext("example", "quickstart");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExamplesApp.add(app))
                .withMessageContainingAll("'quickstart'", "quick-start");
    }

    // CDK's own assertions return the deprecated type.
    @SuppressWarnings("deprecation")
    private static List<String> findings(QuickStartStack stack) {
        Annotations annotations = Annotations.fromStack(stack);
        return Stream.concat(
                        annotations.findError("*", Match.anyValue()).stream(),
                        annotations.findWarning("*", Match.anyValue()).stream())
                .map(finding -> finding.getId() + ": " + finding.getEntry().getData())
                .toList();
    }
}
