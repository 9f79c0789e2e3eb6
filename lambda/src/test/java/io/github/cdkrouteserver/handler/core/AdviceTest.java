package io.github.cdkrouteserver.handler.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdviceTest {
    @ParameterizedTest
    @CsvSource({
        "DENIED,allow the action to the provider's role",
        "INCORRECT_STATE,deploy again when it has settled",
        "TRANSIENT,deploy again later",
        "NOT_FOUND,deploy again to create a new one",
        "TOKEN_MISMATCH,correct the request",
        "OTHER,correct the request",
    })
    void reason_failureOfACall_saysWhatCanBeDone(AwsFailure.Kind kind, String remedy) {
        assertThat(Advice.reason(FakeEc2.failure("delete rs-1", kind)))
                .startsWith("delete rs-1 failed with " + kind)
                .contains("(request id request-1); ", remedy);
    }

    @Test
    void reason_anythingElse_standsForItself() {
        assertThat(Advice.reason(new LifecycleException("because"))).isEqualTo("because");
    }
}
