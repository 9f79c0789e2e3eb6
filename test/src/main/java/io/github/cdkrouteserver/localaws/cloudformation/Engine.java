package io.github.cdkrouteserver.localaws.cloudformation;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * What every operation works with.
 *
 * @param events where events go
 * @param executor runs the work on resources
 * @param providers the provider of each type
 * @param exports what stacks export to each other
 * @param ssm values of Systems Manager parameters
 * @param rollbackId which physical id a rollback update after a completed replacement carries
 */
record Engine(
        EventLog events,
        Executor executor,
        Function<String, ResourceProvider> providers,
        Exports exports,
        Map<String, String> ssm,
        RollbackId rollbackId) {
    ResourceProvider provider(String type) {
        return providers.apply(type);
    }
}
