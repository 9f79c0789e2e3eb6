package io.github.cdkrouteserver.internal.topology;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks into templates, which CDK hands out as maps and lists of whatever JSON holds. */
final class Json {
    private Json() {}

    static Map<String, Object> map(@Nullable Object json) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (json instanceof Map<?, ?> given) {
            given.forEach((key, value) -> members.put(String.valueOf(key), value));
        }
        return members;
    }

    static List<?> list(@Nullable Object json) {
        return json instanceof List<?> given ? given : List.of();
    }

    /** The scalar as CloudFormation would write it, or null for anything else. */
    static @Nullable String scalar(@Nullable Object json) {
        if (json instanceof Number number) {
            return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
        }
        return json instanceof String || json instanceof Boolean ? json.toString() : null;
    }

    /** The argument of an intrinsic function, or null if the value is not that function. */
    static @Nullable Object call(@Nullable Object json, String function) {
        return json instanceof Map<?, ?> given && given.size() == 1 ? given.get(function) : null;
    }
}
