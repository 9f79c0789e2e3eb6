package io.github.cdkrouteserver.synth;

import static io.github.cdkrouteserver.synth.Golden.assertGolden;
import static io.github.cdkrouteserver.synth.Synth.json;
import static io.github.cdkrouteserver.synth.Synth.properties;
import static io.github.cdkrouteserver.synth.Synth.resource;
import static io.github.cdkrouteserver.synth.Synth.resources;
import static io.github.cdkrouteserver.synth.Synth.routeServer;
import static io.github.cdkrouteserver.synth.Synth.stack;
import static io.github.cdkrouteserver.synth.Synth.synth;
import static io.github.cdkrouteserver.synth.Synth.template;
import static io.github.cdkrouteserver.synth.Synth.withoutProvider;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdkrouteserver.PersistRoutes;
import io.github.cdkrouteserver.RouteServer;
import io.github.cdkrouteserver.RouteServerProps;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.CfnWaitConditionHandle;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;

class RouteServerPropertiesTest {
    private static final List<String> NEVER_OMITTED =
            List.of("ServiceToken", "ServiceTimeout", "AmazonSideAsn", "SnsNotificationsEnabled", "Timeout");

    static Stream<Arguments> template_eachProp_isAsItWas() {
        Map<String, UnaryOperator<RouteServerProps.Builder>> props = new LinkedHashMap<>();
        props.put("minimal", p -> p);
        props.put("amazon-side-asn", p -> p.amazonSideAsn(4294967295L));
        props.put("persist-routes", p -> p.persistRoutes(PersistRoutes.DISABLE));
        props.put(
                "persist-routes-duration",
                p -> p.persistRoutes(PersistRoutes.ENABLE).persistRoutesDuration(Duration.minutes(5)));
        props.put("sns-notifications-enabled", p -> p.snsNotificationsEnabled(true));
        props.put("tags", p -> p.tags(Map.of("Team", "network", "Name", "edge")));
        props.put("removal-policy", p -> p.removalPolicy(RemovalPolicy.RETAIN));
        props.put("timeout", p -> p.timeout(Duration.minutes(5)));
        props.put("dry-run", p -> p.dryRun(true));
        return props.entrySet().stream().map(e -> Arguments.of(e.getKey(), Named.of(e.getKey(), e.getValue())));
    }

    @ParameterizedTest
    @MethodSource
    void template_eachProp_isAsItWas(String name, UnaryOperator<RouteServerProps.Builder> props) {
        assertGolden(withoutProvider(synth(props)), "route-server-" + name);
    }

    @Test
    void template_vpc_isAsItWas() {
        Stack stack = stack();
        routeServer(stack, props -> props.vpc(vpc(stack)));

        assertGolden(withoutProvider(template(stack)), "route-server-vpc");
    }

