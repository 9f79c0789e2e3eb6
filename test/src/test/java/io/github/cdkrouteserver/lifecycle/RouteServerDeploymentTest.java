package io.github.cdkrouteserver.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkrouteserver.PersistRoutes;
import io.github.cdkrouteserver.RouteServer;
import io.github.cdkrouteserver.RouteServerProps;
import io.github.cdkrouteserver.localaws.cloudformation.CustomResourceExchange;
import io.github.cdkrouteserver.localaws.cloudformation.StackResult;
import io.github.cdkrouteserver.localaws.ec2.Ec2Behavior;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;

class RouteServerDeploymentTest {
    private Deployment deployment;

    @BeforeEach
    void start() throws IOException {
        deployment = Deployment.start();
    }

    @AfterEach
    void stop() throws IOException {
        deployment.close();
    }

    /** A stack with one route server, all of whose attributes are outputs. */
    private static Consumer<Stack> withRouteServer(UnaryOperator<RouteServerProps.Builder> props) {
        return stack -> {
            RouteServer routeServer = new RouteServer(
                    stack,
                    "Rs",
                    props.apply(RouteServerProps.builder().amazonSideAsn(65000)).build());
            Deployment.outputs(
                    stack,
                    Map.of(
                            "id", routeServer.getRouteServerId(),
                            "arn", routeServer.getRouteServerArn(),
                            "asn", Token.asString(routeServer.getAmazonSideAsn()),
                            "state", routeServer.getState(),
                            "persistence", routeServer.getPersistRoutesState(),
                            "minutes", routeServer.getPersistRoutesDuration(),
                            "notifications", routeServer.getSnsNotificationsEnabled(),
                            "topic",
                                    // Not getSnsTopicArn(): it refuses to be asked where there are no notifications.
                                    Token.asString(
                                            ((CfnResource) routeServer.getNode().getDefaultChild())
                                                    .getAtt("SnsTopicArn"))));
        };
    }

    private StackResult deploy(UnaryOperator<RouteServerProps.Builder> props) throws InterruptedException {
        return deployment.deploy(withRouteServer(props));
    }

    private Map<String, String> userTags() {
        Map<String, String> tags = new TreeMap<>(deployment.onlyServer().tags());
        tags.keySet().removeIf(key -> key.startsWith("cdk-route-server:"));
        return tags;
    }

    @Test
    void create_withEveryProperty_makesItAndTellsEveryAttribute() throws InterruptedException {
        StackResult result = deploy(props -> props.amazonSideAsn(4294967295L)
                .persistRoutes(PersistRoutes.ENABLE)
                .persistRoutesDuration(Duration.minutes(3))
                .snsNotificationsEnabled(true)
                .tags(Map.of("Name", "core", "empty", "")));

        String id = deployment.onlyServer().routeServerId();
        assertThat(result.orThrow().outputs())
                .containsEntry("id", id)
                .containsEntry("arn", "arn:aws:ec2:us-east-1:123456789012:route-server/" + id)
                .containsEntry("asn", "4294967295")
                .containsEntry("state", "available")
                .containsEntry("persistence", "enabled")
                .containsEntry("minutes", "3")
                .containsEntry("notifications", "true")
                .containsEntry(
                        "topic", deployment.aws().ec2().inventory().topicArn(id).orElseThrow());
        assertThat(userTags()).containsExactlyInAnyOrderEntriesOf(Map.of("Name", "core", "empty", ""));
        assertThat(deployment.destroy().status()).isEqualTo("DELETE_COMPLETE");
        assertThat(deployment.live()).isEmpty();
    }

    @Test
    void create_withTheAsnOnly_hasEmptyAttributesWhereAwsReturnsNone() throws InterruptedException {
        StackResult result = deploy(props -> props);
        assertThat(result.orThrow().outputs())
                .containsEntry("persistence", "disabled")
                .containsEntry("minutes", "")
                .containsEntry("notifications", "false");
    }

