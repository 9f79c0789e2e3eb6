package io.github.cdkrouteserver.localaws.ec2;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** Decides what goes wrong with each call. */
@FunctionalInterface
public interface FaultPlan {
    /** Nothing ever goes wrong. */
    FaultPlan NONE = call -> Fault.NONE;

    /**
     * Decides.
     *
     * @param call the call
     * @return what goes wrong with it; {@link Fault#NONE} for nothing
     */
    Fault decide(Ec2Call call);

    /**
     * Lets the next call of an action go wrong.
     *
     * @param action such as {@code CreateRouteServer}
     * @param fault how
     * @return the plan
     */
    static FaultPlan once(String action, Fault fault) {
        return times(action, 1, fault);
    }

    /**
     * Lets the next calls of an action go wrong.
     *
     * @param action such as {@code CreateRouteServer}
     * @param times how many
     * @param fault how
     * @return the plan
     */
    static FaultPlan times(String action, int times, Fault fault) {
        return range(action, 1, times, fault);
    }

    /**
     * Lets one call of an action go wrong.
     *
     * @param action such as {@code CreateRouteServer}
     * @param nth 1 for the first call that this plan sees
     * @param fault how
     * @return the plan
     */
    static FaultPlan nth(String action, int nth, Fault fault) {
        return range(action, nth, nth, fault);
    }

    /**
     * Lets every call of an action go wrong.
     *
     * @param action such as {@code CreateRouteServer}
     * @param fault how
     * @return the plan
     */
    static FaultPlan always(String action, Fault fault) {
        return when(call -> call.action().equals(action), fault);
    }

    /**
     * Lets every call go wrong that satisfies a condition.
     *
     * @param condition the condition
     * @param fault how
     * @return the plan
     */
    static FaultPlan when(Predicate<Ec2Call> condition, Fault fault) {
        return call -> condition.test(call) ? fault : Fault.NONE;
    }

    /**
     * Lets one call go wrong, whatever it does.
     *
     * @param nth 1 for the first call that this plan sees
     * @param fault how
     * @return the plan
     */
    static FaultPlan nthCall(int nth, Fault fault) {
        AtomicLong seen = new AtomicLong();
        return call -> seen.incrementAndGet() == nth ? fault : Fault.NONE;
    }

    /**
     * Adds a plan for the calls that this one lets pass.
     *
     * @param other that plan
     * @return both
     */
    default FaultPlan or(FaultPlan other) {
        return call -> {
            Fault fault = decide(call);
            return fault == Fault.NONE ? other.decide(call) : fault;
        };
    }

    private static FaultPlan range(String action, int first, int last, Fault fault) {
        AtomicLong seen = new AtomicLong();
        return call -> {
            if (!call.action().equals(action)) {
                return Fault.NONE;
            }
            long number = seen.incrementAndGet();
            return number >= first && number <= last ? fault : Fault.NONE;
        };
    }
}
