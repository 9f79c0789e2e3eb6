package io.github.cdkrouteserver.synth;

import static io.github.cdkrouteserver.synth.Synth.app;
import static io.github.cdkrouteserver.synth.Synth.json;
import static io.github.cdkrouteserver.synth.Synth.resource;
import static io.github.cdkrouteserver.synth.Synth.resources;
import static io.github.cdkrouteserver.synth.Synth.routeServer;
import static io.github.cdkrouteserver.synth.Synth.stack;
import static io.github.cdkrouteserver.synth.Synth.synth;
import static io.github.cdkrouteserver.synth.Synth.template;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdkrouteserver.RouteServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.customresources.CustomResourceConfig;
import software.amazon.awscdk.services.iam.CustomizeRolesOptions;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PermissionsBoundary;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.RetentionDays;

class RouteServerProviderTest {
    private static final String FUNCTION = "AWS::Lambda::Function";
    private static final String LOG_GROUP = "AWS::Logs::LogGroup";
    private static final String ROLE = "AWS::IAM::Role";
    private static final String PROVIDER_ROLE = "Stack/io.github.cdkrouteserver.RouteServerProvider/Role";

    @Test
    void template_oneRouteServer_hasThreeResourcesBesideIt() {
        Map<String, Integer> types = new HashMap<>();
        synth(props -> props)
                .path("Resources")
                .forEach(resource -> types.merge(resource.path("Type").asText(), 1, Integer::sum));

        assertThat(types).isEqualTo(Map.of(Synth.ROUTE_SERVER, 1, FUNCTION, 1, LOG_GROUP, 1, ROLE, 1));
    }

    @Test
    void getOrCreate_severalRouteServersInAStack_shareOneProvider() {
        Stack stack = stack();
        routeServer(stack, props -> props);
        RouteServer.Builder.create(stack, "Second").amazonSideAsn(65001).build();

        JsonNode template = template(stack);

        assertThat(resources(template, FUNCTION)).hasSize(1);
        assertThat(resources(template, Synth.ROUTE_SERVER))
                .extracting(resource -> resource.path("Properties").path("ServiceToken"))
                .hasSize(2)
                .containsOnly(
                        json("{'Fn::GetAtt': ['iogithubcdkrouteserverRouteServerProviderHandler03F02147', 'Arn']}"));
    }

    @Test
    void getOrCreate_twoStacks_haveAProviderEach() {
        App app = app();
        Stack first = new Stack(app, "First");
        Stack second = new Stack(app, "Second");
        routeServer(first, props -> props);
        routeServer(second, props -> props);

        assertThat(resources(template(first), FUNCTION)).hasSize(1);
        assertThat(resources(template(second), FUNCTION)).hasSize(1);
    }

    @Test
    void getOrCreate_nestedStack_hasAProviderOfItsOwn() {
        Stack parent = stack();
        NestedStack nested = new NestedStack(parent, "Nested");
        routeServer(parent, props -> props);
        routeServer(nested, props -> props);

        assertThat(resources(template(nested), FUNCTION)).hasSize(1);
        assertThat(resources(template(parent), FUNCTION)).hasSize(1);
    }

    @Test
    void function_always_runsTheHandlerWithoutAnyPermissionToInvokeIt() {
        JsonNode template = synth(props -> props);
        JsonNode properties = resource(template, FUNCTION).path("Properties");

        assertThat(properties.path("Handler").asText())
                .isEqualTo("io.github.cdkrouteserver.handler.RouteServerHandler::handleRequest");
        assertThat(properties.path("Runtime").asText()).isEqualTo("java25");
        assertThat(properties.path("Architectures")).isEqualTo(json("['arm64']"));
        assertThat(properties.path("Timeout").intValue()).isEqualTo(900);
        assertThat(properties.path("MemorySize").intValue()).isEqualTo(1024);
        assertThat(properties.has("Environment")).isFalse();
        assertThat(properties.path("LoggingConfig").has("LogGroup")).isTrue();
        assertThat(resources(template, "AWS::Lambda::Permission")).isEmpty();
    }

