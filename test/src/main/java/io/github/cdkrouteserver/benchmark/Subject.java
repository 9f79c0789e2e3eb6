package io.github.cdkrouteserver.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A function to measure.
 *
 * @param row what the tables call it
 * @param runtime what the tables call that which runs it
 * @param command how it is started
 * @param folder its artifact, unpacked
 * @param environment what it is told beyond what all are told
 * @param event the event to deliver, by response URL and number
 */
record Subject(
        String row, String runtime, List<String> command, Path folder, Map<String, String> environment, Event event) {
    /** Words a request in the way that one function understands. */
    @FunctionalInterface
    interface Event {
        /**
         * Words a request.
         *
         * @param responseUrl where the answer is to go
         * @param number tells requests apart
         * @return JSON
         */
        String text(String responseUrl, int number);
    }
}
