package io.github.cdkrouteserver;

import io.github.cdkrouteserver.internal.topology.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.cxapi.CloudAssembly;
import software.amazon.jsii.JsiiException;

/**
 * The route-server network of an app as a picture: VPCs, subnets by Availability Zone, route servers, endpoints, the
 * devices that peer with them, and the route tables that receive routes.
 *
 * <p>It is read from the templates, so that {@link RouteServer}, CDK's own {@code CfnRouteServer} and anything else that
 * writes the same resource types are drawn alike. In an app, one line after the constructs writes it:
 *
 * <pre>{@code
 * RouteServerTopology.of(app.synth()).writeSvg(Path.of("topology.svg"));
 * }</pre>
 *
 * <p>From the command line, {@code java -cp ... io.github.cdkrouteserver.RouteServerTopology cdk.out topology.svg} does
 * the same with what was synthesized before. With {@code --strict} it ends with status 1 where something is missing.
 */
public final class RouteServerTopology {
    private static final String STRICT = "--strict";

    private final Topology topology;

    private RouteServerTopology(Topology topology) {
        this.topology = topology;
    }

    /**
     * Draws the network of an app. The same templates always give the same picture, byte for byte.
     *
     * @param assembly what {@code app.synth()} returned; stages and nested stacks are looked into
     * @return the picture
     * @throws NullPointerException if {@code assembly} is missing
     */
    public static RouteServerTopology of(CloudAssembly assembly) {
        required(assembly, "of", "assembly", "pass what app.synth() returned");
        return new RouteServerTopology(Topology.of(assembly));
    }

    /**
     * Draws the network of an app that was synthesized before.
     *
     * @param directory where its cloud assembly is, such as {@code cdk.out}
     * @return the picture
     * @throws IllegalArgumentException if there is no cloud assembly in the directory, or it cannot be read
     * @throws NullPointerException if {@code directory} is missing
     */
    public static RouteServerTopology ofDirectory(Path directory) {
        required(directory, "ofDirectory", "directory", "pass the one that the app was synthesized to");
        if (!Files.isRegularFile(directory.resolve("manifest.json"))) {
            throw new IllegalArgumentException("there is no cloud assembly in '" + directory
                    + "'; synthesize the app first, or name the directory to which it was synthesized");
        }
        try {
            return of(new CloudAssembly(directory.toAbsolutePath().toString()));
        } catch (JsiiException | UncheckedIOException e) {
            // CDK says on the first line which file it cannot read, and below where in its own sources.
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new IllegalArgumentException(
                    "the cloud assembly in '" + directory + "' cannot be read; synthesize the app again: " + reason, e);
        }
    }

    private static void required(@Nullable Object value, String method, String name, String remedy) {
        if (value == null) {
            throw new NullPointerException("RouteServerTopology." + method + ": " + name + " is required; " + remedy);
        }
    }

    /**
     * What is missing: parts that deploy without an error and do not work, or not for long, such as peers whose routes
     * reach no route table.
     *
     * @return a sentence for each, as the picture shows them; empty where nothing was found
     */
    public List<String> getGaps() {
        return topology.gaps();
    }

    /**
     * The picture.
     *
     * @return a whole SVG document
     */
    public String toSvg() {
        return topology.svg();
    }

    /**
     * Writes the picture.
     *
     * @param file where to; directories on the way are made, and an older picture is replaced
     * @throws UncheckedIOException if the file cannot be written
     * @throws NullPointerException if {@code file} is missing
     */
    public void writeSvg(Path file) {
        required(file, "writeSvg", "file", "pass where the picture goes");
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Files.writeString(file, toSvg());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the picture of the topology to " + file, e);
        }
    }

    /**
     * Draws what was synthesized, and prints where the picture is and what is missing. Ends the process with status 2 where
     * the arguments are wrong, nothing can be read or nothing can be written; and with status 1 where something is missing
     * and {@code --strict} is given.
     *
     * @param args directory of the cloud assembly, and the file to write; {@code --strict} before, between or after them
     */
    public static void main(String[] args) {
        List<String> paths = new ArrayList<>(List.of(args));
        boolean strict = paths.remove(STRICT);
        if (paths.size() != 2) {
            System.err.println("usage: java -cp ... " + RouteServerTopology.class.getName() + " [" + STRICT
                    + "] cdk.out topology.svg");
            System.exit(2);
        }
        boolean incomplete = false;
        try {
            RouteServerTopology topology = ofDirectory(Path.of(paths.get(0)));
            Path file = Path.of(paths.get(1));
            topology.writeSvg(file);
            System.out.println(file);
            topology.getGaps().forEach(gap -> System.out.println("to check: " + gap));
            incomplete = !topology.getGaps().isEmpty();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (UncheckedIOException e) {
            System.err.println(e.getMessage() + ": " + e.getCause());
            System.exit(2);
        }
        if (strict && incomplete) {
            System.exit(1);
        }
    }
}
