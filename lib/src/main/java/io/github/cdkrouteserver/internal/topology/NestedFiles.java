package io.github.cdkrouteserver.internal.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.assertions.TemplateParsingOptions;
import software.amazon.awscdk.cxapi.CloudFormationStackArtifact;

/** The templates of the stacks that are nested in a stack: CDK hands out the stack's own, and these only as files. */
final class NestedFiles {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Path directory;
    private final Path manifest;
    private @Nullable Map<String, Object> assets;

    NestedFiles(CloudFormationStackArtifact stack) {
        directory = Path.of(stack.getAssembly().getDirectory());
        manifest = directory.resolve(stack.getTemplateFile().replace(".template.json", ".assets.json"));
    }

    /** The template of a nested stack; empty where the assembly does not hold it. */
    Map<String, Object> bodyOf(Resource nestedStack) {
        String file = Json.scalar(nestedStack.metadata("aws:asset:path"));
        if (file == null) {
            // Only the CDK CLI has that written; otherwise the URL of the template ends with the hash of the asset.
            Matcher hash = HASH.matcher(String.valueOf(nestedStack.property("TemplateURL")));
            if (hash.find()) {
                Map<String, Object> source =
                        Json.map(Json.map(assets().get(hash.group())).get("source"));
                file = Json.scalar(source.get("path"));
            }
        }
        return file == null ? Map.of() : parsed(directory.resolve(file));
    }

    private Map<String, Object> assets() {
        if (assets == null) {
            assets = Json.map(parsed(manifest).get("files"));
        }
        return assets;
    }

    private static Map<String, Object> parsed(Path file) {
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        try {
            // The one parser of JSON among what every CDK app has on its class path as API.
            return Json.map(Template.fromString(
                            Files.readString(file),
                            TemplateParsingOptions.builder()
                                    .skipCyclicalDependenciesCheck(true)
                                    .build())
                    .toJSON());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + " of the cloud assembly", e);
        }
    }
}
