package io.github.cdkrouteserver.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.cdkrouteserver.handler.Invocation;
import io.github.cdkrouteserver.handler.Log;
import io.github.cdkrouteserver.handler.Recollection;
import io.github.cdkrouteserver.handler.Surroundings;
import io.github.cdkrouteserver.handler.core.Time;
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
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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
    private static final int TIMEOUT_SECONDS = 6;

    private final List<String> answers = new CopyOnWriteArrayList<>();
    private final List<Instant> attempts = new CopyOnWriteArrayList<>();
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
        bucket.setExecutor(Executors.newCachedThreadPool());
        bucket.createContext("/", exchange -> {
            attempts.add(Instant.now());
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            sleep(bucketStallMillis);
            answers.add(body);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        bucket.start();
    }

    @AfterEach
    void stop() {
        bucket.stop(0);
        client.close();
        ec2.close();
    }

    @Test
    void handle_whereACallHangs_answersInTime() throws IOException {
        ec2.faults(FaultPlan.always("CreateRouteServer", Fault.stall(Duration.ofSeconds(30))));
        double seconds = handle(900_000);
        System.out.printf(
                "ending: a hanging CreateRouteServer is answered after %.1f of %d s%n", seconds, TIMEOUT_SECONDS);
        assertThat(seconds).isLessThan(TIMEOUT_SECONDS + 1.5);
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0))
                .contains("FAILED", "CreateRouteServer did not return in time", "route-server/not-created/");
    }

    @Test
    void handle_whereAServerNeverBecomesAvailable_saysWhatItWaitedFor() throws IOException {
        ec2.behave(Ec2Behavior.builder().scaleDelays(1_000).build());
        double seconds = handle(900_000);
        System.out.printf("ending: an endless wait is answered after %.1f of %d s%n", seconds, TIMEOUT_SECONDS);
        assertThat(seconds).isLessThan(TIMEOUT_SECONDS + 1.5);
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0)).contains("FAILED", "pending", "\"PhysicalResourceId\":\"rs-");
    }

    @Test
    void handle_whereTheResponseUrlHangs_endsBeforeTheFunctionDoes() throws IOException {
        bucketStallMillis = 20_000;
        long functionMillis = 9_000;
        double seconds = handle(functionMillis);
        System.out.printf(
                "ending: a hanging response URL is given up after %.1f of %d s%n", seconds, functionMillis / 1_000);
        assertThat(seconds).isLessThan(functionMillis / 1_000.0);
        assertThat(attempts).hasSizeGreaterThan(1);
    }

    private double handle(long functionMillis) throws IOException {
        Props props = Props.plain().withTimeout(TIMEOUT_SECONDS);
        String url = "http://127.0.0.1:" + bucket.getAddress().getPort() + "/answer";
        Event event = new Event(1, "Create", "", props, null, Instant.now(), "r-1", url);
        Log log = new Log(line -> {});
        long start = System.nanoTime();
        new Invocation(
                        new Ec2RouteServers(client, log.calls()),
                        new RealTime(),
                        new Random(1),
                        log,
                        new Recollection(),
                        new Surroundings(World.FUNCTION, "stream", functionMillis))
                .handle(new ByteArrayInputStream(event.json()));
        return (System.nanoTime() - start) / 1e9;
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class RealTime implements Time {
        @Override
        public long nowMillis() {
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void sleep(long millis) throws InterruptedException {
            Thread.sleep(millis);
        }
    }
}
