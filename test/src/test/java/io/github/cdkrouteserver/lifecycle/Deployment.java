package io.github.cdkrouteserver.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkrouteserver.localaws.LocalAws;
import io.github.cdkrouteserver.localaws.cloudformation.CloudAssembly;
import io.github.cdkrouteserver.localaws.cloudformation.CustomResourceExchange;
import io.github.cdkrouteserver.localaws.cloudformation.StackResult;
import io.github.cdkrouteserver.localaws.cloudformation.StackTemplate;
import io.github.cdkrouteserver.localaws.ec2.Ec2Behavior;
import io.github.cdkrouteserver.localaws.ec2.RouteServer;
import io.github.cdkrouteserver.localaws.lambda.LocalFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;

/** A stack that CDK synthesizes and the embedded AWS deploys, with the packaged handler in a process of its own. */
final class Deployment implements AutoCloseable {
    static final String STACK = "Network";

    private final Path directory;
    private final LocalAws aws;
    private int synths;

    private Deployment(LocalAws aws, Path directory) {
        this.aws = aws;
        this.directory = directory;
    }

    static Deployment start() throws IOException {
        return start(Ec2Behavior.builder().scaleDelays(0.02).build());
    }

    static Deployment start(Ec2Behavior behavior) throws IOException {
        return new Deployment(
                LocalAws.builder().ec2(ec2 -> ec2.behavior(behavior)).start(),
                Files.createTempDirectory("route-server-deployment"));
    }

    /** Deploys what the definition puts into the stack, or changes the stack to it. */
    StackResult deploy(Consumer<Stack> definition) throws InterruptedException {
        return deploy(definition, Map.of());
    }

    StackResult deploy(Consumer<Stack> definition, Map<String, String> parameters) throws InterruptedException {
        StackTemplate template = synthesize(definition);
        Map<String, String> given = new HashMap<>(template.parameters());
        given.putAll(parameters);
        return aws.cloudFormation().deploy(STACK, new StackTemplate(template.template(), given, template.assets()));
    }

    /** Takes native resources that exist into the stack, named by logical id and then by identifying property. */
    StackResult importResources(Consumer<Stack> definition, Map<String, Map<String, String>> identifiers)
            throws InterruptedException {
        return aws.cloudFormation().importResources(STACK, synthesize(definition), identifiers);
    }

    private StackTemplate synthesize(Consumer<Stack> definition) {
        String out = directory.resolve("cdk.out-" + synths++).toString();
        App app = new App(AppProps.builder()
                .outdir(out)
                .analyticsReporting(false)
                .context(Map.of("@aws-cdk/core:validateAgainstDefaultRules", true))
                .build());
        Stack stack = new Stack(app, STACK);
        definition.accept(stack);
        app.synth();
        return CloudAssembly.read(Path.of(out)).stack(STACK);
    }

    StackResult destroy() throws InterruptedException {
        return aws.cloudFormation().delete(STACK);
    }

    LocalAws aws() {
        return aws;
    }

    List<RouteServer> live() {
        return aws.ec2().inventory().liveRouteServers();
    }

    RouteServer onlyServer() {
        assertThat(live()).hasSize(1);
        return live().get(0);
    }

    List<CustomResourceExchange> exchanges() {
        return aws.cloudFormation().exchanges();
    }

    /** Outputs whose keys are what they show. */
    static void outputs(Stack stack, Map<String, String> values) {
        values.forEach((key, value) ->
                CfnOutput.Builder.create(stack, key).value(value).build());
    }

    /** Ends the function's process when it logs a line, the first time. */
    void killOnce(String text) {
        boolean[] done = {false};
        aws.cloudFormation().delivery((exchange, send) -> {
            for (LocalFunction function : aws.lambda().functions()) {
                function.killWhen(line -> {
                    boolean kill = !done[0] && line.contains(text);
                    done[0] |= kill;
                    return kill;
                });
            }
            send.run();
        });
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Override
    public void close() throws IOException {
        aws.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
