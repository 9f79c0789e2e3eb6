package io.github.cdkrouteserver.schedules;

import io.github.cdkrouteserver.contract.RouteServerContract;
import io.github.cdkrouteserver.localaws.ec2.LocalEc2;
import io.github.cdkrouteserver.localaws.iam.Credentials;
import io.github.cdkrouteserver.localaws.lambda.FunctionConfig;
import io.github.cdkrouteserver.localaws.lambda.FunctionCredentials;
import io.github.cdkrouteserver.localaws.lambda.InvocationResult;
import io.github.cdkrouteserver.localaws.lambda.LocalFunction;
import io.github.cdkrouteserver.localaws.lambda.LocalLambda;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/** Room for one process of the packaged handler at a time, known to EC2 by credentials of its own. */
final class Seat {
    /** Enough for every wait that the handler does not take from the properties, and no more. */
    static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(30);

    private final LocalFunction function;
    private final Credentials credentials;
    private boolean alive;
    private boolean busy;
    private PackagedWorld servedLast;
    private int linesRead;
    private int kills;

    Seat(LocalLambda lambda, Path jar, LocalEc2 ec2, String name) {
        credentials = ec2.iam().issue("arn:aws:sts::123456789012:assumed-role/provider/" + name, List.of());
        function = lambda.create(FunctionConfig.builder(name)
                .code(jar)
                .handler(RouteServerContract.HANDLER)
                .timeout(FUNCTION_TIMEOUT)
                .environment(Map.of("AWS_ENDPOINT_URL_EC2", ec2.endpoint().toString()))
                .credentials(new FunctionCredentials(
                        credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken()))
                .build());
    }

    Credentials credentials() {
        return credentials;
    }

    /** Starts a process before there is a schedule for it; what is no event is refused without a call. */
    void warmUp() {
        try {
            function.invoke("{}", () -> {});
            alive = true;
            linesRead = function.logLines().size();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isFree() {
        return !busy;
    }

    boolean isWarm() {
        return alive;
    }

    /** Whether the process here was delivered an event of that world. */
    boolean knows(PackagedWorld world) {
        return alive && servedLast == world;
    }

    CompletableFuture<InvocationResult> invoke(
            PackagedWorld world, String event, Runnable onTaken, ExecutorService threads) {
        busy = true;
        alive = true;
        servedLast = world;
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return function.invoke(event, onTaken);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException(e);
                    }
                },
                threads);
    }

    void ended(InvocationResult result) {
        busy = false;
        alive = result.kind() == InvocationResult.Kind.SUCCESS || result.kind() == InvocationResult.Kind.FUNCTION_ERROR;
    }

    /** SIGKILL, as where Lambda's machine dies; returns when the process is no more. */
    void kill() {
        kills++;
        function.kill();
    }

    /** Tells what the handler wrote since the last time; not what Lambda itself did. */
    void readLog(Consumer<String> reader) {
        List<String> lines = function.logLines();
        lines.subList(linesRead, lines.size()).stream()
                .filter(line -> !isOfLambda(line))
                .forEach(reader);
        linesRead = lines.size();
    }

    private static boolean isOfLambda(String line) {
        if (line.startsWith("(log ended: ")) {
            return true;
        }
        for (InvocationResult.Kind kind : InvocationResult.Kind.values()) {
            if (line.startsWith(kind + " ")) {
                return true;
            }
        }
        return false;
    }

    int processStarts() {
        return function.processStarts();
    }

    int kills() {
        return kills;
    }
}
