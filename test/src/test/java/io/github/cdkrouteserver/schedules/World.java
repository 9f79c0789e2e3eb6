package io.github.cdkrouteserver.schedules;

import io.github.cdkrouteserver.handler.Invocation;
import io.github.cdkrouteserver.handler.Log;
import io.github.cdkrouteserver.handler.Recollection;
import io.github.cdkrouteserver.handler.Surroundings;
import io.github.cdkrouteserver.handler.core.RouteServers;
import io.github.cdkrouteserver.handler.core.Time;
import io.github.cdkrouteserver.handler.ec2.Ec2RouteServers;
import io.github.cdkrouteserver.localaws.ec2.Fault;
import io.github.cdkrouteserver.localaws.ec2.LocalEc2;
import io.github.cdkrouteserver.localaws.ec2.VirtualClock;
import io.github.cdkrouteserver.localaws.iam.Credentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** The handler over the real SDK and HTTP, with an EC2, a response bucket and a clock that stand still by themselves. */
final class World implements AutoCloseable {
    static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:provider";
    static final long FUNCTION_MILLIS = 900_000;

    static {
        // Without it the JDK's server holds back the second half of each answer until the first is acknowledged.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final SdkHttpClient HTTP = UrlConnectionHttpClient.builder()
            .connectionTimeout(Duration.ofSeconds(5))
            .socketTimeout(Duration.ofSeconds(20))
            .build();

    final VirtualClock clock = new VirtualClock();
    final List<String> violations = Collections.synchronizedList(new ArrayList<>());
    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    final LocalEc2 ec2;
    final ResponseBucket bucket = new ResponseBucket(violations::add);
    final Ec2Client client;

    private final Variant variant;
    private final Random jitter;
    private volatile Delivery active;
    private Process process = new Process();

    World(Schedule schedule, Variant variant) {
        this.variant = variant;
        this.jitter = new Random(schedule.seed());
        ec2 = LocalEc2.builder().clock(clock).behavior(schedule.behavior()).start();
        ec2.faults(call -> active == null ? Fault.NONE : active.faultFor(call));
        Credentials credentials = variant.policies() == null
                ? ec2.iam().administrator()
                : ec2.iam().issue("arn:aws:sts::123456789012:assumed-role/provider/provider", variant.policies());
        client = Ec2Client.builder()
                .endpointOverride(ec2.endpoint())
                .region(Region.of(ec2.location().region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken())))
                .httpClient(HTTP)
                .overrideConfiguration(o -> o.retryStrategy(StandardRetryStrategy.builder()
                        .maxAttempts(3)
                        .backoffStrategy(BackoffStrategy.retryImmediately())
                        .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                        .circuitBreakerEnabled(false)
                        .build()))
                .build();
    }

    /** A process of the function, from its start to its end. */
    static final class Process {
        private final Recollection recollection = new Recollection();
        private final Set<Integer> handled = new HashSet<>();

        /** Whether it was delivered a later event than this one. */
        boolean knowsLaterThan(Event event) {
            return handled.stream().anyMatch(sequence -> sequence > event.sequence);
        }
    }

    Process process() {
        return process;
    }

    /** From now on a process that has just been started takes the events. */
    void replaceProcess() {
        process = new Process();
    }

    Instant now() {
        return clock.now();
    }

    void pass(Duration duration) {
        clock.advance(duration);
    }

    /** Delivers an event; returns when the process has answered or is no more. */
    Delivery deliver(Event event, List<Trouble> troubles, Runnable beforeEachCall) {
        Delivery delivery = new Delivery(event, troubles, now());
        Delivery outer = active;
        Process taker = process;
        taker.handled.add(event.sequence);
        bucket.expect(delivery);
        Log sink = new Log(log::add);
        RouteServers servers =
                new CallGate(variant.calls().apply(new Ec2RouteServers(client, sink.calls())), delivery, () -> {
                    beforeEachCall.run();
                    active = delivery;
                });
        Time time = variant.clock().apply(new WorldTime(delivery));
        Invocation invocation = new Invocation(
                servers,
                time,
                jitter,
                sink,
                taker.recollection,
                new Surroundings(FUNCTION, "2026/01/01/[$LATEST]stream", FUNCTION_MILLIS));
        active = delivery;
        try {
            byte[] json = variant.event()
                    .apply(new String(event.json(), StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
            invocation.handle(new ByteArrayInputStream(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            if (!delivery.killed) {
                violations.add("the handler threw " + e);
            }
        } finally {
            // What interrupted the dead process must not reach whoever runs the schedule.
            Thread.interrupted();
            active = outer;
        }
        if (delivery.killed && process == taker) {
            replaceProcess();
        }
        return delivery;
    }

    private final class WorldTime implements Time {
        private final Delivery delivery;

        private WorldTime(Delivery delivery) {
            this.delivery = delivery;
        }

        @Override
        public long nowMillis() {
            return clock.now().toEpochMilli();
        }

        @Override
        public Instant now() {
            return clock.now();
        }

        @Override
        public void sleep(long millis) throws InterruptedException {
            if (delivery.killed) {
                throw new InterruptedException();
            }
            clock.advance(Duration.ofMillis(millis));
        }
    }

    @Override
    public void close() {
        client.close();
        bucket.close();
        ec2.close();
    }
}
