package io.github.cdkrouteserver.internal;

import io.github.cdkrouteserver.contract.RouteServerContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** What EC2 and this library ask of tags. */
public final class TagRules {
    private TagRules() {}

    /**
     * What is wrong with the tags of a route server.
     *
     * @param tags the tags by key
     * @param token whether a key or a value is known at deployment only
     * @return a sentence for each problem, without the path of the construct; empty where all is in order
     */
    public static List<String> problems(Map<String, String> tags, Predicate<Object> token) {
        return problems("the route server", RouteServerContract.OWN_TAGS, tags, token);
    }

    /**
     * What is wrong with the tags of something of which this library keeps none for itself.
     *
     * @param what what they are tags of
     * @param tags the tags by key
     * @param token whether a key or a value is known at deployment only
     * @return a sentence for each problem, without the path of the construct; empty where all is in order
     */
    public static List<String> problems(String what, Map<String, String> tags, Predicate<Object> token) {
        return problems(what, 0, tags, token);
    }

    private static List<String> problems(String what, int own, Map<String, String> tags, Predicate<Object> token) {
        List<String> problems = new ArrayList<>();
        int max = RouteServerContract.MAX_TAGS_PER_RESOURCE - own;
        if (tags.size() > max) {
            problems.add(what + " has " + tags.size() + " tags, but at most " + max + " are possible: EC2 allows "
                    + RouteServerContract.MAX_TAGS_PER_RESOURCE
                    + (own == 0 ? "" : ", and " + own + " of them are this library's own") + "; remove "
                    + (tags.size() - max));
        }
        tags.forEach((key, value) -> {
            String problem = problem(own, key, value, token);
            if (!problem.isEmpty()) {
                problems.add(problem);
            }
        });
        return problems;
    }

    private static String problem(int own, String key, String value, Predicate<Object> token) {
        if (key == null) {
            return "a tag has no key, but has to have one of 1 to " + RouteServerContract.MAX_TAG_KEY_LENGTH
                    + " characters; name it or leave it out";
        }
        if (key.isEmpty()) {
            return "a tag has an empty key, but has to have 1 to " + RouteServerContract.MAX_TAG_KEY_LENGTH
                    + " characters; name it or leave it out";
        }
        if (value == null) {
            return "tag '" + key + "' has no value; use an empty string for a tag without one";
        }
        if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            return "tag '" + key + "' starts with 'aws:', which AWS keeps to itself; choose another key";
        }
        if (own > 0 && key.toLowerCase(Locale.ROOT).startsWith(RouteServerContract.OWN_TAG_PREFIX)) {
            return "tag '" + key + "' starts with '" + RouteServerContract.OWN_TAG_PREFIX
                    + "', which this library needs for itself; choose another key";
        }
        if (length(key) > RouteServerContract.MAX_TAG_KEY_LENGTH && !token.test(key)) {
            return "the key of tag '" + key + "' has " + length(key) + " characters, but at most "
                    + RouteServerContract.MAX_TAG_KEY_LENGTH + " are possible; shorten it";
        }
        if (length(value) > RouteServerContract.MAX_TAG_VALUE_LENGTH && !token.test(value)) {
            return "the value of tag '" + key + "' has " + length(value) + " characters, but at most "
                    + RouteServerContract.MAX_TAG_VALUE_LENGTH + " are possible; shorten it";
        }
        return "";
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
