package io.github.cdkrouteserver.localaws.lambda;

import io.github.cdkrouteserver.localaws.lambda.RuntimeApi.Delivery;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/** One process of a function, with the Runtime API that feeds it. */
final class ExecutionEnvironment implements AutoCloseable {
    private final RuntimeApi api;
    private final Process process;
    private final Thread reader;
    private final Duration initLimit;

    ExecutionEnvironment(
            List<String> command,
            Map<String, String> environment,
            Path taskRoot,
            Duration initLimit,
            ExecutorService executor,
            BiConsumer<ExecutionEnvironment, String> onLine) {
        this.initLimit = initLimit;
        api = new RuntimeApi(executor);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(taskRoot.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
        try {
            process = builder.start();
        } catch (IOException e) {
            api.close();
            throw new UncheckedIOException(e);
        }
        reader = new Thread(() -> readLines(onLine), "lambda-log-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive() && !api.initError().isDone();
    }

    /** Hands the delivery to the process and waits for its end; the delivery's result is complete afterwards. */
    void run(Delivery delivery) throws InterruptedException {
        api.initError().thenAccept(error -> delivery.answer(InvocationResult.Kind.INIT_ERROR, error));
        process.onExit()
                .thenRun(() -> delivery.answer(
                        InvocationResult.Kind.PROCESS_EXIT, "Runtime exited with status " + process.exitValue()));
        api.offer(delivery);
        CompletableFuture<Object> started = CompletableFuture.anyOf(delivery.taken(), delivery.result());
        if (!waitFor(started, initLimit)) {
            delivery.answer(InvocationResult.Kind.INIT_ERROR, "Init phase took more than " + initLimit);
        } else if (!waitFor(delivery.result(), delivery.timeLimit())) {
            delivery.answer(
                    InvocationResult.Kind.TIMEOUT,
                    "Task timed out after %.2f seconds"
                            .formatted(delivery.timeLimit().toMillis() / 1000.0));
        }
        InvocationResult.Kind kind = delivery.result().join().kind();
        if (kind != InvocationResult.Kind.SUCCESS && kind != InvocationResult.Kind.FUNCTION_ERROR) {
            close();
        }
    }

    /** Kills the process and waits until it is gone. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
        api.close();
        try {
            if (Thread.currentThread() != reader) {
                reader.join(2000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readLines(BiConsumer<ExecutionEnvironment, String> onLine) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                onLine.accept(this, line);
            }
        } catch (IOException e) {
            // The stream of a killed process may end in the middle; what was read is kept.
            onLine.accept(this, "(log ended: " + e.getMessage() + ")");
        }
    }

    private static boolean waitFor(CompletableFuture<?> future, Duration limit) throws InterruptedException {
        try {
            future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
