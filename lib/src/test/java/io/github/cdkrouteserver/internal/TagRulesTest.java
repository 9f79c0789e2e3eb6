package io.github.cdkrouteserver.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TagRulesTest {
    private static final String TWO_UNITS_ONE_CHARACTER = "\uD83D\uDE80";

    static Stream<Map<String, String>> problems_tagsThatEc2Takes_areNone() {
        return Stream.of(
                Map.of(),
                numbered(47),
                Map.of("k".repeat(127), "v".repeat(256)),
                Map.of(TWO_UNITS_ONE_CHARACTER.repeat(127), TWO_UNITS_ONE_CHARACTER.repeat(256)),
                Map.of("awsome", "", "cdk-route-server", "own prefix without its colon"));
    }

    @ParameterizedTest
    @MethodSource
    void problems_tagsThatEc2Takes_areNone(Map<String, String> tags) {
        assertThat(problems(tags)).isEmpty();
    }

    static Stream<Arguments> problems_badTag_namesTagLimitAndRemedy() {
        return Stream.of(
                Arguments.of(Map.of("", "v"), List.of("empty key", "1 to 127", "name it")),
                Arguments.of(Collections.singletonMap("Name", null), List.of("'Name'", "no value", "empty string")),
                Arguments.of(Map.of("AwS:team", "v"), List.of("'AwS:team'", "'aws:'", "choose another")),
                Arguments.of(
                        Map.of("cdk-route-server:stack", "v"),
                        List.of("'cdk-route-server:stack'", "'cdk-route-server:'", "choose another")),
                Arguments.of(Map.of("k".repeat(128), "v"), List.of("128 characters", "at most 127", "shorten")),
                Arguments.of(Map.of("Name", "v".repeat(257)), List.of("'Name'", "257", "at most 256", "shorten")));
    }

    @ParameterizedTest
    @MethodSource
    void problems_badTag_namesTagLimitAndRemedy(Map<String, String> tags, List<String> parts) {
        assertThat(problems(tags)).singleElement().asString().contains(parts).doesNotEndWith(".");
    }

    @Test
    void problems_moreTagsThanFit_explainsTheArithmetic() {
        assertThat(problems(numbered(48)))
                .singleElement()
                .asString()
                .contains("48 tags", "at most 47", "EC2 allows 50", "3 of them", "remove 1");
    }

    @Test
    void problems_noKey_isNamedAsWhatIsMissing() {
        Map<String, String> tags = new HashMap<>();
        tags.put(null, "value");

        assertThat(problems(tags))
                .containsExactly(
                        "a tag has no key, but has to have one of 1 to 127 characters; name it" + " or leave it out");
    }

    @Test
    void problems_severalBadTags_areAllNamed() {
        assertThat(problems(Map.of("aws:a", "1", "b", "v".repeat(257)))).hasSize(2);
    }

    @Test
    void problems_longToken_isNotMeasured() {
        String token = "${Token[" + "x".repeat(300) + "]}";

        assertThat(TagRules.problems(Map.of(token, token), token::equals)).isEmpty();
    }

    private static List<String> problems(Map<String, String> tags) {
        return TagRules.problems(tags, value -> false);
    }

    private static Map<String, String> numbered(int count) {
        Map<String, String> tags = new HashMap<>();
        for (int i = 0; i < count; i++) {
            tags.put("key" + i, "value");
        }
        return tags;
    }

    @Test
    void problems_ofSomethingElse_leaveAllFiftyTagsAndEveryPrefixToTheUser() {
        Map<String, String> tags = new HashMap<>();
        for (int i = 0; i < 49; i++) {
            tags.put("key" + i, "value");
        }
        tags.put("cdk-route-server:stack", "value");
        assertThat(TagRules.problems("the endpoint", tags, token -> false)).isEmpty();

        tags.put("one-too-many", "value");
        assertThat(TagRules.problems("the endpoint", tags, token -> false))
                .containsExactly("the endpoint has 51 tags, but at most 50 are possible: EC2 allows 50; remove 1");
    }
}
