package io.github.cdkrouteserver.handler.core;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells properties apart by a few characters, which a tag has room for. */
final class Fingerprint {
    private static final int DIGITS = 16;

    private Fingerprint() {}

    static String of(Map<String, Object> properties) {
        return Sha256.of(canonical(properties)).substring(0, DIGITS);
    }

    /** The same for equal values, in whatever order a map has them; lengths keep different values from reading alike. */
    private static String canonical(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, item) -> sorted.put(String.valueOf(key), item));
            return sorted.entrySet().stream()
                    .map(entry -> canonical(entry.getKey()) + canonical(entry.getValue()))
                    .collect(Collectors.joining("", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Fingerprint::canonical).collect(Collectors.joining("", "[", "]"));
        }
        String text = String.valueOf(value);
        return text.length() + ":" + text;
    }
}
