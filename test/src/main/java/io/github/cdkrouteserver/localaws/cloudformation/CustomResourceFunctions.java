package io.github.cdkrouteserver.localaws.cloudformation;

/** Where custom-resource requests go: asynchronous invocation of what a service token names. */
@FunctionalInterface
public interface CustomResourceFunctions {
    /**
     * Queues the event and returns at once.
     *
     * @throws IllegalArgumentException where the token names nothing that can be invoked
     */
    void invoke(String serviceToken, String event);
}
