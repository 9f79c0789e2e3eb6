package io.github.cdkrouteserver.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.cdkrouteserver.handler.Invocation;
import io.github.cdkrouteserver.handler.Log;
import io.github.cdkrouteserver.handler.Recollection;
import io.github.cdkrouteserver.handler.Surroundings;
import io.github.cdkrouteserver.handler.SystemTime;
import io.github.cdkrouteserver.handler.ec2.Ec2RouteServers;
import io.github.cdkrouteserver.localaws.ec2.Ec2Behavior;
import io.github.cdkrouteserver.localaws.ec2.Fault;
import io.github.cdkrouteserver.localaws.ec2.FaultPlan;
import io.github.cdkrouteserver.localaws.ec2.LocalEc2;
import io.github.cdkrouteserver.localaws.iam.Credentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Whatever AWS does, the request ends within the time that the user allows; on the machine's own clock. */
class EndingTest {
    private static final int TIMEOUT_SECONDS = 10;
    private static final long FUNCTION_MILLIS = 900_000;

    private final List<String> answers = new CopyOnWriteArrayList<>();
    private final List<Long> arrivals = new CopyOnWriteArrayList<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private LocalEc2 ec2;
    private Ec2Client client;
    private HttpServer bucket;
    private volatile long bucketStallMillis;

    @BeforeEach
    void start() throws IOException {
        ec2 = LocalEc2.builder().behavior(Ec2Behavior.instant().build()).start();
        Credentials administrator = ec2.iam().administrator();
        client = Ec2Client.builder()
                .endpointOverride(ec2.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        administrator.accessKeyId(), administrator.secretAccessKey(), administrator.sessionToken())))
                .httpClient(UrlConnectionHttpClient.builder()
                        .socketTimeout(Duration.ofSeconds(20))
                        .build())
                .build();
        bucket = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bucket.setExecutor(threads);
        bucket.createContext("/", exchange -> {
            attempts.incrementAndGet();
            answers.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            arrivals.add(System.nanoTime());
            sleep(bucketStallMillis);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        bucket.start();
        // What a JVM loads with its first request counts for Lambda's init phase.
        handle("warm-up", FUNCTION_MILLIS);
        answers.clear();
        arrivals.clear();
        attempts.set(0);
    }

    @AfterEach
    void stop() {
        bucket.stop(0);
        threads.shutdownNow();
        client.close();
        ec2.close();
    }

    @Test
    void handle_whereACallHangs_answersInTime() throws IOException {
        ec2.faults(FaultPlan.always("CreateRouteServer", Fault.stall(Duration.ofSeconds(30))));
        double seconds = secondsToTheAnswer();
        System.out.printf(
                "ending: a hanging CreateRouteServer is answered after %.1f of %d s%n", seconds, TIMEOUT_SECONDS);
        assertThat(seconds).isLessThan(TIMEOUT_SECONDS);
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0))
                .contains("FAILED", "CreateRouteServer did not return in time", "route-server/not-created/");
    }

    @Test
    void handle_whereAServerNeverBecomesAvailable_saysWhatItWaitedFor() throws IOException {
        ec2.behave(Ec2Behavior.builder().scaleDelays(1_000).build());
        double seconds = secondsToTheAnswer();
        System.out.printf("ending: an endless wait is answered after %.1f of %d s%n", seconds, TIMEOUT_SECONDS);
        assertThat(seconds).isLessThan(TIMEOUT_SECONDS);
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0)).contains("FAILED", "pending", "\"PhysicalResourceId\":\"rs-");
    }

    @Test
    void handle_whereTheResponseUrlHangs_endsBeforeTheFunctionDoes() throws IOException {
        bucketStallMillis = 20_000;
        long functionMillis = 15_000;
        long start = System.nanoTime();
        handle("r-1", functionMillis);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "ending: a hanging response URL is given up after %.1f of %d s%n", seconds, functionMillis / 1_000);
        assertThat(seconds).isLessThan(functionMillis / 1_000.0);
        assertThat(attempts).hasValueGreaterThan(1);
    }

    /** CloudFormation counts until the answer is there, whatever the function still does afterwards. */
    private double secondsToTheAnswer() throws IOException {
        long start = System.nanoTime();
        handle("r-1", FUNCTION_MILLIS);
        return (arrivals.get(0) - start) / 1e9;
    }

    private void handle(String requestId, long functionMillis) throws IOException {
        Props props = Props.plain().withTimeout(TIMEOUT_SECONDS);
        String url = "http://127.0.0.1:" + bucket.getAddress().getPort() + "/answer";
        Event event = new Event(1, "Create", "", props, null, Instant.now(), requestId, url);
        Log log = new Log(line -> {});
        new Invocation(
                        new Ec2RouteServers(() -> client, log.calls()),
                        SystemTime.INSTANCE,
                        new Random(1),
                        log,
                        new Recollection(),
                        new Surroundings(World.FUNCTION, "stream", functionMillis))
                .handle(new ByteArrayInputStream(event.json()));
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
