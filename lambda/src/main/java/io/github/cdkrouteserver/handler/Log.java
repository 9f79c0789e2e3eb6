package io.github.cdkrouteserver.handler;

import java.util.LinkedHashMap;
import java.util.Map;

/** One JSON object a line on standard output, which Lambda sends to the function's log group. */
final class Log {
    private final Map<String, String> context = new LinkedHashMap<>();

    Log with(String key, String value) {
        context.put(key, value);
        return this;
    }

    void line(String event, String... keysAndValues) {
        StringBuilder line = new StringBuilder("{");
        append(line, "event", event);
        context.forEach((key, value) -> append(line, key, value));
        for (int i = 0; i + 1 < keysAndValues.length; i += 2) {
            append(line, keysAndValues[i], keysAndValues[i + 1]);
        }
        System.out.println(line.append('}'));
    }

    private static void append(StringBuilder line, String key, String value) {
        line.append(line.length() == 1 ? "\"" : ",\"").append(key).append("\":\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else {
                line.append(c < ' ' ? ' ' : c);
            }
        }
        line.append('"');
    }
}
