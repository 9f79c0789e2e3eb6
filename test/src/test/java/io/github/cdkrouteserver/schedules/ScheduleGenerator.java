package io.github.cdkrouteserver.schedules;

import io.github.cdkrouteserver.schedules.Step.Ending;
import io.github.cdkrouteserver.schedules.Step.Op;
import io.github.cdkrouteserver.schedules.Trouble.Kind;
import io.github.cdkrouteserver.schedules.Trouble.Phase;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Makes a schedule from a seed: always the same one from the same seed. */
final class ScheduleGenerator {
    private final Random random;

    /** Decides about offers alone, so that a schedule without them is the one that its seed always stood for. */
    private final Random ofOffers;

    private final long seed;

    private ScheduleGenerator(long seed) {
        this.seed = seed;
        // Neighbouring seeds give similar first numbers.
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.ofOffers = new Random(~seed * 0xD1B54A32D192ED03L);
    }

    static Schedule generate(long seed) {
        return new ScheduleGenerator(seed).generate();
    }

    private Schedule generate() {
        boolean retainOnDelete = chance(12);
        boolean retainOnReplace = chance(12);
        boolean dated = chance(85) || retainOnDelete || retainOnReplace;
        boolean offers = dated && ofOffers.nextInt(100) < 30;
        Set<Switch> switches = switches();
        List<Step> steps = new ArrayList<>();
        Props props = props(retainOnReplace);
        int count = 1 + random.nextInt(5);
        boolean exists = false;
        for (int i = 0; i < count; i++) {
            Op op = exists ? op() : Op.DEPLOY;
            if (op == Op.DEPLOY) {
                props = exists ? changed(props) : props;
            }
            // Kept at the front of the list, so that shrinking the rest does not change what they mean.
            steps.add(
                    new Step(op, props, ending(op), 2 + random.nextInt(8), random.nextBoolean(), pause(), troubles()));
            exists = op != Op.REMOVE;
            if (!exists) {
                props = props(retainOnReplace);
            }
        }
        steps.replaceAll(step -> step.with(step.props().withRetain(retainOnDelete)));
        return new Schedule(seed, switches, dated, retainOnReplace, offers ? withOffers(steps) : steps);
    }

