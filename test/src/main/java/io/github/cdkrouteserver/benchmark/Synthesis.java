package io.github.cdkrouteserver.benchmark;

import io.github.cdkrouteserver.RouteServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.customresources.AwsCustomResource;
import software.amazon.awscdk.customresources.AwsCustomResourcePolicy;
import software.amazon.awscdk.customresources.AwsSdkCall;
import software.amazon.awscdk.customresources.PhysicalResourceId;
import software.amazon.awscdk.customresources.SdkCallsPolicyOptions;
import software.amazon.awscdk.services.ec2.CfnRouteServer;

/** Measures what route servers cost when an app is synthesized. */
final class Synthesis {
    private static final int[] COUNTS = {1, 50, 200, 480};
    private static final int[] COUNTS_OF_APPS = {1, 50};

    /** Otherwise the first rows show what the JVM has not compiled yet; that is in the table of whole apps. */
    private static final int ROUNDS_TO_WARM_UP = 10;

    private static final long ASN = 65_001;

    /** Two resources each, and CloudFormation allows 500 in a stack. */
    private static final int MOST_CUSTOM_RESOURCES = 249;

    private static final String PEER = "AwsCustomResource";

    private final Path work;
    private final int runs;
    private final Path handlerJar;
    private final Map<String, ObjIntConsumer<Stack>> kinds;

    Synthesis(Path work, int runs, Path handlerJar) {
        this.work = work;
        this.runs = runs;
        this.handlerJar = handlerJar;
        this.kinds = kinds(handlerJar);
    }

    private record Result(double millis, long bytes, int resources, long crossings) {}

    void print() throws IOException {
        Table table = new Table(
                "Synthesis: route servers in one stack, built and synthesized; medians of " + runs,
                "construct",
                "servers",
                "all ms",
                "ms per server",
                "× AwsCustomResource",
                "template bytes per server",
                "resources",
                "jsii calls per server");
        for (int round = 0; round < ROUNDS_TO_WARM_UP; round++) {
            for (ObjIntConsumer<Stack> kind : kinds.values()) {
                measure(kind, 1);
            }
        }
        for (int count : COUNTS) {
            Map<String, List<Result>> results = new LinkedHashMap<>();
            for (int run = 0; run < runs; run++) {
                for (Map.Entry<String, ObjIntConsumer<Stack>> kind : kinds.entrySet()) {
                    boolean fits =
                            count <= MOST_CUSTOM_RESOURCES || !kind.getKey().equals(PEER);
                    if (fits) {
                        results.computeIfAbsent(kind.getKey(), key -> new ArrayList<>())
                                .add(measure(kind.getValue(), count));
                    }
                }
            }
            List<Result> peer = results.get(PEER);
            results.forEach((kind, own) -> {
                double millis = Table.median(own, Result::millis);
                table.row(
                        kind,
                        Integer.toString(count),
                        Table.number(millis),
                        Table.number(millis / count),
                        peer == null ? "" : Table.ratio(millis, Table.median(peer, Result::millis)),
                        Table.number((double) own.get(0).bytes() / count),
                        Integer.toString(own.get(0).resources()),
                        Table.number((double) own.get(0).crossings() / count));
            });
        }
        table.print();
    }

    void printApps() throws IOException, InterruptedException {
        Table table = new Table(
                "Whole apps: a process of its own builds and synthesizes one stack; medians of " + runs,
                "construct",
                "servers",
                "process ms",
                "× AwsCustomResource");
        for (int count : COUNTS_OF_APPS) {
            Map<String, List<Double>> millis = new LinkedHashMap<>();
            for (int run = 0; run < runs; run++) {
                for (String kind : kinds.keySet()) {
                    millis.computeIfAbsent(kind, key -> new ArrayList<>()).add(measureApp(kind, count));
                }
            }
            double peer = Table.median(millis.get(PEER), Double::doubleValue);
            millis.forEach((kind, own) -> {
                double median = Table.median(own, Double::doubleValue);
                table.row(kind, Integer.toString(count), Table.number(median), Table.ratio(median, peer));
            });
        }
        table.print();
    }

    private double measureApp(String kind, int count) throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                Synthesis.class.getName(),
                kind,
                Integer.toString(count),
                work.toString(),
                handlerJar.toString());
        long start = System.nanoTime();
        Commands.run(work, command);
        return (System.nanoTime() - start) / 1e6;
    }

    /**
     * The app that {@link #printApps} runs.
     *
     * @param args kind of construct, how many of them, a folder to write to, and the packaged handler
     * @throws IOException where the template cannot be written
     */
    public static void main(String[] args) throws IOException {
        Synthesis synthesis = new Synthesis(Path.of(args[2]), 1, Path.of(args[3]));
        synthesis.measure(synthesis.kinds.get(args[0]), Integer.parseInt(args[1]));
    }

    private Result measure(ObjIntConsumer<Stack> kind, int count) throws IOException {
        Path output = Files.createDirectories(work).resolve("cdk.out");
        long start = System.nanoTime();
        App app = new App(AppProps.builder()
                .outdir(output.toString())
                .analyticsReporting(false)
                .build());
        Stack stack = new Stack(app, "Stack");
        long crossings;
        try (JsiiCrossings counter = JsiiCrossings.count()) {
            for (int i = 0; i < count; i++) {
                kind.accept(stack, i);
            }
            crossings = counter.requests();
        }
        app.synth();
        double millis = (System.nanoTime() - start) / 1e6;
        String template = Files.readString(output.resolve("Stack.template.json"));
        int resources = template.split("\"Type\": \"").length - 1;
        return new Result(millis, template.length(), resources, crossings);
    }

    private static Map<String, ObjIntConsumer<Stack>> kinds(Path handlerJar) {
        BareProvider bare = new BareProvider(handlerJar);
        Map<String, ObjIntConsumer<Stack>> kinds = new LinkedHashMap<>();
        kinds.put(
                "RouteServer",
                (stack, i) -> RouteServer.Builder.create(stack, "Server" + i)
                        .amazonSideAsn(ASN + i)
                        .build());
        kinds.put("floor: CDK's constructs alone", (stack, i) -> bare.add(stack, i, ASN + i));
        kinds.put(
                "CfnRouteServer",
                (stack, i) -> CfnRouteServer.Builder.create(stack, "Server" + i)
                        .amazonSideAsn(ASN + i)
                        .build());
        kinds.put(
                PEER,
                (stack, i) -> AwsCustomResource.Builder.create(stack, "Server" + i)
                        .onCreate(AwsSdkCall.builder()
                                .service("EC2")
                                .action("createRouteServer")
                                .parameters(Map.of("AmazonSideAsn", ASN + i))
                                .physicalResourceId(PhysicalResourceId.fromResponse("RouteServer.RouteServerId"))
                                .build())
                        .policy(AwsCustomResourcePolicy.fromSdkCalls(SdkCallsPolicyOptions.builder()
                                .resources(AwsCustomResourcePolicy.ANY_RESOURCE)
                                .build()))
                        .installLatestAwsSdk(false)
                        .build());
        return kinds;
    }
}
