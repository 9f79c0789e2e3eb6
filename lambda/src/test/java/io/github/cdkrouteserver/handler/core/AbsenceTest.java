package io.github.cdkrouteserver.handler.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbsenceTest {
    private final VirtualTime time = new VirtualTime();
    private final Absence absence = new Absence(time);

    @ParameterizedTest
    @CsvSource({"NOT_FOUND,10000", "INCORRECT_STATE,30000", "DENIED,30000", "OTHER,30000"})
    void confirms_unknownLongEnough_meansGone(AwsFailure.Kind refusal, long millis) {
        time.pass(1_000);
        absence.observe(true);
        time.pass(millis - 1);
        absence.observe(true);
        assertThat(absence.confirms(refusal)).isFalse();
        time.pass(1);
        assertThat(absence.confirms(refusal)).isTrue();
        assertThat(absence.confirms(AwsFailure.Kind.TRANSIENT)).isFalse();
    }

    @Test
    void confirms_seenInBetween_startsAnew() {
        absence.observe(true);
        time.pass(60_000);
        absence.observe(false);
        assertThat(absence.isObserved()).isFalse();
        assertThat(absence.confirms(AwsFailure.Kind.NOT_FOUND)).isFalse();
        absence.observe(true);
        assertThat(absence.isObserved()).isTrue();
        assertThat(absence.confirms(AwsFailure.Kind.NOT_FOUND)).isFalse();
    }
}
