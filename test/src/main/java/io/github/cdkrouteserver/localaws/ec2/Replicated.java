package io.github.cdkrouteserver.localaws.ec2;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
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

    /** The newest value that readers can see; empty while they cannot see any. */
    Optional<T> seen(Instant now) {
        while (versions.size() > 1 && !second().visibleAt.isAfter(now)) {
            versions.removeFirst();
        }
        Version<T> first = versions.getFirst();
        return first.visibleAt.isAfter(now) ? Optional.empty() : Optional.of(first.value);
    }

    void change(UnaryOperator<T> change, Instant visibleAt) {
        Version<T> last = versions.getLast();
        // A replica applies changes in order, so nothing overtakes what was written before it.
        Instant notBefore = visibleAt.isBefore(last.visibleAt) ? last.visibleAt : visibleAt;
        versions.add(new Version<>(change.apply(last.value), notBefore));
    }

    private Version<T> second() {
        return versions.stream().skip(1).findFirst().orElseThrow();
    }

    private record Version<T>(T value, Instant visibleAt) {}
}
