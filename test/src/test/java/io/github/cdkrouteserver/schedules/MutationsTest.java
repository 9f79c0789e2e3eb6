package io.github.cdkrouteserver.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A test that cannot fail proves nothing: each promise, broken on purpose, is noticed by the same schedules. */
class MutationsTest {
    private static final long SEED = 1_000_000;
    private static final int MOST = 600;

    private record Mutation(Variant variant, String expected) {}

    @TestFactory
    Stream<DynamicTest> schedules_underABrokenPromise_noticeIt() {
        Map<String, Mutation> mutations = new LinkedHashMap<>();
        mutations.put("1 always answered in time", new Mutation(Broken.waitsWithoutEnd(), " s of "));
        mutations.put("2 never two", new Mutation(Broken.createsAgain(), "the second answer"));
        mutations.put("3 nothing leaked", new Mutation(Broken.looksForNoOrphans(), "leaked"));
        mutations.put("4 never another's", new Mutation(Broken.takesStrangers(), "a stranger's"));
        mutations.put("5 obsolete tags go", new Mutation(Broken.leavesTags(), "is still there"));
        mutations.put("5 other tags stay", new Mutation(Broken.wipesTags(), "tag by-hand"));
        mutations.put("6 decides from what is there", new Mutation(Broken.believesWhatItAskedFor(), "notifications"));
        mutations.put("7 gone means gone", new Mutation(Broken.takesIncorrectStateForGone(), "leaked"));
        mutations.put("8 every attribute", new Mutation(Broken.losesTheTopic(), "topic is"));
        mutations.put("9 strings are read", new Mutation(Broken.misreadsNumbers(), "a create where"));
        mutations.put("10 none beside an offer", new Mutation(Broken.overlooksOffers(), "was made beside"));
        mutations.put("10 somebody's stays", new Mutation(Broken.forgetsWhoseItWas(), "is gone"));
        return mutations.entrySet().stream()
                .map(mutation -> dynamicTest(mutation.getKey(), () -> notices(mutation.getKey(), mutation.getValue())));
    }

    private static void notices(String name, Mutation mutation) {
        for (int i = 0; i < MOST; i++) {
            List<String> violations = ScheduleRunner.run(ScheduleGenerator.generate(SEED + i), mutation.variant());
            if (violations.stream().anyMatch(violation -> violation.contains(mutation.expected()))) {
                System.out.println("mutation of promise " + name + ": noticed by schedule " + (i + 1));
                return;
            }
        }
        assertThat(name).as("promise noticed in " + MOST + " schedules").isEmpty();
    }
}