    @Test
    void properties_onlyAsn_holdNothingThatWasNotSaid() {
        JsonNode properties = properties(synth(props -> props));

        assertThat(properties.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(NEVER_OMITTED);
        assertThat(properties.path("AmazonSideAsn")).isEqualTo(json("65000"));
        assertThat(properties.path("SnsNotificationsEnabled")).isEqualTo(json("false"));
        assertThat(properties.path("Timeout")).isEqualTo(json("600"));
        assertThat(properties.path("ServiceTimeout")).isEqualTo(json("720"));
    }

    @Test
    void constructor_builderOfTheConstruct_makesTheSameTemplateAsProps() {
        Stack built = stack();
        RouteServer.Builder.create(built, "Rs")
                .amazonSideAsn(65000)
                .persistRoutes(PersistRoutes.ENABLE)
                .persistRoutesDuration(Duration.minutes(2))
                .snsNotificationsEnabled(true)
                .tags(Map.of("Name", "edge"))
                .vpc(vpc(built))
                .removalPolicy(RemovalPolicy.RETAIN)
                .timeout(Duration.minutes(3))
                .dryRun(false)
                .build();

        Stack constructed = stack();
        routeServer(
                constructed,
                props -> props.persistRoutes(PersistRoutes.ENABLE)
                        .persistRoutesDuration(Duration.minutes(2))
                        .snsNotificationsEnabled(true)
                        .tags(Map.of("Name", "edge"))
                        .vpc(vpc(constructed))
                        .removalPolicy(RemovalPolicy.RETAIN)
                        .timeout(Duration.minutes(3))
                        .dryRun(false));

        assertThat(template(built)).isEqualTo(template(constructed));
    }

    static Stream<Arguments> amazonSideAsn_anyWholeNumber_isWrittenInFull() {
        return Stream.of(
                Arguments.of(1, 1L),
                Arguments.of(4294967295L, 4294967295L),
                Arguments.of(4200000000.0, 4200000000L),
                Arguments.of(BigInteger.valueOf(4294967294L), 4294967294L),
                Arguments.of(new BigDecimal("65000.0"), 65000L));
    }

    @ParameterizedTest
    @MethodSource
    void amazonSideAsn_anyWholeNumber_isWrittenInFull(Number asn, long written) {
        JsonNode properties = properties(synth(props -> props.amazonSideAsn(asn)));

        assertThat(properties.path("AmazonSideAsn").isIntegralNumber()).isTrue();
        assertThat(properties.path("AmazonSideAsn").longValue()).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"ENABLE,enable", "DISABLE,disable", "RESET,reset"})
    void persistRoutes_eachValue_isWrittenAsTheApiSpellsIt(PersistRoutes value, String written) {
        JsonNode properties = properties(synth(props -> props.persistRoutes(value)));

        assertThat(properties.path("PersistRoutes").asText()).isEqualTo(written);
    }

    @Test
    void persistRoutesDuration_enableWithoutOne_isSentAsOneMinute() {
        JsonNode properties = properties(synth(props -> props.persistRoutes(PersistRoutes.ENABLE)));

        assertThat(properties.path("PersistRoutesDuration")).isEqualTo(json("1"));
    }

    @ParameterizedTest
    @EnumSource(names = {"DISABLE", "RESET"})
    void persistRoutesDuration_notEnabled_isNotSent(PersistRoutes value) {
        JsonNode properties = properties(synth(props -> props.persistRoutes(value)));

        assertThat(properties.has("PersistRoutesDuration")).isFalse();
    }

    static Stream<Arguments> persistRoutesDuration_wholeMinutesInAnyUnit_areWrittenInMinutes() {
        return Stream.of(
                Arguments.of(Duration.minutes(1), 1),
                Arguments.of(Duration.minutes(5), 5),
                Arguments.of(Duration.seconds(180), 3),
                Arguments.of(Duration.parse("PT2M"), 2));
    }

    @ParameterizedTest
    @MethodSource
    void persistRoutesDuration_wholeMinutesInAnyUnit_areWrittenInMinutes(Duration duration, int minutes) {
        JsonNode properties = properties(
                synth(props -> props.persistRoutes(PersistRoutes.ENABLE).persistRoutesDuration(duration)));

        assertThat(properties.path("PersistRoutesDuration").intValue()).isEqualTo(minutes);
    }

    @ParameterizedTest
    @CsvSource({"30,30,150", "840,840,960"})
    void timeout_atItsLimits_leavesCloudFormationTimeForTheAnswer(long given, int timeout, int serviceTimeout) {
        JsonNode properties = properties(synth(props -> props.timeout(Duration.seconds(given))));

        assertThat(properties.path("Timeout").intValue()).isEqualTo(timeout);
        assertThat(properties.path("ServiceTimeout").intValue()).isEqualTo(serviceTimeout);
    }

    @Test
    void dryRun_false_isNotSent() {
        assertThat(properties(synth(props -> props.dryRun(false))).has("DryRun"))
                .isFalse();
    }

