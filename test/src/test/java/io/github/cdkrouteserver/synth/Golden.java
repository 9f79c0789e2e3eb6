package io.github.cdkrouteserver.synth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares templates with those under {@code src/test/resources/golden}.
 *
 * <p>A difference is a change of users' stacks, so it is looked at in review: {@code -Dgolden.update=true} writes the
 * new templates.
 */
final class Golden {
    private static final Path DIRECTORY = Path.of("src", "test", "resources", "golden");

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(SerializationFeature.INDENT_OUTPUT);

    private Golden() {}

    static void assertGolden(JsonNode template, String name) {
        String actual = text(template);
        Path file = DIRECTORY.resolve(name + ".json");
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(DIRECTORY);
                Files.writeString(file, actual);
            }
            assertThat(file)
                    .as("golden template; -Dgolden.update=true writes it")
                    .exists();
            assertThat(actual).as(name).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new AssertionError(file + " cannot be read or written", e);
        }
    }

    private static String text(JsonNode template) {
        try {
            // A detour through maps, because Jackson sorts the keys of maps only.
            String sorted = JSON.writeValueAsString(JSON.treeToValue(template, Object.class));
            return sorted.replaceAll("[0-9a-f]{64}", "ASSET").replace("\r\n", "\n") + "\n";
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