    /** The same life, of a resource that servers are offered to. */
    private List<Step> withOffers(List<Step> plain) {
        boolean retain = ofOffers.nextInt(100) < 85;
        int destroyedFrom = ofOffers.nextBoolean() ? 1 + ofOffers.nextInt(4) : plain.size();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < plain.size(); i++) {
            Props props = plain.get(i).props();
            int dice = ofOffers.nextInt(100);
            if (dice < (i == 0 ? 80 : 30)) {
                steps.add(offer(props));
            }
            if (dice < 4) {
                steps.add(offer(props));
            } else if (i > 0 && dice >= 60) {
                steps.add(byHand(dice < 75 ? Op.OFFERED_AGAIN : Op.OFFERS_WITHDRAWN, props));
            }
            steps.add(plain.get(i).with(props.withRetain(retain && i < destroyedFrom)));
        }
        if (ofOffers.nextInt(100) < 40) {
            Step last = plain.get(plain.size() - 1);
            steps.add(byHand(Op.REMOVE, last.props()));
            steps.add(byHand(Op.OFFERED_AGAIN, last.props()));
            steps.add(new Step(
                    Op.DEPLOY,
                    last.props().withRetain(true).withDryRun(false),
                    last.ending(),
                    last.overtakenAt(),
                    last.rollbackNamesNew(),
                    last.pauseBefore(),
                    last.troubles()));
        }
        return steps;
    }

    private Step offer(Props wanted) {
        Props settings = wanted;
        if (ofOffers.nextInt(100) < 15) {
            settings = settings.withAsn(64_512 + ofOffers.nextInt(3));
        }
        if (ofOffers.nextBoolean()) {
            settings = settings.withSns(ofOffers.nextBoolean())
                    .withTags(ofOffers.nextBoolean() ? Map.of("Name", "core", "cost", "a") : Map.of());
        }
        if (ofOffers.nextBoolean()) {
            settings = ofOffers.nextBoolean()
                    ? settings.withPersist("enable", 1 + ofOffers.nextInt(5))
                    : settings.withPersist(null, null);
        }
        return byHand(ofOffers.nextInt(100) < 7 ? Op.OFFERED_MISSPELT : Op.OFFERED, settings);
    }

    private static Step byHand(Op op, Props props) {
        return new Step(op, props, Ending.COMPLETES, 0, false, 5, List.of());
    }

    private Op op() {
        int dice = random.nextInt(100);
        if (dice < 68) {
            return Op.DEPLOY;
        }
        if (dice < 82) {
            return Op.REMOVE;
        }
        if (dice < 88) {
            return Op.TAGS_CHANGED_BY_HAND;
        }
        return dice < 94 ? Op.SETTINGS_CHANGED_BY_HAND : Op.DELETED_BY_HAND;
    }

    private Ending ending(Op op) {
        if (op != Op.DEPLOY || chance(55)) {
            return Ending.COMPLETES;
        }
        return pick(List.of(Ending.SIBLING_FAILS, Ending.SIBLING_FAILS, Ending.CANCELLED, Ending.OVERTAKEN));
    }

    private int pause() {
        return pick(List.of(5, 5, 10, 40, 90, 300, 1_500));
    }

    private Props props(boolean retainOnReplace) {
        Props props = Props.plain().withRetainOnReplace(retainOnReplace).withDryRun(chance(10));
        props = props.withTimeout(pick(List.of(600, 600, 600, 600, 45, 120)));
        props = props.withAsn(64_512 + random.nextInt(3)).withSns(chance(40)).withTags(tags());
        return persist(props);
    }

    private Props changed(Props before) {
        Props props = before;
        int changes = 1 + random.nextInt(2);
        for (int i = 0; i < changes; i++) {
            props = switch (random.nextInt(7)) {
                case 0, 1 -> props.withAsn(64_512 + random.nextInt(3));
                case 2 -> props.withSns(!props.sns());
                case 3 -> props.withTags(tags());
                case 4, 5 -> persist(props);
                default -> props.withDryRun(chance(30) != props.dryRun());
            };
        }
        return props;
    }

    private Props persist(Props props) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> props.withPersist(null, null);
            case 2 -> props.withPersist("enable", null);
            case 3 -> props.withPersist("enable", 1 + random.nextInt(5));
            case 4 -> props.withPersist("disable", null);
            default -> props.withPersist("reset", null);
        };
    }

    private Map<String, String> tags() {
        Map<String, String> tags = new TreeMap<>();
        for (String key : List.of("Name", "team", "cost")) {
            if (chance(40)) {
                tags.put(key, pick(List.of("a", "b", "")));
            }
        }
        return tags;
    }

    private Set<Switch> switches() {
        Set<Switch> chosen = EnumSet.noneOf(Switch.class);
        int count = pick(List.of(0, 1, 2, 3, 5, 8));
        for (int i = 0; i < count; i++) {
            chosen.add(Switch.values()[random.nextInt(Switch.values().length)]);
        }
        return chosen;
    }

    private List<Trouble> troubles() {
        List<Trouble> troubles = new ArrayList<>();
        int count = pick(List.of(0, 0, 1, 1, 2, 3));
        for (int i = 0; i < count; i++) {
            troubles.add(trouble());
        }
        return troubles;
    }

    private Trouble trouble() {
        Phase phase = pick(List.of(Phase.FORWARD, Phase.FORWARD, Phase.ROLLBACK, Phase.CLEAN_UP));
        Kind kind = pick(List.of(Kind.values()));
        int delivery = kind == Kind.DELIVERED_AGAIN ? 0 : pick(List.of(0, 0, 0, 1, 2));
        int at = 1 + random.nextInt(10);
        int times = 1;
        if (kind == Kind.SLOW) {
            times = 1 + random.nextInt(15);
        } else if (kind == Kind.URL_FAILS || kind == Kind.URL_DROPS_AFTER_EFFECT) {
            at = pick(List.of(1, 2, 100));
        } else if (kind == Kind.DELIVERED_AGAIN) {
            at = random.nextInt(4);
        } else if (kind == Kind.INCORRECT_STATE) {
            times = pick(List.of(1, 3, 8, 1_000));
        } else if (kind != Kind.DENIED) {
            times = pick(List.of(1, 1, 3, 7, 30));
        }
        return new Trouble(phase, delivery, kind, at, times);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
