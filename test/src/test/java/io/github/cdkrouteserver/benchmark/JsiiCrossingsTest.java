package io.github.cdkrouteserver.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkrouteserver.RouteServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

/** Every call to Node costs a synth time, and users have hundreds of route servers: the number is part of the contract. */
class JsiiCrossingsTest {
    private static final int SERVERS = 10;
    private static final long PER_SERVER = 4;
    private static final long WITH_THE_PROVIDER = 37;

    /** Log group and its ARN, policy and what jsii asks of its class, role, code, function and its ARN, resource. */
    private static final long FLOOR = 9;

    @Test
    void routeServer_theFirstOfAStack_crossesToNodeForTheProviderToo() {
        // What never changes of the provider, such as its principal, is asked once in a process.
        add(new Stack(new App(), "Earlier"), 0);

        Stack stack = new Stack(new App(), "Stack");
        assertThat(crossings(() -> add(stack, 0))).isEqualTo(WITH_THE_PROVIDER);
    }

    @Test
    void floor_ofTheTableOfSynthesis_isNineCalls() {
        BareProvider floor = new BareProvider(Path.of("..", "lambda", "target", "route-server-handler.jar"));
        floor.add(new Stack(new App(), "Earlier"), 0, 65_000);
        Stack stack = new Stack(new App(), "Stack");

        assertThat(crossings(() -> floor.add(stack, 0, 65_000))).isEqualTo(FLOOR);
        assertThat(crossings(() -> floor.add(stack, 1, 65_001))).isEqualTo(1);
    }

    @Test
    void routeServer_afterTheFirst_crossesToNodeAFixedNumberOfTimes() {
        Stack stack = new Stack(new App(), "Stack");
        // With the first server comes the provider.
        add(stack, 0);

        for (int i = 1; i <= SERVERS; i++) {
            int number = i;
            assertThat(crossings(() -> add(stack, number))).as("server " + i).isEqualTo(PER_SERVER);
        }
    }

    private static long crossings(Runnable adding) {
        try (JsiiCrossings crossings = JsiiCrossings.count()) {
            adding.run();
            return crossings.requests();
        }
    }

    private static void add(Stack stack, int number) {
        RouteServer.Builder.create(stack, "Server" + number)
                .amazonSideAsn(65_000 + number)
                .build();
    }
}
