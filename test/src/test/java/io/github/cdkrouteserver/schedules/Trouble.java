package io.github.cdkrouteserver.schedules;

/**
 * Something that goes wrong in one request of a step.
 *
 * @param phase which request of the step
 * @param delivery which delivery of it, from 0
 * @param kind what
 * @param at at which call of that delivery, from 1; for answers, how many attempts; for duplicates, how many later
 *     requests come first
 * @param times how many calls in a row, or seconds where it is slow
 */
record Trouble(Phase phase, int delivery, Kind kind, int at, int times) {
    /** The requests that one stack operation can consist of. */
    enum Phase {
        FORWARD,
        ROLLBACK,
        CLEAN_UP
    }

    enum Kind {
        THROTTLED,
        SERVER_ERROR,
        UNAVAILABLE,
        DROPPED_BEFORE_EFFECT,
        DROPPED_AFTER_EFFECT,
        ERROR_AFTER_EFFECT,
        SLOW,
        DENIED,
        INCORRECT_STATE,
        KILLED_BEFORE_CALL,
        KILLED_AFTER_CALL,
        KILLED_BEFORE_ANSWER,
        KILLED_AFTER_ANSWER,
        URL_FAILS,
        URL_DROPS_AFTER_EFFECT,
        DELIVERED_AGAIN;

        boolean isKill() {
            return name().startsWith("KILLED");
        }
    }

    boolean isOnWire() {
        return kind.ordinal() <= Kind.INCORRECT_STATE.ordinal();
    }

    @Override
    public String toString() {
        String where = phase + (delivery == 0 ? "" : " (delivery " + (delivery + 1) + ")") + ": ";
        return where
                + switch (kind) {
                    case SLOW -> "call " + at + " takes " + times + " s";
                    case KILLED_BEFORE_CALL -> "killed before call " + at;
                    case KILLED_AFTER_CALL -> "killed after call " + at;
                    case KILLED_BEFORE_ANSWER -> "killed before the answer";
                    case KILLED_AFTER_ANSWER -> "killed after the answer";
                    case URL_FAILS -> "response URL fails " + at + " times";
                    case URL_DROPS_AFTER_EFFECT -> "response URL accepts and drops the connection " + at + " times";
                    case DELIVERED_AGAIN -> "delivered again after " + at + " later requests";
                    default -> kind + " at call " + at + (times == 1 ? "" : " to " + (at + times - 1));
                };
    }
}
