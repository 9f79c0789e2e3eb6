package io.github.cdkrouteserver.localaws.cloudformation;

import java.util.concurrent.CompletableFuture;

/** Tells work that is under way that a sibling failed and nobody waits for it any more. */
final class Cancellation {
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();

    void cancel() {
        cancelled.complete(null);
    }

    CompletableFuture<Void> future() {
        return cancelled;
    }
}
