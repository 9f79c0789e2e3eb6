package io.github.cdkrouteserver.internal.topology;

import io.github.cdkrouteserver.internal.topology.Drawing.ServerCard;
import io.github.cdkrouteserver.internal.topology.Network.Endpoint;
import io.github.cdkrouteserver.internal.topology.Network.Peer;
import io.github.cdkrouteserver.internal.topology.Network.Server;
import io.github.cdkrouteserver.internal.topology.Network.Subnet;
import io.github.cdkrouteserver.internal.topology.Network.Table;
import io.github.cdkrouteserver.internal.topology.Network.Vpc;
import io.github.cdkrouteserver.internal.topology.Svg.Font;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A VPC: its route servers, under them the zones with their subnets, and the route tables.
 *
 * <p>Each route server has a wire that runs down the left of every zone in which it has endpoints. Nothing else is
 * drawn there, so wires cross no text.
 */
final class VpcPanel {
    private static final int PAD = 20;
    private static final int INSET = 12;
    private static final int BOX = 46;
    private static final int BETWEEN = 10;
    private static final int SESSIONS = 64;
    private static final int LANE = 10;
    private static final int HEADER = 50;
    private static final int SUBNET_HEADER = 50;
    private static final int SUBNET_FOOTER = 34;
    private static final int ZONE_HEADER = 34;
    private static final int ROW = 28;
    private static final int MIN_BOX_WIDTH = 128;
    private static final int MAX_BOX_WIDTH = 210;

    private final Vpc vpc;
    private final Svg svg;
    private final List<Server> servers = new ArrayList<>();
    private final Map<String, List<Subnet>> zones = new TreeMap<>();
    /** Which subnets stand in a row, by zone. */
    private final List<Map<String, Subnet>> rows = new ArrayList<>();

    private final int endpointWidth;
    private final int deviceWidth;
    private final int subnetWidth;
    private final int lanes;

    VpcPanel(Vpc vpc, Svg svg) {
        this.vpc = vpc;
        this.svg = svg;
        Set<Server> drawn = new LinkedHashSet<>(vpc.servers);
        vpc.subnets.forEach(subnet -> subnet.endpoints.forEach(endpoint -> drawn.add(endpoint.server)));
        servers.addAll(drawn);
        vpc.subnets.forEach(subnet ->
                zones.computeIfAbsent(subnet.zone, zone -> new ArrayList<>()).add(subnet));
        arrangeRows();

        List<Endpoint> endpoints = vpc.subnets.stream()
                .flatMap(subnet -> subnet.endpoints.stream())
                .toList();
        endpointWidth = clamp(endpoints.stream()
                .mapToInt(endpoint -> Svg.width(endpoint.name, Font.NAME) + ServerCard.badgeWidth(endpoint.server) + 40)
                .max()
                .orElse(0));
        List<Peer> devices = vpc.subnets.stream()
                .flatMap(subnet -> Drawing.devices(subnet).stream())
                .toList();
        deviceWidth = clamp(devices.stream()
                .mapToInt(device -> 24
                        + Math.max(
                                Svg.width(device.address, Font.NAME),
                                Svg.width("AS " + device.asn + " · keepalive", Font.SMALL)))
                .max()
                .orElse(0));
        subnetWidth = Math.max(
                endpoints.isEmpty() ? 0 : 2 * INSET + endpointWidth + (devices.isEmpty() ? 0 : SESSIONS + deviceWidth),
                clampSubnet());
        lanes = PAD + LANE * servers.size();
    }

    private int clampSubnet() {
        int widest = vpc.subnets.stream()
                .mapToInt(subnet -> Math.max(
                                Svg.width(subnet.name, Font.NAME),
                                subnet.table == null
                                        ? 0
                                        : 22
                                                + Svg.width("Table " + subnet.table.name, Font.SMALL)
                                                + routesWidth(subnet.table))
                        + 2 * INSET)
                .max()
                .orElse(0);
        return Math.max(250, Math.min(380, widest));
    }

    private static int clamp(int width) {
        return Math.max(MIN_BOX_WIDTH, Math.min(MAX_BOX_WIDTH, width));
    }

    /** Subnets of one group stand side by side, whatever else their zones hold. */
    private void arrangeRows() {
        Map<String, List<Map<String, Subnet>>> byGroup = new LinkedHashMap<>();
        for (Subnet subnet : vpc.subnets) {
            List<Map<String, Subnet>> ofGroup = byGroup.computeIfAbsent(subnet.group, group -> new ArrayList<>());
            Map<String, Subnet> row = ofGroup.stream()
                    .filter(candidate -> !candidate.containsKey(subnet.zone))
                    .findFirst()
                    .orElseGet(() -> {
                        Map<String, Subnet> added = new LinkedHashMap<>();
                        ofGroup.add(added);
                        return added;
                    });
            row.put(subnet.zone, subnet);
        }
        byGroup.values().forEach(rows::addAll);
    }

