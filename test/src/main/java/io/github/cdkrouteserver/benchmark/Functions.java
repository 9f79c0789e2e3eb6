package io.github.cdkrouteserver.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Measures the function, cold and warm, beside its peers. */
final class Functions {
    private static final String FLOOR = "floor: runtime client, one PUT over TLS";
    private static final String PLAIN = "plain shaded Java handler";
    private static final String OURS = "this handler";
    private static final String NODE = "AwsCustomResource";
    private static final String HANDLER = "io.github.cdkrouteserver.handler.RouteServerHandler::handleRequest";
    private static final double BYTES_PER_MB = 1e6;

    private final Settings settings;
    private final LocalCloud cloud;
    private final Launcher launcher;
    private final List<Subject> subjects = new ArrayList<>();

    Functions(Settings settings, TlsIdentity identity, LocalCloud cloud)
            throws IOException, InterruptedException, GeneralSecurityException {
        this.settings = settings;
        this.cloud = cloud;
        launcher = new Launcher(cloud, settings.work().resolve("function.log"));
        Artifacts artifacts = new Artifacts(settings.work());
        Path floor = artifacts.floor();
        Path plain = artifacts.plain();
        Path ours = artifacts.handler(settings.handlerJar(), "handler");
        for (Jdk jdk : settings.jdks()) {
            Path trustStore = identity.trustStore(jdk);
            subjects.add(java(FLOOR, jdk, trustStore, floor, FloorHandler.class.getName()));
            subjects.add(java(PLAIN, jdk, trustStore, plain, PlainHandler.class.getName()));
            subjects.add(java(OURS, jdk, trustStore, ours, HANDLER));
            for (Map.Entry<String, Path> other : settings.also().entrySet()) {
                Path folder = Files.isDirectory(other.getValue())
                        ? other.getValue()
                        : artifacts.handler(other.getValue(), other.getKey());
                subjects.add(java(other.getKey(), jdk, trustStore, folder, HANDLER));
            }
        }
        subjects.add(new Subject(
                NODE,
                "Node "
                        + Commands.run(settings.work(), List.of("node", "--version"))
                                .trim(),
                List.of("node", artifacts.nodeRuntime().toString()),
                artifacts.awsCustomResource(settings.cdkVersion(), settings.javaScriptSdkVersion()),
                Map.of("NODE_EXTRA_CA_CERTS", identity.pem().toString()),
                Handlers::awsCustomResourceEvent));
    }

    static Subject java(String row, Jdk jdk, Path trustStore, Path folder, String handler) {
        return new Subject(
                row,
                jdk.name(),
                List.of(
                        jdk.java().toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djavax.net.ssl.trustStore=" + trustStore,
                        "-cp",
                        Artifacts.runtimeClientClassPath(),
                        "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                        handler),
                folder,
                Map.of(),
                Handlers::routeServerEvent);
    }

    void printCold() throws IOException, InterruptedException {
        Map<Subject, List<Sample>> samples = measure(1);
        Table table = new Table(
                "Cold: from the start of the process to the answered Create; medians of " + settings.runs(),
                "function",
                "runtime",
                "init ms",
                "cold ms",
                "× floor",
                "× Node",
                "CPU ms",
                "× plain",
                "peak MiB",
                "× Node",
                "EC2 calls");
        double nodeCold = of(samples, NODE, null, Sample::coldMillis);
        double nodePeak = of(samples, NODE, null, Sample::peakMebibytes);
        for (Subject subject : subjects) {
            List<Sample> own = samples.get(subject);
            double cold = Table.median(own, Sample::coldMillis);
            double cpu = Table.median(own, Sample::cpuMillis);
            double peak = Table.median(own, Sample::peakMebibytes);
            table.row(
                    subject.row(),
                    subject.runtime(),
                    Table.number(Table.median(own, Sample::initMillis)),
                    Table.number(cold),
                    Table.ratio(cold, of(samples, FLOOR, subject.runtime(), Sample::coldMillis)),
                    Table.ratio(cold, nodeCold),
                    Table.number(cpu),
                    Table.ratio(cpu, of(samples, PLAIN, subject.runtime(), Sample::cpuMillis)),
                    Table.number(peak),
                    Table.ratio(peak, nodePeak),
                    Integer.toString(own.get(0).invocations().get(0).calls().size()));
        }
        table.print();
        Table sizes = new Table("Artifact", "function", "MB to upload");
        sizes.row(OURS, Table.number(Files.size(settings.handlerJar()) / BYTES_PER_MB));
        sizes.print();
    }

    void printWarm() throws IOException, InterruptedException {
        Map<Subject, List<Sample>> samples = measure(settings.invocations());
        Table table = new Table(
                "Warm: from the event to the answer; medians of " + settings.runs() + " processes, each with the median"
                        + " of the second half of its " + settings.invocations() + " requests",
                "function",
                "runtime",
                "all ms",
                "without EC2's own ms",
                "× Node");
        double node = of(samples, NODE, null, Functions::ownWarmMillis);
        for (Subject subject : subjects) {
            if (!subject.row().equals(FLOOR)) {
                double own = Table.median(samples.get(subject), Functions::ownWarmMillis);
                table.row(
                        subject.row(),
                        subject.runtime(),
                        Table.number(
                                Table.median(samples.get(subject), sample -> warm(sample, Run.Invocation::millis))),
                        Table.number(own),
                        Table.ratio(own, node));
            }
        }
        table.print();
    }

    private Map<Subject, List<Sample>> measure(int invocations) throws IOException, InterruptedException {
        cloud.follow(Ec2Script.WILLING);
        Map<Subject, List<Sample>> samples = new LinkedHashMap<>();
        // The first round fills the machine's file cache and warms this process; it does not count.
        for (int run = -1; run < settings.runs(); run++) {
            // What comes right after the largest process is slower than the same somewhere else.
            List<Subject> shuffled = new ArrayList<>(subjects);
            Collections.shuffle(shuffled, new Random(run));
            for (Subject subject : shuffled) {
                Sample sample = launcher.run(subject, invocations);
                if (run >= 0) {
                    samples.computeIfAbsent(subject, key -> new ArrayList<>()).add(sample);
                }
            }
        }
        return samples;
    }

    private static double of(
            Map<Subject, List<Sample>> samples, String row, String runtime, ToDoubleFunction<Sample> value) {
        return samples.entrySet().stream()
                .filter(entry -> entry.getKey().row().equals(row))
                .filter(entry -> runtime == null || entry.getKey().runtime().equals(runtime))
                .mapToDouble(entry -> Table.median(entry.getValue(), value))
                .findFirst()
                .orElse(0);
    }

    private static double ownWarmMillis(Sample sample) {
        return warm(sample, Run.Invocation::ownMillis);
    }

    private static double warm(Sample sample, ToDoubleFunction<Run.Invocation> value) {
        List<Run.Invocation> all = sample.invocations();
        return Table.median(all.subList(all.size() / 2, all.size()), value);
    }
}