    @Test
    void update_ofWhatAwsCanModify_keepsTheServerAndSendsOnlyWhatDiffers() throws InterruptedException {
        deploy(props -> props.persistRoutes(PersistRoutes.ENABLE)).orThrow();
        String id = deployment.onlyServer().routeServerId();
        deployment.aws().ec2().journal().clear();

        StackResult result = deploy(
                        props -> props.persistRoutes(PersistRoutes.ENABLE).snsNotificationsEnabled(true))
                .orThrow();

        assertThat(result.outputs()).containsEntry("id", id).containsEntry("notifications", "true");
        assertThat(deployment.aws().ec2().journal().of("ModifyRouteServer"))
                .singleElement()
                .satisfies(call -> assertThat(call.call().toString())
                        .contains("SnsNotificationsEnabled")
                        .doesNotContain("PersistRoutes"));
        deploy(props -> props.persistRoutes(PersistRoutes.ENABLE)
                        .persistRoutesDuration(Duration.minutes(5))
                        .snsNotificationsEnabled(true))
                .orThrow();
        assertThat(deployment.onlyServer().persistRoutesDuration()).isEqualTo(5);
        deploy(props -> props).orThrow();
        assertThat(deployment.onlyServer().routeServerId()).isEqualTo(id);
        assertThat(deployment.onlyServer().persistRoutesState()).isEqualTo("disabled");
        assertThat(deployment.onlyServer().snsNotificationsEnabled()).isFalse();
    }

    @Test
    void update_toReset_resetsOnceAndOnlyOnce() throws InterruptedException {
        deploy(props -> props.persistRoutes(PersistRoutes.ENABLE)).orThrow();
        deploy(props -> props.persistRoutes(PersistRoutes.RESET)).orThrow();
        deploy(props -> props.persistRoutes(PersistRoutes.RESET).snsNotificationsEnabled(true))
                .orThrow();
        assertThat(deployment.aws().ec2().journal().of("ModifyRouteServer"))
                .filteredOn(call -> call.call().toString().contains("reset"))
                .hasSize(1);
    }

    @Test
    void update_ofTheAsn_replacesTheServerAndRemovesTheOldOne() throws InterruptedException {
        deploy(props -> props).orThrow();
        String old = deployment.onlyServer().routeServerId();
        StackResult result = deploy(props -> props.amazonSideAsn(65001)).orThrow();
        assertThat(deployment.onlyServer().routeServerId()).isNotEqualTo(old);
        assertThat(deployment.onlyServer().amazonSideAsn()).isEqualTo(65001);
        assertThat(result.outputs()).containsEntry("id", deployment.onlyServer().routeServerId());
    }

