package io.github.cdkrouteserver.internal;

import io.github.cdkrouteserver.contract.RouteServerContract;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Aws;
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
import software.amazon.awscdk.services.lambda.RuntimeFamily;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;
import software.constructs.IConstruct;
import software.constructs.IValidation;
import software.constructs.Node;

/** The function that answers for all route servers of a stack, its role and its log group: three resources. */
public final class RouteServerProvider extends Construct implements IValidation {
    private static final String ID = "io.github.cdkrouteserver.RouteServerProvider";

    // The names by which the aspects of CDK's CustomResourceConfig know a provider; CDK has no constant for Java.
    private static final String LOG_GROUP_MARK = "aws:cdk:is-custom-resource-handler-logGroup";
    private static final String FUNCTION_MARK = "aws:cdk:is-custom-resource-handler-singleton";
    private static final String RUNTIME_FAMILY_MARK = "aws:cdk:is-custom-resource-handler-runtime-family";

    // What never changes is asked of Node once, as CDK does with its runtimes.
    private static final Duration LONGEST_INVOCATION = Duration.minutes(15);
    private static final IPrincipal LAMBDA = new ServicePrincipal("lambda.amazonaws.com");

    // Asking Node for it is two calls for every route server. jsii keeps all objects, so nothing lives longer for it.
    private static final Map<Stack, RouteServerProvider> KNOWN = Collections.synchronizedMap(new IdentityHashMap<>());

    private final Stack stack;
    private final String serviceToken;
    private final List<LastStep> lastSteps = new ArrayList<>();

    private RouteServerProvider(Stack stack, Node stackNode) {
        super(stack, ID);
        this.stack = stack;
        LogGroup logGroup = LogGroup.Builder.create(this, "LogGroup")
                .retention(RetentionDays.ONE_MONTH)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        Node logGroupNode = logGroup.getNode();
        logGroupNode.addMetadata(LOG_GROUP_MARK, true);
        justifyLogGroup(logGroupNode);

        Role role = Role.Builder.create(this, "Role")
                .description("Creates, changes and deletes the VPC route servers of one CloudFormation stack")
                .assumedBy(LAMBDA)
                .inlinePolicies(Map.of("RouteServers", PolicyDocument.fromJson(policy(stack, logGroup))))
                .build();
        justifyRole(role.getNode());

        Function function = Function.Builder.create(this, "Handler")
                .description("Creates, changes and deletes VPC route servers for CloudFormation")
                .code(new AssetCode(HandlerJar.path().toString()))
                .handler(RouteServerContract.HANDLER)
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                // CPU comes with memory: the handler needs a tenth of this, but less of it would start more slowly.
                .memorySize(1024)
                .timeout(LONGEST_INVOCATION)
                .role(role)
                .logGroup(logGroup)
                .build();
        Node functionNode = function.getNode();
        functionNode.addMetadata(FUNCTION_MARK, true);
        functionNode.addMetadata(RUNTIME_FAMILY_MARK, RuntimeFamily.JAVA);
        justifyFunction(functionNode);
        serviceToken = function.getFunctionArn();
        // Of the stack, which CDK asks before what is in it: so a step can still report a problem of its own construct.
        stackNode.addValidation(this);
    }

    /**
     * The provider of the stack that a construct is in.
     *
     * @param scope a construct
     * @return the provider, the same for all constructs of a stack
     */
    public static RouteServerProvider getOrCreate(Construct scope) {
        // Most route servers stand right under their stack, which then needs no round trip to be found.
        Stack stack = scope instanceof Stack parent ? parent : Stack.of(scope);
        return KNOWN.computeIfAbsent(stack, RouteServerProvider::find);
    }

    /** A stack that Node handed to Java twice may be two objects here, but has one child of this id. */
    private static RouteServerProvider find(Stack stack) {
        Node node = stack.getNode();
        IConstruct existing = node.tryFindChild(ID);
        return existing == null ? new RouteServerProvider(stack, node) : (RouteServerProvider) existing;
    }

    /**
     * What custom resources name as their {@code ServiceToken}.
     *
     * @return ARN of the function, a token
     */
    public String getServiceToken() {
        return serviceToken;
    }

    /**
     * Runs a last step of a construct after all aspects, and before its template is written.
     *
     * <p>This is one call from Node to Java for the whole stack. Tokens, aspects and taggable constructs that are written
     * in Java cost several for each construct, and jsii answers every one of them a level deeper on the same Java stack:
     * some 2000 in one synthesis end it with a StackOverflowError.
     *
     * @param resource the resource of the construct
     * @param step completes the construct, given the resource's options as they stand in the template
     */
    public void whenSettled(CfnResource resource, Consumer<Map<?, ?>> step) {
        lastSteps.add(new LastStep(resource, step));
    }

    private record LastStep(CfnResource resource, Consumer<Map<?, ?>> step) {}

    /**
     * Runs the last steps. For CDK, which asks when all aspects are done.
     *
     * @return no error: a step reports what it finds at its own construct
     */
    @Override
    public List<String> validate() {
        // All options at once, because each question is a call to Node.
        List<?> options = (List<?>) stack.resolve(
                lastSteps.stream().map(last -> last.resource().getCfnOptions()).toList());
        for (int i = 0; i < lastSteps.size(); i++) {
            lastSteps.get(i).step().accept((Map<?, ?>) options.get(i));
        }
        return List.of();
    }

