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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** The handler in this JVM, over the real SDK and HTTP, where EC2, response bucket and clock stand still by themselves. */
final class VirtualWorld extends World {
    private static final SdkHttpClient HTTP = UrlConnectionHttpClient.builder()
            .connectionTimeout(Duration.ofSeconds(5))
            .socketTimeout(Duration.ofSeconds(20))
            .build();

    private final VirtualClock clock;
    private final Ec2Client client;
    private final Variant variant;
    private final Random jitter;
    private final Map<Process, Recollection> recollections = new HashMap<>();
    private volatile Delivery active;

    VirtualWorld(Schedule schedule, Variant variant) {
        this(schedule, variant, new VirtualClock());
    }

    private VirtualWorld(Schedule schedule, Variant variant, VirtualClock clock) {
        super(LocalEc2.builder().clock(clock).behavior(schedule.behavior()).start());
        this.clock = clock;
        startProcess(new Process());
        this.variant = variant;
        this.jitter = new Random(schedule.seed());
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

    @Override
    Instant now() {
        return clock.now();
    }

    @Override
    void pass(Duration duration) {
        clock.advance(duration);
    }

    @Override
    void passUntil(Instant then) {
        if (then.isAfter(clock.now())) {
            clock.advance(Duration.between(clock.now(), then));
        }
    }

    @Override
    void replaceProcess() {
        startProcess(new Process());
    }

    @Override
    Delivery deliver(Event event, List<Trouble> troubles, Runnable beforeEachCall) {
        Delivery delivery = new Delivery(event, troubles, now(), () -> {});
        Delivery outer = active;
        Process taker = process();
        taker.takes(event);
        bucket.expect(delivery);
        Log sink = new Log(log::add);
        RouteServers servers =
                new CallGate(variant.calls().apply(new Ec2RouteServers(() -> client, sink.calls())), delivery, () -> {
                    beforeEachCall.run();
                    active = delivery;
                });
        Time time = variant.clock().apply(new WorldTime(delivery));
        Invocation invocation = new Invocation(
                servers,
                time,
                jitter,
                sink,
                recollections.computeIfAbsent(taker, started -> new Recollection()),
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
        if (delivery.killed && process() == taker) {
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
        super.close();
        ec2.close();
    }
}