    @Test
    void update_ofTags_removesOnlyWhatTheStackHadSet() throws InterruptedException {
        deploy(props -> props.tags(Map.of("keep", "1", "change", "1", "remove", "1")))
                .orThrow();
        String id = deployment.onlyServer().routeServerId();
        Map<String, String> byHand = new TreeMap<>(deployment.onlyServer().tags());
        byHand.put("by-hand", "x");
        deployment.aws().ec2().admin().setTags(id, byHand);

        deployment
                .deploy(withRouteServer(props -> props.tags(Map.of("keep", "1", "change", "2")))
                        .andThen(stack -> Tags.of(stack).add("team", "network")))
                .orThrow();

        assertThat(userTags())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("keep", "1", "change", "2", "by-hand", "x", "team", "network"));
    }

    @Test
    void dryRun_makesNothingUntilItIsTurnedOff() throws InterruptedException {
        StackResult rehearsed = deploy(props -> props.dryRun(true)).orThrow();
        assertThat(deployment.live()).isEmpty();
        assertThat(rehearsed.outputs()).containsEntry("arn", "").containsEntry("state", "");
        assertThat(deployment.aws().ec2().journal().of("CreateRouteServer")).hasSize(1);

        StackResult real = deploy(props -> props).orThrow();
        assertThat(real.outputs()).containsEntry("id", deployment.onlyServer().routeServerId());
        deployment.destroy().orThrow();
        assertThat(deployment.live()).isEmpty();
    }

    @Test
    void dryRun_turnedOnForALiveServer_isRefused() throws InterruptedException {
        deploy(props -> props).orThrow();
        String id = deployment.onlyServer().routeServerId();
        assertThat(deploy(props -> props.dryRun(true)).succeeded()).isFalse();
        assertThat(reasons()).anyMatch(reason -> reason.contains("DryRun cannot be turned on for " + id));
        assertThat(deployment.onlyServer().routeServerId()).isEqualTo(id);
    }

    @Test
    void removalPolicyRetain_keepsTheServerOnReplacementAndOnDelete() throws InterruptedException {
        deploy(props -> props.removalPolicy(RemovalPolicy.RETAIN)).orThrow();
        deploy(props -> props.removalPolicy(RemovalPolicy.RETAIN).amazonSideAsn(65001))
                .orThrow();
        assertThat(deployment.live()).hasSize(2);
        deploy(props -> props.removalPolicy(RemovalPolicy.RETAIN)).orThrow();
        assertThat(deployment.live()).hasSize(3);
        deployment.destroy().orThrow();
        assertThat(deployment.live()).hasSize(3);
    }

    @Test
    void update_ofAServerThatWasDeletedByHand_makesANewOne() throws InterruptedException {
        deploy(props -> props).orThrow();
        String old = deployment.onlyServer().routeServerId();
        deployment.aws().ec2().admin().remove(old);
        StackResult result =
                deploy(props -> props.snsNotificationsEnabled(true)).orThrow();
        assertThat(result.outputs()).containsEntry("id", deployment.onlyServer().routeServerId());
        assertThat(deployment.onlyServer().routeServerId()).isNotEqualTo(old);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "4294967296", "65000.5"})
    void create_withAnAsnThatATokenHidFromSynth_isRefusedBeforeAnyCall(String asn) throws InterruptedException {
        Consumer<Stack> definition = stack -> {
            CfnParameter parameter = CfnParameter.Builder.create(stack, "Asn")
                    .type("Number")
                    .defaultValue(65000)
                    .build();
            RouteServer.Builder.create(stack, "Rs")
                    .amazonSideAsn(parameter.getValueAsNumber())
                    .build();
        };
        StackResult result = deployment.deploy(definition, Map.of("Asn", asn));
        assertThat(result.succeeded()).isFalse();
        assertThat(reasons())
                .anyMatch(reason -> reason.contains("AmazonSideAsn is " + asn)
                        && reason.contains("a whole number from 1 to 4294967295"));
        assertThat(deployment.aws().ec2().journal().entries()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"aws:x,v", "'',v"})
    void create_withATagThatATokenHidFromSynth_isRefusedBeforeAnyCall(String key, String value)
            throws InterruptedException {
        Consumer<Stack> definition = stack -> {
            CfnParameter parameter = CfnParameter.Builder.create(stack, "Key")
                    .defaultValue("team")
                    .build();
            RouteServer.Builder.create(stack, "Rs")
                    .amazonSideAsn(65000)
                    .tags(Map.of(parameter.getValueAsString(), value))
                    .build();
        };
        StackResult result = deployment.deploy(definition, Map.of("Key", key));
        assertThat(result.succeeded()).isFalse();
        assertThat(reasons()).anyMatch(reason -> reason.contains("Tags is key '" + key + "'"));
        assertThat(deployment.aws().ec2().journal().entries()).isEmpty();
    }

    @Test
    void create_thatAwsRefuses_saysWhatWasRefusedAndWhere() throws InterruptedException, IOException {
        deployment.close();
        deployment = Deployment.start(
                Ec2Behavior.builder().scaleDelays(0.02).highestAsn(4294967294L).build());
        StackResult result = deploy(props -> props.amazonSideAsn(4294967295L));
        assertThat(result.succeeded()).isFalse();
        assertThat(reasons())
                .anyMatch(reason -> reason.contains("CreateRouteServer failed with InvalidParameterValue")
                        && reason.contains("request id")
                        && reason.contains("log stream"));
        assertThat(deployment.live()).isEmpty();
    }

    @Test
    void subscription_toTheTopicOfTheSameStack_isToThatTopic() throws InterruptedException {
        deployment
                .deploy(stack -> RouteServer.Builder.create(stack, "Rs")
                        .amazonSideAsn(65000)
                        .snsNotificationsEnabled(true)
                        .build()
                        .getSnsTopic()
                        .addSubscription(new EmailSubscription("on-call@example.com")))
                .orThrow();
        String topic = deployment
                .aws()
                .ec2()
                .inventory()
                .topicArn(deployment.onlyServer().routeServerId())
                .orElseThrow();
        assertThat(deployment.aws().cloudFormation().sns().subscriptions())
                .singleElement()
                .satisfies(subscription -> assertThat(subscription.toString()).contains(topic));
    }

    @Test
    void manyRouteServers_shareOneFunctionAndDoNotMixUp() throws InterruptedException {
        Map<String, Integer> asns = Map.of("A", 65001, "B", 65002, "C", 65003);
        deployment
                .deploy(stack -> asns.forEach((id, asn) ->
                        RouteServer.Builder.create(stack, id).amazonSideAsn(asn).build()))
                .orThrow();
        assertThat(deployment.live())
                .extracting(server -> (int) server.amazonSideAsn())
                .containsExactlyInAnyOrderElementsOf(asns.values());
        assertThat(deployment.aws().lambda().functions()).hasSize(1);
        deployment.destroy().orThrow();
        assertThat(deployment.live()).isEmpty();
    }

    @Test
    void function_killedAfterTheCallThatMakesTheServer_makesNoSecondOne() throws InterruptedException {
        deployment.killOnce("\"operation\":\"CreateRouteServer\"");
        StackResult result = deploy(props -> props).orThrow();
        assertThat(result.outputs()).containsEntry("id", deployment.onlyServer().routeServerId());
        assertThat(deployment.aws().lambda().functions().get(0).processStarts()).isGreaterThan(1);
    }

    @Test
    void request_deliveredAgainAfterItsAnswer_changesNothingAndAnswersTheSame() throws InterruptedException {
        deploy(props -> props.snsNotificationsEnabled(true)).orThrow();
        CustomResourceExchange create = deployment.exchanges().get(0);
        String id = deployment.onlyServer().routeServerId();
        int attempts = create.attempts().size();

        create.redeliver();
        Deployment.await(() -> create.attempts().size() > attempts);

        assertThat(deployment.onlyServer().routeServerId()).isEqualTo(id);
        assertThat(create.attempts().get(attempts).toString())
                .contains("SUCCESS")
                .contains(id);
    }

    @Test
    void logs_ofAWholeLife_neverShowTheResponseUrl() throws InterruptedException {
        deploy(props -> props).orThrow();
        deploy(props -> props.amazonSideAsn(65001)).orThrow();
        List<String> lines = deployment.aws().lambda().functions().get(0).logLines();
        deployment.destroy().orThrow();
        assertThat(lines).anyMatch(line -> line.contains("\"event\":\"aws-call\""));
        for (CustomResourceExchange exchange : deployment.exchanges()) {
            String url = exchange.request().path("ResponseURL").asText();
            String signature = url.substring(url.indexOf("X-Amz-Signature=") + "X-Amz-Signature=".length());
            assertThat(lines).noneMatch(line -> line.contains(url) || line.contains(signature));
        }
    }

    private List<String> reasons() {
        return deployment.aws().cloudFormation().events().stream()
                .map(event -> event.reason())
                .toList();
    }
}
