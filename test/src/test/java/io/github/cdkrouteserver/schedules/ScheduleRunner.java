package io.github.cdkrouteserver.schedules;

import java.util.List;

/** Runs one schedule from beginning to end. */
final class ScheduleRunner {
    private ScheduleRunner() {}

    /** The promises that were broken, each in words. */
    static List<String> run(Schedule schedule, Variant variant) {
        return result(schedule, variant).violations();
    }

    static Result result(Schedule schedule, Variant variant) {
        return result(schedule, new VirtualWorld(schedule, variant));
    }

    static Result result(Schedule schedule, World place) {
        try (World world = place) {
            try {
                new StackModel(world, schedule).run();
            } catch (RuntimeException e) {
                world.violations.add("the schedule ended with " + e);
            }
            return new Result(
                    List.copyOf(world.violations),
                    List.copyOf(world.log),
                    world.ec2.journal().entries().size());
        }
    }

    /**
     * What a run came to.
     *
     * @param violations the promises that were broken
     * @param log what the handler wrote
     * @param calls how many calls reached EC2
     */
    record Result(List<String> violations, List<String> log, int calls) {}
}
