package io.github.cdkrouteserver.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.cdkrouteserver.handler.core.DesiredState;
import io.github.cdkrouteserver.handler.core.Modification;
import io.github.cdkrouteserver.handler.core.Owner;
import io.github.cdkrouteserver.handler.core.RouteServer;
import io.github.cdkrouteserver.handler.core.RouteServers;
import io.github.cdkrouteserver.handler.core.Time;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InvocationTest {
    private static final long FUNCTION_MILLIS = 60_000;

    private final List<String> answers = new CopyOnWriteArrayList<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final AtomicLong now = new AtomicLong();
    private HttpServer bucket;
    private volatile long passesWithTheAnswer;

    @BeforeEach
    void start() throws IOException {
        bucket = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bucket.createContext("/", exchange -> {
            answers.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            now.addAndGet(passesWithTheAnswer);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        bucket.start();
    }

    @AfterEach
    void stop() {
        bucket.stop(0);
    }

    private void create(RouteServers servers) throws IOException {
        String event = """
                {"RequestType":"Create","RequestId":"r-1","ResponseURL":"http://127.0.0.1:%d/a","LogicalResourceId":"Rs",
                 "StackId":"arn:aws:cloudformation:eu-west-1:123456789012:stack/net/0a1b",
                 "ResourceProperties":{"AmazonSideAsn":"65000","SnsNotificationsEnabled":"true"}}""".formatted(bucket.getAddress().getPort());
        Time time = new Time() {
            @Override
            public long nowMillis() {
                return now.get();
            }

            @Override
            public Instant now() {
                return Instant.ofEpochMilli(now.get());
            }

            @Override
            public void sleep(long millis) {
                now.addAndGet(millis);
            }
        };
        new Invocation(
                        servers,
                        time,
                        new Random(1),
                        new Log(log::add),
                        new Recollection(),
                        new Surroundings("", "stream", FUNCTION_MILLIS))
                .handle(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void handle_whatNeedsNothingSpecial_isAnsweredAndNoted() throws IOException {
        OneServer server = new OneServer("arn:topic");
        create(server);
        assertThat(answers).singleElement().asString().contains("SUCCESS", "\"rs-1\"", "arn:topic");
        assertThat(server.noted).singleElement().asString().startsWith("created ");
    }

    @Test
    void handle_attributesThatDoNotFit_isAFailureAndNothingIsNoted() throws IOException {
        OneServer server = new OneServer("x".repeat(5_000));
        create(server);
        assertThat(answers)
                .singleElement()
                .asString()
                .contains("FAILED", "\"PhysicalResourceId\":\"rs-1\"", "do not fit", "[log stream: stream]")
                .hasSizeLessThan(4096);
        assertThat(server.noted).isEmpty();
        assertThat(log).anyMatch(line -> line.contains("\"status\":\"FAILED\""));
    }

    @Test
    void handle_whereNotingTakesTooLong_logsThatItDoes() throws IOException {
        passesWithTheAnswer = FUNCTION_MILLIS - 1_100;
        CountDownLatch end = new CountDownLatch(1);
        try {
            create(new OneServer("arn:topic") {
                @Override
                public void tag(String id, Map<String, String> tags) {
                    await(end);
                }
            });
        } finally {
            end.countDown();
        }
        assertThat(log)
                .last()
                .isEqualTo("{\"event\":\"not-noted\",\"reason\":\"java.util.concurrent.TimeoutException\"}");
    }

    @Test
    void handle_whereNotingFails_logsWhy() throws IOException {
        create(new OneServer("arn:topic") {
            @Override
            public void tag(String id, Map<String, String> tags) {
                throw new IllegalStateException("on purpose");
            }
        });
        assertThat(log)
                .last()
                .isEqualTo("{\"event\":\"not-noted\",\"reason\":\"java.lang.IllegalStateException: on purpose\"}");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An EC2 where every create succeeds at once. */
    private static class OneServer implements RouteServers {
        final List<String> noted = new CopyOnWriteArrayList<>();
        private final String topic;
        private volatile Map<String, String> tags = Map.of();

        OneServer(String topic) {
            this.topic = topic;
        }

        @Override
        public List<RouteServer> ownedBy(Owner owner) {
            return List.of();
        }

        @Override
        public Optional<RouteServer> find(String id) {
            return Optional.of(new RouteServer(id, 65_000, "available", tags, "disabled", null, true, topic));
        }

        @Override
        public RouteServer create(DesiredState desired, Map<String, String> given, String clientToken) {
            tags = given;
            return find("rs-1").orElseThrow();
        }

        @Override
        public void tag(String id, Map<String, String> given) {
            noted.addAll(given.values());
        }

        @Override
        public void rehearseCreate(DesiredState desired, Map<String, String> given) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RouteServer modify(String id, Modification modification) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(String id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void untag(String id, Set<String> keys) {
            throw new UnsupportedOperationException();
        }
    }
}
