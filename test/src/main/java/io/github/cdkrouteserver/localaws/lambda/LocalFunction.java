package io.github.cdkrouteserver.localaws.lambda;

import io.github.cdkrouteserver.localaws.lambda.RuntimeApi.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * A function: its processes, its queue of asynchronous events, its log.
 *
 * <p>A process that is idle takes the next event; where none is, a further process starts, as Lambda's execution
 * environments do. Thread-safe.
 */
public final class LocalFunction {
    private final LocalLambda lambda;
    private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
    private final List<ExecutionEnvironment> all = new CopyOnWriteArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final List<InvocationResult> results = new CopyOnWriteArrayList<>();
    private final AtomicReference<Predicate<String>> killWhen = new AtomicReference<>();
    private final AtomicInteger starts = new AtomicInteger();
    private volatile FunctionConfig config;
    private volatile RetryPolicy retryPolicy;
    private boolean closed;

    LocalFunction(LocalLambda lambda, FunctionConfig config, RetryPolicy retryPolicy) {
        this.lambda = lambda;
        this.config = config;
        this.retryPolicy = retryPolicy;
    }

    /** Returns the function's name. */
    public String name() {
        return config.name();
    }

    /** Returns the function's ARN. */
    public String arn() {
        return lambda.arn(name());
    }

    /** Returns the function's present configuration. */
    public FunctionConfig config() {
        return config;
    }

    /** Sets how asynchronous events are delivered again; holds for events that fail from now on. */
    public void retryPolicy(RetryPolicy policy) {
        retryPolicy = policy;
    }

    /** Returns how asynchronous events are delivered again. */
    public RetryPolicy retryPolicy() {
        return retryPolicy;
    }

    /** Delivers the event once and waits for the end. */
    public InvocationResult invoke(String event) throws InterruptedException {
        return invoke(event, () -> {});
    }

    /** Delivers the event once, tells when a process has taken it, and waits for the end. */
    public InvocationResult invoke(String event, Runnable onTaken) throws InterruptedException {
        return deliver(UUID.randomUUID().toString(), 1, event, onTaken);
    }

    /**
     * Queues the event and returns at once.
     *
     * @return the last delivery's result, when it is known that there will be no further one
     */
    public CompletableFuture<InvocationResult> invokeAsync(String event) {
        return deliverAsync(UUID.randomUUID().toString(), 1, event, Instant.now())
                .whenComplete((result, problem) -> {
                    if (problem != null) {
                        append("Event not delivered: " + problem.getMessage());
                    }
                });
    }

    /** Kills every process of the function. Events they were working on are delivered again. */
    public void kill() {
        for (ExecutionEnvironment environment : all) {
            environment.kill();
        }
    }

    /** Kills a process once, as soon as it logs a line that matches. */
    public void killWhen(Predicate<String> line) {
        killWhen.set(line);
    }

    /** Returns the lines that the function's processes have written, oldest first. */
    public List<String> logLines() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    /** Returns how each delivery so far ended, in the order of their ends. */
    public List<InvocationResult> results() {
        return List.copyOf(results);
    }

    /** Returns how many processes were started so far: fewer than deliveries where a warm one served several. */
    public int processStarts() {
        return starts.get();
    }

    /** Returns the process ids of the processes that are alive. */
    public List<Long> processIds() {
        return all.stream()
                .filter(ExecutionEnvironment::isAlive)
                .map(ExecutionEnvironment::pid)
                .toList();
    }

    /** Starts a process before there is an event for it, to take the start out of a measurement. */
    public void warmUp() {
        release(start());
    }

    void update(FunctionConfig changed) {
        config = changed;
        // Lambda retires warm environments when code or configuration change.
        List<ExecutionEnvironment> retired;
        synchronized (idle) {
            retired = List.copyOf(idle);
            idle.clear();
        }
        retired.forEach(this::discard);
    }

    void close() {
        synchronized (idle) {
            closed = true;
        }
        all.forEach(this::discard);
    }

    private CompletableFuture<InvocationResult> deliverAsync(
            String requestId, int attempt, String event, Instant queued) {
        return CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return deliver(requestId, attempt, event, () -> {});
                            } catch (InterruptedException e) {
                                throw new CompletionException(e);
                            }
                        },
                        lambda.executor())
                .thenCompose(result -> {
                    RetryPolicy policy = retryPolicy;
                    if (result.succeeded() || attempt > policy.delays().size() || isClosed()) {
                        return CompletableFuture.completedFuture(result);
                    }
                    Duration delay = policy.delays().get(attempt - 1);
                    if (Duration.between(queued, Instant.now()).plus(delay).compareTo(policy.maxAge()) > 0) {
                        InvocationResult expired = new InvocationResult(
                                requestId, attempt + 1, InvocationResult.Kind.EXPIRED, result.payload());
                        results.add(expired);
                        return CompletableFuture.completedFuture(expired);
                    }
                    return CompletableFuture.supplyAsync(
                                    () -> deliverAsync(requestId, attempt + 1, event, queued),
                                    CompletableFuture.delayedExecutor(
                                            delay.toMillis(), TimeUnit.MILLISECONDS, lambda.executor()))
                            .thenCompose(next -> next);
                });
    }

    private InvocationResult deliver(String requestId, int attempt, String event, Runnable onTaken)
            throws InterruptedException {
        while (true) {
            Delivery delivery = new Delivery(
                    requestId,
                    attempt,
                    arn(),
                    "Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=0",
                    event,
                    lambda.timeLimit(config),
                    new CompletableFuture<>(),
                    new CompletableFuture<>());
            delivery.taken().thenRun(onTaken);
            ExecutionEnvironment warm = takeIdle();
            ExecutionEnvironment environment = warm == null ? start() : warm;
            environment.run(delivery);
            InvocationResult result = delivery.result().join();
            // A warm process may have ended while nobody looked; the event never reached it.
            if (warm != null && !delivery.taken().isDone() && !isClosed()) {
                discard(environment);
                continue;
            }
            if (environment.isAlive()) {
                release(environment);
            } else {
                discard(environment);
            }
            if (!result.succeeded()) {
                append(result.kind() + " " + requestId + ": " + result.payload());
            }
            results.add(result);
            return result;
        }
    }

    private ExecutionEnvironment start() {
        synchronized (idle) {
            if (closed) {
                throw new IllegalStateException("function " + name() + " is closed");
            }
            starts.incrementAndGet();
            ExecutionEnvironment environment = lambda.start(config, this::onLine);
            all.add(environment);
            return environment;
        }
    }

    private ExecutionEnvironment takeIdle() {
        while (true) {
            ExecutionEnvironment candidate;
            synchronized (idle) {
                candidate = idle.poll();
            }
            if (candidate == null || candidate.isAlive()) {
                return candidate;
            }
            discard(candidate);
        }
    }

    private void release(ExecutionEnvironment environment) {
        synchronized (idle) {
            if (!closed) {
                idle.push(environment);
                return;
            }
        }
        discard(environment);
    }

    private void discard(ExecutionEnvironment environment) {
        all.remove(environment);
        environment.close();
    }

    private boolean isClosed() {
        synchronized (idle) {
            return closed;
        }
    }

    private void onLine(ExecutionEnvironment environment, String line) {
        append(line);
        Predicate<String> predicate = killWhen.get();
        if (predicate != null && predicate.test(line) && killWhen.compareAndSet(predicate, null)) {
            environment.kill();
        }
    }

    private void append(String line) {
        synchronized (log) {
            log.add(line);
        }
    }
}
