package io.github.cdkrouteserver.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.cdkrouteserver.contract.RouteServerContract;
import io.github.cdkrouteserver.handler.core.AwsFailure;
import io.github.cdkrouteserver.handler.core.DesiredState;
import io.github.cdkrouteserver.handler.core.Modification;
import io.github.cdkrouteserver.handler.core.Owner;
import io.github.cdkrouteserver.handler.core.RouteServer;
import io.github.cdkrouteserver.handler.core.RouteServers;
import io.github.cdkrouteserver.handler.core.Sha256;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InvocationTest {
    private static final long FUNCTION_MILLIS = 60_000;
    private static final String STACK = "arn:aws:cloudformation:eu-west-1:123456789012:stack/net/0a1b";

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
        handle(servers, "Create", "r-1", "", new Recollection());
    }

    private void update(RouteServers servers, String requestId, String signedAt, Recollection recollection)
            throws IOException {
        handle(servers, "Update", requestId, "?X-Amz-Date=" + signedAt, recollection);
    }

    private void handle(RouteServers servers, String type, String requestId, String query, Recollection recollection)
            throws IOException {
        String event = """
                {"RequestType":"%s","RequestId":"%s","ResponseURL":"http://127.0.0.1:%d/a%s","LogicalResourceId":"Rs",
                 "StackId":"%s","PhysicalResourceId":"rs-1",
                 "OldResourceProperties":{"AmazonSideAsn":"65000"},
                 "ResourceProperties":{"AmazonSideAsn":"65000","SnsNotificationsEnabled":"true"}}""".formatted(type, requestId, bucket.getAddress().getPort(), query, STACK);
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
                        recollection,
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

    @Test
    void handle_anUpdateThatCloudFormationHasGivenUp_removesWhatItMade() throws IOException {
        now.set(Instant.parse("2026-01-01T12:00:00Z").toEpochMilli());
        MadeByAnUpdate server = new MadeByAnUpdate("u-1");
        update(server, "u-1", "20260101T090000Z", new Recollection());
        assertThat(server.deleted).containsExactly("rs-2");
        assertThat(answers)
                .singleElement()
                .asString()
                .contains("FAILED", "\"rs-1\"", "came too late", "rs-2, which it had made, was deleted");
    }

    @Test
    void handle_anUpdateThatALaterOneHasOvertaken_removesWhatItMade() throws IOException {
        now.set(Instant.parse("2026-01-01T12:00:00Z").toEpochMilli());
        Recollection recollection = new Recollection();
        update(new OneServer("arn:topic"), "u-2", "20260101T115930Z", recollection);
        MadeByAnUpdate server = new MadeByAnUpdate("u-1");
        update(server, "u-1", "20260101T115900Z", recollection);
        assertThat(server.deleted).containsExactly("rs-2");
        assertThat(answers).hasSize(2).last().asString().contains("FAILED", "came too late");
    }

    @Test
    void handle_anUpdateThatIsInTime_removesNothing() throws IOException {
        now.set(Instant.parse("2026-01-01T12:00:00Z").toEpochMilli());
        MadeByAnUpdate server = new MadeByAnUpdate("u-1");
        update(server, "u-1", "20260101T115930Z", new Recollection());
        assertThat(server.deleted).isEmpty();
        assertThat(answers).singleElement().asString().contains("SUCCESS", "\"rs-2\"");
    }

    @Test
    void handle_whatCouldNotBeDeletedInTime_isDeletedAfterTheAnswer() throws IOException {
        now.set(Instant.parse("2026-01-01T12:00:00Z").toEpochMilli());
        int[] answersBefore = new int[1];
        MadeByAnUpdate server = new MadeByAnUpdate("u-1") {
            @Override
            public void delete(String id) {
                if (answers.isEmpty()) {
                    throw new AwsFailure(
                            AwsFailure.Kind.INCORRECT_STATE, "DeleteRouteServer " + id, "IncorrectState", "", "", null);
                }
                answersBefore[0] = answers.size();
                super.delete(id);
            }
        };
        update(server, "u-1", "20260101T090000Z", new Recollection());
        assertThat(server.deleted).containsExactly("rs-2");
        assertThat(answersBefore[0]).isEqualTo(1);
        assertThat(answers).singleElement().asString().contains("is marked");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An EC2 that has what an update made which died before it was answered. */
    private static class MadeByAnUpdate extends OneServer {
        final List<String> deleted = new CopyOnWriteArrayList<>();
        private final Map<String, String> tags = new ConcurrentHashMap<>();

        MadeByAnUpdate(String requestId) {
            super("arn:topic");
            tags.put(RouteServerContract.STACK_TAG, STACK);
            tags.put(RouteServerContract.LOGICAL_ID_TAG, "Rs");
            tags.put(
                    RouteServerContract.PROVENANCE_TAG,
                    "creating " + Sha256.of(STACK + "\nRs\n" + requestId) + " rs-1 0");
        }

        @Override
        public List<RouteServer> ownedBy(Owner owner) {
            return find("rs-2").stream().toList();
        }

        @Override
        public Optional<RouteServer> find(String id) {
            return Optional.of(
                    new RouteServer(id, 65_000, "available", Map.copyOf(tags), "disabled", null, true, "arn:topic"));
        }

        @Override
        public void tag(String id, Map<String, String> given) {
            tags.putAll(given);
        }

        @Override
        public void delete(String id) {
            deleted.add(id);
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
