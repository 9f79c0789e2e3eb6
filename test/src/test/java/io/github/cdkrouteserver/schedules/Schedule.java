package io.github.cdkrouteserver.schedules;

import io.github.cdkrouteserver.localaws.ec2.Ec2Behavior;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The life of one resource, with all that goes wrong in it.
 *
 * @param seed makes the jitter of its polls
 * @param switches how AWS behaves
 * @param urlsAreDated whether response URLs tell when they were signed, as CloudFormation's do
 * @param retainOnReplace whether the UpdateReplacePolicy is Retain
 * @param steps what happens
 */
record Schedule(long seed, Set<Switch> switches, boolean urlsAreDated, boolean retainOnReplace, List<Step> steps) {
    Ec2Behavior behavior() {
        Ec2Behavior.Builder builder = Ec2Behavior.builder();
        switches.forEach(behavior -> behavior.applyTo(builder));
        return builder.build();
    }

    Schedule without(Switch behavior) {
        Set<Switch> rest = EnumSet.copyOf(switches);
        rest.remove(behavior);
        return new Schedule(seed, rest, urlsAreDated, retainOnReplace, steps);
    }

    Schedule with(List<Step> newSteps) {
        return new Schedule(seed, switches, urlsAreDated, retainOnReplace, newSteps);
    }

    Schedule without(int step) {
        List<Step> rest = new ArrayList<>(steps);
        rest.remove(step);
        return with(rest);
    }

    Schedule with(int index, Step step) {
        List<Step> changed = new ArrayList<>(steps);
        changed.set(index, step);
        return with(changed);
    }

    int size() {
        return switches.size()
                + steps.stream().mapToInt(step -> 2 + step.troubles().size()).sum();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("schedule " + seed + (urlsAreDated ? "" : ", URLs without a date")
                + (retainOnReplace ? ", UpdateReplacePolicy Retain" : "") + "\n  AWS: "
                + (switches.isEmpty() ? "as by default" : switches));
        for (int i = 0; i < steps.size(); i++) {
            text.append("\n  ").append(i + 1).append(". ").append(steps.get(i));
        }
        return text.toString();
    }
}
