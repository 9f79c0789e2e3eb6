package io.github.cdkrouteserver.localaws;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdkrouteserver.localaws.cloudformation.CloudAssembly;
import io.github.cdkrouteserver.localaws.cloudformation.StackEvent;
import io.github.cdkrouteserver.localaws.cloudformation.StackResult;
import io.github.cdkrouteserver.localaws.cloudformation.StackTemplate;
import io.github.cdkrouteserver.localaws.ec2.Ec2Behavior;
import io.github.cdkrouteserver.localaws.ec2.RouteServer;
import io.github.cdkrouteserver.localaws.lambda.LocalFunction;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Deploys an example without an AWS account: creates it, changes it in place, replaces its route server, destroys it.
 *
 * <p>The system property {@code example} names the example. Exit status 1 says that something went wrong, and the output
 * says what.
 */
public final class DeployLocal {
    /** Long enough to see states change, short enough to wait for. */
    private static final double DELAY_SCALE = 0.05;

    /** A function that does not answer here will not do so later; nobody wants to wait an hour for that. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final int LOG_LINES_ON_FAILURE = 40;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final PrintStream out;
    private final List<String> retained = Collections.synchronizedList(new ArrayList<>());

    DeployLocal(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs the command.
     *
     * @param args ignored
     */
    public static void main(String[] args) {
        System.exit(new DeployLocal(System.out).run(System.getProperty("example", "quick-start")));
    }

    /** Returns the exit status. */
    int run(String example) {
        Path directory = null;
        try {
            directory = Files.createTempDirectory("deploy-local");
            out.println("Synthesizing " + example);
            CloudAssembly assembly = ExampleSynthesis.run(example, directory.resolve("cdk.out"));
            return deploy(assembly);
        } catch (IOException | RuntimeException e) {
            out.println("Failed: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            out.println("Failed: interrupted");
            return 1;
        } finally {
            deleteRecursively(directory);
        }
    }

    private int deploy(CloudAssembly assembly) throws InterruptedException {
        Ec2Behavior behavior = Ec2Behavior.builder().scaleDelays(DELAY_SCALE).build();
        try (LocalAws aws = LocalAws.builder()
                .behavior(behavior)
                .cloudFormation(stacks -> stacks.listener(this::print)
                        .patience(limit -> limit.compareTo(PATIENCE) < 0 ? limit : PATIENCE))
                .start()) {
            try {
                walkThrough(assembly, aws);
            } catch (RuntimeException e) {
                out.println();
                out.println("Failed: " + e.getMessage());
                printLogs(aws);
                return 1;
            }
            int left = aws.ec2().inventory().liveRouteServers().size();
            out.println("Route servers left: " + left);
            return left == 0 ? 0 : 1;
        }
    }

    private void walkThrough(CloudAssembly assembly, LocalAws aws) throws InterruptedException {
        apply("Deploying", assembly, aws, template -> template);
        apply("Changing in place", assembly, aws, RouteServerEdits::inPlace);
        apply("Replacing", assembly, aws, RouteServerEdits::replacement);
        List<String> names = new ArrayList<>(assembly.stackNames());
        Collections.reverse(names);
        for (String name : names) {
            out.println();
            out.println("Destroying " + name);
            aws.cloudFormation().delete(name).orThrow();
        }
        deleteRetained(aws);
    }

    private void apply(String title, CloudAssembly assembly, LocalAws aws, UnaryOperator<JsonNode> edit)
            throws InterruptedException {
        for (String name : assembly.stackNames()) {
            StackTemplate source = assembly.stack(name);
            JsonNode template = edit.apply(source.template());
            boolean exists = aws.cloudFormation().exists(name);
            if (exists && !RouteServerEdits.hasRouteServer(template)) {
                continue;
            }
            out.println();
            out.println(title + " " + name);
            StackResult result = aws.cloudFormation().deploy(name, source.withTemplate(template));
            result.orThrow();
            out.println();
            out.println("Outputs of " + name + " (" + result.status() + "):");
            new TreeMap<>(result.outputs())
                    .forEach((key, value) -> out.println("  " + name + "." + key + " = " + value));
        }
    }

    /** A retained route server outlives its stack by design; what was started here still ends here. */
    private void deleteRetained(LocalAws aws) {
        Set<String> alive = aws.ec2().inventory().liveRouteServers().stream()
                .map(RouteServer::routeServerId)
                .collect(Collectors.toSet());
        for (String id : retained) {
            if (alive.contains(id)) {
                out.println("Deleting " + id + ", which its removal policy retained");
                aws.client().deleteRouteServer(request -> request.routeServerId(id));
            }
        }
    }

    private void print(StackEvent event) {
        if (event.status().equals("DELETE_SKIPPED")) {
            retained.add(event.physicalId());
        }
        out.printf(
                "%s | %-35s | %-35s | %s%s%n",
                TIME.format(event.time()),
                event.status(),
                event.type(),
                event.logicalId(),
                event.reason().isEmpty() ? "" : " | " + event.reason());
    }

    private void printLogs(LocalAws aws) {
        for (LocalFunction function : aws.lambda().everCreated()) {
            List<String> lines = function.logLines();
            out.println();
            out.println("Last log lines of " + function.name() + ":");
            lines.subList(Math.max(0, lines.size() - LOG_LINES_ON_FAILURE), lines.size())
                    .forEach(line -> out.println("  " + line));
        }
    }

    private static void deleteRecursively(Path directory) {
        if (directory == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Collections.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            directory.toFile().deleteOnExit();
        }
    }
}
