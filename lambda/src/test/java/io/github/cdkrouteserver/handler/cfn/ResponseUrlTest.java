package io.github.cdkrouteserver.handler.cfn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseUrlTest {
    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");

    @Test
    void signedAt_ofASignedUrl_isReadFromItsDate() {
        ResponseUrl url = ResponseUrl.parse("https://b.example/a?X-Amz-Expires=7200&X-Amz-Date=20260504T113000Z&x=1");
        assertThat(url.signedAt(NOW)).contains(Instant.parse("2026-05-04T11:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://b.example/a",
                "https://b.example/a?X-Amz-Date=20260504T130000Z",
                "https://b.example/a?X-Amz-Date=20250101T000000Z",
                "https://b.example/a?X-Amz-Date=20269904T113000Z",
                "https://b.example/a?Not-X-Amz-Date=20260504T113000Z",
                "https://b.example/X-Amz-Date=20260504T113000Z",
            })
    void signedAt_withoutAPlausibleDate_isUnknown(String url) {
        assertThat(ResponseUrl.parse(url).signedAt(NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"20260504T120100Z,true", "20260504T120101Z,false", "20260504T050000Z,true", "20260504T045959Z,false"})
    void signedAt_atTheEdgesOfWhatIsPlausible_isKnownUpToThem(String date, boolean known) {
        assertThat(ResponseUrl.parse("https://b.example/a?X-Amz-Date=" + date).signedAt(NOW))
                .matches(signed -> signed.isPresent() == known);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 443, 65_535})
    void parse_withAPortThatExists_isAccepted(int port) {
        assertThat(ResponseUrl.parse("https://localhost:" + port + "/a").uri().getPort())
                .isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "70000", "2147483647", "-1"})
    void parse_withAnyOtherPort_isRefused(String port) {
        assertThatThrownBy(() -> ResponseUrl.parse("https://localhost:" + port + "/a"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("ResponseURL")
                .hasMessageNotContaining("localhost");
    }

    @Test
    void uri_isTheOneThatWasGivenAndIsNotPrinted() {
        ResponseUrl url = ResponseUrl.parse("https://b.example/a?X-Amz-Signature=s3cret");
        assertThat(url.uri()).hasToString("https://b.example/a?X-Amz-Signature=s3cret");
        assertThat(url).hasToString("(not shown)");
    }
}
