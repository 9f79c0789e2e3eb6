package io.github.cdkrouteserver.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkrouteserver.PersistRoutes;
import io.github.cdkrouteserver.RouteServer;
import io.github.cdkrouteserver.RouteServerProps;
import io.github.cdkrouteserver.localaws.cloudformation.CustomResourceExchange;
import io.github.cdkrouteserver.localaws.cloudformation.StackResult;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.CfnWaitConditionHandle;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;

/** A route server that was made by hand, taken into a stack that exists. */
class AdoptionDeploymentTest {
    private static final String LOGICAL_ID = "Rs406C30BA";
    private static final String PROVENANCE = "cdk-route-server:provenance";

    private Deployment deployment;
    private String stackId;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        deployment = Deployment.start();
        stackId = deployment
                .deploy(AdoptionDeploymentTest::withoutRouteServer)
                .orThrow()
                .outputs()
                .get("stackId");
    }

    @AfterEach
    void stop() throws IOException {
        deployment.close();
    }

    private static void withoutRouteServer(Stack stack) {
        new CfnWaitConditionHandle(stack, "Nothing");
        Deployment.outputs(stack, Map.of("stackId", stack.getStackId()));
    }

    private static Consumer<Stack> withRouteServer(UnaryOperator<RouteServerProps.Builder> props) {
        return stack -> {
            withoutRouteServer(stack);
            new RouteServer(
                    stack,
                    "Rs",
                    props.apply(RouteServerProps.builder().amazonSideAsn(65000).removalPolicy(RemovalPolicy.RETAIN))
                            .build());
        };
    }

    private StackResult deploy(UnaryOperator<RouteServerProps.Builder> props) throws InterruptedException {
        deployment.aws().ec2().journal().clear();
        return deployment.deploy(withRouteServer(props));
    }

    private StackResult deployWithout() throws InterruptedException {
        return deployment.deploy(AdoptionDeploymentTest::withoutRouteServer);
    }

    private String makeByHand(long asn) {
        return deployment
                .aws()
                .ec2()
                .admin()
                .createRouteServer(asn, Map.of("Name", "core", "by-hand", "x"))
                .routeServerId();
    }

    private String offer(String id) {
        return tag(id, "offered");
    }

    private String tag(String id, String provenance) {
        Map<String, String> tags = new HashMap<>(server(id).tags());
        tags.put("cdk-route-server:stack", stackId);
        tags.put("cdk-route-server:logical-id", LOGICAL_ID);
        tags.put(PROVENANCE, provenance);
        deployment.aws().ec2().admin().setTags(id, tags);
        return id;
    }

    private io.github.cdkrouteserver.localaws.ec2.RouteServer server(String id) {
        return deployment.aws().ec2().inventory().routeServer(id).orElseThrow();
    }

    private String physicalId() {
        return deployment.aws().cloudFormation().physicalId(Deployment.STACK, LOGICAL_ID);
    }

    private void assertThatNothingWasMadeOrDeleted() {
        assertThat(deployment.aws().ec2().journal().actions()).doesNotContain("CreateRouteServer", "DeleteRouteServer");
    }

    private void assertThatNothingWasChanged() {
        assertThat(deployment.aws().ec2().journal().actions()).containsOnly("DescribeRouteServers");
    }

    private void assertThatNothingIsAdopted(String id) {
        assertThat(server(id).state()).isEqualTo("available");
        assertThat(server(id).tags()).containsEntry(PROVENANCE, "offered");
        assertThat(physicalId()).isNull();
    }

    @Test
    void create_withAServerOffered_takesItAndChangesItInPlace() throws InterruptedException {
        String id = offer(makeByHand(65000));

        deploy(props -> props.persistRoutes(PersistRoutes.ENABLE)
                        .snsNotificationsEnabled(true)
                        .tags(Map.of("Name", "renamed", "team", "network")))
                .orThrow();

        assertThat(physicalId()).isEqualTo(id);
        assertThat(deployment.onlyServer().routeServerId()).isEqualTo(id);
        assertThatNothingWasMadeOrDeleted();
        assertThat(deployment.aws().ec2().journal().count("ModifyRouteServer")).isOne();
        assertThat(deployment.aws().ec2().journal().count("DeleteTags")).isZero();
        assertThat(server(id).persistRoutesState()).isEqualTo("enabled");
        assertThat(server(id).snsNotificationsEnabled()).isTrue();
        assertThat(server(id).tags())
                .containsEntry("Name", "renamed")
                .containsEntry("team", "network")
                .containsEntry("by-hand", "x")
                .hasEntrySatisfying(
                        PROVENANCE, value -> assertThat(value).matches("created [0-9a-f]{64} offered [0-9]+"));
    }

    @Test
    void create_withAServerThatIsAsDesired_changesNothingButItsProvenance() throws InterruptedException {
        offer(makeByHand(65000));
        deploy(props -> props).orThrow();
        assertThat(deployment.aws().ec2().journal().actions())
                .filteredOn(action -> !action.equals("DescribeRouteServers"))
                .containsExactly("CreateTags");
    }

    @Test
    void adopted_afterwards_livesAsAnyOther() throws InterruptedException {
        String id = offer(makeByHand(65000));
        deploy(props -> props.tags(Map.of("a", "1"))).orThrow();

        deploy(props -> props.snsNotificationsEnabled(true).removalPolicy(RemovalPolicy.DESTROY))
                .orThrow();
        assertThat(physicalId()).isEqualTo(id);
        assertThat(server(id).tags()).containsKey("by-hand").doesNotContainKey("a");
        assertThatNothingWasMadeOrDeleted();

        deployment.destroy().orThrow();
        assertThat(deployment.live()).isEmpty();
    }

    @Test
    void adopted_andThenReplaced_isRemovedOnceTheNewOneIsThere() throws InterruptedException {
        String id = offer(makeByHand(65000));
        deploy(props -> props).orThrow();
        deploy(props -> props.removalPolicy(RemovalPolicy.DESTROY)).orThrow();

        deploy(props -> props.amazonSideAsn(65001).removalPolicy(RemovalPolicy.DESTROY))
                .orThrow();

        assertThat(deployment.onlyServer().amazonSideAsn()).isEqualTo(65001);
        assertThat(server(id).state()).isEqualTo("deleted");
    }

    @Test
    void create_withAnotherAsn_isRefusedAndNamesTheRemedy() throws InterruptedException {
        String id = offer(makeByHand(65010));
        StackResult result = deploy(props -> props);
        assertThat(result.succeeded()).isFalse();
        assertThat(result.reason())
                .contains(id, "has the ASN 65010", "65000 is asked for", "set amazonSideAsn(65010)", "nothing was");
        assertThatNothingWasChanged();
        assertThatNothingIsAdopted(id);
        deploy(props -> props.amazonSideAsn(65010)).orThrow();
        assertThat(physicalId()).isEqualTo(id);
    }

    @ParameterizedTest
    @EnumSource(
            value = RemovalPolicy.class,
            names = {"DESTROY", "RETAIN_ON_UPDATE_OR_DELETE"})
    void create_ofWhatARollbackWouldDelete_isRefused(RemovalPolicy policy) throws InterruptedException {
        String id = offer(makeByHand(65000));
        StackResult result = deploy(props -> props.removalPolicy(policy));
        assertThat(result.succeeded()).isFalse();
        assertThat(result.reason()).contains(id, "a rollback", "removalPolicy(RemovalPolicy.RETAIN)");
        assertThatNothingWasChanged();
        assertThatNothingIsAdopted(id);
        assertThat(deployment.exchanges())
                .filteredOn(exchange ->
                        exchange.request().path("RequestType").asText().equals("Delete"))
                .singleElement()
                .satisfies(exchange -> assertThat(
                                exchange.request().path("PhysicalResourceId").asText())
                        .startsWith("route-server/refused/"));
    }

    @Test
    void create_withTwoOffered_isRefusedAndNamesBoth() throws InterruptedException {
        String one = offer(makeByHand(65000));
        String other = offer(makeByHand(65000));
        StackResult result = deploy(props -> props);
        assertThat(result.succeeded()).isFalse();
        assertThat(result.reason()).contains(one, other, "can adopt only one");
        assertThatNothingWasChanged();
        assertThatNothingIsAdopted(one);
        assertThatNothingIsAdopted(other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Offered", "", "yes"})
    void create_withAnOfferThatIsMisspelt_isRefusedRatherThanMakingASecondServer(String provenance)
            throws InterruptedException {
        String id = tag(makeByHand(65000), provenance);
        StackResult result = deploy(props -> props);
        assertThat(result.succeeded()).isFalse();
        assertThat(result.reason()).contains(id, "set its tag " + PROVENANCE + " to offered");
        assertThatNothingWasChanged();
    }

    @Test
    void dryRun_withAServerOffered_neitherMakesNorAdoptsOne() throws InterruptedException {
        String id = offer(makeByHand(65000));
        deploy(props -> props.dryRun(true)).orThrow();
        assertThat(deployment.onlyServer().routeServerId()).isEqualTo(id);
        assertThat(server(id).tags()).containsEntry(PROVENANCE, "offered");

        StackResult real = deploy(props -> props);
        assertThat(real.succeeded()).isFalse();
        assertThat(real.reason()).contains(id, "only a resource that is new can adopt it");
        assertThat(deployment.onlyServer().routeServerId()).isEqualTo(id);
        assertThat(server(id).tags()).containsEntry(PROVENANCE, "offered");
    }

    @Test
    void update_thatReplaces_neitherAdoptsNorMakesASecondServer() throws InterruptedException {
        deploy(props -> props).orThrow();
        String own = physicalId();
        String id = offer(makeByHand(65001));
        StackResult result = deploy(props -> props.amazonSideAsn(65001));
        assertThat(result.reason()).contains(id, "only a resource that is new can adopt it");
        assertThat(result.status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(physicalId()).isEqualTo(own);
        assertThat(deployment.live()).hasSize(2);
        assertThat(server(id).tags()).containsEntry(PROVENANCE, "offered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ModifyRouteServer", "CreateTags"})
    void function_killedWhileAdopting_isDeliveredAgainAndAdoptsTheSame(String operation) throws InterruptedException {
        String id = offer(makeByHand(65000));
        deployment.killOnce("\"operation\":\"" + operation + "\"");
        deploy(props -> props.snsNotificationsEnabled(true)).orThrow();
        assertThat(physicalId()).isEqualTo(id);
        assertThat(deployment.onlyServer().routeServerId()).isEqualTo(id);
        assertThatNothingWasMadeOrDeleted();
        assertThat(deployment.aws().lambda().functions().get(0).processStarts()).isGreaterThan(1);
    }

    @Test
    void request_deliveredAgainAfterItsAnswer_answersTheSame() throws InterruptedException {
        String id = offer(makeByHand(65000));
        deploy(props -> props).orThrow();
        CustomResourceExchange create = deployment.exchanges().get(0);
        int attempts = create.attempts().size();
        create.redeliver();
        Deployment.await(() -> create.attempts().size() > attempts);
        assertThat(create.attempts().get(attempts).toString())
                .contains("SUCCESS")
                .contains(id);
        assertThatNothingWasMadeOrDeleted();
    }

    @Test
    void rollback_becauseOfAnotherResource_leavesTheServerAndAsksForANewOffer() throws InterruptedException {
        String id = offer(makeByHand(65000));
        Consumer<Stack> failing = withRouteServer(props -> props).andThen(stack -> {
            CfnParameter asn = CfnParameter.Builder.create(stack, "Asn")
                    .type("Number")
                    .defaultValue(0)
                    .build();
            RouteServer.Builder.create(stack, "Failing")
                    .amazonSideAsn(asn.getValueAsNumber())
                    .build()
                    .getNode()
                    .addDependency(stack.getNode().findChild("Rs"));
        });
        deployment.aws().ec2().journal().clear();
        assertThat(deployment.deploy(failing).status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThatNothingWasMadeOrDeleted();
        assertThat(deployment.onlyServer().routeServerId()).isEqualTo(id);
        assertThat(physicalId()).isNull();

        StackResult again = deploy(props -> props);
        assertThat(again.reason()).contains(id, "not offered (any more)", "to offered to adopt it");
        assertThatNothingWasChanged();

        offer(id);
        deploy(props -> props).orThrow();
        assertThat(physicalId()).isEqualTo(id);
    }

    @Test
    void retained_andOfferedAgain_comesBackIntoTheStack() throws InterruptedException {
        deploy(props -> props).orThrow();
        String id = physicalId();
        deployWithout().orThrow();
        assertThat(deployment.onlyServer().routeServerId()).isEqualTo(id);

        offer(id);
        deploy(props -> props).orThrow();
        assertThat(physicalId()).isEqualTo(id);
        assertThatNothingWasMadeOrDeleted();
    }
}
