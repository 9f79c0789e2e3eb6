package io.github.cdkrouteserver.localaws.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudAssemblyTest {
    @TempDir
    Path directory;

    @Test
    void read_stacksAndStages_comeInOrderOfTheirDependencies() throws Exception {
        write("manifest.json", """
                {artifacts: {
                  App: {type: 'aws:cloudformation:stack', dependencies: ['Network', 'App.assets'],
                        properties: {templateFile: 'app.json', stackName: 'the-app', parameters: {P: 'v'}}},
                  'App.assets': {type: 'cdk:asset-manifest', properties: {file: 'app.assets.json'}},
                  Stage: {type: 'cdk:cloud-assembly', properties: {directoryName: 'stage'}},
                  Network: {type: 'aws:cloudformation:stack', properties: {templateFile: 'network.json'}}}}
                """);
        write("app.json", "{Resources: {A: {Type: 'X::Y::Z'}}}");
        write("network.json", "{Resources: {}}");
        write(
                "app.assets.json",
                "{files: {h: {source: {path: 'asset.h.jar'}, destinations: {d: {objectKey: 'h.jar'}}}}}");
        write(
                "stage/manifest.json",
                "{artifacts: {S: {type: 'aws:cloudformation:stack', properties: {templateFile: 's.json'}}}}");
        write("stage/s.json", "{}");

        CloudAssembly assembly = CloudAssembly.read(directory);

        assertThat(assembly.stackNames()).containsExactly("Network", "the-app", "S");
        StackTemplate app = assembly.stack("the-app");
        assertThat(app.template().at("/Resources/A/Type").asText()).isEqualTo("X::Y::Z");
        assertThat(app.parameters()).isEqualTo(Map.of("P", "v"));
        assertThat(app.assets().asset("h.jar")).isEqualTo(directory.resolve("asset.h.jar"));
        assertThatThrownBy(() -> app.assets().asset("other.zip")).hasMessageContaining("no file asset other.zip");
        assertThatThrownBy(() -> assembly.stack("nobody")).hasMessageContaining("no stack nobody");
    }

    private void write(String name, String json) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, Json.of(json).toString());
    }
}
