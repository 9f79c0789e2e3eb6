package io.github.cdkrouteserver.handler.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {
    private static final int SEEDS = 2_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 30, 59, 60})
    void nextMillis_duringTheFirstMinute_noticesWithinTwoSecondsAtFortyCalls(int readyAfterSeconds) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Backoff backoff = new Backoff(new Random(seed));
            long now = 0;
            int polls = 1;
            while (now < readyAfterSeconds * 1_000L) {
                now += backoff.nextMillis();
                polls++;
            }
            // One more Describe looks for servers of the same owner before the first poll.
            assertThat(polls + 1).isLessThanOrEqualTo(40);
            assertThat(now - readyAfterSeconds * 1_000L).isLessThan(1_950);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 600, 840})
    void nextMillis_later_growsUpToAFewSeconds(int readyAfterSeconds) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Backoff backoff = new Backoff(new Random(seed));
            long now = 0;
            int polls = 1;
            while (now < readyAfterSeconds * 1_000L) {
                now += backoff.nextMillis();
                polls++;
            }
            assertThat(polls).isLessThan(readyAfterSeconds / 3);
            assertThat(now - readyAfterSeconds * 1_000L).isLessThan(5_400);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,235,470,940,1692", "0.5,250,500,1000,1800", "1,265,530,1060,1908"})
    void nextMillis_fromTheFirst_doublesUpToItsSteadyPaceWithinSixPercent(
            double jitter, long first, long second, long third, long fourth) {
        Backoff backoff = new Backoff(always(jitter));
        assertThat(new long[] {
                    backoff.nextMillis(),
                    backoff.nextMillis(),
                    backoff.nextMillis(),
                    backoff.nextMillis(),
                    backoff.nextMillis()
                })
                .containsExactly(first, second, third, fourth, fourth);
    }

    private static RandomGenerator always(double value) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException();
            }

            @Override
            public double nextDouble() {
                return value;
            }
        };
    }
}
