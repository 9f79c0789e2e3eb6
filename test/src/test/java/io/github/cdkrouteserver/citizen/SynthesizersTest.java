package io.github.cdkrouteserver.citizen;

import static io.github.cdkrouteserver.synth.Synth.app;
import static io.github.cdkrouteserver.synth.Synth.resource;
import static io.github.cdkrouteserver.synth.Synth.routeServer;
import static io.github.cdkrouteserver.synth.Synth.template;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.CliCredentialsStackSynthesizer;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.IStackSynthesizer;
import software.amazon.awscdk.LegacyStackSynthesizer;
import software.amazon.awscdk.PermissionsBoundary;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;

class SynthesizersTest {
    @Test
    void defaultSynthesizer_ownQualifierBucketAndPrefix_decideWhereTheFunctionIs() {
        JsonNode code = code(DefaultStackSynthesizer.Builder.create()
                .qualifier("netops")
                .fileAssetsBucketName("assets-${Qualifier}-${AWS::Region}")
                .bucketPrefix("route-server/")
                .build());

        assertThat(code.path("S3Bucket").toString()).contains("assets-netops-");
        assertThat(code.path("S3Key").asText()).matches("route-server/[0-9a-f]{64}\\.jar");
    }

    @Test
    void qualifier_inTheContextOfTheApp_decidesWhereTheFunctionIs() {
        App app = new App(AppProps.builder()
                .context(Map.of("@aws-cdk/core:bootstrapQualifier", "netops"))
                .analyticsReporting(false)
                .build());
        Stack stack = new Stack(app, "Stack");
        routeServer(stack, props -> props);

        assertThat(code(stack).path("S3Bucket").toString()).contains("cdk-netops-assets-");
    }

    @Test
    void cliCredentials_function_isInTheBootstrapBucket() {
        JsonNode code = code(CliCredentialsStackSynthesizer.Builder.create()
                .qualifier("netops")
                .build());

        assertThat(code.path("S3Bucket").toString()).contains("cdk-netops-assets-");
    }

    @Test
    void legacySynthesizer_function_isWhereParametersSay() {
        JsonNode code = code(new LegacyStackSynthesizer());

        assertThat(code.path("S3Bucket").path("Ref").asText()).startsWith("AssetParameters");
    }

    @Test
    void permissionsBoundary_ofTheApp_isOnTheRole() {
        Stack stack = new Stack(
                app(),
                "Stack",
                StackProps.builder()
                        .permissionsBoundary(PermissionsBoundary.fromName("Boundary-${Qualifier}"))
                        .build());
        routeServer(stack, props -> props);

        assertThat(resource(template(stack), "AWS::IAM::Role")
                        .at("/Properties/PermissionsBoundary")
                        .toString())
                .contains(":policy/Boundary-hnb659fds");
    }

    private static JsonNode code(IStackSynthesizer synthesizer) {
        Stack stack = new Stack(
                app(), "Stack", StackProps.builder().synthesizer(synthesizer).build());
        routeServer(stack, props -> props);
        return code(stack);
    }

    private static JsonNode code(Stack stack) {
        return resource(template(stack), "AWS::Lambda::Function").at("/Properties/Code");
    }
}
