package io.github.cdkrouteserver.internal.topology;

import io.github.cdkrouteserver.internal.topology.Network.Endpoint;
import io.github.cdkrouteserver.internal.topology.Network.Peer;
import io.github.cdkrouteserver.internal.topology.Network.Server;
import io.github.cdkrouteserver.internal.topology.Network.Subnet;
import io.github.cdkrouteserver.internal.topology.Svg.Font;
import java.util.ArrayList;
import java.util.List;

/** Draws a network: title, a panel for each VPC, route servers that have none, gaps, legend. */
final class Drawing {
    static final int MARGIN = 32;

    private static final int MIN_WIDTH = 980;
    private static final int LINE = 20;
    private static final int PAD = 20;
    private static final String[] COLORS = {"#1d4fb8", "#7a2fb5", "#0b6e66", "#a8195d", "#3f6212", "#9a3412"};

    private static final String STYLE = """
            text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; fill: #1c2733 }
            .title { font-size: 22px; font-weight: 700 }
            .heading { font-size: 15px; font-weight: 600 }
            .name { font-size: 13px; font-weight: 600 }
            .small { font-size: 12px }
            .muted { fill: #55606e }
            .badge { font-size: 11px; font-weight: 700; fill: #ffffff; text-anchor: middle }
            .right { text-anchor: end }
            .middle { text-anchor: middle }
            .warn { fill: #8f3d00 }
            .good { fill: #14653a }
            .page { fill: #ffffff }
            .vpc { fill: #f6f8fb; stroke: #b9c5d4; stroke-width: 1.5 }
            .zone { fill: #e9eef5 }
            .card { fill: #ffffff; stroke: #c9d3df }
            .device { fill: #ffffff; stroke: #4a5768; stroke-width: 1.5 }
            .elsewhere { stroke: #7b8896; stroke-dasharray: 5 4 }
            .gap { fill: #fff6e6; stroke: #c87a12; stroke-dasharray: 5 4 }
            .mark { fill: #c87a12 }
            .rule { stroke: #dde4ec; fill: none }
            .wire { fill: none; stroke-width: 1.75 }
            .sample { fill: #55606e; stroke: none }
            .wire.sample { fill: none; stroke: #55606e }
            .keepalive { stroke-dasharray: 6 4 }
            """;

    private final Network network;
    private final List<String> gaps;
    private final Svg svg = new Svg();

    private Drawing(Network network, List<String> gaps) {
        this.network = network;
        this.gaps = gaps;
    }

    static String of(Network network, List<String> gaps) {
        return new Drawing(network, gaps).draw();
    }

    private String draw() {
        List<VpcPanel> panels =
                network.vpcs.stream().map(vpc -> new VpcPanel(vpc, svg)).toList();
        List<Server> homeless = network.servers.stream()
                .filter(server -> network.vpcs.stream().noneMatch(vpc -> vpc.servers.contains(server)))
                .toList();
        int inner = Math.max(
                MIN_WIDTH - 2 * MARGIN,
                Math.max(
                        panels.stream().mapToInt(VpcPanel::width).max().orElse(0),
                        2 * PAD + homeless.size() * (ServerCard.WIDTH + PAD) - PAD));
        List<String> advice = wrappedGaps(inner);

        int y = MARGIN + 62;
        List<Integer> tops = new ArrayList<>();
        for (VpcPanel panel : panels) {
            tops.add(y);
            y += panel.height() + PAD;
        }
        int homelessTop = y;
        if (!homeless.isEmpty()) {
            y += 40 + ServerCard.HEIGHT + PAD + PAD;
        }
        int gapsTop = y;
        y += 44 + Math.max(1, advice.size()) * LINE + PAD;
        int legendTop = y;
        int height = legendTop + 74 + MARGIN;

        start(inner + 2 * MARGIN, height);
        title();
        for (int i = 0; i < panels.size(); i++) {
            panels.get(i).draw(MARGIN, tops.get(i), inner);
        }
        if (!homeless.isEmpty()) {
            homeless(homeless, homelessTop, inner);
        }
        gaps(advice, gapsTop, inner);
        legend(legendTop, inner);
        return svg.end().toString();
    }

