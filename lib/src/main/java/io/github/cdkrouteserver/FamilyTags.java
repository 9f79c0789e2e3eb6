package io.github.cdkrouteserver;

import io.github.cdkrouteserver.internal.Checks;
import io.github.cdkrouteserver.internal.TagRules;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnTag;
import software.amazon.awscdk.ITaggableV2;
import software.amazon.awscdk.Token;
import software.constructs.IConstruct;

/** Tags of endpoints and peers, which the L1 constructs take as a list. */
final class FamilyTags {
    private FamilyTags() {}

    static @Nullable Map<String, String> checked(Checks checks, String what, @Nullable Map<String, String> tags) {
        if (tags != null) {
            checks.tags(what, tags);
        }
        return tags;
    }

    /** Looks at the tags once more after all aspects: {@code Tags} adds to them without asking the construct. */
    static void settle(RouteServerFamilies families, IConstruct member, String what, ITaggableV2 resource) {
        families.whenSettled(
                () -> TagRules.problems(what, resource.getCdkTagManager().tagValues(), Token::isUnresolved)
                        .forEach(problem -> families.report(member, problem)));
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
