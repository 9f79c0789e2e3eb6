package io.github.cdkrouteserver.internal.topology;

import org.jspecify.annotations.Nullable;

/**
 * What a property comes to: a resource or one of its attributes, or a text.
 *
 * @param resource the resource, or null for a text
 * @param text the text; for an attribute, words for it
 * @param known whether the text is the very value, and not words for one that the deployment will tell
 */
record Value(@Nullable Resource resource, String text, boolean known) {
    static Value literal(String text) {
        return new Value(null, text, true);
    }

    static Value words(String text) {
        return new Value(null, text, false);
    }

    static Value of(Resource resource) {
        return new Value(resource, resource.name(""), false);
    }

    /** The same for the same thing, wherever it is named. */
    Object identity() {
        return resource == null ? text : resource;
    }
}