    int width() {
        int columns = Math.max(1, zones.size());
        int zonesWidth = 2 * PAD + columns * columnWidth() + (columns - 1) * PAD;
        int cards = 2 * PAD + vpc.servers.size() * (ServerCard.WIDTH + PAD) - PAD;
        return Math.max(zonesWidth, cards);
    }

    private int columnWidth() {
        return lanes + subnetWidth + INSET;
    }

    int height() {
        return zonesTop(0) + (zones.isEmpty() ? 0 : zonesHeight() + PAD) + tablesHeight() + PAD;
    }

    private int zonesTop(int top) {
        int cards = vpc.servers.isEmpty() ? 0 : ServerCard.HEIGHT + PAD + LANE * vpc.servers.size();
        return top + HEADER + cards;
    }

    private int zonesHeight() {
        return ZONE_HEADER
                + rows.stream().mapToInt(row -> rowHeight(row) + BETWEEN).sum()
                + 2;
    }

    private static int rowHeight(Map<String, Subnet> row) {
        return row.values().stream().mapToInt(VpcPanel::subnetHeight).max().orElse(0);
    }

    private static int subnetHeight(Subnet subnet) {
        int boxes = Math.max(slots(subnet), Drawing.devices(subnet).size());
        return SUBNET_HEADER + (boxes == 0 ? 0 : boxes * (BOX + BETWEEN)) + SUBNET_FOOTER;
    }

    /** Endpoints, and a gap for each second one that is missing. */
    private static int slots(Subnet subnet) {
        return subnet.endpoints.size() + lonely(subnet).size();
    }

    private static List<Server> lonely(Subnet subnet) {
        return subnet.endpoints.stream()
                .map(endpoint -> endpoint.server)
                .distinct()
                .filter(server -> Gaps.alone(subnet, server))
                .toList();
    }

    private int tablesHeight() {
        return vpc.tables.isEmpty() ? 0 : 30 + ROW * (vpc.tables.size() + 1);
    }

    void draw(int x, int y, int width) {
        svg.start("g");
        svg.element("title", "VPC " + vpc.name);
        svg.box(x, y, width, height(), 12, vpc.stack == null ? "vpc elsewhere" : "vpc");
        header(x, y, width);
        int card = x + PAD;
        int index = 0;
        Map<Server, Integer> buses = new LinkedHashMap<>();
        for (Server server : vpc.servers) {
            int bus = y + HEADER + ServerCard.HEIGHT + PAD / 2 + LANE * index;
            buses.put(server, bus);
            card += index == 0 ? 0 : ServerCard.WIDTH + PAD;
            wires(server, index, card + ServerCard.WIDTH / 2, bus, x);
            index++;
        }
        int column = x + PAD;
        for (String zone : zones.keySet()) {
            zone(zone, column, zonesTop(y));
            column += columnWidth() + PAD;
        }
        card = x + PAD;
        for (Server server : vpc.servers) {
            wiresDown(server, y, x, buses.get(server));
            ServerCard.draw(svg, server, vpc, card, y + HEADER);
            card += ServerCard.WIDTH + PAD;
        }
        tables(x + PAD, zonesTop(y) + (zones.isEmpty() ? 0 : zonesHeight() + PAD), width - 2 * PAD);
        svg.end();
    }

    private void header(int x, int y, int width) {
        int nameWidth = Math.min(Svg.width(vpc.name, Font.HEADING), width / 2);
        svg.text(x + PAD, y + 30, "heading muted", "VPC");
        svg.text(x + PAD + 42, y + 30, width / 2, Font.HEADING, "heading", vpc.name);
        String about = vpc.cidr;
        if (vpc.stack == null) {
            about = "not in this app";
        } else {
            about += (about.isEmpty() ? "" : " · ") + "stack " + vpc.stack;
        }
        svg.text(
                x + PAD + 42 + nameWidth + 16,
                y + 30,
                width - 2 * PAD - 58 - nameWidth,
                Font.SMALL,
                "small muted",
                about);
    }

