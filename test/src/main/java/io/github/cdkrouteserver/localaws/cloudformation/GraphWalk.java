package io.github.cdkrouteserver.localaws.cloudformation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/** Does the work of every node of a graph, each after those it depends on, otherwise at the same time. */
final class GraphWalk {
    private final Map<String, Set<String>> dependencies;
    private final Executor executor;
    private final boolean stopAtFailure;
    private final Set<String> waiting;
    private final Set<String> done = new HashSet<>();
    private final Map<String, String> failures = new LinkedHashMap<>();
    private int running;

    /** The work of one node. */
    interface Step {
        void run(String node) throws ResourceFailure, InterruptedException;
    }

    private GraphWalk(Map<String, Set<String>> dependencies, Executor executor, boolean stopAtFailure) {
        this.dependencies = dependencies;
        this.executor = executor;
        this.stopAtFailure = stopAtFailure;
        waiting = new LinkedHashSet<>(dependencies.keySet());
    }

    /**
     * Walks; a first failure stops further starts and calls onFailure, which can cut short what still runs.
     *
     * @return the reasons of the nodes that failed, the first failure first
     */
    static Map<String, String> untilFailure(
            Map<String, Set<String>> dependencies, Executor executor, Step step, Runnable onFailure)
            throws InterruptedException {
        return new GraphWalk(dependencies, executor, true).walk(step, onFailure);
    }

    /** Walks as far as it gets: only what depends on a failed node is left out. */
    static Map<String, String> asFarAsPossible(Map<String, Set<String>> dependencies, Executor executor, Step step)
            throws InterruptedException {
        return new GraphWalk(dependencies, executor, false).walk(step, () -> {});
    }

    /** Turns a graph round, so that a walk visits dependents first. */
    static Map<String, Set<String>> reversed(Map<String, Set<String>> dependencies) {
        Map<String, Set<String>> reversed = new HashMap<>();
        dependencies.keySet().forEach(node -> reversed.put(node, new HashSet<>()));
        dependencies.forEach((node, needed) -> needed.forEach(other -> {
            if (reversed.containsKey(other)) {
                reversed.get(other).add(node);
            }
        }));
        return reversed;
    }

    private synchronized Map<String, String> walk(Step step, Runnable onFailure) throws InterruptedException {
        while (true) {
            if (failures.isEmpty() || !stopAtFailure) {
                startReady(step, onFailure);
            }
            if (running == 0) {
                return failures;
            }
            wait();
        }
    }

    private void startReady(Step step, Runnable onFailure) {
        for (String node : Set.copyOf(waiting)) {
            boolean ready = dependencies.get(node).stream()
                    .allMatch(other -> done.contains(other) || !dependencies.containsKey(other));
            if (ready) {
                waiting.remove(node);
                running++;
                executor.execute(() -> run(node, step, onFailure));
            }
        }
    }

    private void run(String node, Step step, Runnable onFailure) {
        String failure = null;
        try {
            step.run(node);
        } catch (ResourceFailure | RuntimeException e) {
            failure = e.getMessage() == null ? e.toString() : e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = "interrupted";
        }
        boolean first;
        synchronized (this) {
            first = failure != null && failures.isEmpty();
            if (failure == null) {
                done.add(node);
            } else {
                failures.put(node, failure);
            }
            running--;
            notifyAll();
        }
        if (first) {
            onFailure.run();
        }
    }
}
