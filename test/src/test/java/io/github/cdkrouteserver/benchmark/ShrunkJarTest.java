package io.github.cdkrouteserver.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cdkrouteserver.benchmark.Ec2Script.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The packaged handler does what its classes do on an ordinary class path: nothing that any path needs at run time was
 * shrunk away.
 */
class ShrunkJarTest {
    private static final String HANDLER = "io.github.cdkrouteserver.handler.RouteServerHandler::handleRequest";
    private static final long LARGEST_JAR = 1_000_000;
    private static final String[] MISSING = {
        "NoClassDefFoundError",
        "ClassNotFoundException",
        "NoSuchMethodError",
        "NoSuchFieldError",
        "AbstractMethodError",
        "IncompatibleClassChangeError",
        "IllegalAccessError",
        "VerifyError",
        "ClassFormatError",
        "BootstrapMethodError",
        "ExceptionInInitializerError",
        "ServiceConfigurationError",
        "no such lambda",
        "left out of the handler"
    };
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    static Path work;

    private static TlsIdentity identity;
    private static LocalCloud cloud;
    private static Path shrunk;
    private static Path unshrunk;
    private static Path trustStore;
    private static Jdk jdk;

    /** One request and how EC2 answers the calls for it. */
    private record Scenario(String event, Ec2Script script) {}

    @BeforeAll
    static void start() throws Exception {
        identity = TlsIdentity.create(work.resolve("tls"));
        cloud = new LocalCloud(identity.serverContext());
        jdk = Jdk.at(Path.of(System.getProperty("java.home")));
        trustStore = identity.trustStore(jdk);
        Artifacts artifacts = new Artifacts(work);
        shrunk = artifacts.handler(jar(), "handler");
        unshrunk = artifacts.unshrunkHandler();
    }

    @AfterAll
    static void stop() {
        if (cloud != null) {
            cloud.close();
        }
    }

    @Test
    void jar_always_isSmall() throws Exception {
        assertThat(Files.size(jar())).isLessThan(LARGEST_JAR);
    }

    @Test
    void start_always_rehearsesACreateAndLeavesNoTrace() throws Exception {
        String loaded = "io.github.cdkrouteserver.handler.core.Attributes";

        // A call to EC2 would be trouble to the run.
        assertThat(logOfAStart()).isEmpty();
        assertThat(logOfAStart("-Xlog:class+load")).contains(loaded + " source");
    }

    private static String logOfAStart(String... options) throws Exception {
        Subject subject = subject(shrunk, Map.of(), trustStore, options);
        Path log = work.resolve("start");
        return new Launcher(cloud, log).run(subject, new Run(List.of()), (done, start, pid) -> Files.readString(log));
    }

    @Test
    void answers_onEveryPath_areThoseOfTheUnshrunkClasses() throws Exception {
        Map<String, Scenario> scenarios = scenarios();

        Map<String, JsonNode> expected = answers(unshrunk, scenarios, Map.of());
        Map<String, JsonNode> actual = answers(shrunk, scenarios, Map.of());

        assertThat(actual).isEqualTo(expected);
        assertThat(reasons(actual)).containsOnlyKeys("nonsense", "denied", "unknown code", "refused");
        assertThat(actual.get("denied").path("Reason").asText()).contains("UnauthorizedOperation");
    }

    @Test
    void answers_withoutCredentials_areThoseOfTheUnshrunkClasses() throws Exception {
        Map<String, String> none = Map.of("AWS_ACCESS_KEY_ID", "", "AWS_SECRET_ACCESS_KEY", "");
        Map<String, Scenario> scenarios =
                Map.of("none", new Scenario(create("None", "\"Timeout\":\"3\"", true), Ec2Script.WILLING));

        assertThat(answers(shrunk, scenarios, none)).isEqualTo(answers(unshrunk, scenarios, none));
    }

    @ParameterizedTest
    @CsvSource({"AWS_REGION,''", "AWS_ENDPOINT_URL_EC2,localhost:", "AWS_USE_FIPS_ENDPOINT,perhaps"})
    void answers_whereNoClientCanBeBuilt_sayThatItIsTheEnvironment(String variable, String value) throws Exception {
        Map<String, String> odd = Map.of(variable, value);
        Map<String, Scenario> scenarios = new LinkedHashMap<>();
        scenarios.put("create", new Scenario(create("Odd", "\"Timeout\":\"9\"", true), null));
        scenarios.put("delete", new Scenario(delete(), null));

        Map<String, JsonNode> actual = answers(shrunk, scenarios, odd);

        assertThat(actual).isEqualTo(answers(unshrunk, scenarios, odd));
        assertThat(actual.get("create").path("PhysicalResourceId").asText()).startsWith("route-server/not-created/");
        assertThat(actual.get("delete").path("PhysicalResourceId").asText()).isEqualTo("rs-0123456789abcdef0");
        assertThat(actual.values()).allSatisfy(answer -> {
            assertThat(answer.path("Status").asText()).isEqualTo("FAILED");
            assertThat(answer.path("Reason").asText())
                    .startsWith("the function's environment variables allow no client for EC2: ");
        });
    }

