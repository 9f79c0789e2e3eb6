package io.github.cdkrouteserver.handler.cfn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cdkrouteserver.handler.core.Outcome;
import java.io.ByteArrayInputStream;
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
    void encode_dataThatIsTooLargeByItself_isAFailureThatSaysSo() throws IOException {
        Outcome outcome = new Outcome(true, "rs-1", "", Map.of("SnsTopicArn", "x".repeat(5_000)));
        assertThat(AnswerEncoder.fits(TO, outcome)).isFalse();
        assertThat(encoded(outcome))
                .containsEntry("Status", "FAILED")
                .containsEntry("PhysicalResourceId", "rs-1")
                .containsEntry("Reason", "the attributes do not fit into an answer of 4096 bytes")
                .containsEntry("Data", Map.of());
    }

    @Test
    void encode_dataThatJustFits_isCarried() throws IOException {
        int rest = AnswerEncoder.encode(TO, new Outcome(true, "rs-1", "", Map.of("SnsTopicArn", ""))).length;
        Outcome outcome = new Outcome(true, "rs-1", "", Map.of("SnsTopicArn", "x".repeat(4096 - rest)));
        assertThat(AnswerEncoder.fits(TO, outcome)).isTrue();
        assertThat(encoded(outcome)).containsEntry("Status", "SUCCESS").containsEntry("Data", outcome.data());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\"", "\\"})
    void encode_toWhoeverSentTheLongestFields_staysWithinTheLimitAndGivesTheReason(String piece) throws IOException {
        String longest = piece.replace("\\", "\\\\").replace("\"", "\\\"").repeat(1024);
        String event = """
                {"ResponseURL":"https://bucket.example/a","StackId":"%1$s","RequestId":"%1$s","LogicalResourceId":"%1$s",\
                "PhysicalResourceId":"%1$s","RequestType":"Create"}""".formatted(longest);
        InvalidRequestException refusal = catchThrowableOfType(
                InvalidRequestException.class,
                () -> RequestDecoder.decode(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), ""));
        Outcome outcome = Outcome.failure(refusal.answerable().physicalId(), refusal.getMessage());
        byte[] answer = AnswerEncoder.encode(refusal.answerable(), outcome);
        assertThat(answer).hasSizeLessThanOrEqualTo(4096);
        assertThat(Json.readObject(answer))
                .containsEntry("PhysicalResourceId", piece.repeat(1024))
                .containsEntry("Reason", refusal.getMessage());
    }
}
