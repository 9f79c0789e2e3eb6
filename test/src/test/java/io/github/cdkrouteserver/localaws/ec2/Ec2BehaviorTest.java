package io.github.cdkrouteserver.localaws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class Ec2BehaviorTest {
    @Test
    void build_thenChangingTheBuilder_leavesTheBehaviourAlone() {
        Ec2Behavior.Builder builder = Ec2Behavior.builder().serversPerVpc(3).status("IncorrectState", 409);
        Ec2Behavior built = builder.build();

        builder.serversPerVpc(4).status("IncorrectState", 400).delay(Transition.SERVER_CREATION, Duration.ofHours(1));

        assertThat(built.serversPerVpc()).isEqualTo(3);
        assertThat(built.status("IncorrectState")).isEqualTo(409);
        assertThat(built.delay(Transition.SERVER_CREATION)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void toBuilder_keepsEverySettingThatIsNotChanged() {
        Ec2Behavior first = Ec2Behavior.instant()
                .topicAppears(TopicAppears.LATER)
                .delay(Transition.ENDPOINT_CREATION, Duration.ofMillis(5))
                .build();

        Ec2Behavior second = first.toBuilder().pageSize(7).build();

        assertThat(second.topicAppears()).isEqualTo(TopicAppears.LATER);
        assertThat(second.delay(Transition.ENDPOINT_CREATION)).isEqualTo(Duration.ofMillis(5));
        assertThat(second.delay(Transition.PEER_CREATION)).isZero();
        assertThat(second.pageSize()).isEqualTo(7);
        assertThat(first.pageSize()).isEqualTo(1000);
    }

    @Test
    void behave_onARunningEc2_appliesToLaterCallsOnly() {
        try (Ec2Bench bench = new Ec2Bench()) {
            String slow = bench.create().routeServerId();
            bench.ec2.behave(bench.ec2.behavior().toBuilder().scaleDelays(0).build());
            String quick = bench.create().routeServerId();

            assertThat(bench.describe(slow).stateAsString()).isEqualTo("pending");
            assertThat(bench.describe(quick).stateAsString()).isEqualTo("available");
        }
    }
}
