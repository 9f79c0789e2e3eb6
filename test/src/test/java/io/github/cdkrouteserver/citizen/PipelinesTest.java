package io.github.cdkrouteserver.citizen;

import static io.github.cdkrouteserver.synth.Synth.app;
import static io.github.cdkrouteserver.synth.Synth.resource;
import static io.github.cdkrouteserver.synth.Synth.resources;
import static io.github.cdkrouteserver.synth.Synth.routeServer;
import static io.github.cdkrouteserver.synth.Synth.template;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.cxapi.CloudAssembly;
import software.amazon.awscdk.pipelines.CodePipeline;
import software.amazon.awscdk.pipelines.CodePipelineSource;
import software.amazon.awscdk.pipelines.ShellStep;
import software.amazon.awscdk.services.s3.Bucket;

class PipelinesTest {
    @Test
    void stage_ofAPipeline_publishesTheFunctionBeforeItDeploysTheRouteServer() throws IOException {
        Stack pipelineStack = new Stack(app(), "Pipeline");
        Stage production = new Stage(pipelineStack, "Production");
        Stack network = new Stack(production, "Network");
        routeServer(network, props -> props);
        CodePipeline pipeline = CodePipeline.Builder.create(pipelineStack, "Pipeline")
                .synth(ShellStep.Builder.create("Synth")
                        .input(CodePipelineSource.s3(
                                Bucket.fromBucketName(pipelineStack, "Sources", "sources"), "sources.zip"))
                        .commands(List.of("npx cdk synth"))
                        .build())
                .build();
        pipeline.addStage(production);

        JsonNode stages =
                resource(template(pipelineStack), "AWS::CodePipeline::Pipeline").at("/Properties/Stages");

        assertThat(stages)
                .extracting(stage -> stage.path("Name").asText())
                .containsExactly("Source", "Build", "UpdatePipeline", "Assets", "Production");
        CloudAssembly assembly = production.synth();
        JsonNode template = new ObjectMapper()
                .readTree(Files.readString(Path.of(
                        assembly.getStackArtifact(network.getArtifactId()).getTemplateFullPath())));
        String key = resource(template, "AWS::Lambda::Function")
                .at("/Properties/Code/S3Key")
                .asText();
        assertThat(resources(template, "Custom::RouteServer")).hasSize(1);
        assertThat(resources(template(pipelineStack), "AWS::CodeBuild::Project"))
                .extracting(
                        project -> project.at("/Properties/Source/BuildSpec").asText())
                .anyMatch(commands -> commands.contains(key.replace(".jar", "")));
    }
}
