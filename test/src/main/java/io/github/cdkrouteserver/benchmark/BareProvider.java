package io.github.cdkrouteserver.benchmark;

import io.github.cdkrouteserver.contract.RouteServerContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.AssetCode;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * The floor of a custom resource that is made from Java with CDK's own constructs: function, role, log group and resource in
 * as few calls to Node as make them, and nothing else.
 */
final class BareProvider {
    private static final IPrincipal LAMBDA = new ServicePrincipal("lambda.amazonaws.com");
    private static final Duration TIMEOUT = Duration.minutes(15);

    private final Path handlerJar;
    private String serviceToken = "";

    BareProvider(Path handlerJar) {
        this.handlerJar = handlerJar;
    }

    /** Adds a resource to a stack, before the first one also what answers for it. */
    void add(Stack stack, int number, long asn) {
        if (number == 0) {
            serviceToken = function(stack).getFunctionArn();
        }
        CfnResource.Builder.create(stack, "Server" + number)
                .type(RouteServerContract.RESOURCE_TYPE)
                .properties(Map.of("ServiceToken", serviceToken, "AmazonSideAsn", asn))
                .build();
    }

    private Function function(Stack stack) {
        LogGroup logGroup = LogGroup.Builder.create(stack, "LogGroup")
                .retention(RetentionDays.ONE_MONTH)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        Map<String, ?> policy = Map.of(
                "Statement",
                List.of(
                        statement("*", "ec2:CreateRouteServer", "ec2:DescribeRouteServers"),
                        statement(logGroup.getLogGroupArn(), "logs:CreateLogStream", "logs:PutLogEvents")));
        Role role = Role.Builder.create(stack, "Role")
                .assumedBy(LAMBDA)
                .inlinePolicies(Map.of("RouteServers", PolicyDocument.fromJson(policy)))
                .build();
        return Function.Builder.create(stack, "Handler")
                .code(new AssetCode(handlerJar.toString()))
                .handler(RouteServerContract.HANDLER)
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .memorySize(1024)
                .timeout(TIMEOUT)
                .role(role)
                .logGroup(logGroup)
                .build();
    }

    private static Map<String, ?> statement(String resource, String... actions) {
        return Map.of("Effect", "Allow", "Action", List.of(actions), "Resource", resource);
    }
}
