package io.github.cdkrouteserver.localaws.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdkrouteserver.localaws.lambda.InvocationResult.Kind;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalLambdaTest {
    /** Does what the event's first word says. */
    private static final String HANDLER = """
            import java.io.InputStream;
            import java.io.OutputStream;
            import java.nio.charset.StandardCharsets;
            import java.nio.file.Files;
            import java.nio.file.Path;

            public class Handler {
                private static int calls;

                public void handle(InputStream in, OutputStream out, com.amazonaws.services.lambda.runtime.Context context)
                        throws Exception {
                    String event = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\\"", "");
                    String[] words = event.split(" ");
                    calls++;
                    System.out.println("call " + calls + " " + event);
                    String answer = switch (words[0]) {
                        case "env" -> String.valueOf(System.getenv(words[1]));
                        case "variables" -> String.join(",", new java.util.TreeSet<>(System.getenv().keySet()));
                        case "context" -> context.getFunctionName() + " " + context.getAwsRequestId() + " "
                                + context.getInvokedFunctionArn() + " " + context.getMemoryLimitInMB() + " "
                                + (context.getRemainingTimeInMillis() > 0) + " " + context.getLogGroupName();
                        case "resource" -> new String(
                                Handler.class.getResourceAsStream("/data.txt").readAllBytes(), StandardCharsets.UTF_8);
                        case "throw" -> throw new IllegalStateException("on purpose");
                        case "once" -> {
                            Path mark = Path.of(words[1]);
                            if (Files.exists(mark)) {
                                yield "second";
                            }
                            Files.createFile(mark);
                            System.out.println("about to hang");
                            Thread.sleep(60000);
                            yield "first";
                        }
                        case "sleep" -> {
                            Thread.sleep(60000);
                            yield "slept";
                        }
                        case "exit" -> {
                            Runtime.getRuntime().halt(3);
                            yield "";
                        }
                        default -> "calls " + calls;
                    };
                    out.write(("\\"" + answer + "\\"").getBytes(StandardCharsets.UTF_8));
                }
            }
            """;

    @TempDir
    static Path directory;

    private static Path jar;

    /** Time limits of the next deliveries, in place of their function's own. */
    private final Queue<Duration> timeLimits = new ConcurrentLinkedQueue<>();

    private final LocalLambda lambda = LocalLambda.builder()
            .timeLimit(limit -> Objects.requireNonNullElse(timeLimits.poll(), limit))
            .environment(Map.of("AWS_ENDPOINT_URL_EC2", "http://ec2"))
            .build();

    @BeforeAll
    static void compile() throws Exception {
        Path source = directory.resolve("Handler.java");
        Files.writeString(source, HANDLER);
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        OutputStream.nullOutputStream(),
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        directory.toString(),
                        source.toString());
        assertThat(status).isZero();
        jar = directory.resolve("handler.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("Handler.class"));
            zip.write(Files.readAllBytes(directory.resolve("Handler.class")));
            zip.putNextEntry(new ZipEntry("data.txt"));
            zip.write("from the artifact".getBytes());
        }
    }

    @AfterEach
    void stop() {
        List<Long> pids = lambda.functions().stream()
                .flatMap(function -> function.processIds().stream())
                .toList();
        lambda.close();
        assertThat(pids)
                .allSatisfy(pid -> assertThat(ProcessHandle.of(pid)
                                .map(ProcessHandle::isAlive)
                                .orElse(false))
                        .isFalse());
    }

    @Test
    void invoke_runtimeClient_findsCodeContextAndCleanEnvironment() throws Exception {
        LocalFunction function =
                lambda.create(config().environment(Map.of("OWN", "value")).build());

        assertThat(function.invoke("\"resource\"").payload()).isEqualTo("\"from the artifact\"");
        assertThat(function.invoke("\"env OWN\"").payload()).isEqualTo("\"value\"");
        assertThat(function.invoke("\"env AWS_ENDPOINT_URL_EC2\"").payload()).isEqualTo("\"http://ec2\"");
        assertThat(function.invoke("\"env AWS_ACCESS_KEY_ID\"").payload())
                .isEqualTo("\"" + FunctionCredentials.none().accessKeyId() + "\"");
        InvocationResult context = function.invoke("\"context\"");
        assertThat(context.payload())
                .isEqualTo("\"f " + context.requestId()
                        + " arn:aws:lambda:us-east-1:123456789012:function:f 256 true /aws/lambda/f\"");
        assertThat(function.invoke("\"variables\"").payload())
                .contains("_HANDLER", "LAMBDA_TASK_ROOT", "AWS_LAMBDA_LOG_STREAM_NAME")
                .doesNotContain("HOME", "USER", "JAVA_HOME");
        assertThat(function.processStarts()).isEqualTo(1);
        assertThat(function.invoke("\"count\"").payload()).isEqualTo("\"calls 7\"");
        assertThat(function.logLines()).contains("call 1 resource");
    }

    @Test
    void invokeAsync_processKilled_isDeliveredAgain() throws Exception {
        LocalFunction function = lambda.create(config().build());
        function.killWhen(line -> line.equals("about to hang"));

        InvocationResult result = function.invokeAsync("\"once " + directory.resolve("killed") + "\"")
                .get(60, TimeUnit.SECONDS);

        assertThat(result.payload()).isEqualTo("\"second\"");
        assertThat(function.results())
                .extracting(InvocationResult::kind)
                .containsExactly(Kind.PROCESS_EXIT, Kind.SUCCESS);
        assertThat(function.results()).extracting(InvocationResult::requestId).containsOnly(result.requestId());
    }

    @Test
    void invokeAsync_timeLimit_killsTheProcessAndDeliversAgain() throws Exception {
        LocalFunction function = lambda.create(config().build());
        timeLimits.add(Duration.ofSeconds(3));

        InvocationResult result = function.invokeAsync("\"once " + directory.resolve("timed-out") + "\"")
                .get(60, TimeUnit.SECONDS);

        assertThat(result.payload()).isEqualTo("\"second\"");
        assertThat(function.results()).extracting(InvocationResult::kind).containsExactly(Kind.TIMEOUT, Kind.SUCCESS);
        assertThat(function.logLines()).anyMatch(line -> line.contains("Task timed out after 3.00 seconds"));
    }

    @Test
    void invokeAsync_functionError_isTriedThreeTimesInOneProcess() throws Exception {
        LocalFunction function = lambda.create(config().build());

        InvocationResult result = function.invokeAsync("\"throw\"").get(60, TimeUnit.SECONDS);

        assertThat(result.kind()).isEqualTo(Kind.FUNCTION_ERROR);
        assertThat(result.attempt()).isEqualTo(3);
        assertThat(result.payload()).contains("on purpose");
        assertThat(function.results()).hasSize(3);
        assertThat(function.processStarts()).isEqualTo(1);
    }

    @Test
    void invokeAsync_agedEvent_isGivenUp() throws Exception {
        LocalFunction function = lambda.create(config().build());
        function.retryPolicy(RetryPolicy.DEFAULT.maxAge(Duration.ZERO));

        assertThat(function.invokeAsync("\"exit\"").get(60, TimeUnit.SECONDS).kind())
                .isEqualTo(Kind.EXPIRED);
        assertThat(function.results()).hasSize(2);
    }

    @Test
    void invoke_handlerThatCannotBeLoaded_isAnError() throws Exception {
        LocalFunction function =
                lambda.create(config().handler("Nowhere::handle").build());

        assertThat(function.invoke("\"x\"").payload()).contains("Nowhere");
    }

    @Test
    void update_configuration_retiresWarmProcesses() throws Exception {
        LocalFunction function =
                lambda.create(config().environment(Map.of("V", "1")).build());
        function.invoke("\"env V\"");

        lambda.update(config().environment(Map.of("V", "2")).build());

        assertThat(function.invoke("\"env V\"").payload()).isEqualTo("\"2\"");
        assertThat(function.processStarts()).isEqualTo(2);
    }

    @Test
    void function_unknownOrOtherRuntime_isRefused() {
        assertThatThrownBy(() -> lambda.function("arn:aws:lambda:us-east-1:123456789012:function:nobody"))
                .hasMessageContaining("Function not found");
        assertThatThrownBy(() -> lambda.create(config().runtime("nodejs24.x").build()))
                .hasMessageContaining("only Java functions run here");
    }

    private static FunctionConfig.Builder config() {
        return FunctionConfig.builder("f")
                .code(jar)
                .handler("Handler::handle")
                .timeout(Duration.ofSeconds(30))
                .memoryMiB(256);
    }
}
