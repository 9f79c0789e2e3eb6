package io.github.cdkrouteserver.localaws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cdkrouteserver.localaws.cloudformation.CloudAssembly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Synthesizes an example as the CDK CLI does: in a process of its own that gets context and output directory. */
final class ExampleSynthesis {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String APP = "io.github.cdkrouteserver.examples.ExamplesApp";
    private static final int LIMIT_MINUTES = 5;

    private ExampleSynthesis() {}

    static CloudAssembly run(String example, Path directory) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        APP))
                .redirectErrorStream(true);
        builder.environment().put("CDK_OUTDIR", directory.toString());
        builder.environment().put("CDK_CONTEXT_JSON", context(example).toString());
        builder.environment().put("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20");
        Path output = Files.createTempFile(directory.getParent(), "synth", ".log");
        Process process = builder.redirectOutput(output.toFile()).start();
        try {
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException("example " + example + " cannot be synthesized:\n" + Files.readString(output));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return CloudAssembly.read(directory);
    }

    private static JsonNode context(String example) throws IOException {
        Path configuration = Path.of("cdk.json");
        ObjectNode context = JSON.createObjectNode();
        if (Files.exists(configuration)) {
            JSON.readTree(configuration.toFile()).path("context").forEachEntry(context::set);
        }
        return context.put("example", example);
    }
}
