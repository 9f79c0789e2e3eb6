package io.github.cdkrouteserver.citizen;

import static io.github.cdkrouteserver.synth.Synth.app;
import static io.github.cdkrouteserver.synth.Synth.routeServer;
import static io.github.cdkrouteserver.synth.Synth.template;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdkrouteserver.RouteServer;
import io.github.cdkrouteserver.examples.FirewallPairStack;
import io.github.cdkrouteserver.examples.OpenShiftStack;
import io.github.cdkrouteserver.examples.QuickStartStack;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.StageProps;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

class PartitionsTest {
    static Stream<Named<BiFunction<Construct, String, Stack>>> examples() {
        return Stream.of(
                Named.of("quick-start", QuickStartStack::new),
                Named.of("firewall-pair", FirewallPairStack::new),
                Named.of("openshift", OpenShiftStack::new));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void example_withoutEnvironment_namesNoPartition(BiFunction<Construct, String, Stack> example) {
        assertThat(template(example.apply(app(), "Stack")).toString()).doesNotContainPattern("arn:aws[a-z-]*:");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void example_inGovCloud_namesNoPartition(BiFunction<Construct, String, Stack> example) {
        assertNeutral(example, "us-gov-west-1");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void example_inChina_namesNoPartition(BiFunction<Construct, String, Stack> example) {
        assertNeutral(example, "cn-north-1");
    }

    private static void assertNeutral(BiFunction<Construct, String, Stack> example, String region) {
        Stage stage = new Stage(
                app(), "Stage", StageProps.builder().env(environment(region)).build());

        JsonNode template = template(example.apply(stage, "Stack"));

        assertThat(template.toString()).doesNotContainPattern("arn:aws[a-z-]*:");
        // IAM takes the plain name of Lambda's and of logs' principal in every partition.
        assertThat(template.findValuesAsText("Service")).allMatch(service -> service.endsWith(".amazonaws.com"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-gov-west-1", "cn-north-1"})
    void grantsAndImports_anyPartition_nameNone(String region) {
        Stack stack = new Stack(
                app(), "Stack", StackProps.builder().env(environment(region)).build());
        Role reader = Role.Builder.create(stack, "Reader")
                .assumedBy(new AccountRootPrincipal())
                .build();
        routeServer(stack, props -> props).getGrants().read(reader);
        RouteServer.fromRouteServerId(stack, "Imported", "rs-0123456789abcdef0")
                .getGrants()
                .read(reader);

        assertThat(template(stack).toString()).doesNotContainPattern("arn:aws[a-z-]*:");
    }

    @Test
    void routeServer_withoutEnvironment_namesNeitherAccountNorRegion() {
        Stack stack = new Stack(app(), "Stack");
        routeServer(stack, props -> props.snsNotificationsEnabled(true));

        assertThat(template(stack).path("Resources").toString())
                .doesNotContainPattern("(?<![0-9a-f])\\d{12}(?![0-9a-f])|[a-z]{2}-[a-z]+-\\d");
    }

    private static Environment environment(String region) {
        return Environment.builder().account("111122223333").region(region).build();
    }
}
