package io.github.cdkrouteserver.localaws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cdkrouteserver.benchmark.NodePackages;
import io.github.cdkrouteserver.localaws.iam.Credentials;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The JavaScript SDK reads answers and retries by rules of its own, so it is a second opinion on the wire format. */
class JavaScriptSdkTest {
    private static final String VERSION = "3.1169.0";

    @Test
    void script_throughALifecycle_seesWhatEc2Says() throws Exception {
        Path sdk = Path.of("target", "javascript-sdk").toAbsolutePath();
        NodePackages.install(sdk, "@aws-sdk/client-ec2/package.json", "@aws-sdk/client-ec2@" + VERSION);
        Ec2Behavior quick = Ec2Behavior.builder().scaleDelays(0.01).build();
        try (LocalEc2 ec2 = LocalEc2.builder().behavior(quick).start()) {
            ec2.faults(FaultPlan.nth("CreateRouteServer", 2, Fault.throttle())
                    .or(FaultPlan.nth("CreateRouteServer", 4, Fault.internalError())));

            JsonNode seen = runScript(sdk, ec2);

            String id = seen.at("/created/RouteServerId").asText();
            assertThat(id).matches("rs-[0-9a-f]{17}");
            assertThat(seen.at("/created/State").asText()).isEqualTo("pending");
            assertThat(seen.at("/created/AmazonSideAsn").asLong()).isEqualTo(4_200_000_000L);
            assertThat(seen.at("/created/SnsTopicArn").asText()).startsWith("arn:aws:sns:us-east-1:");
            assertThat(seen.at("/created/Tags").toString())
                    .isEqualTo("[{\"Key\":\"Name\",\"Value\":\"n\"},{\"Key\":\"empty\",\"Value\":\"\"}]");
            assertThat(seen.at("/described/PersistRoutesState").asText()).isEqualTo("enabled");
            assertThat(seen.at("/described/PersistRoutesDuration").asInt()).isEqualTo(5);
            assertThat(seen.at("/described/SnsNotificationsEnabled").asBoolean())
                    .isTrue();
            assertThat(seen.at("/modified/State").asText()).isEqualTo("modifying");
            assertThat(seen.at("/modified/SnsTopicArn").isMissingNode()).isTrue();
            assertThat(seen.at("/tags").toString())
                    .isEqualTo("[{\"Key\":\"empty\",\"Value\":\"\"},{\"Key\":\"a\",\"Value\":\"<&>\"}]");
            assertThat(seen.at("/foundByTag").asInt()).isEqualTo(1);
            assertThat(seen.at("/error/name").asText()).isEqualTo("IncorrectState");
            assertThat(seen.at("/error/code").asText()).isEqualTo("IncorrectState");
            assertThat(seen.at("/error/message").asText()).isEqualTo(id + " is in state deleted.");
            assertThat(seen.at("/error/status").asInt()).isEqualTo(400);
            assertThat(seen.at("/error/requestId").asText()).isNotEmpty();
            assertThat(seen.at("/error/attempts").asInt()).isEqualTo(1);
            assertThat(seen.at("/attempts").asInt()).isEqualTo(2);
            assertThat(seen.at("/pages").toString()).isEqualTo("[5,5,2]");

            List<JournalEntry> creates = ec2.journal().of("CreateRouteServer");
            assertThat(creates).hasSize(14);
            assertThat(creates.get(2).clientToken())
                    .isNotEmpty()
                    .isEqualTo(creates.get(1).clientToken());
            assertThat(ec2.inventory().liveRouteServers()).hasSize(11);
        }
    }

    private static JsonNode runScript(Path sdk, LocalEc2 ec2)
            throws IOException, InterruptedException, URISyntaxException {
        Path script = Path.of(
                JavaScriptSdkTest.class.getResource("/js/route-servers.mjs").toURI());
        Credentials credentials = ec2.iam().administrator();
        String output = run(
                Map.of(
                        "SDK_FOLDER", sdk.toString(),
                        "EC2_ENDPOINT", ec2.endpoint().toString(),
                        "AWS_ACCESS_KEY_ID", credentials.accessKeyId(),
                        "AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey(),
                        "AWS_SESSION_TOKEN", credentials.sessionToken()),
                "node",
                script.toString());
        return new ObjectMapper().readTree(output);
    }

    private static String run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path errors = Files.createTempFile("javascript-sdk", ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        assertThat(ended && process.exitValue() == 0)
                .as("%s: %s", List.of(command), Files.readString(errors))
                .isTrue();
        Files.delete(errors);
        return output;
    }
}