    /** As JSON: a statement written with CDK's classes is one more call to Node, and all six make a fifth of the provider's. */
    private static Map<String, Object> policy(Stack stack, LogGroup logGroup) {
        String routeServers = stack.formatArn(ArnComponents.builder()
                .service("ec2")
                .resource("route-server")
                .resourceName("*")
                .build());
        String topics = stack.formatArn(ArnComponents.builder()
                .service("sns")
                .resource("*")
                .arnFormat(ArnFormat.NO_RESOURCE_NAME)
                .build());
        return Map.of(
                "Statement",
                List.of(
                        statement(
                                "CreateForThisStack",
                                routeServers,
                                stringEquals("aws:RequestTag/" + RouteServerContract.STACK_TAG, Aws.STACK_ID),
                                "ec2:CreateRouteServer"),
                        statement(
                                "TagWhileCreating",
                                routeServers,
                                stringEquals("ec2:CreateAction", "CreateRouteServer"),
                                "ec2:CreateTags"),
                        // In the order that CDK's flag for minimized policies would put them in.
                        statement(
                                "ChangeOfThisStack",
                                routeServers,
                                stringEquals("aws:ResourceTag/" + RouteServerContract.STACK_TAG, Aws.STACK_ID),
                                "ec2:CreateTags",
                                "ec2:DeleteRouteServer",
                                "ec2:DeleteTags",
                                "ec2:ModifyRouteServer"),
                        statement("Describe", "*", Map.of(), "ec2:DescribeRouteServers"),
                        // EC2 makes and deletes the topic of a route server with its caller's authority, under a name
                        // that it does not document.
                        statement("TopicsMadeByEc2", topics, Map.of(), "sns:CreateTopic", "sns:DeleteTopic"),
                        statement(
                                "Log",
                                logGroup.getLogGroupArn(),
                                Map.of(),
                                "logs:CreateLogStream",
                                "logs:PutLogEvents")));
    }

    private static Map<String, Object> statement(
            String sid, String resource, Map<String, Object> conditions, String... actions) {
        Map<String, Object> statement = new TreeMap<>();
        statement.put("Sid", sid);
        statement.put("Effect", "Allow");
        statement.put("Action", List.of(actions));
        statement.put("Resource", resource);
        statement.put("Condition", conditions);
        return statement;
    }

    private static Map<String, Object> stringEquals(String key, String value) {
        return Map.of("StringEquals", Map.of(key, value));
    }

    private static void justifyLogGroup(Node logGroup) {
        justify(
                logGroup,
                List.of(justification(
                        "NIST.800.53.R5-CloudWatchLogGroupEncrypted",
                        "CloudWatch Logs encrypts it with a key of its own. It holds ids of route servers and of requests,"
                                + " no secret and no response URL.")));
    }

    private static void justifyRole(Node role) {
        justify(
                role,
                List.of(
                        justification(
                                "AwsSolutions-IAM5",
                                "The id of a route server is known once it exists; the conditions narrow the statements to route"
                                        + " servers that carry this stack's tag.",
                                "/^Resource::arn:.*:ec2:.*:route-server/\\*$/"),
                        justification(
                                "AwsSolutions-IAM5",
                                "DescribeRouteServers has no resource-level permissions.",
                                "/^Resource::\\*$/"),
                        justification(
                                "AwsSolutions-IAM5",
                                "EC2 makes the topic of a route server with its caller's authority and does not document its name.",
                                "/^Resource::arn:.*:sns:.*:\\*$/"),
                        justification(
                                "NIST.800.53.R5-IAMNoInlinePolicy",
                                "The policy fits this function only, and goes when the function goes.")));
    }

    private static void justifyFunction(Node function) {
        justify(
                function,
                List.of(
                        justification(
                                "NIST.800.53.R5-LambdaConcurrency",
                                "CloudFormation sends a few requests for each deployment; a share reserved for them would be taken"
                                        + " from the account's other functions."),
                        justification(
                                "NIST.800.53.R5-LambdaDLQ",
                                "A request that was never answered fails the stack operation, where it is noticed; by the time"
                                        + " somebody reads a queue, CloudFormation has given the request up."),
                        justification(
                                "NIST.800.53.R5-LambdaInsideVPC",
                                "It calls the public EC2 API and CloudFormation's response URL, and nothing in a VPC.")));
    }

    /** Written as the metadata that cdk-nag reads, so that users do not get cdk-nag as a dependency. */
    private static void justify(Node construct, List<Map<String, Object>> justifications) {
        // A role that is customized is none of the template.
        if (construct.getDefaultChild() instanceof CfnResource resource) {
            resource.addMetadata("cdk_nag", Map.of("rules_to_suppress", justifications));
        }
    }

    private static Map<String, Object> justification(String rule, String reason) {
        Map<String, Object> justification = new TreeMap<>();
        justification.put("id", rule);
        justification.put("reason", reason);
        return justification;
    }

    private static Map<String, Object> justification(String rule, String reason, String finding) {
        Map<String, Object> justification = justification(rule, reason);
        justification.put("applies_to", List.of(Map.of("regex", finding)));
        return justification;
    }
}
