package io.github.cdkrouteserver.synth;

import static io.github.cdkrouteserver.synth.Synth.app;
import static io.github.cdkrouteserver.synth.Synth.routeServer;
import static io.github.cdkrouteserver.synth.Synth.stack;
import static io.github.cdkrouteserver.synth.Synth.template;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.cdkrouteserver.PersistRoutes;
import io.github.cdkrouteserver.RouteServer;
import io.github.cdkrouteserver.RouteServerProps;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

class RouteServerValidationTest {
    static Stream<Arguments> constructor_badValue_isRefusedWithPathValueRangeAndRemedy() {
        return Stream.of(
                bad(p -> p.amazonSideAsn(0), "amazonSideAsn is 0", "1 to 4294967295", "64512 to 65534"),
                bad(p -> p.amazonSideAsn(-65000), "amazonSideAsn is -65000", "1 to 4294967295"),
                bad(p -> p.amazonSideAsn(4294967296L), "amazonSideAsn is 4294967296", "1 to 4294967295"),
                bad(p -> p.amazonSideAsn(65000.5), "amazonSideAsn is 65000.5", "whole number"),
                bad(p -> p.amazonSideAsn(new BigDecimal("65000.5")), "amazonSideAsn is 65000.5", "whole number"),
                bad(p -> p.amazonSideAsn(Double.NaN), "amazonSideAsn is NaN", "whole number"),
                bad(enabled(Duration.minutes(0)), "persistRoutesDuration is 0 minutes,", "minutes from 1 to 5"),
                bad(enabled(Duration.minutes(6)), "persistRoutesDuration is 6 minutes,", "minutes from 1 to 5"),
                bad(enabled(Duration.seconds(90)), "persistRoutesDuration is 90 seconds,", "whole number of minutes"),
                bad(
                        p -> p.persistRoutesDuration(Duration.minutes(1)),
                        "persistRoutesDuration is set",
                        "persistRoutes is not set",
                        "ENABLE"),
                bad(
                        p -> p.persistRoutes(PersistRoutes.DISABLE).persistRoutesDuration(Duration.minutes(1)),
                        "persistRoutes is DISABLE",
                        "leave persistRoutesDuration out"),
                bad(
                        p -> p.persistRoutes(PersistRoutes.RESET).persistRoutesDuration(Duration.minutes(1)),
                        "persistRoutes is RESET",
                        "leave persistRoutesDuration out"),
                bad(
                        p -> p.timeout(Duration.minutes(15)),
                        "timeout is 15 minutes,",
                        "from 30 to 840",
                        "30 seconds to 14 minutes"),
                bad(p -> p.timeout(Duration.hours(1)), "timeout is 1 hour,", "from 30 to 840"),
                bad(p -> p.timeout(Duration.seconds(29)), "timeout is 29 seconds,", "from 30 to 840"),
                bad(
                        p -> p.timeout(Duration.millis(60500)),
                        "timeout is 60500 milliseconds,",
                        "whole number of seconds"),
                bad(p -> p.tags(numbered(48)), "48 tags", "at most 47", "EC2 allows 50", "3 of them", "remove 1"),
                bad(p -> p.tags(Map.of("k".repeat(128), "v")), "128 characters", "at most 127", "shorten"),
                bad(p -> p.tags(Map.of("Name", "v".repeat(257))), "tag 'Name'", "257 characters", "at most 256"),
                bad(p -> p.tags(Map.of("AWS:x", "v")), "tag 'AWS:x'", "choose another key"),
                bad(p -> p.tags(Map.of("cdk-route-server:stack", "v")), "'cdk-route-server:'", "choose another key"),
                bad(p -> p.removalPolicy(RemovalPolicy.SNAPSHOT), "SNAPSHOT", "RETAIN_ON_UPDATE_OR_DELETE"));
    }

