package io.github.cdkrouteserver.schedules;

import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Runs schedules that nobody wrote down. */
class SchedulesTest {
    private static final long BASE_SEED = 1_000_000;
    private static final int USUAL_COUNT = 500;
    private static final int MOST_REPORTS = 5;
    private static final List<Long> ONCE_BROKEN = List.of(1_013_056L, 1_015_532L, 1_005_180L, 778_338L);

    private final AtomicInteger ran = new AtomicInteger();

    @Test
    void promises_underGeneratedSchedules_hold() {
        Long one = Long.getLong("schedule.seed");
        if (one != null) {
            System.out.println(ScheduleGenerator.generate(one));
            failIfAny(reports(broken(one, 1)));
            return;
        }
        String chosen = System.getenv("SCHEDULES_SEED");
        long seed = chosen == null || chosen.isBlank() ? BASE_SEED : Long.parseLong(chosen.strip());
        int count = Integer.getInteger("schedules", USUAL_COUNT);
        long start = System.nanoTime();
        Map<Long, List<String>> broken = broken(seed, count);
        System.out.printf(
                "schedules: %d from seed %d, %d failed, %d s%s%n",
                ran.get(),
                seed,
                broken.size(),
                (System.nanoTime() - start) / 1_000_000_000,
                ran.get() < count ? ", stopped there: the rest of " + count + " did not run" : "");
        failIfAny(reports(broken));
    }

    /** Lives that once broke a promise and that few seeds come near. */
    @Test
    void promises_underSchedulesThatOnceBrokeThem_hold() {
        List<String> failures = new ArrayList<>();
        for (long seed : ONCE_BROKEN) {
            failures.addAll(reports(broken(seed, 1)));
        }
        failIfAny(failures);
    }

    /** Runs schedules until too many have failed to look at. */
    private Map<Long, List<String>> broken(long seed, int count) {
        Map<Long, List<String>> broken = Collections.synchronizedMap(new TreeMap<>());
        LongStream.range(seed, seed + count).parallel().forEach(next -> {
            if (broken.size() < MOST_REPORTS) {
                ran.incrementAndGet();
                List<String> violations = ScheduleRunner.run(ScheduleGenerator.generate(next), Variant.NONE);
                if (!violations.isEmpty()) {
                    broken.put(next, violations);
                }
            }
        });
        return broken;
    }

    private static List<String> reports(Map<Long, List<String>> broken) {
        List<String> failures = new ArrayList<>();
        broken.forEach((next, violations) -> failures.add(report(next, violations)));
        return failures;
    }

    private static String report(long seed, List<String> violations) {
        Schedule smallest = ScheduleShrinker.shrink(
                ScheduleGenerator.generate(seed),
                schedule -> !ScheduleRunner.run(schedule, Variant.NONE).isEmpty());
        ScheduleRunner.Result result = ScheduleRunner.result(smallest, Variant.NONE);
        return "\nseed " + seed + " breaks: " + violations + "\nsmallest form breaks: " + result.violations() + "\n"
                + smallest + "\n  log:\n    " + String.join("\n    ", result.log())
                + "\nagain: mvn -q -pl test -am verify -Dtest=SchedulesTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dschedule.seed=" + seed;
    }

    private static void failIfAny(List<String> failures) {
        if (!failures.isEmpty()) {
            fail(String.join("\n", failures));
        }
    }
}
