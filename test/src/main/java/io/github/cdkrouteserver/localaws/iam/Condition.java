package io.github.cdkrouteserver.localaws.iam;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * One condition of a statement: an operator, a key and the values to compare with.
 *
 * @param operator the comparison, without set prefix and IfExists
 * @param set how the values of the request are combined
 * @param ifExists whether an absent key satisfies it
 * @param key the condition key
 * @param values any of them satisfies it; none of them, where the operator is a negated one
 */
record Condition(Operator operator, SetPrefix set, boolean ifExists, String key, List<String> values) {
    private static final Set<String> MULTIVALUED = Set.of("aws:tagkeys");
    private static final Set<String> KNOWN_KEYS = Set.of(
            "aws:tagkeys",
            "aws:requestedregion",
            "aws:principalaccount",
            "aws:principalarn",
            "aws:resourceaccount",
            "ec2:createaction",
            "ec2:region",
            "ec2:vpc",
            "ec2:vpcid",
            "ec2:subnetid",
            "ec2:routetableid");
    private static final List<String> KNOWN_PREFIXES =
            List.of("aws:requesttag/", "aws:resourcetag/", "ec2:resourcetag/");

    static Condition parse(String operatorText, String key, List<String> values) {
        String rest = operatorText;
        SetPrefix set = SetPrefix.NONE;
        for (SetPrefix candidate : SetPrefix.values()) {
            if (!candidate.text.isEmpty() && rest.startsWith(candidate.text)) {
                set = candidate;
                rest = rest.substring(candidate.text.length());
            }
        }
        boolean ifExists = rest.endsWith("IfExists");
        Operator operator = Operator.named(ifExists ? rest.substring(0, rest.length() - 8) : rest, operatorText);
        if (operator == Operator.NULL && (ifExists || set != SetPrefix.NONE)) {
            throw new IllegalArgumentException("condition operator " + operatorText + " does not exist");
        }
        if (set == SetPrefix.NONE && operator != Operator.NULL && MULTIVALUED.contains(key.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "condition key " + key + " has several values; compare it with ForAllValues: or ForAnyValue:");
        }
        return new Condition(operator, set, ifExists, key, values);
    }

    boolean holds(Map<String, List<String>> context) {
        requireKnownKey();
        List<String> actual = context.getOrDefault(key, List.of());
        if (operator == Operator.NULL) {
            return values.contains(String.valueOf(actual.isEmpty()));
        }
        if (actual.isEmpty()) {
            return ifExists || set == SetPrefix.ALL || (set == SetPrefix.NONE && operator.negated);
        }
        return set == SetPrefix.ANY
                ? actual.stream().anyMatch(this::compare)
                : actual.stream().allMatch(this::compare);
    }

    private boolean compare(String actual) {
        return values.stream().anyMatch(value -> operator.comparison.test(value, actual)) != operator.negated;
    }

    // A key that this IAM never fills would always look absent, and a condition on it would pass or fail by accident.
    private void requireKnownKey() {
        String lower = key.toLowerCase(Locale.ROOT);
        if (!KNOWN_KEYS.contains(lower) && KNOWN_PREFIXES.stream().noneMatch(lower::startsWith)) {
            throw new IllegalArgumentException("cannot evaluate condition key " + key);
        }
    }

    private static boolean arnMatches(String pattern, String arn) {
        String[] patternParts = pattern.split(":", 6);
        String[] parts = arn.split(":", 6);
        if (patternParts.length < 6 || parts.length < 6) {
            return false;
        }
        for (int part = 0; part < 6; part++) {
            if (!Wildcard.matches(patternParts[part], parts[part], false)) {
                return false;
            }
        }
        return true;
    }

    /** How the values that a request has for the key are combined. */
    enum SetPrefix {
        NONE(""),
        ALL("ForAllValues:"),
        ANY("ForAnyValue:");

        private final String text;

        SetPrefix(String text) {
            this.text = text;
        }
    }

    /** The comparisons. */
    enum Operator {
        STRING_EQUALS("StringEquals", String::equals, false),
        STRING_NOT_EQUALS("StringNotEquals", String::equals, true),
        STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", String::equalsIgnoreCase, false),
        STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", String::equalsIgnoreCase, true),
        STRING_LIKE("StringLike", (value, actual) -> Wildcard.matches(value, actual, false), false),
        STRING_NOT_LIKE("StringNotLike", (value, actual) -> Wildcard.matches(value, actual, false), true),
        ARN_EQUALS("ArnEquals", Condition::arnMatches, false),
        ARN_LIKE("ArnLike", Condition::arnMatches, false),
        ARN_NOT_EQUALS("ArnNotEquals", Condition::arnMatches, true),
        ARN_NOT_LIKE("ArnNotLike", Condition::arnMatches, true),
        BOOL("Bool", String::equalsIgnoreCase, false),
        NULL("Null", (value, actual) -> false, false);

        private final String text;
        private final BiPredicate<String, String> comparison;
        private final boolean negated;

        Operator(String text, BiPredicate<String, String> comparison, boolean negated) {
            this.text = text;
            this.comparison = comparison;
            this.negated = negated;
        }

        private static Operator named(String text, String whole) {
            for (Operator operator : values()) {
                if (operator.text.equals(text)) {
                    return operator;
                }
            }
            throw new IllegalArgumentException("cannot evaluate condition operator " + whole);
        }
    }
}
