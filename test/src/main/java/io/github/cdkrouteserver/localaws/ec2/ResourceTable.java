package io.github.cdkrouteserver.localaws.ec2;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** All resources of one type with their tags, tombstones included. Guarded by the lock of {@link Ec2State}. */
final class ResourceTable<T> {
    private final Ec2State state;
    private final ResourceType type;
    private final BiFunction<T, Map<String, String>, T> withTags;
    private final Map<String, Row<T>> rows = new LinkedHashMap<>();
    private long lastSequence;

    ResourceTable(Ec2State state, ResourceType type, BiFunction<T, Map<String, String>, T> withTags) {
        this.state = state;
        this.type = type;
        this.withTags = withTags;
    }

    ResourceType type() {
        return type;
    }

    T add(String id, T value, Map<String, String> tags, Duration unseenFor) {
        rows.put(
                id,
                new Row<>(
                        ++lastSequence,
                        new Replicated<>(value, state.now().plus(unseenFor)),
                        new Replicated<>(
                                new LinkedHashMap<>(tags),
                                state.now().plus(state.behavior().newTagsUnseenFor()))));
        return current(id).orElseThrow();
    }

    void remove(String id) {
        rows.remove(id);
    }

    void requireShape(String id) {
        if (!type.fits(id) && !state.behavior().malformedIdIsNotFound()) {
            throw type.malformed(id);
        }
    }

    /** What a changing call works on. */
    T get(String id) {
        requireShape(id);
        Row<T> row = rows.get(id);
        boolean unknown = row == null
                || (state.behavior().newServerUnknownToWrites()
                        && row.value.seen(state.now()).isEmpty());
        if (unknown) {
            throw type.notFound(id);
        }
        return current(id).orElseThrow();
    }

    Optional<T> current(String id) {
        return Optional.ofNullable(rows.get(id)).map(row -> withTags.apply(row.value.current(), row.tags.current()));
    }

    List<T> all() {
        List<T> all = new ArrayList<>();
        rows.keySet().forEach(id -> all.add(current(id).orElseThrow()));
        return all;
    }

    Optional<T> seen(String id) {
        return Optional.ofNullable(rows.get(id))
                .flatMap(row -> row.value
                        .seen(state.readsAsOf())
                        .map(value -> withTags.apply(
                                value, row.tags.seen(state.readsAsOf()).orElse(Map.of()))));
    }

    /** The ids that readers can see after a position, with their positions, oldest first. */
    Map<String, Long> seenAfter(long sequence) {
        Map<String, Long> seen = new LinkedHashMap<>();
        rows.forEach((id, row) -> {
            if (row.sequence > sequence && row.value.seen(state.readsAsOf()).isPresent()) {
                seen.put(id, row.sequence);
            }
        });
        return seen;
    }

    T change(String id, UnaryOperator<T> change, Duration unseenFor) {
        rows.get(id).value.change(change, state.now().plus(unseenFor));
        return current(id).orElseThrow();
    }

    /** A change that happens by itself, on something that may have gone meanwhile. */
    void changeIfPresent(String id, UnaryOperator<T> change, Duration unseenFor) {
        if (rows.containsKey(id)) {
            change(id, change, unseenFor);
        }
    }

    Map<String, String> tags(String id) {
        Row<T> row = rows.get(id);
        return row == null ? Map.of() : Collections.unmodifiableMap(row.tags.current());
    }

    void changeTags(String id, UnaryOperator<Map<String, String>> change) {
        rows.get(id)
                .tags
                .change(
                        tags -> change.apply(new LinkedHashMap<>(tags)),
                        state.now().plus(state.behavior().tagChangesUnseenFor()));
    }

    /** The tags that authorization looks at; refuses what does not exist unless authorization comes first. */
    Map<String, String> tagsForAuthorization(String id) {
        if (!state.behavior().missingIsUnauthorized()) {
            get(id);
        }
        return tags(id);
    }

    private record Row<T>(long sequence, Replicated<T> value, Replicated<Map<String, String>> tags) {}
}
