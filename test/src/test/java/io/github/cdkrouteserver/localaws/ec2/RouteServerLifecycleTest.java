package io.github.cdkrouteserver.localaws.ec2;

import static io.github.cdkrouteserver.localaws.ec2.Ec2Bench.ASN;
import static io.github.cdkrouteserver.localaws.ec2.Ec2Bench.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.ec2.model.RouteServer;
import software.amazon.awssdk.services.ec2.model.RouteServerPersistRoutesAction;

class RouteServerLifecycleTest {
    @Test
    void createRouteServer_withEverything_movesFromPendingToAvailable() {
        try (Ec2Bench bench = new Ec2Bench()) {
            RouteServer made = bench.client
                    .createRouteServer(r -> r.amazonSideAsn(4_200_000_000L)
                            .persistRoutes(RouteServerPersistRoutesAction.ENABLE)
                            .persistRoutesDuration(5L)
                            .snsNotificationsEnabled(true))
                    .routeServer();

            assertThat(made.routeServerId()).matches("rs-[0-9a-f]{17}");
            assertThat(made.stateAsString()).isEqualTo("pending");
            assertThat(made.persistRoutesStateAsString()).isEqualTo("enabling");
            assertThat(made.snsTopicArn()).startsWith("arn:aws:sns:us-east-1:123456789012:");
            assertThat(made.hasTags()).isFalse();

            bench.pass(Duration.ofSeconds(10));
            RouteServer available = bench.describe(made.routeServerId());
            assertThat(available.stateAsString()).isEqualTo("available");
            assertThat(available.persistRoutesStateAsString()).isEqualTo("enabling");

            bench.pass(Duration.ofSeconds(2));
            RouteServer settled = bench.describe(made.routeServerId());
            assertThat(settled.persistRoutesStateAsString()).isEqualTo("enabled");
            assertThat(settled.persistRoutesDuration()).isEqualTo(5);
            assertThat(settled.amazonSideAsn()).isEqualTo(4_200_000_000L);
        }
    }

    @Test
    void createRouteServer_withoutOptions_describesNoDurationAndNoTopic() {
        try (Ec2Bench bench = new Ec2Bench()) {
            RouteServer server = bench.available();

            assertThat(server.persistRoutesStateAsString()).isEqualTo("disabled");
            assertThat(server.persistRoutesDuration()).isNull();
            assertThat(server.snsNotificationsEnabled()).isFalse();
            assertThat(server.snsTopicArn()).isNull();
        }
    }

    @Test
    void createRouteServer_enableWithoutDuration_isOneMinuteOrRefused() {
        try (Ec2Bench lenient = new Ec2Bench();
                Ec2Bench strict = new Ec2Bench(b -> b.enableWithoutDurationRefused(true))) {
            assertThat(lenient.client
                            .createRouteServer(r -> r.amazonSideAsn(ASN).persistRoutes("enable"))
                            .routeServer()
                            .persistRoutesDuration())
                    .isEqualTo(1);
            assertThat(codeOf(() -> strict.client.createRouteServer(
                            r -> r.amazonSideAsn(ASN).persistRoutes("enable"))))
                    .isEqualTo("MissingParameter");
        }
    }

    @Test
    void createRouteServer_highestAsn_isAcceptedOrRefused() {
        try (Ec2Bench lenient = new Ec2Bench();
                Ec2Bench strict = new Ec2Bench(b -> b.highestAsn(4_294_967_294L))) {
            assertThat(codeOf(() -> lenient.client.createRouteServer(r -> r.amazonSideAsn(4_294_967_295L))))
                    .isEqualTo("OK");
            assertThat(codeOf(() -> strict.client.createRouteServer(r -> r.amazonSideAsn(4_294_967_295L))))
                    .isEqualTo("InvalidParameterValue");
        }
    }

    @Test
    void createRouteServer_beyondTheQuota_isRefused() {
        try (Ec2Bench bench = new Ec2Bench(b -> b.serversPerRegion(1).quotaCode("RouteServerLimitExceeded"))) {
            bench.create();

            assertThat(codeOf(bench::create)).isEqualTo("RouteServerLimitExceeded");
        }
    }

