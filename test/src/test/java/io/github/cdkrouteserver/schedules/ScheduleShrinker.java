package io.github.cdkrouteserver.schedules;

import io.github.cdkrouteserver.schedules.Step.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Leaves out of a failing schedule whatever it fails without. */
final class ScheduleShrinker {
    private static final int MOST_RUNS = 400;

    private final Predicate<Schedule> fails;
    private int runs;

    private ScheduleShrinker(Predicate<Schedule> fails) {
        this.fails = fails;
    }

    static Schedule shrink(Schedule failing, Predicate<Schedule> fails) {
        return new ScheduleShrinker(fails).shrink(failing);
    }

    private Schedule shrink(Schedule failing) {
        Schedule smallest = failing;
        boolean smaller = true;
        while (smaller && runs < MOST_RUNS) {
            smaller = false;
            for (Schedule candidate : simpler(smallest)) {
                if (runs < MOST_RUNS && stillFails(candidate)) {
                    smallest = candidate;
                    smaller = true;
                    break;
                }
            }
        }
        return smallest;
    }

    private boolean stillFails(Schedule candidate) {
        runs++;
        return fails.test(candidate);
    }

    private static List<Schedule> simpler(Schedule schedule) {
        List<Schedule> candidates = new ArrayList<>();
        for (int i = schedule.steps().size() - 1; i >= 0; i--) {
            candidates.add(schedule.without(i));
        }
        schedule.switches().forEach(behavior -> candidates.add(schedule.without(behavior)));
        for (int i = 0; i < schedule.steps().size(); i++) {
            Step step = schedule.steps().get(i);
            int index = i;
            step.troubles().forEach(trouble -> candidates.add(schedule.with(index, step.without(trouble))));
            if (step.ending() != Ending.COMPLETES) {
                candidates.add(schedule.with(index, step.with(Ending.COMPLETES)));
            }
            for (Props props : simpler(step.props())) {
                candidates.add(schedule.with(index, step.with(props)));
            }
        }
        return candidates;
    }

    private static List<Props> simpler(Props props) {
        List<Props> candidates = new ArrayList<>();
        if (!props.tags().isEmpty()) {
            candidates.add(props.withTags(Props.plain().tags()));
        }
        if (props.sns()) {
            candidates.add(props.withSns(false));
        }
        if (props.persist() != null) {
            candidates.add(props.withPersist(null, null));
        }
        if (props.dryRun()) {
            candidates.add(props.withDryRun(false));
        }
        if (props.retain()) {
            candidates.add(props.withRetain(false));
        }
        if (props.timeout() != 600) {
            candidates.add(props.withTimeout(600));
        }
        return candidates;
    }
}
