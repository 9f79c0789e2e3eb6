package io.github.cdkrouteserver.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cdkrouteserver.examples.ExamplesApp;
import io.github.cdkrouteserver.synth.Synth;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;

/** Apps old and new: without any feature flag, and with all that {@code cdk init} recommends. */
class FeatureFlagsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void flags_recommended_changeNothingOfARouteServerAndItsProvider() throws IOException {
        JsonNode old = template(Map.of());

        assertThat(template(recommended())).isEqualTo(old);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quick-start", "firewall-pair", "openshift"})
    void flags_recommended_letEachExampleBeSynthesized(String example) throws IOException {
        Map<String, Object> context = new HashMap<>(recommended());
        context.put("example", example);
        App app = app(context);

        ExamplesApp.add(app);

        assertThat(app.synth().getStacks()).hasSize(1);
    }

    private static JsonNode template(Map<String, Object> context) {
        Stack stack = new Stack(app(context), "Stack");
        Synth.routeServer(stack, props -> props.snsNotificationsEnabled(true));
        return Synth.template(stack);
    }

    private static App app(Map<String, Object> context) {
        return new App(
                AppProps.builder().context(context).analyticsReporting(false).build());
    }

    private static Map<String, Object> recommended() throws IOException {
        Path jar = Path.of(
                App.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        try (JarFile cdk = new JarFile(jar.toFile())) {
            String bundle = cdk.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".jsii.tgz"))
                    .findFirst()
                    .orElseThrow();
            try (InputStream tar = new GZIPInputStream(cdk.getInputStream(cdk.getEntry(bundle)))) {
                Map<String, Object> flags =
                        JSON.readValue(file(tar, "recommended-feature-flags.json"), new TypeReference<>() {});
                assertThat(flags).hasSizeGreaterThan(50);
                return flags;
            }
        }
    }

    /** Reads a file of a tar archive, which consists of blocks of 512 bytes, the first of each file being its header. */
    private static byte[] file(InputStream tar, String name) throws IOException {
        for (byte[] header = tar.readNBytes(512); header.length == 512; header = tar.readNBytes(512)) {
            String size = text(header, 124, 12);
            if (size.isEmpty()) {
                continue;
            }
            long length = Long.parseLong(size, 8);
            if (text(header, 0, 100).endsWith("/" + name)) {
                return tar.readNBytes((int) length);
            }
            tar.skipNBytes((length + 511) / 512 * 512);
        }
        throw new AssertionError(name + " is missing in the archive");
    }

    private static String text(byte[] header, int from, int length) {
        return new String(header, from, length, StandardCharsets.US_ASCII).split("\0", 2)[0].strip();
    }
}
