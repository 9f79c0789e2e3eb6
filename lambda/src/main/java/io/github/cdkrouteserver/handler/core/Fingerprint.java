package io.github.cdkrouteserver.handler.core;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells properties apart by a few characters, which a tag has room for. */
final class Fingerprint {
    private static final int BYTES = 8;

    private Fingerprint() {}

    static String of(Map<String, Object> properties) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(canonical(properties).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
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
