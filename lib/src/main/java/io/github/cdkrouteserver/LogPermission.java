package io.github.cdkrouteserver;

import org.jspecify.annotations.Nullable;
import software.constructs.IDependable;

/**
 * What it took to let CloudWatch Logs write to a destination.
 *
 * @param dependable what has to be deployed before it can; {@code null} for nothing
 * @param warningId id of a warning, where the destination cannot be changed from here
 * @param warning the warning
 */
record LogPermission(
        @Nullable IDependable dependable,
        @Nullable String warningId,
        @Nullable String warning) {
    static LogPermission granted(@Nullable IDependable dependable) {
        return new LogPermission(dependable, null, null);
    }

    static LogPermission missing(String id, String warning) {
        return new LogPermission(null, "io.github.cdkrouteserver:" + id, warning);
    }
}
