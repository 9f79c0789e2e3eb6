package io.github.cdkrouteserver.localaws.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * Lambda for Java functions, in processes of this machine.
 *
 * <p>Each function runs as on Lambda: AWS's own runtime client in the parent class loader, the unpacked code as working
 * directory, nothing in the environment but what Lambda and the function's configuration put there.
 */
public final class LocalLambda implements AutoCloseable {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    /**
     * Lambda's collector and compiler tier, and a flag that is not Lambda's: newer JVMs would warn of AWS's runtime client,
     * which loads a native library.
     */
    private static final List<String> JVM_FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED");

    /** Longer than Lambda's, since shared machines are slow. */
    private static final Duration INIT_LIMIT = Duration.ofSeconds(60);

    private final String region;
    private final String accountId;
    private final String partition;
    private final Map<String, String> environment;
    private final RetryPolicy retryPolicy;
    private final UnaryOperator<Duration> timeLimit;
    private final Path home;
    private final Path nativeLibrary;
    private final Map<String, LocalFunction> functions = new ConcurrentHashMap<>();
    private final List<LocalFunction> everCreated = new CopyOnWriteArrayList<>();
    private final Map<Path, Path> taskRoots = new HashMap<>();
    private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "local-lambda");
        thread.setDaemon(true);
        return thread;
    });
    private final Thread atExit = new Thread(this::stopFunctions);

    private LocalLambda(Builder builder) {
        region = builder.region;
        accountId = builder.accountId;
        partition = builder.partition;
        environment = Map.copyOf(builder.environment);
        retryPolicy = builder.retryPolicy;
        timeLimit = builder.timeLimit;
        try {
            home = Files.createTempDirectory("local-lambda");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        nativeLibrary = RuntimeClient.unpackNativeLibrary(home);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts the configuration of a Lambda. */
    public static Builder builder() {
        return new Builder();
    }

    /** Creates a function; its process starts with its first event. */
    public LocalFunction create(FunctionConfig config) {
        requireJava(config);
        LocalFunction function = new LocalFunction(this, config, retryPolicy);
        if (functions.putIfAbsent(config.name(), function) != null) {
            throw new IllegalArgumentException("function already exists: " + config.name());
        }
        everCreated.add(function);
        return function;
    }

    /** Changes a function; its idle processes end, as they hold the old configuration. */
    public LocalFunction update(FunctionConfig config) {
        requireJava(config);
        LocalFunction function = function(config.name());
        function.update(config);
        return function;
    }

    /** Deletes a function and ends its processes; a function that does not exist is none to delete. */
    public void delete(String name) {
        LocalFunction function = functions.remove(name);
        if (function != null) {
            function.close();
        }
    }

    /** Returns the function of that name or ARN, with or without a version or alias. */
    public LocalFunction function(String nameOrArn) {
        String name = nameOrArn.startsWith("arn:") ? nameOrArn.split(":")[6] : nameOrArn;
        LocalFunction function = functions.get(name);
        if (function == null) {
            throw new IllegalArgumentException("Function not found: " + nameOrArn);
        }
        return function;
    }

    /** Returns every function that exists. */
    public List<LocalFunction> functions() {
        return List.copyOf(functions.values());
    }

    /** Returns every function that was created, with its log, also where it has been deleted since. */
    public List<LocalFunction> everCreated() {
        return List.copyOf(everCreated);
    }

    @Override
    public void close() {
        stopFunctions();
        executor.shutdownNow();
        TaskRoot.delete(home);
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is already going down and runs the hook itself.
            return;
        }
    }

    ExecutorService executor() {
        return executor;
    }

    Duration timeLimit(FunctionConfig config) {
        return timeLimit.apply(config.timeout());
    }

    String arn(String name) {
        return "arn:" + partition + ":lambda:" + region + ":" + accountId + ":function:" + name;
    }

    ExecutionEnvironment start(FunctionConfig config, BiConsumer<ExecutionEnvironment, String> onLine) {
        Path taskRoot = taskRoot(config.code());
        Path temporary = home.resolve("tmp-" + UUID.randomUUID());
        try {
            Files.createDirectory(temporary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = new ArrayList<>();
        command.add(JAVA.toString());
        command.addAll(JVM_FLAGS);
        command.add("-D" + RuntimeClient.NATIVE_LIBRARY_PROPERTY + "=" + nativeLibrary);
        // As in Lambda, no process sees another one's files, nor the profile files of whoever runs this.
        command.add("-Djava.io.tmpdir=" + temporary);
        command.add("-Duser.home=" + temporary);
        command.addAll(List.of("-cp", RuntimeClient.classPath(), RuntimeClient.MAIN_CLASS, config.handler()));
        return new ExecutionEnvironment(
                command, processEnvironment(config, taskRoot), taskRoot, INIT_LIMIT, executor, onLine);
    }

    private Map<String, String> processEnvironment(FunctionConfig config, Path taskRoot) {
        String stream = DateTimeFormatter.ofPattern("uuuu/MM/dd").format(LocalDate.now(ZoneOffset.UTC)) + "/[$LATEST]"
                + UUID.randomUUID().toString().replace("-", "");
        Map<String, String> variables = new HashMap<>(environment);
        variables.putAll(config.environment());
        variables.putAll(config.credentials().asEnvironment());
        variables.put("_HANDLER", config.handler());
        variables.put("LAMBDA_TASK_ROOT", taskRoot.toString());
        variables.put("LAMBDA_RUNTIME_DIR", "/var/runtime");
        variables.put("AWS_REGION", region);
        variables.put("AWS_DEFAULT_REGION", region);
        variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + config.runtime());
        variables.put("AWS_LAMBDA_FUNCTION_NAME", config.name());
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(config.memoryMiB()));
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", config.logGroup());
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", stream);
        variables.put("LANG", "en_US.UTF-8");
        variables.put("TZ", ":UTC");
        variables.put("PATH", "/usr/local/bin:/usr/bin:/bin:/opt/bin");
        return variables;
    }

    private Path taskRoot(Path code) {
        // Unpacked once per artifact: processes only read it, as Lambda's task root is read-only.
        synchronized (taskRoots) {
            return taskRoots.computeIfAbsent(code, key -> {
                Path root = home.resolve("task-" + taskRoots.size());
                TaskRoot.unpack(key, root);
                return root;
            });
        }
    }

    private void stopFunctions() {
        functions.values().forEach(LocalFunction::close);
        functions.clear();
    }

    private static void requireJava(FunctionConfig config) {
        if (!config.runtime().startsWith("java")) {
            throw new IllegalArgumentException("runtime " + config.runtime() + " of function " + config.name()
                    + " is not supported: only Java functions run here");
        }
    }

    /** Builds a {@link LocalLambda}. */
    public static final class Builder {
        private String region = "us-east-1";
        private String accountId = "123456789012";
        private String partition = "aws";
        private Map<String, String> environment = Map.of();
        private RetryPolicy retryPolicy = RetryPolicy.DEFAULT;
        private UnaryOperator<Duration> timeLimit = UnaryOperator.identity();

        private Builder() {}

        /** Sets the Region that functions are told they run in. Default: {@code us-east-1}. */
        public Builder region(String value) {
            region = value;
            return this;
        }

        /** Sets the account in the functions' ARNs. Default: {@code 123456789012}. */
        public Builder accountId(String value) {
            accountId = value;
            return this;
        }

        /** Sets the partition in the functions' ARNs. Default: {@code aws}. */
        public Builder partition(String value) {
            partition = value;
            return this;
        }

        /** Sets variables that every function gets beside its own, such as {@code AWS_ENDPOINT_URL_EC2}. */
        public Builder environment(Map<String, String> value) {
            environment = value;
            return this;
        }

        /** Sets how asynchronous events are delivered again. Default: {@link RetryPolicy#DEFAULT}. */
        public Builder retryPolicy(RetryPolicy value) {
            retryPolicy = value;
            return this;
        }

        /** Sets what becomes of a function's time limit, so that a test need not wait for it. */
        public Builder timeLimit(UnaryOperator<Duration> value) {
            timeLimit = value;
            return this;
        }

        /** Returns the Lambda. */
        public LocalLambda build() {
            return new LocalLambda(this);
        }
    }
}