    @Test
    void answers_whereTheCertificateIsNotTrusted_areThoseOfTheUnshrunkClasses() throws Exception {
        Map<String, String> own = Map.of("AWS_ENDPOINT_URL_EC2", cloud.ec2Endpoint());
        Map<String, Scenario> scenarios =
                Map.of("untrusted", new Scenario(create("Untrusted", "\"Timeout\":\"9\"", false), Ec2Script.WILLING));
        Path stranger = TlsIdentity.create(work.resolve("stranger")).trustStore(jdk);

        Map<String, JsonNode> actual = answers(shrunk, scenarios, own, stranger);

        assertThat(actual).isEqualTo(answers(unshrunk, scenarios, own, stranger));
        assertThat(actual.get("untrusted").path("Status").asText()).isEqualTo("FAILED");
    }

    @Test
    void endpoint_inAnotherPartition_isFoundWithoutTheUnshrunkClasses() throws Exception {
        Map<String, String> china = Map.of("AWS_REGION", "cn-north-1", "AWS_ENDPOINT_URL_EC2", "");
        Map<String, Scenario> scenarios =
                Map.of("china", new Scenario(create("China", "\"Timeout\":\"10\"", false), Ec2Script.WILLING));
        Path hosts = Files.writeString(work.resolve("hosts"), "127.0.0.1 localhost ec2.cn-north-1.amazonaws.com.cn\n");

        Map<String, JsonNode> actual = answers(shrunk, scenarios, china, trustStore, "-Djdk.net.hosts.file=" + hosts);

        assertThat(actual.get("china").path("Reason").asText())
                .contains("EC2 could not be reached")
                .doesNotContain("UnknownHostException");
    }

    /** Why requests failed, by scenario. */
    private static Map<String, String> reasons(Map<String, JsonNode> answers) {
        Map<String, String> reasons = new TreeMap<>();
        answers.forEach((name, answer) -> {
            if (!answer.path("Status").asText().equals("SUCCESS")) {
                reasons.put(name, answer.path("Reason").asText());
            }
        });
        return reasons;
    }

    private static Path jar() throws IOException {
        return Path.of("..", "lambda", "target", "route-server-handler.jar").toRealPath();
    }

    private static Map<String, Scenario> scenarios() {
        Map<String, Scenario> scenarios = new LinkedHashMap<>();
        scenarios.put(
                "success", new Scenario(create("Success", "\"PersistRoutes\":\"disable\"", true), Ec2Script.WILLING));
        scenarios.put(
                "throttled",
                new Scenario(
                        create("Throttled", "\"DryRun\":\"false\"", true),
                        first(2, Reply.error(503, "RequestLimitExceeded", "Request limit exceeded."))));
        scenarios.put("dropped", new Scenario(create("Dropped", "\"DryRun\":\"false\"", true), first(2, Reply.NONE)));
        scenarios.put(
                "html",
                new Scenario(
                        create("Html", "\"DryRun\":\"false\"", true),
                        first(1, new Reply(502, "text/html", "<html><body>Bad gateway</body>"))));
        scenarios.put(
                "nonsense",
                new Scenario(
                        create("Nonsense", "\"Timeout\":\"3\"", true),
                        (event, call, form, tags) -> new Reply(200, "text/plain", "not XML at all")));
        scenarios.put(
                "denied",
                new Scenario(
                        create("Denied", "\"DryRun\":\"false\",\"Timeout\":\"3\"", true),
                        on("CreateRouteServer", Reply.error(403, "UnauthorizedOperation", "You are not authorized."))));
        scenarios.put(
                "unknown code",
                new Scenario(
                        create("Unknown", "\"DryRun\":\"false\"", true),
                        on("CreateRouteServer", Reply.error(400, "RouteServerLimitExceeded", "Too many."))));
        scenarios.put(
                "dry run",
                new Scenario(
                        create("Rehearsed", "\"DryRun\":\"true\"", true),
                        on("CreateRouteServer", Reply.error(412, "DryRunOperation", "Request would have succeeded"))));
        scenarios.put("update", new Scenario(update(), Ec2Script.WILLING));
        scenarios.put(
                "delete",
                new Scenario(
                        delete(),
                        (event, call, form, tags) -> form.containsKey("RouteServerId.1") && call > 1
                                ? Reply.error(400, "InvalidRouteServerId.NotFound", "It does not exist")
                                : Ec2Script.WILLING.reply(event, call, form, tags)));
        scenarios.put(
                "refused", new Scenario(create("Refused", "\"PersistRoutes\":\"perhaps\"", true), Ec2Script.WILLING));
        return scenarios;
    }

