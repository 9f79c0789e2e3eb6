package io.github.cdkrouteserver.localaws.ec2;

import com.sun.net.httpserver.HttpServer;
import io.github.cdkrouteserver.localaws.iam.Credentials;
import io.github.cdkrouteserver.localaws.iam.LocalIam;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The EC2 API of VPC Route Server on a loopback address.
 *
 * <p>Point an SDK's endpoint override at {@link #endpoint()}, with credentials from {@link #iam()}; or call it from inside
 * with {@link #api}. {@link #inventory()} and {@link #journal()} tell what exists and what was called, {@link #faults},
 * {@link #admin()} and {@link #devices()} make things happen.
 *
 * <p>Thread-safe. Nothing in it runs by itself: what is due happens when somebody calls or looks.
 */
public final class LocalEc2 implements AutoCloseable {
    static {
        // The JDK's server sends headers and body apart; with Nagle's algorithm each answer then takes some 40 ms
        // longer.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Ec2State state;
    private final CallPipeline pipeline;
    private final LocalIam iam;
    private final LocalClock clock;
    private final Devices devices;

    private LocalEc2(Builder builder) {
        clock = builder.clock;
        iam = builder.iam == null
                ? new LocalIam(builder.location.partition(), builder.location.account())
                : builder.iam;
        state = new Ec2State(builder.location, clock, builder.behavior, new NetworkRegistry());
        devices = new Devices(state);
        pipeline = new CallPipeline(state, clock, iam);
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "local-ec2-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", new QueryHandler(pipeline, state, iam));
        server.setExecutor(threads);
        server.start();
    }

    /**
     * Starts with realistic settings and a clock that runs.
     *
     * @return the running EC2
     */
    public static LocalEc2 start() {
        return builder().start();
    }

    /**
     * Starts with other settings.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the endpoint to override the SDK's with.
     *
     * @return an http URL
     */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * Returns where it is.
     *
     * @return partition, Region and account
     */
    public Ec2Location location() {
        return state.location();
    }

    /**
     * Returns the IAM that it asks.
     *
     * @return the IAM
     */
    public LocalIam iam() {
        return iam;
    }

    /**
     * Returns the clock that it lives by.
     *
     * @return the clock
     */
    public LocalClock clock() {
        return clock;
    }

    /**
     * Returns how it behaves.
     *
     * @return the present behaviour
     */
    public Ec2Behavior behavior() {
        return state.behavior();
    }

    /**
     * Changes how it behaves from now on; what is under way ends as it would have.
     *
     * @param behavior the new behaviour
     */
    public void behave(Ec2Behavior behavior) {
        state.behave(behavior);
    }

    /**
     * Decides what goes wrong from now on, in place of what was decided before.
     *
     * @param plan the plan; {@link FaultPlan#NONE} for nothing
     */
    public void faults(FaultPlan plan) {
        pipeline.faults(plan);
    }

    /**
     * Returns the record of all calls.
     *
     * @return the journal
     */
    public Journal journal() {
        return pipeline.journal();
    }

    /**
     * Returns what exists.
     *
     * @return the inventory, which is always up to date
     */
    public Inventory inventory() {
        return new Inventory(state);
    }

    /**
     * Returns what is known of VPCs, subnets and route tables.
     *
     * @return the registry
     */
    public NetworkRegistry network() {
        return state.network();
    }

    /**
     * Returns the API without the wire.
     *
     * @param credentials who calls
     * @return the API
     */
    public RouteServerApi api(Credentials credentials) {
        return new RouteServerApi(pipeline, credentials);
    }

    /**
     * Returns the appliances that route servers peer with.
     *
     * @return the devices
     */
    public Devices devices() {
        return devices;
    }

    /**
     * Returns the means to change things by hand.
     *
     * @return changes that no call made
     */
    public Admin admin() {
        return new Admin(state);
    }

    /** Stops answering. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** Builds a {@link LocalEc2}. */
    public static final class Builder {
        private Ec2Location location = Ec2Location.DEFAULT;
        private LocalClock clock = LocalClock.real();
        private Ec2Behavior behavior = Ec2Behavior.builder().build();
        private LocalIam iam;

        private Builder() {}

        /** Sets partition, Region and account. Default: {@link Ec2Location#DEFAULT}. */
        public Builder location(Ec2Location value) {
            location = value;
            return this;
        }

        /** Sets the clock. Default: {@link LocalClock#real()}. */
        public Builder clock(LocalClock value) {
            clock = value;
            return this;
        }

        /** Sets the behaviour. Default: realistic. */
        public Builder behavior(Ec2Behavior value) {
            behavior = value;
            return this;
        }

        /** Sets the IAM to ask. Default: one of its own. */
        public Builder iam(LocalIam value) {
            iam = value;
            return this;
        }

        /**
         * Starts it.
         *
         * @return the running EC2
         */
        public LocalEc2 start() {
            return new LocalEc2(this);
        }
    }
}