    /** From the card of a route server to the last zone in which it has an endpoint. */
    private void wires(Server server, int lane, int from, int bus, int x) {
        int last = -1;
        int column = 0;
        for (List<Subnet> subnets : zones.values()) {
            if (subnets.stream().anyMatch(subnet -> has(subnet, server))) {
                last = column;
            }
            column++;
        }
        if (last < 0) {
            return;
        }
        int first = x + PAD + PAD / 2 + LANE * lane;
        int farthest = first + last * (columnWidth() + PAD);
        svg.line(
                "wire line" + server.number,
                "M" + from + " " + (bus - PAD / 2 - LANE * lane) + "V" + bus + "M" + Math.min(first, from) + " " + bus
                        + "H" + Math.max(farthest, from));
    }

    private void wiresDown(Server server, int top, int x, int bus) {
        int lane = servers.indexOf(server);
        int run = x + PAD + PAD / 2 + LANE * lane;
        for (String zone : zones.keySet()) {
            StringBuilder path = new StringBuilder();
            int y = zonesTop(top) + ZONE_HEADER;
            int lowest = 0;
            for (Map<String, Subnet> row : rows) {
                Subnet subnet = row.get(zone);
                if (subnet != null) {
                    int box = y + SUBNET_HEADER;
                    for (Endpoint endpoint : subnet.endpoints) {
                        if (endpoint.server == server) {
                            lowest = box + BOX / 2;
                            path.append("M")
                                    .append(run)
                                    .append(" ")
                                    .append(lowest)
                                    .append("h");
                            path.append(lanes - PAD / 2 - LANE * lane + INSET);
                        }
                        box += BOX + BETWEEN;
                    }
                }
                y += rowHeight(row) + BETWEEN;
            }
            if (lowest > 0) {
                svg.line("wire line" + server.number, "M" + run + " " + bus + "V" + lowest + path);
            }
            run += columnWidth() + PAD;
        }
    }

    private static boolean has(Subnet subnet, Server server) {
        return subnet.endpoints.stream().anyMatch(endpoint -> endpoint.server == server);
    }

    private void zone(String zone, int x, int top) {
        svg.box(x, top, columnWidth(), zonesHeight(), 8, "zone");
        svg.text(x + lanes, top + 22, subnetWidth, Font.NAME, "name muted", zone);
        int y = top + ZONE_HEADER;
        for (Map<String, Subnet> row : rows) {
            Subnet subnet = row.get(zone);
            if (subnet != null) {
                subnet(subnet, x + lanes, y, rowHeight(row));
            }
            y += rowHeight(row) + BETWEEN;
        }
    }

    private void subnet(Subnet subnet, int x, int y, int height) {
        svg.start("g");
        svg.element("title", "Subnet " + subnet.name);
        svg.box(x, y, subnetWidth, height, 6, subnet.stack == null ? "card elsewhere" : "card");
        svg.text(x + INSET, y + 20, subnetWidth - 2 * INSET, Font.NAME, "name", subnet.name);
        List<String> about = new ArrayList<>(List.of(subnet.cidr, subnet.kind, subnet.origin(vpc)));
        about.removeIf(String::isEmpty);
        svg.text(x + INSET, y + 38, subnetWidth - 2 * INSET, Font.SMALL, "small muted", String.join(" · ", about));
        int box = y + SUBNET_HEADER;
        Map<Endpoint, Integer> middles = new LinkedHashMap<>();
        for (Endpoint endpoint : subnet.endpoints) {
            endpoint(endpoint, x + INSET, box);
            middles.put(endpoint, box + BOX / 2);
            box += BOX + BETWEEN;
        }
        for (int alone = lonely(subnet).size(); alone > 0; alone--) {
            svg.box(x + INSET, box, endpointWidth, BOX, 6, "gap");
            svg.text(x + INSET + endpointWidth / 2, box + BOX / 2 + 4, "small warn middle", "no second endpoint");
            box += BOX + BETWEEN;
        }
        devices(subnet, x + INSET + endpointWidth, y + SUBNET_HEADER, middles);
        footer(subnet, x, y + height - SUBNET_FOOTER);
        svg.end();
    }

    private void endpoint(Endpoint endpoint, int x, int y) {
        Server server = endpoint.server;
        svg.box(
                x,
                y,
                endpointWidth,
                BOX,
                6,
                (endpoint.stack == null ? "card elsewhere line" : "card line") + server.number);
        int badge = ServerCard.badge(svg, server, x + 8, y + 6);
        svg.text(x + badge + 16, y + 19, endpointWidth - badge - 26, Font.NAME, "name", endpoint.name);
        String origin = endpoint.origin(vpc);
        if (endpoint.peers.isEmpty()) {
            Drawing.mark(svg, x + 10, y + 38);
            svg.text(x + 28, y + 38, endpointWidth - 34, Font.SMALL, "small warn", "no peer");
        } else {
            int peers = endpoint.peers.size();
            svg.text(
                    x + 10,
                    y + 38,
                    endpointWidth - 18,
                    Font.SMALL,
                    "small muted",
                    origin.isEmpty() ? (peers == 1 ? "1 peer" : peers + " peers") : origin);
        }
    }