    @Test
    void vpc_given_isAssociatedBeforeWhateverDependsOnTheRouteServer() {
        Stack stack = stack();
        RouteServer routeServer = routeServer(stack, props -> props.vpc(vpc(stack)));
        CfnWaitConditionHandle dependant =
                CfnWaitConditionHandle.Builder.create(stack, "Dependant").build();
        dependant.getNode().addDependency(routeServer);

        JsonNode template = template(stack);

        assertThat(resource(template, "AWS::EC2::RouteServerAssociation").path("Properties"))
                .isEqualTo(json("{'RouteServerId': {'Ref': 'Rs406C30BA'}, 'VpcId': 'vpc-0123456789abcdef0'}"));
        assertThat(resource(template, "AWS::CloudFormation::WaitConditionHandle")
                        .path("DependsOn"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder(
                        logicalId(template, Synth.ROUTE_SERVER),
                        logicalId(template, "AWS::EC2::RouteServerAssociation"));
    }

    @Test
    void vpc_inADryRun_isNotAssociated() {
        Stack stack = stack();
        routeServer(stack, props -> props.dryRun(true).vpc(vpc(stack)));

        assertThat(resources(template(stack), "AWS::EC2::RouteServerAssociation"))
                .isEmpty();
    }

    @Test
    void tokens_everywhere_areWrittenAsTheyCame() {
        Stack stack = stack();
        CfnParameter number =
                CfnParameter.Builder.create(stack, "Number").type("Number").build();
        CfnParameter text = CfnParameter.Builder.create(stack, "Text").build();
        routeServer(
                stack,
                props -> props.amazonSideAsn(number.getValueAsNumber())
                        .persistRoutes(PersistRoutes.ENABLE)
                        .persistRoutesDuration(Duration.minutes(number.getValueAsNumber()))
                        .timeout(Duration.seconds(number.getValueAsNumber()))
                        .tags(Map.of("Name", text.getValueAsString())));

        JsonNode properties = properties(template(stack));

        JsonNode reference = json("{'Ref': 'Number'}");
        assertThat(properties.path("AmazonSideAsn")).isEqualTo(reference);
        assertThat(properties.path("PersistRoutesDuration")).isEqualTo(reference);
        assertThat(properties.path("Timeout")).isEqualTo(reference);
        assertThat(properties.path("ServiceTimeout")).isEqualTo(json("960"));
        assertThat(properties.path("Tags")).isEqualTo(json("[{'Key': 'Name', 'Value': {'Ref': 'Text'}}]"));
    }

    @Test
    void amazonSideAsn_importedValue_isWrittenAsItCame() {
        Stack stack = stack();
        routeServer(stack, props -> props.amazonSideAsn(Token.asNumber(Fn.importValue("Asn"))));

        assertThat(properties(template(stack)).path("AmazonSideAsn")).isEqualTo(json("{'Fn::ImportValue': 'Asn'}"));
    }

    @Test
    void logicalId_routeServer_isThatOfItsPrimaryChild() {
        assertThat(logicalId(synth(props -> props), Synth.ROUTE_SERVER)).isEqualTo("Rs406C30BA");
    }

    @Test
    void template_furtherRouteServer_hasOneResourceMore() {
        Stack stack = stack();
        routeServer(stack, props -> props);
        int before = template(stack).path("Resources").size();

        Stack other = stack();
        routeServer(other, props -> props);
        RouteServer.Builder.create(other, "Second").amazonSideAsn(65001).build();

        assertThat(before).isEqualTo(4);
        assertThat(template(other).path("Resources").size()).isEqualTo(before + 1);
    }

    private static IVpc vpc(Stack stack) {
        return Vpc.fromVpcAttributes(
                stack,
                "Vpc",
                VpcAttributes.builder()
                        .vpcId("vpc-0123456789abcdef0")
                        .availabilityZones(List.of("eu-west-1a"))
                        .build());
    }

    private static String logicalId(JsonNode template, String type) {
        return template.path("Resources").properties().stream()
                .filter(entry -> type.equals(entry.getValue().path("Type").asText()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
