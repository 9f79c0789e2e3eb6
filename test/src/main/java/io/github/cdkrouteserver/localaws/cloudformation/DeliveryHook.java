package io.github.cdkrouteserver.localaws.cloudformation;

/** Decides what becomes of a request to a custom resource: sent at once, later, twice, or never. */
@FunctionalInterface
public interface DeliveryHook {
    /** Sends every request once and at once. */
    DeliveryHook PROMPT = (exchange, send) -> send.run();

    /**
     * Called once for each request.
     *
     * @param exchange the request
     * @param send hands the request to the function; can be run any number of times, from any thread
     */
    void deliver(CustomResourceExchange exchange, Runnable send);
}