    private void start(int width, int height) {
        svg.start(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + width + " " + height,
                "width",
                width,
                "height",
                height,
                "role",
                "img",
                "aria-labelledby",
                "topology-title topology-description");
        svg.element("title", "Route servers of " + String.join(", ", network.stacks), "id", "topology-title");
        svg.element("desc", description(), "id", "topology-description");
        svg.style(STYLE + serverStyles());
        svg.box(0, 0, width, height, 0, "page");
    }

    private String description() {
        long endpoints = network.servers.stream()
                .mapToLong(server -> server.endpoints.size())
                .sum();
        long peers = network.servers.stream()
                .flatMap(server -> server.endpoints.stream())
                .mapToLong(endpoint -> endpoint.peers.size())
                .sum();
        return count(network.servers.size(), "route server") + ", " + count(network.vpcs.size(), "VPC") + ", "
                + count(endpoints, "endpoint") + ", " + count(peers, "BGP session") + ". "
                + (gaps.isEmpty() ? "No gap found." : String.join(" ", gaps));
    }

    private static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    private String serverStyles() {
        StringBuilder styles = new StringBuilder();
        for (Server server : network.servers) {
            String color = COLORS[(server.number - 1) % COLORS.length];
            styles.append(".fill")
                    .append(server.number)
                    .append(" { fill: ")
                    .append(color)
                    .append(" }\n.line")
                    .append(server.number)
                    .append(" { stroke: ")
                    .append(color)
                    .append(" }\n");
        }
        return styles.toString();
    }

    private void title() {
        svg.text(MARGIN, MARGIN + 20, "title", "Route-server topology");
        String others = network.otherVpcs == 0
                ? ""
                : " · " + count(network.otherVpcs, "VPC") + " without a route server not drawn";
        svg.text(
                MARGIN,
                MARGIN + 42,
                MIN_WIDTH - 2 * MARGIN,
                Font.SMALL,
                "small muted",
                (network.servers.isEmpty() ? "No route server in " : "Stacks: ")
                        + String.join(", ", network.stacks)
                        + others);
    }

    private void homeless(List<Server> servers, int top, int width) {
        svg.box(MARGIN, top, width, 40 + ServerCard.HEIGHT + PAD, 10, "gap");
        svg.text(MARGIN + PAD, top + 26, "heading warn", "Not associated with a VPC");
        for (int i = 0; i < servers.size(); i++) {
            ServerCard.draw(svg, servers.get(i), servers.get(i), MARGIN + PAD + i * (ServerCard.WIDTH + PAD), top + 40);
        }
    }

    private List<String> wrappedGaps(int width) {
        List<String> lines = new ArrayList<>();
        for (String gap : gaps) {
            List<String> wrapped = Svg.wrapped(gap, width - 30, Font.SMALL);
            for (int i = 0; i < wrapped.size(); i++) {
                lines.add((i == 0 ? "! " : "  ") + wrapped.get(i));
            }
        }
        return lines;
    }

    private void gaps(List<String> lines, int top, int width) {
        svg.line("rule", "M" + MARGIN + " " + top + "h" + width);
        svg.text(MARGIN, top + 28, "heading", "To check");
        int y = top + 52;
        if (lines.isEmpty()) {
            svg.text(MARGIN, y, "small good", "No gap found.");
        }
        for (String line : lines) {
            if (line.startsWith("!")) {
                mark(svg, MARGIN, y);
            }
            svg.text(MARGIN + 22, y, "small", line.substring(2));
            y += LINE;
        }
    }

    /** A triangle with its base on the line of a text, so that a gap shows without colours too. */
    static void mark(Svg svg, int x, int baseline) {
        svg.line("mark", "M" + (x + 6) + " " + (baseline - 10) + "l7 12h-14z");
    }