    private static Ec2Script first(int calls, Reply reply) {
        return (event, call, form, tags) -> call < calls ? reply : Ec2Script.WILLING.reply(event, call, form, tags);
    }

    private static Ec2Script on(String action, Reply reply) {
        return (event, call, form, tags) ->
                form.get("Action").equals(action) ? reply : Ec2Script.WILLING.reply(event, call, form, tags);
    }

    private static String create(String id, String properties, boolean overTls) {
        String common = "\"AmazonSideAsn\":\"65001\",\"SnsNotificationsEnabled\":\"true\",";
        return request("Create", id, common + properties, "", overTls);
    }

    private static String update() {
        return request(
                "Update",
                "Update",
                "\"AmazonSideAsn\":\"65001\",\"PersistRoutes\":\"disable\",\"SnsNotificationsEnabled\":\"true\","
                        + "\"Tags\":[{\"Key\":\"Name\",\"Value\":\"new\"}]",
                ",\"PhysicalResourceId\":\"rs-0123456789abcdef0\",\"OldResourceProperties\":{\"AmazonSideAsn\":\"65001\"}",
                true);
    }

    private static String delete() {
        return request(
                "Delete",
                "Delete",
                "\"AmazonSideAsn\":\"65001\"",
                ",\"PhysicalResourceId\":\"rs-0123456789abcdef0\"",
                true);
    }

    private static String request(String type, String id, String properties, String more, boolean overTls) {
        return """
                {"RequestType":"%s","ResponseURL":"%s",\
                "StackId":"arn:aws:cloudformation:eu-central-1:123456789012:stack/t/51af3dc0-da77-11e4-872e-1234567db123",\
                "RequestId":"request-%s","LogicalResourceId":"%s","ResourceType":"Custom::RouteServer",\
                "ResourceProperties":{"ServiceToken":"t",%s}%s}""".formatted(type, overTls ? cloud.responseUrl() : cloud.plainResponseUrl(), id, id, properties, more);
    }

    private static Subject subject(Path folder, Map<String, String> environment, Path trusted, String... options) {
        Subject plain = Functions.java("handler", jdk, trusted, folder, HANDLER);
        List<String> command = new ArrayList<>(plain.command());
        // Newer JVMs warn of AWS's runtime client, which loads a native library.
        command.add(1, "--enable-native-access=ALL-UNNAMED");
        command.addAll(1, List.of(options));
        return new Subject(plain.row(), plain.runtime(), command, folder, environment, plain.event());
    }

    private static Map<String, JsonNode> answers(
            Path folder, Map<String, Scenario> scenarios, Map<String, String> environment) throws Exception {
        return answers(folder, scenarios, environment, trustStore);
    }

    private static Map<String, JsonNode> answers(
            Path folder,
            Map<String, Scenario> scenarios,
            Map<String, String> environment,
            Path trusted,
            String... options)
            throws Exception {
        List<Scenario> inOrder = new ArrayList<>(scenarios.values());
        cloud.follow((event, call, form, tags) -> inOrder.get(event).script().reply(event, call, form, tags));
        Path log = work.resolve("log");
        Subject subject = subject(folder, environment, trusted, options);
        Run run = new Run(inOrder.stream().map(Scenario::event).toList());
        List<Run.Invocation> invocations =
                new Launcher(cloud, log).run(subject, run, (done, start, pid) -> done.invocations());

        assertThat(Files.readString(log)).doesNotContain(MISSING);
        Map<String, JsonNode> answers = new HashMap<>();
        int next = 0;
        for (String name : scenarios.keySet()) {
            String answer = invocations.get(next++).answer();
            assertThat(answer).as(name).isNotNull().doesNotContain(MISSING);
            ObjectNode json = (ObjectNode) MAPPER.readTree(answer);
            answers.put(name, json);
        }
        return answers;
    }
}
