package io.github.cdkrouteserver.handler.cfn;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.cdkrouteserver.handler.cfn.AnswerSender.Delivery;
import io.github.cdkrouteserver.handler.core.Deadline;
import io.github.cdkrouteserver.handler.core.Time;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerSenderTest {
    /** In two minutes, with pauses that double from a fifth of a second to ten seconds. */
    private static final int ATTEMPTS = 18;

    private static final byte[] ANSWER = "{\"größe\":1}".getBytes(StandardCharsets.UTF_8);

    /** Closes the connection once the whole answer has arrived. */
    private static final int DROP = 0;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> attempts = new ArrayList<>();
    private final List<Integer> statuses = new CopyOnWriteArrayList<>();
    private final SleepingTime time = new SleepingTime();
    private HttpServer bucket;

    @BeforeEach
    void start() throws IOException {
        bucket = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bucket.createContext("/", this::take);
        bucket.start();
    }

    @AfterEach
    void stop() {
        bucket.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().get("Content-Type")
                    + exchange.getRequestHeaders().get("Content-Length") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            int status = statuses.get(Math.min(requests.size(), statuses.size()) - 1);
            if (status != DROP) {
                exchange.sendResponseHeaders(status, -1);
            }
        }
    }

    private Delivery send(Integer... answers) {
        statuses.addAll(List.of(answers));
        return send("http://127.0.0.1:" + port() + "/a?X-Amz-Signature=s3cret", 600_000);
    }

    private Delivery send(String url, long millis) {
        return AnswerSender.send(
                ResponseUrl.parse(url),
                ANSWER,
                Deadline.in(time, millis),
                (attempt, result) -> attempts.add(attempt + " " + result));
    }

    private int port() {
        return bucket.getAddress().getPort();
    }

    @Test
    void send_anAnswer_isWhatTheUrlWasSignedFor() {
        assertThat(send(200)).isEqualTo(Delivery.ACCEPTED);
        assertThat(requests).containsExactly("PUT /a?X-Amz-Signature=s3cret [][13] {\"größe\":1}");
        assertThat(attempts).containsExactly("1 200");
    }

    @ParameterizedTest
    @CsvSource({
        "200,ACCEPTED",
        "299,ACCEPTED",
        "400,REFUSED",
        "401,REFUSED",
        "403,REFUSED",
        "404,REFUSED",
        "499,REFUSED"
    })
    void send_whereTheStatusDecides_isDecided(int status, Delivery delivery) {
        assertThat(send(status)).isEqualTo(delivery);
        assertThat(attempts).first().isEqualTo("1 " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 307, 399, 408, 429, 500, 503, 504})
    void send_whereTheStatusSaysNothingOfTheAnswer_isUnknown(int status) {
        assertThat(send(status)).isEqualTo(Delivery.UNKNOWN);
    }

    @Test
    void send_whereTheConnectionBreaksAfterwards_isUnknown() {
        assertThat(send(DROP)).isEqualTo(Delivery.UNKNOWN);
        assertThat(requests).hasSize(ATTEMPTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {503, DROP})
    void send_whereARefusalFollowsSomethingUnknown_staysUnknown(int first) {
        assertThat(send(first, 403)).isEqualTo(Delivery.UNKNOWN);
        assertThat(attempts).hasSize(ATTEMPTS).last().isEqualTo(ATTEMPTS + " 403");
    }

    @Test
    void send_whereSomethingUnknownFollowsARefusal_isUnknown() {
        assertThat(send(403, 503, 403)).isEqualTo(Delivery.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 503, DROP})
    void send_whereALaterAttemptIsAccepted_isAccepted(int first) {
        assertThat(send(first, first, 200)).isEqualTo(Delivery.ACCEPTED);
        assertThat(requests).hasSize(3);
        assertThat(attempts).last().isEqualTo("3 200");
    }

    @Test
    void send_whereNobodyListens_isRefused() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertThat(send("http://127.0.0.1:" + port + "/a", 600_000)).isEqualTo(Delivery.REFUSED);
        assertThat(attempts).hasSize(ATTEMPTS).first().isEqualTo("1 ConnectException");
    }

    @Test
    void send_whereTlsFails_isRefusedBecauseNothingWasSent() {
        statuses.add(200);
        // The server waits for the end of a line that never comes.
        assertThat(send("https://127.0.0.1:" + port() + "/a", 0)).isEqualTo(Delivery.REFUSED);
        assertThat(attempts).hasSize(1);
        assertThat(requests).isEmpty();
    }

    @Test
    void send_whereTheJdkFailsUnexpectedly_isAFailedAttempt() {
        ProxySelector before = ProxySelector.getDefault();
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                throw new IllegalStateException("s3cret");
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException e) {
                throw new AssertionError(e);
            }
        });
        try {
            assertThat(send(200)).isEqualTo(Delivery.REFUSED);
        } finally {
            ProxySelector.setDefault(before);
        }
        assertThat(attempts).hasSize(ATTEMPTS).allMatch(attempt -> attempt.endsWith(" IllegalStateException"));
    }

    @Test
    void send_betweenAttempts_waitsTwiceAsLongEachTimeUpToTenSeconds() {
        send(503);
        assertThat(time.sleeps).startsWith(200L, 400L, 800L, 1_600L, 3_200L, 6_400L, 10_000L, 10_000L);
    }

    @Test
    void send_whereTheTimeIsUp_triesNoMore() {
        statuses.add(503);
        assertThat(send("http://127.0.0.1:" + port() + "/a", 500)).isEqualTo(Delivery.UNKNOWN);
        assertThat(requests).hasSize(3);
        assertThat(time.sleeps).containsExactly(200L, 300L);
    }

    @Test
    void send_whereTheUrlHangs_givesUpWhenTheTimeDoes() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(send("http://127.0.0.1:" + silent.getLocalPort() + "/a", 0))
                    .isEqualTo(Delivery.UNKNOWN);
            assertThat(attempts).containsExactly("1 SocketTimeoutException");
        }
    }

    /** Goes on only while somebody sleeps. */
    private static final class SleepingTime implements Time {
        private final List<Long> sleeps = new ArrayList<>();
        private long now;

        @Override
        public long nowMillis() {
            return now;
        }

        @Override
        public Instant now() {
            return Instant.ofEpochMilli(now);
        }

        @Override
        public void sleep(long millis) {
            sleeps.add(millis);
            now += millis;
        }
    }
}
