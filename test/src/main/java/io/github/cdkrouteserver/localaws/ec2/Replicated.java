package io.github.cdkrouteserver.localaws.ec2;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A value whose readers may still see an older one, or none. Guarded by the lock of {@link Ec2State}. */
final class Replicated<T> {
    private final Deque<Version<T>> versions = new ArrayDeque<>();

    Replicated(T value, Instant visibleAt) {
        versions.add(new Version<>(value, visibleAt));
    }

    T current() {
        return versions.getLast().value;
    }

    /** The newest value that could be seen at a time; empty where none could. */
    Optional<T> seen(Instant asOf) {
        Iterator<Version<T>> newestFirst = versions.descendingIterator();
        while (newestFirst.hasNext()) {
            Version<T> version = newestFirst.next();
            if (!version.visibleAt.isAfter(asOf)) {
                return Optional.of(version.value);
            }
        }
        return Optional.empty();
    }

    void change(UnaryOperator<T> change, Instant visibleAt) {
        Version<T> last = versions.getLast();
        // A replica applies changes in order, so nothing overtakes what was written before it.
        Instant notBefore = visibleAt.isBefore(last.visibleAt) ? last.visibleAt : visibleAt;
        versions.add(new Version<>(change.apply(last.value), notBefore));
    }

    private record Version<T>(T value, Instant visibleAt) {}
}