    @ParameterizedTest
    @MethodSource
    void constructor_badValue_isRefusedWithPathValueRangeAndRemedy(
            UnaryOperator<RouteServerProps.Builder> props, List<String> parts) {
        Stack stack = stack();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> routeServer(stack, props))
                .satisfies(e -> assertThat(e.getMessage())
                        .startsWith("Stack/Rs: ")
                        .contains(parts)
                        .doesNotEndWith(".")
                        .doesNotContain("\n"));
        assertThat(stack.getNode().getChildren()).isEmpty();
    }

    @Test
    void constructor_missingAsn_isRefusedWithPath() {
        Stack stack = stack();

        assertThatNullPointerException()
                .isThrownBy(() -> RouteServer.Builder.create(stack, "Rs").build())
                .withMessageContainingAll("Stack/Rs", "amazonSideAsn is required", "64512 to 65534");
        assertThatNullPointerException()
                .isThrownBy(() -> new RouteServer(stack, "Rs", new RouteServerProps() {
                    @Override
                    public Number getAmazonSideAsn() {
                        return null;
                    }
                }))
                .withMessageContainingAll("Stack/Rs", "amazonSideAsn is required");
        assertThatNullPointerException()
                .isThrownBy(() -> new RouteServer(stack, "Rs", null))
                .withMessageContainingAll("Stack/Rs", "props is required");
        assertThat(stack.getNode().getChildren()).isEmpty();
    }

    @Test
    void constructor_tokenInAnotherUnit_isRefusedWithTheUnitToUse() {
        Stack stack = stack();
        Number number = CfnParameter.Builder.create(stack, "Number")
                .type("Number")
                .build()
                .getValueAsNumber();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> routeServer(stack, p -> p.timeout(Duration.minutes(number))))
                .withMessageContainingAll("Stack/Rs", "timeout", "token in minutes", "Duration.seconds(...)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> routeServer(stack, enabled(Duration.seconds(number))))
                .withMessageContainingAll("persistRoutesDuration", "token in seconds", "Duration.minutes(...)");
    }

    @Test
    void synth_tagsOfAddsMoreThanFit_failsWithPathAndArithmetic() {
        Stack stack = stack();
        routeServer(stack, props -> props.tags(numbered(47)));
        Tags.of(stack).add("one", "more");

        assertThat(catchSynth(stack)).contains("[Stack/Rs] ", "48 tags", "at most 47", "remove 1");
    }

    @Test
    void synth_tagsOfAddsReservedKey_failsWithPathAndKey() {
        Stack stack = stack();
        routeServer(stack, props -> props);
        Tags.of(stack).add("cdk-route-server:logical-id", "mine");

        assertThat(catchSynth(stack)).contains("[Stack/Rs] ", "'cdk-route-server:logical-id'", "choose another key");
    }

    @ParameterizedTest
    @ValueSource(longs = {64512, 65534, 4200000000L, 4294967294L})
    void synth_privateAsn_warnsOfNothing(long asn) {
        Stack stack = stack();
        routeServer(stack, props -> props.amazonSideAsn(asn));

        assertThat(Annotations.fromStack(stack).findWarning("*", Match.anyValue()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 64511, 65535, 4199999999L, 4294967295L})
    void synth_otherAsn_warnsWithStableId(long asn) {
        Stack stack = stack();
        routeServer(stack, props -> props.amazonSideAsn(asn));

        Annotations.fromStack(stack)
                .hasWarning(
                        "/Stack/Rs",
                        Match.stringLikeRegexp("amazonSideAsn " + asn
                                + " is not a private ASN.*\\[ack: io.github.cdkrouteserver:publicAmazonSideAsn\\]"));
    }

    @ParameterizedTest
    @ValueSource(longs = {23456, 65535, 4294967295L})
    void synth_reservedAsn_isNotSaidToBeSomebodys(long asn) {
        Stack stack = stack();
        routeServer(stack, props -> props.amazonSideAsn(asn));

        Annotations.fromStack(stack)
                .hasWarning(
                        "/Stack/Rs",
                        Match.stringLikeRegexp("amazonSideAsn " + asn
                                + " is not a private ASN, but one that RFC [0-9]+ keeps from all networks.*"));
    }

    @Test
    void constructor_badValueStraightUnderTheApp_isRefusedWithItsIdAsPath() {
        App app = app();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> routeServer(app, props -> props.amazonSideAsn(0)))
                .withMessageStartingWith("Rs: amazonSideAsn is 0");
    }

    private static String catchSynth(Stack stack) {
        try {
            template(stack);
        } catch (RuntimeException e) {
            return e.getMessage();
        }
        throw new AssertionError("synth was expected to fail");
    }

    private static Arguments bad(UnaryOperator<RouteServerProps.Builder> props, String... parts) {
        return Arguments.of(props, List.of(parts));
    }

    private static UnaryOperator<RouteServerProps.Builder> enabled(Duration duration) {
        return props -> props.persistRoutes(PersistRoutes.ENABLE).persistRoutesDuration(duration);
    }

    private static Map<String, String> numbered(int count) {
        Map<String, String> tags = new HashMap<>();
        for (int i = 0; i < count; i++) {
            tags.put("key" + i, "value");
        }
        return tags;
    }
}
