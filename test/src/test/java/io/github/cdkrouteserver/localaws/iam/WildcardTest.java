package io.github.cdkrouteserver.localaws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {
    @ParameterizedTest
    @CsvSource({
        "*, '', true",
        "*, anything, true",
        "ec2:*, ec2:CreateTags, true",
        "ec2:Create*Server, ec2:CreateRouteServer, true",
        "ec2:Create*Server, ec2:CreateRouteServers, false",
        "a?c, abc, true",
        "a?c, ac, false",
        "*a*b, xaxxbxb, true",
        "*a*b, xaxxbxc, false",
        "abc, ABC, false",
        "'', '', true",
        "'', a, false",
        "route-server/*, route-server/*, true",
        "route-server/rs-1, route-server/*, false",
        "a.c, abc, false",
    })
    void matches_patternAndText_comparesTheWholeText(String pattern, String text, boolean expected) {
        assertThat(Wildcard.matches(pattern, text, false)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"ec2:create*, EC2:CreateTags, true", "EC2:DELETETAGS, ec2:DeleteTags, true", "ec2:a, ec2:b, false"})
    void matches_ignoringCase_comparesLetters(String pattern, String text, boolean expected) {
        assertThat(Wildcard.matches(pattern, text, true)).isEqualTo(expected);
    }
}
