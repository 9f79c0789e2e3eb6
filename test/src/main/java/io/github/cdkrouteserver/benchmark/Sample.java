package io.github.cdkrouteserver.benchmark;

import java.util.List;

/**
 * One process of a function.
 *
 * @param initMillis from its start to its first request for an event
 * @param coldMillis from its start to its first answer
 * @param cpuMillis processor time that it had used when it was idle again
 * @param peakMebibytes most memory that it ever had resident
 * @param invocations what each event led to
 */
record Sample(
        double initMillis,
        double coldMillis,
        double cpuMillis,
        double peakMebibytes,
        List<Run.Invocation> invocations) {}