    private void legend(int top, int width) {
        svg.line("rule", "M" + MARGIN + " " + top + "h" + width);
        svg.text(MARGIN, top + 28, "heading", "Legend");
        int first = top + 50;
        int second = top + 72;
        int[] columns = {MARGIN, MARGIN + 250, MARGIN + 500, MARGIN + 730};

        svg.box(columns[0], first - 12, 30, 16, 4, "device");
        svg.text(columns[0] + 40, first, "small", "device that dials the endpoints");
        svg.box(columns[0], second - 12, 30, 16, 4, "card elsewhere");
        svg.text(columns[0] + 40, second, "small", "not in this app");

        svg.line("wire sample", "M" + columns[1] + " " + (first - 4) + "h30");
        svg.text(columns[1] + 40, first, "small", "BGP session with BFD");
        svg.line("wire keepalive sample", "M" + columns[1] + " " + (second - 4) + "h30");
        svg.text(columns[1] + 40, second, "small", "BGP session with keepalives only");

        svg.box(columns[2], first - 12, 30, 16, 8, "sample");
        svg.text(columns[2] + 15, first, "badge", "RS1");
        svg.text(columns[2] + 40, first, "small", "routes propagated from RS1");
        svg.box(columns[2], second - 12, 30, 16, 4, "gap");
        svg.text(columns[2] + 40, second, "small", "missing");

        mark(svg, columns[3] + 8, first);
        svg.text(columns[3] + 40, first, "small", "see \u201cTo check\u201d");
    }

    /** A route server as a card. */
    static final class ServerCard {
        static final int WIDTH = 300;
        static final int HEIGHT = 104;

        private ServerCard() {}

        static void draw(Svg svg, Server server, Network.Node around, int x, int y) {
            svg.box(x, y, WIDTH, HEIGHT, 8, server.stack == null ? "card elsewhere" : "card line" + server.number);
            svg.line(
                    "fill" + server.number,
                    "M" + (x + 7) + " " + y + "v" + HEIGHT + "a7 7 0 0 1 -7 -7v-" + (HEIGHT - 14) + "a7 7 0 0 1 7 -7z");
            badge(svg, server, x + 18, y + 12);
            svg.text(x + 66, y + 25, WIDTH - 78, Font.NAME, "name", server.name);
            int line = y + 46;
            String origin = server.origin(around);
            if (server.stack == null) {
                svg.text(x + 18, line, "small muted", origin);
                return;
            }
            svg.text(
                    x + 18,
                    line,
                    WIDTH - 30,
                    Font.SMALL,
                    "small",
                    "AS " + server.asn + (server.dryRun ? " · dry run" : "")
                            + (origin.isEmpty() ? "" : " · " + origin));
            svg.text(x + 18, line + LINE, "small muted", "Persistence");
            svg.text(x + 104, line + LINE, WIDTH - 114, Font.SMALL, "small", server.persistence);
            svg.text(x + 18, line + 2 * LINE, "small muted", "Notifications");
            svg.text(x + 104, line + 2 * LINE, WIDTH - 114, Font.SMALL, "small", server.notifications);
        }

        static int badge(Svg svg, Server server, int x, int y) {
            int width = badgeWidth(server);
            svg.box(x, y, width, 18, 9, "fill" + server.number);
            svg.text(x + width / 2, y + 13, "badge", server.badge());
            return width;
        }

        static int badgeWidth(Server server) {
            return Svg.width(server.badge(), Font.BADGE) + 14;
        }
    }

    /** The devices that dial the endpoints of a subnet, each once. */
    static List<Peer> devices(Subnet subnet) {
        List<Peer> devices = new ArrayList<>();
        for (Endpoint endpoint : subnet.endpoints) {
            for (Peer peer : endpoint.peers) {
                if (devices.stream().noneMatch(other -> other.device().equals(peer.device()))) {
                    devices.add(peer);
                }
            }
        }
        return devices;
    }
}
