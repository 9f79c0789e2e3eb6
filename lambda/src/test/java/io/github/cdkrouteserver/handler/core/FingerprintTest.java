package io.github.cdkrouteserver.handler.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FingerprintTest {
    @Test
    void of_equalPropertiesInAnotherOrder_isTheSame() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("b", List.of(Map.of("x", "1")));
        properties.put("a", "1");
        Map<String, Object> same = new LinkedHashMap<>();
        same.put("a", "1");
        same.put("b", List.of(Map.of("x", "1")));
        assertThat(Fingerprint.of(properties)).isEqualTo(Fingerprint.of(same)).matches("[0-9a-f]{16}");
    }

    static List<Map<String, Object>> of_otherProperties_differs() {
        return List.of(
                Map.of(),
                Map.of("a", "2"),
                Map.of("a1:1", ""),
                Map.of("a", List.of("1")),
                Map.of("a", List.of("1", "2")),
                Map.of("a", List.of("2", "1")),
                Map.of("a", List.of("12")),
                Map.of("a", Map.of("1", "")),
                Map.of("a", "1", "b", ""));
    }

    @ParameterizedTest
    @MethodSource
    void of_otherProperties_differs(Map<String, Object> other) {
        assertThat(Fingerprint.of(other)).isNotEqualTo(Fingerprint.of(Map.of("a", "1")));
        assertThat(of_otherProperties_differs().stream().map(Fingerprint::of)).doesNotHaveDuplicates();
    }
}