    @Test
    void modifyRouteServer_persistence_movesThroughItsStates() {
        try (Ec2Bench bench = new Ec2Bench()) {
            String id = bench.available().routeServerId();

            assertThat(persistence(bench, id, "enable", 3L)).containsExactly("enabling", "enabled", "3");
            assertThat(persistence(bench, id, null, 4L)).containsExactly("modifying", "enabled", "4");
            assertThat(persistence(bench, id, "enable", 4L)).containsExactly("enabled", "enabled", "4");
            assertThat(persistence(bench, id, "reset", null)).containsExactly("resetting", "enabled", "4");
            assertThat(persistence(bench, id, "disable", null)).containsExactly("disabling", "disabled", "null");
            assertThat(codeOf(() -> bench.client.modifyRouteServer(
                            r -> r.routeServerId(id).persistRoutesDuration(2L))))
                    .isEqualTo("InvalidParameterCombination");
        }
    }

    @ParameterizedTest
    @CsvSource({"AS_BEFORE, disabled", "ENABLED, enabled", "DISABLED, disabled"})
    void modifyRouteServer_resetWithoutPersistence_endsAsSet(AfterReset afterReset, String expected) {
        try (Ec2Bench bench = new Ec2Bench(b -> b.afterReset(afterReset))) {
            String id = bench.available().routeServerId();

            assertThat(persistence(bench, id, "reset", null)).startsWith("resetting", expected);
        }
    }

    @Test
    void modifyRouteServer_whileBusy_isRefusedOrAccepted() {
        try (Ec2Bench strict = new Ec2Bench();
                Ec2Bench lenient = new Ec2Bench(b -> b.modifyWhileBusyAllowed(true))) {
            String refused = strict.create().routeServerId();
            String accepted = lenient.create().routeServerId();

            assertThat(codeOf(() -> strict.client.modifyRouteServer(
                            r -> r.routeServerId(refused).snsNotificationsEnabled(true))))
                    .isEqualTo("IncorrectState");
            assertThat(lenient.client
                            .modifyRouteServer(r -> r.routeServerId(accepted).snsNotificationsEnabled(true))
                            .routeServer()
                            .stateAsString())
                    .isEqualTo("modifying");
            lenient.settle();
            assertThat(lenient.describe(accepted).stateAsString()).isEqualTo("available");
        }
    }

