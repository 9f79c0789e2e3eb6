package io.github.cdkrouteserver.synth;

import static io.github.cdkrouteserver.synth.Synth.app;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NIST80053R5Checks;
import io.github.cdkrouteserver.examples.FirewallPairStack;
import io.github.cdkrouteserver.examples.OpenShiftStack;
import io.github.cdkrouteserver.examples.QuickStartStack;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.IAspect;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/** What cdk-nag finds is mended, or justified where the resource is made. */
class CdkNagTest {
    private enum Example {
        QUICK_START(app -> new QuickStartStack(app, "RouteServerQuickStart")),
        FIREWALL_PAIR(app -> new FirewallPairStack(app, "RouteServerFirewallPair")),
        OPENSHIFT(app -> new OpenShiftStack(app, "RouteServerOpenShift"));

        private final Function<App, Stack> stack;

        Example(Function<App, Stack> stack) {
            this.stack = stack;
        }
    }

    @ParameterizedTest
    @EnumSource
    void example_underAwsSolutions_hasNoFindingWithoutAJustification(Example example) {
        assertThat(findings(example, new AwsSolutionsChecks())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void example_underNist80053R5_hasNoFindingWithoutAJustification(Example example) {
        assertThat(findings(example, new NIST80053R5Checks())).isEmpty();
    }

    // CDK's own assertions return the deprecated type.
    @SuppressWarnings("deprecation")
    private static List<String> findings(Example example, IAspect rules) {
        App app = app();
        Stack stack = example.stack.apply(app);
        Aspects.of(app).add(rules);
        Annotations annotations = Annotations.fromStack(stack);
        return Stream.concat(
                        annotations.findError("*", Match.anyValue()).stream(),
                        annotations.findWarning("*", Match.anyValue()).stream())
                .map(finding -> finding.getId() + ": " + finding.getEntry().getData())
                .toList();
    }
}
