package io.github.cdkrouteserver.localaws.cloudformation;

import io.github.cdkrouteserver.localaws.lambda.FunctionConfig;
import io.github.cdkrouteserver.localaws.lambda.LocalFunction;
import io.github.cdkrouteserver.localaws.lambda.LocalLambda;
import io.github.cdkrouteserver.localaws.lambda.RetryPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** {@code AWS::Lambda::Function} and {@code AWS::Lambda::EventInvokeConfig}, on a {@link LocalLambda}. */
final class FunctionResources implements ResourceProvider {
    private static final String FUNCTION = "AWS::Lambda::Function";
    private static final String INVOKE_CONFIG = "AWS::Lambda::EventInvokeConfig";

    private final LocalLambda lambda;
    private final IamResources iam;

    FunctionResources(LocalLambda lambda, IamResources iam) {
        this.lambda = lambda;
        this.iam = iam;
    }

    static Set<String> types() {
        return Set.of(FUNCTION, INVOKE_CONFIG);
    }

    @Override
    public ResourceResult create(ResourceRequest request) {
        if (request.type().equals(INVOKE_CONFIG)) {
            return invokeConfig(request, Names.generated(request));
        }
        String given = request.text("FunctionName");
        String generated = Names.generated(request);
        // Lambda's names end at 64 characters; what tells two of them apart is at the end.
        String name = given != null
                ? given
                : generated.substring(Math.max(0, generated.length() - 64)).replaceAll("^-+", "");
        if (runsHere(request)) {
            lambda.create(config(request, name));
        }
        return result(request, name);
    }

    @Override
    public boolean replaces(ResourceRequest request) {
        return request.changes("FunctionName");
    }

    @Override
    public ResourceResult update(ResourceRequest request) {
        if (request.type().equals(INVOKE_CONFIG)) {
            return invokeConfig(request, request.physicalId());
        }
        if (runsHere(request)) {
            lambda.update(config(request, request.physicalId()));
        }
        return result(request, request.physicalId());
    }

    @Override
    public void delete(ResourceRequest request) {
        if (request.type().equals(FUNCTION)) {
            lambda.delete(request.physicalId());
        }
    }

    private FunctionConfig config(ResourceRequest request, String name) {
        Map<String, String> environment = new HashMap<>();
        request.properties()
                .path("Environment")
                .path("Variables")
                .forEachEntry((key, value) -> environment.put(key, value.asText()));
        return FunctionConfig.builder(name)
                .code(request.assets()
                        .asset(request.properties().path("Code").path("S3Key").asText()))
                .handler(request.text("Handler"))
                .runtime(request.text("Runtime"))
                .timeout(Duration.ofSeconds(request.properties().path("Timeout").asInt(3)))
                .memoryMiB(request.properties().path("MemorySize").asInt(128))
                .environment(environment)
                .credentials(iam.credentials(request.text("Role")))
                .logGroup(request.properties()
                        .path("LoggingConfig")
                        .path("LogGroup")
                        .asText(null))
                .build();
    }

    private ResourceResult invokeConfig(ResourceRequest request, String id) {
        LocalFunction function = lambda.function(request.text("FunctionName"));
        RetryPolicy policy = function.retryPolicy();
        if (request.text("MaximumRetryAttempts") != null) {
            policy = policy.atMost(
                    request.properties().path("MaximumRetryAttempts").asInt());
        }
        if (request.text("MaximumEventAgeInSeconds") != null) {
            policy = policy.maxAge(Duration.ofSeconds(
                    request.properties().path("MaximumEventAgeInSeconds").asLong()));
        }
        function.retryPolicy(policy);
        return ResourceResult.of(id);
    }

    /** Functions in other languages exist, so that templates with them deploy, but cannot be invoked. */
    private static boolean runsHere(ResourceRequest request) {
        String runtime = request.text("Runtime");
        return runtime != null && runtime.startsWith("java");
    }

    private static ResourceResult result(ResourceRequest request, String name) {
        return ResourceResult.of(name).with("Arn", request.stack().arn("lambda", "function:" + name));
    }
}
