package io.github.cdkrouteserver.handler.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsFailureTest {
    @Test
    void getMessage_answeredByAws_namesOperationCodeMessageAndRequest() {
        AwsFailure failure =
                new AwsFailure(AwsFailure.Kind.OTHER, "DeleteRouteServer rs-1", "Odd", "is odd", "id-1", null);
        assertThat(failure).hasMessage("DeleteRouteServer rs-1 failed with Odd: is odd (request id id-1)");
        assertThat(failure.code()).isEqualTo("Odd");
        assertThat(failure.requestId()).isEqualTo("id-1");
    }

    @Test
    void getMessage_neverAnswered_namesNoRequest() {
        Exception cause = new IllegalStateException();
        AwsFailure failure =
                new AwsFailure(AwsFailure.Kind.TRANSIENT, "DeleteRouteServer", "Local", "cut", null, cause);
        assertThat(failure)
                .hasMessage("DeleteRouteServer failed with Local: cut")
                .hasCause(cause);
        assertThat(failure.requestId()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u65e5", "\ud834\udd1e"})
    void message_thatIsVeryLong_leavesRoomForWhatComesAfterIt(String letter) {
        AwsFailure failure = new AwsFailure(AwsFailure.Kind.OTHER, "Op", "Code", letter.repeat(20_000), "r-1", null);
        assertThat(failure.getMessage()).endsWith("... (request id r-1)");
        assertThat(failure.getMessage().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1_500, 1_600);
    }

    @Test
    void message_asLongAsItMayBe_isWhole() {
        String message = "x".repeat(1_500);
        assertThat(new AwsFailure(AwsFailure.Kind.OTHER, "Op", "Code", message, null, null))
                .hasMessage("Op failed with Code: " + message);
    }
}