    private void devices(Subnet subnet, int x, int y, Map<Endpoint, Integer> middles) {
        int left = x + SESSIONS;
        int box = y;
        for (Peer device : Drawing.devices(subnet)) {
            int middle = box + BOX / 2;
            Set<String> liveness = new LinkedHashSet<>();
            for (Endpoint endpoint : subnet.endpoints) {
                for (Peer peer : endpoint.peers) {
                    if (peer.device().equals(device.device())) {
                        liveness.add(peer.bfd ? "BFD" : "keepalive");
                        session(endpoint, peer, x, middles.get(endpoint), left, middle);
                    }
                }
            }
            svg.box(left, box, deviceWidth, BOX, 6, "device");
            svg.text(left + 12, box + 19, deviceWidth - 20, Font.NAME, "name", device.address);
            svg.text(
                    left + 12,
                    box + 37,
                    deviceWidth - 20,
                    Font.SMALL,
                    "small muted",
                    "AS " + device.asn + " · " + String.join(", ", liveness));
            box += BOX + BETWEEN;
        }
    }

    private void session(Endpoint endpoint, Peer peer, int fromX, int fromY, int toX, int toY) {
        int bend = (fromX + toX) / 2;
        svg.start("g");
        svg.element(
                "title",
                "Peer " + peer.name + ": " + endpoint.name + " with " + peer.address
                        + (peer.bfd ? ", BFD" : ", BGP keepalive")
                        + (peer.origin(endpoint).isEmpty() ? "" : ", " + peer.origin(endpoint)));
        svg.line(
                "wire line" + endpoint.server.number + (peer.bfd ? "" : " keepalive"),
                "M" + fromX + " " + fromY + "C" + bend + " " + fromY + " " + bend + " " + toY + " " + toX + " " + toY);
        svg.end();
    }

    private void footer(Subnet subnet, int x, int y) {
        svg.line("rule", "M" + x + " " + y + "h" + subnetWidth);
        Table table = subnet.table;
        if (table == null) {
            svg.text(x + INSET, y + 22, "small muted", "route table not in this app");
            return;
        }
        int routes = routesWidth(table);
        svg.text(
                x + INSET,
                y + 22,
                subnetWidth - 2 * INSET - routes - 8,
                Font.SMALL,
                "small muted",
                "Table " + table.name);
        routes(table, x + subnetWidth - INSET - routes, y + 22);
    }

    private static int routesWidth(Table table) {
        return table.routesFrom.isEmpty()
                ? 22 + Svg.width("no propagation", Font.SMALL)
                : table.routesFrom.stream()
                        .mapToInt(server -> ServerCard.badgeWidth(server) + 4)
                        .sum();
    }

    private void routes(Table table, int x, int baseline) {
        if (table.routesFrom.isEmpty()) {
            Drawing.mark(svg, x, baseline);
            svg.text(x + 20, baseline, "small warn", "no propagation");
        }
        int at = x;
        for (Server server : table.routesFrom) {
            at += ServerCard.badge(svg, server, at, baseline - 13) + 4;
        }
    }

    private void tables(int x, int y, int width) {
        if (vpc.tables.isEmpty()) {
            return;
        }
        int serves = x + Math.min(320, width / 3);
        int from = x + width - 180;
        svg.text(x, y + 14, "heading", "Route tables");
        int line = y + 30 + 18;
        svg.text(x, line, "small muted", "Name");
        svg.text(serves, line, "small muted", "Serves");
        svg.text(from, line, "small muted", "Routes from");
        for (Table table : vpc.tables) {
            svg.line("rule", "M" + x + " " + (line + 9) + "h" + width);
            line += ROW;
            String origin = table.origin(vpc);
            svg.text(
                    x,
                    line,
                    serves - x - 16,
                    Font.NAME,
                    "name",
                    table.name + (origin.isEmpty() ? "" : " (" + origin + ")"));
            svg.text(serves, line, from - serves - 16, Font.SMALL, "small", serves(table));
            routes(table, from, line);
        }
    }

    private static String serves(Table table) {
        List<String> served =
                table.subnets.stream().map(subnet -> subnet.name).collect(Collectors.toCollection(ArrayList::new));
        table.gateways.forEach(gateway -> served.add("gateway " + gateway));
        return served.isEmpty() ? (table.stack == null ? "not known" : "no subnet") : String.join(", ", served);
    }
}
