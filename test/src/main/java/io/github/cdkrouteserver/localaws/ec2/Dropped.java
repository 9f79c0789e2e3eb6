package io.github.cdkrouteserver.localaws.ec2;

/** Ends a call whose connection a fault closes. */
final class Dropped extends RuntimeException {
    private final String outcome;

    Dropped(String outcome) {
        super(outcome, null, false, false);
        this.outcome = outcome;
    }

    String outcome() {
        return outcome;
    }
}
