package io.github.cdkrouteserver.synth;

import static io.github.cdkrouteserver.synth.Golden.assertGolden;
import static io.github.cdkrouteserver.synth.Synth.app;
import static io.github.cdkrouteserver.synth.Synth.template;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdkrouteserver.examples.ExamplesApp;
import io.github.cdkrouteserver.examples.QuickStartStack;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;

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
}
