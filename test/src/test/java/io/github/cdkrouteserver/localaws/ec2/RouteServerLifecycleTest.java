package io.github.cdkrouteserver.localaws.ec2;

import static io.github.cdkrouteserver.localaws.ec2.Ec2Bench.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
    void deleteRouteServer_whenAvailable_leavesATaggedTombstoneForAWhile() {
        try (Ec2Bench bench = new Ec2Bench()) {
            String id = bench.createTagged(Map.of("Name", "n")).routeServerId();
            bench.settle();

            assertThat(bench.client
                            .deleteRouteServer(r -> r.routeServerId(id))
                            .routeServer()
                            .stateAsString())
                    .isEqualTo("deleting");
            assertThat(codeOf(() -> bench.client.deleteRouteServer(r -> r.routeServerId(id))))
                    .isEqualTo("IncorrectState");

            bench.pass(Duration.ofSeconds(10));
            assertThat(bench.describe(id).stateAsString()).isEqualTo("deleted");
            assertThat(bench.describe(id).tags().get(0).value()).isEqualTo("n");
            assertThat(bench.ec2.inventory().liveRouteServers()).isEmpty();
            assertThat(bench.ec2.inventory().tombstones()).hasSize(1);

            bench.pass(Duration.ofHours(1));
            assertThat(codeOf(() -> bench.describe(id))).isEqualTo("InvalidRouteServerId.NotFound");
        }
    }
}
