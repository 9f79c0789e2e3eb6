package io.github.cdkrouteserver;

import java.util.List;
import software.constructs.IConstruct;

/** What is wrong with a construct in the light of others: told at synthesis, together with all the rest. */
final class Problems {
    private Problems() {}

    /**
     * Reports a problem.
     *
     * @param subject construct that CDK names in front of the problem
     * @param problem what is wrong, and what to do about it
     */
    static void report(IConstruct subject, String problem) {
        subject.getNode().addValidation(() -> List.of(problem));
    }
}
