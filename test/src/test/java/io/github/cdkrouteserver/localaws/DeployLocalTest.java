package io.github.cdkrouteserver.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DeployLocalTest {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final DeployLocal command = new DeployLocal(new PrintStream(output, true, StandardCharsets.UTF_8));

    @Test
    void run_quickStart_isCreatedChangedReplacedAndDestroyed() {
        int status = command.run("quick-start");

        String text = output.toString(StandardCharsets.UTF_8);
        assertThat(status).as(text).isZero();
        assertThat(text)
                .contains("CREATE_COMPLETE", "UPDATE_COMPLETE", "DELETE_COMPLETE")
                .contains("Requested update required the provider to create a new physical resource")
                .contains("routeServerId = rs-")
                .endsWith("Route servers left: 0" + System.lineSeparator());
    }

    @Test
    void run_unknownExample_failsAndSaysWhy() {
        assertThat(command.run("no-such-example")).isEqualTo(1);
        assertThat(output.toString(StandardCharsets.UTF_8)).contains("Failed: ", "no example 'no-such-example'");
    }
}
