package io.github.cdkrouteserver.handler.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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

    @Test
    void message_thatIsVeryLong_leavesRoomForWhatComesAfterIt() {
        AwsFailure failure = new AwsFailure(AwsFailure.Kind.OTHER, "Op", "Code", "x".repeat(20_000), "r-1", null);
        assertThat(failure.getMessage()).hasSizeLessThan(1_600).endsWith("... (request id r-1)");
    }

    @Test
    void message_asLongAsItMayBe_isWhole() {
        String message = "x".repeat(1_500);
        assertThat(new AwsFailure(AwsFailure.Kind.OTHER, "Op", "Code", message, null, null))
                .hasMessage("Op failed with Code: " + message);
    }
}
