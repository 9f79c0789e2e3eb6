package io.github.cdkrouteserver.handler.cfn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkrouteserver.handler.core.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerEncoderTest {
    private static final Answerable TO = new Answerable(
            ResponseUrl.parse("https://bucket.example/answer"), "arn:stack", "request-1", "RouteServer", "");

    private static Map<String, Object> encoded(Outcome outcome) throws IOException {
        byte[] answer = AnswerEncoder.encode(TO, outcome);
        assertThat(answer).hasSizeLessThanOrEqualTo(4096);
        return Json.readObject(answer);
    }

    @Test
    void encode_success_repeatsTheRequestAndCarriesTheData() throws IOException {
        Outcome outcome = new Outcome(true, "rs-1", "", Map.of("RouteServerId", "rs-1", "SnsTopicArn", ""));
        assertThat(encoded(outcome))
                .containsEntry("Status", "SUCCESS")
                .containsEntry("PhysicalResourceId", "rs-1")
                .containsEntry("StackId", "arn:stack")
                .containsEntry("RequestId", "request-1")
                .containsEntry("LogicalResourceId", "RouteServer")
                .containsEntry("Data", Map.of("RouteServerId", "rs-1", "SnsTopicArn", ""))
                .doesNotContainKey("Reason");
    }

    @Test
    void encode_failure_hasStatusAndReason() throws IOException {
        assertThat(encoded(Outcome.failure("rs-1", "because")))
                .containsEntry("Status", "FAILED")
                .containsEntry("Reason", "because");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ä", "\"", "\\", "😀", "€"})
    void encode_hugeReason_isCutToFit(String piece) throws IOException {
        String reason = "operation first " + piece.repeat(20_000);
        String cut = (String) encoded(Outcome.failure("rs-1", reason)).get("Reason");
        assertThat(cut).startsWith("operation first").endsWith("...");
        assertThat(AnswerEncoder.encode(TO, Outcome.failure("rs-1", reason))).hasSizeGreaterThan(4000);
    }

    @Test
    void encode_controlCharactersAndHalfCharacters_becomeBlanks() throws IOException {
        assertThat(encoded(Outcome.failure("rs-1", "a\nb\u0000c\ud83dd")).get("Reason"))
                .isEqualTo("a b c d");
    }

    @Test
    void encode_shortReason_isUntouched() {
        assertThat(new String(AnswerEncoder.encode(TO, Outcome.failure("rs-1", "größe")), StandardCharsets.UTF_8))
                .contains("\"größe\"");
    }

    @Test
    void encode_reasonThatJustFits_isNotCut() {
        int rest = AnswerEncoder.encode(TO, Outcome.failure("rs-1", "x")).length - 1;
        byte[] answer = AnswerEncoder.encode(TO, Outcome.failure("rs-1", "x".repeat(4096 - rest)));
        assertThat(answer).hasSize(4096);
        assertThat(new String(answer, StandardCharsets.UTF_8)).doesNotContain("...");
    }

    @Test
    void encode_dataThatIsTooLargeByItself_isWrittenAllTheSame() {
        Outcome outcome = new Outcome(true, "rs-1", "", Map.of("SnsTopicArn", "x".repeat(5_000)));
        assertThat(AnswerEncoder.encode(TO, outcome)).hasSizeGreaterThan(5_000);
    }
}
