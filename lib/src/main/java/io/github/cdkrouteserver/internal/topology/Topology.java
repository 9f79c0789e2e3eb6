package io.github.cdkrouteserver.internal.topology;

import java.util.List;
import software.amazon.awscdk.cxapi.CloudAssembly;

/** The network of an app, drawn. */
public final class Topology {
    private final List<String> gaps;
    private final String svg;

    private Topology(Network network) {
        gaps = Gaps.of(network);
        svg = Drawing.of(network, gaps);
    }

    /**
     * Reads and draws the network of an app.
     *
     * @param assembly what the app was synthesized to
     * @return the network
     */
    public static Topology of(CloudAssembly assembly) {
        return new Topology(NetworkReader.read(Templates.of(assembly)));
    }

    /**
     * What is missing in the network, in sentences.
     *
     * @return the gaps
     */
    public List<String> gaps() {
        return gaps;
    }

    /**
     * The picture.
     *
     * @return a whole SVG document
     */
    public String svg() {
        return svg;
    }
}