    @ParameterizedTest
    @EnumSource(TopicAppears.class)
    void snsTopicArn_afterSwitchingOn_appearsAsSet(TopicAppears appears) {
        try (Ec2Bench bench = new Ec2Bench(b -> b.topicAppears(appears))) {
            String id = bench.available().routeServerId();
            List<Boolean> shown = new ArrayList<>();
            shown.add(bench.client
                            .modifyRouteServer(r -> r.routeServerId(id).snsNotificationsEnabled(true))
                            .routeServer()
                            .snsTopicArn()
                    != null);
            bench.pass(Duration.ofSeconds(8));
            shown.add(bench.describe(id).snsTopicArn() != null);
            bench.pass(Duration.ofSeconds(3));
            shown.add(bench.describe(id).snsTopicArn() != null);

            int first = List.of(
                            TopicAppears.IN_RESPONSE,
                            TopicAppears.WHEN_AVAILABLE,
                            TopicAppears.LATER,
                            TopicAppears.NEVER)
                    .indexOf(appears);
            assertThat(shown).containsExactly(first <= 0, first <= 1, first <= 2);
            assertThat(bench.describe(id).snsNotificationsEnabled()).isTrue();
            assertThat(bench.ec2.inventory().topicArn(id)).isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void snsTopicArn_afterSwitchingOff_isKeptOrGone(boolean kept) {
        try (Ec2Bench bench = new Ec2Bench(b -> b.topicKeptAfterDisabling(kept))) {
            String id = bench.client
                    .createRouteServer(r -> r.amazonSideAsn(ASN).snsNotificationsEnabled(true))
                    .routeServer()
                    .routeServerId();
            bench.settle();

            RouteServer off = bench.client
                    .modifyRouteServer(r -> r.routeServerId(id).snsNotificationsEnabled(false))
                    .routeServer();

            assertThat(off.snsNotificationsEnabled()).isFalse();
            assertThat(off.snsTopicArn() != null).isEqualTo(kept);
        }
    }

    @Test
    void deleteRouteServer_whenAvailable_leavesATaggedTombstoneForAWhile() {
        try (Ec2Bench bench = new Ec2Bench()) {
            String id = bench.createTagged(Map.of("Name", "n")).routeServerId();
            bench.settle();

            assertThat(bench.client
                            .deleteRouteServer(r -> r.routeServerId(id))
                            .routeServer()
                            .stateAsString())
                    .isEqualTo("deleting");
            assertThat(delete(bench, id)).isEqualTo("IncorrectState");

            bench.pass(Duration.ofSeconds(10));
            assertThat(bench.describe(id).stateAsString()).isEqualTo("deleted");
            assertThat(bench.describe(id).tags().get(0).value()).isEqualTo("n");
            assertThat(bench.ec2.inventory().liveRouteServers()).isEmpty();
            assertThat(bench.ec2.inventory().tombstones()).hasSize(1);

            bench.pass(Duration.ofHours(1));
            assertThat(codeOf(() -> bench.describe(id))).isEqualTo("InvalidRouteServerId.NotFound");
            assertThat(delete(bench, id)).isEqualTo("InvalidRouteServerId.NotFound");
        }
    }

    @ParameterizedTest
    @CsvSource({"NOT_FOUND, InvalidRouteServerId.NotFound", "INCORRECT_STATE, IncorrectState", "SUCCESS, OK"})
    void deleteRouteServer_again_answersAsSet(DeleteAgain setting, String expected) {
        try (Ec2Bench bench = new Ec2Bench(b -> b.deleteOfDeleted(setting).deleteOfDeleting(setting))) {
            String id = bench.available().routeServerId();
            delete(bench, id);

            assertThat(delete(bench, id)).isEqualTo(expected);
            bench.settle();
            assertThat(delete(bench, id)).isEqualTo(expected);
            assertThat(bench.describe(id).stateAsString()).isEqualTo("deleted");
        }
    }

    @Test
    void deleteRouteServer_whilePending_isRefusedOrAccepted() {
        try (Ec2Bench strict = new Ec2Bench();
                Ec2Bench lenient = new Ec2Bench(b -> b.deleteWhileBusyAllowed(true))) {
            assertThat(delete(strict, strict.create().routeServerId())).isEqualTo("IncorrectState");
            String id = lenient.create().routeServerId();
            assertThat(delete(lenient, id)).isEqualTo("OK");
            lenient.settle();
            assertThat(lenient.describe(id).stateAsString()).isEqualTo("deleted");
        }
    }

    @Test
    void clientToken_usedAgain_returnsTheSameServerUntilForgotten() {
        try (Ec2Bench bench = new Ec2Bench(b -> b.clientTokenMemory(Duration.ofMinutes(5)))) {
            String first = createWithToken(bench, ASN);

            assertThat(createWithToken(bench, ASN)).isEqualTo(first);
            assertThat(codeOf(() -> createWithToken(bench, ASN + 1))).isEqualTo("IdempotentParameterMismatch");
            bench.pass(Duration.ofMinutes(6));
            assertThat(createWithToken(bench, ASN)).isNotEqualTo(first);
            assertThat(bench.ec2.inventory().liveRouteServers()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(TokenAfterDeletion.class)
    void clientToken_ofADeletedServer_behavesAsSet(TokenAfterDeletion setting) {
        try (Ec2Bench bench = new Ec2Bench(b -> b.tokenAfterDeletion(setting))) {
            String first = createWithToken(bench, ASN);
            bench.settle();
            delete(bench, first);
            bench.settle();

            switch (setting) {
                case RETURNS_TOMBSTONE ->
                    assertThat(createWithToken(bench, ASN)).isEqualTo(first);
                case CREATES_ANOTHER -> assertThat(createWithToken(bench, ASN)).isNotEqualTo(first);
                case REFUSED ->
                    assertThat(codeOf(() -> createWithToken(bench, ASN))).isEqualTo("IdempotentParameterMismatch");
            }
        }
    }

    @Test
    void describeRouteServers_rightAfterCreate_doesNotKnowTheServerYet() {
        try (Ec2Bench bench = new Ec2Bench(b -> b.newServerUnseenFor(Duration.ofSeconds(5)))) {
            String id = bench.createTagged(Map.of("k", "v")).routeServerId();

            assertThat(codeOf(() -> bench.describe(id))).isEqualTo("InvalidRouteServerId.NotFound");
            assertThat(bench.client.describeRouteServers(r -> {}).routeServers())
                    .isEmpty();
            assertThat(bench.ec2.inventory().liveRouteServers()).hasSize(1);
            assertThat(delete(bench, id)).isEqualTo("IncorrectState");
            bench.pass(Duration.ofSeconds(5));
            assertThat(bench.describe(id).stateAsString()).isEqualTo("pending");
        }
    }

    @Test
    void deleteRouteServer_rightAfterCreate_mayNotKnowTheServerEither() {
        try (Ec2Bench bench =
                new Ec2Bench(b -> b.newServerUnseenFor(Duration.ofSeconds(5)).newServerUnknownToWrites(true))) {
            String id = bench.create().routeServerId();

            assertThat(delete(bench, id)).isEqualTo("InvalidRouteServerId.NotFound");
        }
    }

    @Test
    void describeRouteServers_rightAfterModify_mayShowTheOldState() {
        try (Ec2Bench bench = new Ec2Bench(b -> b.changesUnseenFor(Duration.ofSeconds(3)))) {
            String id = bench.available().routeServerId();
            bench.client.modifyRouteServer(r -> r.routeServerId(id).snsNotificationsEnabled(true));

            assertThat(bench.describe(id).stateAsString()).isEqualTo("available");
            bench.pass(Duration.ofSeconds(3));
            assertThat(bench.describe(id).stateAsString()).isEqualTo("modifying");
            bench.pass(Duration.ofSeconds(8));
            assertThat(bench.describe(id).stateAsString()).isEqualTo("available");
            assertThat(bench.describe(id).snsTopicArn()).isNotNull();
        }
    }

    @Test
    void describeRouteServers_fromFlappingReplicas_seesEverySecondTimeTheOldState() {
        try (Ec2Bench bench = new Ec2Bench(b -> b.flappingFor(Duration.ofSeconds(5)))) {
            String id = bench.create().routeServerId();
            assertThat(bench.describe(id).stateAsString()).isEqualTo("pending");
            assertThat(codeOf(() -> bench.describe(id))).isEqualTo("InvalidRouteServerId.NotFound");
            bench.pass(Duration.ofSeconds(11));
            assertThat(bench.describe(id).stateAsString()).isEqualTo("available");
            assertThat(bench.describe(id).stateAsString()).isEqualTo("pending");
            bench.pass(Duration.ofSeconds(5));
            assertThat(bench.describe(id).stateAsString()).isEqualTo("available");
            assertThat(bench.describe(id).stateAsString()).isEqualTo("available");
        }
    }

    @Test
    void snsTopicArn_keptAfterSwitchingOff_isTheSameAfterSwitchingOnAgain() {
        try (Ec2Bench bench = new Ec2Bench(b -> b.topicKeptAfterDisabling(true))) {
            RouteServer made = bench.client
                    .createRouteServer(r -> r.amazonSideAsn(ASN).snsNotificationsEnabled(true))
                    .routeServer();
            for (boolean enabled : new boolean[] {false, true}) {
                bench.settle();
                bench.client.modifyRouteServer(
                        r -> r.routeServerId(made.routeServerId()).snsNotificationsEnabled(enabled));
            }

            assertThat(bench.describe(made.routeServerId()).snsTopicArn()).isEqualTo(made.snsTopicArn());
        }
    }

    private static List<String> persistence(Ec2Bench bench, String id, String action, Long minutes) {
        RouteServer under = bench.client
                .modifyRouteServer(
                        r -> r.routeServerId(id).persistRoutes(action).persistRoutesDuration(minutes))
                .routeServer();
        bench.settle();
        RouteServer after = bench.describe(id);
        return List.of(
                under.persistRoutesStateAsString(),
                after.persistRoutesStateAsString(),
                String.valueOf(after.persistRoutesDuration()));
    }

    private static String createWithToken(Ec2Bench bench, long asn) {
        return bench.client
                .createRouteServer(r -> r.amazonSideAsn(asn).clientToken("token-1"))
                .routeServer()
                .routeServerId();
    }

    private static String delete(Ec2Bench bench, String id) {
        return codeOf(() -> bench.client.deleteRouteServer(r -> r.routeServerId(id)));
    }
}
