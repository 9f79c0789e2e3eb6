package io.github.cdkrouteserver;

import io.github.cdkrouteserver.internal.Checks;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnTag;

/** Tags of endpoints and peers, which the L1 constructs take as a list. */
final class FamilyTags {
    private FamilyTags() {}

    static @Nullable Map<String, String> checked(Checks checks, String what, @Nullable Map<String, String> tags) {
        if (tags != null) {
            checks.tags(what, tags);
        }
        return tags;
    }

    static @Nullable List<CfnTag> rendered(@Nullable Map<String, String> tags) {
        return tags == null
                ? null
                : tags.entrySet().stream()
                        .map(tag -> CfnTag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList();
    }
}