    @Test
    void role_always_hasInlinePoliciesOnly() {
        JsonNode properties = resource(synth(props -> props), ROLE).path("Properties");

        assertThat(properties.has("ManagedPolicyArns")).isFalse();
        assertThat(properties.path("Policies")).hasSize(1);
        assertThat(properties.path("AssumeRolePolicyDocument").path("Statement"))
                .isEqualTo(json("""
                        [{'Action': 'sts:AssumeRole', 'Effect': 'Allow',
                          'Principal': {'Service': 'lambda.amazonaws.com'}}]
                        """));
    }

    @Test
    void role_eachStatement_isAsNarrowAsEc2Allows() {
        JsonNode role = resource(synthInEnvironment("eu-west-1"), ROLE);

        assertThat(role.path("Properties")
                        .path("Policies")
                        .get(0)
                        .path("PolicyDocument")
                        .path("Statement"))
                .isEqualTo(json("""
                        [{'Sid': 'CreateForThisStack', 'Effect': 'Allow', 'Action': 'ec2:CreateRouteServer',
                          'Resource': ROUTE_SERVERS,
                          'Condition': {'StringEquals':
                            {'aws:RequestTag/cdk-route-server:stack': {'Ref': 'AWS::StackId'}}}},
                         {'Sid': 'TagWhileCreating', 'Effect': 'Allow', 'Action': 'ec2:CreateTags',
                          'Resource': ROUTE_SERVERS,
                          'Condition': {'StringEquals': {'ec2:CreateAction': 'CreateRouteServer'}}},
                         {'Sid': 'ChangeOfThisStack', 'Effect': 'Allow',
                          'Action': ['ec2:CreateTags', 'ec2:DeleteRouteServer', 'ec2:DeleteTags',
                                     'ec2:ModifyRouteServer'],
                          'Resource': ROUTE_SERVERS,
                          'Condition': {'StringEquals':
                            {'aws:ResourceTag/cdk-route-server:stack': {'Ref': 'AWS::StackId'}}}},
                         {'Sid': 'Describe', 'Effect': 'Allow', 'Action': 'ec2:DescribeRouteServers',
                          'Resource': '*'},
                         {'Sid': 'TopicsMadeByEc2', 'Effect': 'Allow',
                          'Action': ['sns:CreateTopic', 'sns:DeleteTopic'],
                          'Resource': {'Fn::Join': ['', ['arn:', {'Ref': 'AWS::Partition'},
                                                         ':sns:eu-west-1:111122223333:*']]}},
                         {'Sid': 'Log', 'Effect': 'Allow', 'Action': ['logs:CreateLogStream', 'logs:PutLogEvents'],
                          'Resource': {'Fn::GetAtt':
                            ['iogithubcdkrouteserverRouteServerProviderLogGroupB52C685F', 'Arn']}}]
                        """.replace(
                                "ROUTE_SERVERS",
                                "{'Fn::Join': ['', ['arn:', {'Ref': 'AWS::Partition'},"
                                        + " ':ec2:eu-west-1:111122223333:route-server/*']]}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-gov-west-1", "cn-north-1", "eu-west-1"})
    void template_anyPartition_namesNone(String region) {
        assertThat(synthInEnvironment(region).toString()).doesNotContainPattern("arn:aws[a-z-]*:");
    }

    @Test
    void logGroup_default_goesWithTheStackAndForgetsAfterAMonth() {
        JsonNode logGroup = resource(synth(props -> props), LOG_GROUP);

        assertThat(logGroup.path("Properties").path("RetentionInDays").intValue())
                .isEqualTo(30);
        assertThat(logGroup.path("DeletionPolicy").asText()).isEqualTo("Delete");
    }

    @Test
    void customResourceConfig_logRetention_isHonouredWithoutAnotherLogGroup() {
        Stack stack = stack();
        routeServer(stack, props -> props);

        CustomResourceConfig.of(stack).addLogRetentionLifetime(RetentionDays.ONE_YEAR);

        assertThat(resource(template(stack), LOG_GROUP)
                        .path("Properties")
                        .path("RetentionInDays")
                        .intValue())
                .isEqualTo(365);
    }

    @Test
    void customResourceConfig_removalPolicy_isHonoured() {
        Stack stack = stack();
        routeServer(stack, props -> props);

        CustomResourceConfig.of(stack).addRemovalPolicy(RemovalPolicy.RETAIN);

        assertThat(resource(template(stack), LOG_GROUP).path("DeletionPolicy").asText())
                .isEqualTo("Retain");
    }

    @Test
    void customResourceConfig_javaRuntime_isHonoured() {
        Stack stack = stack();
        routeServer(stack, props -> props);

        CustomResourceConfig.of(stack).addLambdaRuntime(Runtime.JAVA_21);

        assertThat(runtime(stack)).isEqualTo("java21");
    }

    @Test
    void customResourceConfig_runtimeOfOtherLanguage_isIgnored() {
        Stack stack = stack();
        routeServer(stack, props -> props);

        CustomResourceConfig.of(stack).addLambdaRuntime(Runtime.NODEJS_22_X);

        assertThat(runtime(stack)).isEqualTo("java25");
    }

    @Test
    void customizeRoles_aRoleOfTheUsers_isTheFunctionsAndNoneIsMade() {
        Stack stack = stack();
        Role.customizeRoles(
                stack,
                CustomizeRolesOptions.builder()
                        .usePrecreatedRoles(Map.of(PROVIDER_ROLE, "route-servers"))
                        .build());
        routeServer(stack, props -> props);

        JsonNode template = template(stack);

        assertThat(resources(template, ROLE)).isEmpty();
        assertThat(resources(template, "AWS::IAM::Policy")).isEmpty();
        assertThat(resource(template, FUNCTION).path("Properties").path("Role").toString())
                .contains(":role/route-servers");
    }

    @Test
    void customizeRoles_aRoleThatIsMissing_isReportedWithWhatItHasToAllow() throws IOException {
        Stack stack = stack();
        Role.customizeRoles(
                stack, CustomizeRolesOptions.builder().preventSynthesis(false).build());
        routeServer(stack, props -> props);

        Path report = Path.of(App.of(stack).synth().getDirectory(), "iam-policy-report.json");

        JsonNode role = json(Files.readString(report)).path("roles").path(0);
        assertThat(role.path("roleConstructPath").asText()).isEqualTo(PROVIDER_ROLE);
        assertThat(role.path("missing").asBoolean()).isTrue();
        assertThat(role.path("identityPolicyStatements")).hasSize(6);
    }

    @Test
    void permissionsBoundary_ofTheStack_isOnTheRole() {
        Stack stack = stack();
        routeServer(stack, props -> props);

        PermissionsBoundary.of(stack)
                .apply(ManagedPolicy.fromManagedPolicyName(stack, "Boundary", "DeveloperBoundary"));

        assertThat(resource(template(stack), ROLE)
                        .path("Properties")
                        .path("PermissionsBoundary")
                        .toString())
                .contains("DeveloperBoundary");
    }

    @Test
    void asset_anyStackOfAnyStage_isTheSame() {
        App app = app();
        Stack first = new Stack(new Stage(app, "Test"), "Stack");
        Stack second = new Stack(new Stage(app, "Production"), "Stack");
        routeServer(first, props -> props);
        routeServer(second, props -> props);

        assertThat(asset(first)).isEqualTo(asset(second)).matches("[0-9a-f]{64}\\.jar");
    }

    private static JsonNode synthInEnvironment(String region) {
        Stack stack = new Stack(
                app(),
                "Stack",
                StackProps.builder()
                        .env(Environment.builder()
                                .account("111122223333")
                                .region(region)
                                .build())
                        .build());
        routeServer(stack, props -> props.snsNotificationsEnabled(true));
        return template(stack);
    }

    private static String runtime(Stack stack) {
        return resource(template(stack), FUNCTION)
                .path("Properties")
                .path("Runtime")
                .asText();
    }

    private static String asset(Stack stack) {
        return resource(template(stack), FUNCTION)
                .path("Properties")
                .path("Code")
                .path("S3Key")
                .asText();
    }
}
