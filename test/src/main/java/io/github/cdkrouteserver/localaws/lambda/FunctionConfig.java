package io.github.cdkrouteserver.localaws.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** What Lambda is told about a function. Immutable; {@link #toBuilder()} makes a changed copy. */
public final class FunctionConfig {
    private final String name;
    private final Path code;
    private final String handler;
    private final String runtime;
    private final Map<String, String> environment;
    private final Duration timeout;
    private final int memoryMiB;
    private final FunctionCredentials credentials;
    private final String logGroup;

    private FunctionConfig(Builder builder) {
        name = Objects.requireNonNull(builder.name, "name is required");
        code = Objects.requireNonNull(builder.code, "code is required");
        handler = Objects.requireNonNull(builder.handler, "handler is required");
        runtime = builder.runtime;
        environment = Map.copyOf(builder.environment);
        timeout = builder.timeout;
        memoryMiB = builder.memoryMiB;
        credentials = builder.credentials;
        logGroup = builder.logGroup == null ? "/aws/lambda/" + name : builder.logGroup;
    }

    /** Starts the configuration of a function. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Returns a builder that starts from this configuration. */
    public Builder toBuilder() {
        return new Builder(name)
                .code(code)
                .handler(handler)
                .runtime(runtime)
                .environment(environment)
                .timeout(timeout)
                .memoryMiB(memoryMiB)
                .credentials(credentials)
                .logGroup(logGroup);
    }

    /** Returns the function's name. */
    public String name() {
        return name;
    }

    /** Returns the jar, zip or directory that holds the code. */
    public Path code() {
        return code;
    }

    /** Returns the handler, as {@code package.Class::method}. */
    public String handler() {
        return handler;
    }

    /** Returns the runtime's name, such as {@code java21}. */
    public String runtime() {
        return runtime;
    }

    /** Returns the function's own environment variables. */
    public Map<String, String> environment() {
        return environment;
    }

    /** Returns how long one invocation may take. */
    public Duration timeout() {
        return timeout;
    }

    /** Returns the memory size, which the function only reads: nothing limits the process. */
    public int memoryMiB() {
        return memoryMiB;
    }

    /** Returns the credentials of the function's role. */
    public FunctionCredentials credentials() {
        return credentials;
    }

    /** Returns the log group that the function is told about. */
    public String logGroup() {
        return logGroup;
    }

    /** Builds a {@link FunctionConfig}. */
    public static final class Builder {
        private final String name;
        private Path code;
        private String handler;
        private String runtime = "java21";
        private Map<String, String> environment = Map.of();
        private Duration timeout = Duration.ofSeconds(3);
        private int memoryMiB = 128;
        private FunctionCredentials credentials = FunctionCredentials.none();
        private String logGroup;

        private Builder(String name) {
            this.name = name;
        }

        /** Sets the jar, zip or directory that holds the code. */
        public Builder code(Path value) {
            code = value;
            return this;
        }

        /** Sets the handler, as {@code package.Class::method}. */
        public Builder handler(String value) {
            handler = value;
            return this;
        }

        /** Sets the runtime's name. Default: {@code java21}. */
        public Builder runtime(String value) {
            runtime = value;
            return this;
        }

        /** Sets the function's own environment variables. Default: none. */
        public Builder environment(Map<String, String> value) {
            environment = value;
            return this;
        }

        /** Sets how long one invocation may take. Default: 3 seconds, as in Lambda. */
        public Builder timeout(Duration value) {
            timeout = value;
            return this;
        }

        /** Sets the memory size that the function reads. Default: 128. */
        public Builder memoryMiB(int value) {
            memoryMiB = value;
            return this;
        }

        /** Sets the credentials of the function's role. Default: credentials that no service knows. */
        public Builder credentials(FunctionCredentials value) {
            credentials = value;
            return this;
        }

        /** Sets the log group. Default: {@code /aws/lambda/} and the name. */
        public Builder logGroup(String value) {
            logGroup = value;
            return this;
        }

        /** Returns the configuration. */
        public FunctionConfig build() {
            return new FunctionConfig(this);
        }
    }
}
