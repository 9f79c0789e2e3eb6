package io.github.cdkrouteserver.schedules;

import java.util.ArrayList;
import java.util.List;

/**
 * One operation on the stack.
 *
 * @param op what
 * @param props what the template says then, or what a server that is offered is; ignored where the resource goes
 * @param ending how the operation goes on after this resource's turn
 * @param overtakenAt call at which CloudFormation cancels, where it does not wait for the function
 * @param rollbackNamesNew whether a rollback after a completed replacement names the new physical id
 * @param pauseBefore seconds since the step before
 * @param troubles what goes wrong
 */
record Step(
        Op op,
        Props props,
        Ending ending,
        int overtakenAt,
        boolean rollbackNamesNew,
        int pauseBefore,
        List<Trouble> troubles) {
    enum Op {
        DEPLOY,
        REMOVE,
        TAGS_CHANGED_BY_HAND,
        SETTINGS_CHANGED_BY_HAND,
        DELETED_BY_HAND,
        /** Somebody makes a server with such settings, and offers it to the resource. */
        OFFERED,
        /** Somebody means to. */
        OFFERED_MISSPELT,
        /** Somebody offers what the stack has let go of, or did not take. */
        OFFERED_AGAIN,
        /** Somebody takes the offers back. */
        OFFERS_WITHDRAWN
    }

    enum Ending {
        /** Everything else in the stack works. */
        COMPLETES,
        /** Something else fails once this resource is done. */
        SIBLING_FAILS,
        /** Something else fails before: CloudFormation stops listening, and the function goes on meanwhile. */
        CANCELLED,
        /** The same, and CloudFormation's next request is handled while the function is still busy. */
        OVERTAKEN
    }

    Step with(Props newProps) {
        return new Step(op, newProps, ending, overtakenAt, rollbackNamesNew, pauseBefore, troubles);
    }

    Step with(Ending newEnding) {
        return new Step(op, props, newEnding, overtakenAt, rollbackNamesNew, pauseBefore, troubles);
    }

    Step with(List<Trouble> newTroubles) {
        return new Step(op, props, ending, overtakenAt, rollbackNamesNew, pauseBefore, newTroubles);
    }

    Step without(Trouble trouble) {
        List<Trouble> rest = new ArrayList<>(troubles);
        rest.remove(trouble);
        return with(rest);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("after " + pauseBefore + " s: " + op);
        if (op == Op.DEPLOY || op == Op.OFFERED || op == Op.OFFERED_MISSPELT) {
            text.append(" [").append(props).append("]");
        }
        if (ending != Ending.COMPLETES) {
            text.append(", ").append(ending);
            if (ending == Ending.OVERTAKEN) {
                text.append(" at call ").append(overtakenAt);
            }
            if (ending == Ending.SIBLING_FAILS && rollbackNamesNew) {
                text.append(" (rollback names the new id)");
            }
        }
        troubles.forEach(trouble -> text.append("\n      ").append(trouble));
        return text.toString();
    }
}
