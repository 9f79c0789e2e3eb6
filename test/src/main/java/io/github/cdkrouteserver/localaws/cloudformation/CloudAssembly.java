package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A directory that CDK synthesized: its stacks in the order of deployment, with their templates and assets. */
public final class CloudAssembly {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Artifact> stacks = new LinkedHashMap<>();

    private record Artifact(String id, String stackName, StackTemplate template) {}

    private CloudAssembly() {}

    /** Reads the assembly, nested assemblies of stages included. */
    public static CloudAssembly read(Path directory) {
        CloudAssembly assembly = new CloudAssembly();
        assembly.load(directory);
        return assembly;
    }

    /** Returns the names of the stacks, each after those it depends on. */
    public List<String> stackNames() {
        return stacks.values().stream().map(Artifact::stackName).toList();
    }

    /** Returns what the stack of that name is made from. */
    public StackTemplate stack(String stackName) {
        return stacks.values().stream()
                .filter(artifact -> artifact.stackName().equals(stackName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no stack " + stackName + " in the assembly, only " + stackNames()))
                .template();
    }

    private void load(Path directory) {
        JsonNode artifacts = json(directory.resolve("manifest.json")).path("artifacts");
        Set<String> ordered = new LinkedHashSet<>();
        artifacts.fieldNames().forEachRemaining(id -> order(id, artifacts, ordered));
        for (String id : ordered) {
            JsonNode artifact = artifacts.get(id);
            String type = artifact.path("type").asText();
            if (type.equals("aws:cloudformation:stack")) {
                stacks.put(id, stackArtifact(id, artifact, artifacts, directory));
            } else if (type.equals("cdk:cloud-assembly")) {
                load(directory.resolve(
                        artifact.path("properties").path("directoryName").asText()));
            }
        }
    }

    private static void order(String id, JsonNode artifacts, Set<String> ordered) {
        if (!ordered.contains(id)) {
            artifacts.path(id).path("dependencies").forEach(other -> order(other.asText(), artifacts, ordered));
            ordered.add(id);
        }
    }

    private static Artifact stackArtifact(String id, JsonNode artifact, JsonNode artifacts, Path directory) {
        JsonNode properties = artifact.path("properties");
        Map<String, String> parameters = new HashMap<>();
        properties.path("parameters").forEachEntry((name, value) -> parameters.put(name, value.asText()));
        List<JsonNode> manifests = new ArrayList<>();
        artifact.path("dependencies").forEach(other -> {
            JsonNode dependency = artifacts.path(other.asText());
            if (dependency.path("type").asText().equals("cdk:asset-manifest")) {
                manifests.add(json(directory.resolve(
                        dependency.path("properties").path("file").asText())));
            }
        });
        return new Artifact(
                id,
                properties.path("stackName").asText(id),
                new StackTemplate(
                        json(directory.resolve(properties.path("templateFile").asText())),
                        parameters,
                        objectKey -> asset(objectKey, manifests, directory)));
    }

    private static Path asset(String objectKey, List<JsonNode> manifests, Path directory) {
        for (JsonNode manifest : manifests) {
            for (JsonNode file : manifest.path("files")) {
                for (JsonNode destination : file.path("destinations")) {
                    if (destination.path("objectKey").asText().equals(objectKey)) {
                        return directory.resolve(
                                file.path("source").path("path").asText());
                    }
                }
            }
        }
        throw new TemplateException("no file asset " + objectKey + " in the assembly");
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
