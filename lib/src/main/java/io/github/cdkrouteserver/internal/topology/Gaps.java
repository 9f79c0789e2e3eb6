package io.github.cdkrouteserver.internal.topology;

import io.github.cdkrouteserver.internal.topology.Network.Endpoint;
import io.github.cdkrouteserver.internal.topology.Network.Server;
import io.github.cdkrouteserver.internal.topology.Network.Subnet;
import io.github.cdkrouteserver.internal.topology.Network.Table;
import io.github.cdkrouteserver.internal.topology.Network.Vpc;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a reviewer would ask about: parts of a network that deploy without an error and do not work, or not for long. */
final class Gaps {
    private final List<String> found = new ArrayList<>();

    private Gaps() {}

    static List<String> of(Network network) {
        Gaps gaps = new Gaps();
        network.servers.stream().filter(server -> server.stack != null).forEach(gaps::server);
        for (Vpc vpc : network.vpcs) {
            vpc.subnets.forEach(subnet -> gaps.subnet(vpc, subnet));
            vpc.tables.forEach(table -> gaps.table(vpc, table));
        }
        return List.copyOf(gaps.found);
    }

    private void server(Server server) {
        String name = label(server);
        if (server.dryRun) {
            found.add(name + " is a dry run: the deployment creates no route server.");
            return;
        }
        if (server.associated.isEmpty()) {
            found.add(name + " is not associated with a VPC, so it can have no endpoints.");
        }
        if (server.associated.size() > 1) {
            found.add(name + " is associated with " + server.associated.size() + " VPCs; AWS allows one.");
        }
        if (!server.associated.isEmpty() && server.endpoints.isEmpty()) {
            found.add(name + " has no endpoint, so no device can reach it.");
        }
        if (server.hasPeers() && server.tables.isEmpty()) {
            found.add(name + " propagates to no route table: its peers come up, and no route changes.");
        }
        server.endpoints.stream()
                .flatMap(endpoint -> endpoint.peers.stream())
                .filter(peer -> peer.asn.equals(server.asn))
                .map(peer -> "Peer " + peer.address + " has AS " + peer.asn + ", which is that of " + name
                        + "; eBGP needs two ASNs.")
                .distinct()
                .forEach(found::add);
    }

    private void subnet(Vpc vpc, Subnet subnet) {
        for (Endpoint endpoint : subnet.endpoints) {
            if (!vpc.servers.contains(endpoint.server)) {
                found.add("Endpoint " + endpoint.name + " is in VPC " + vpc.name + ", with which "
                        + label(endpoint.server) + " is not associated.");
            }
        }
        subnet.endpoints.stream().map(endpoint -> endpoint.server).distinct().forEach(server -> {
            if (alone(subnet, server)) {
                found.add(label(server) + " has one endpoint in " + subnet.name
                        + "; AWS recommends two, as each may be in maintenance.");
            }
            List<String> idle = subnet.endpoints.stream()
                    .filter(endpoint -> endpoint.server == server && endpoint.peers.isEmpty())
                    .map(endpoint -> endpoint.name)
                    .toList();
            if (!idle.isEmpty()) {
                found.add(label(server) + " has no peer at "
                        + (idle.size() == 1 ? "endpoint " : "endpoints ") + String.join(", ", idle) + " in "
                        + subnet.name + ".");
            }
        });
    }

    static boolean alone(Subnet subnet, Server server) {
        // Another app may have given the second one to a route server that this app only refers to.
        return server.stack != null
                && subnet.endpoints.stream()
                                .filter(endpoint -> endpoint.server == server)
                                .count()
                        == 1;
    }

    private void table(Vpc vpc, Table table) {
        for (Server server : table.routesFrom) {
            if (!vpc.servers.contains(server)) {
                found.add("Route table " + table.name + " is in VPC " + vpc.name + ", with which " + label(server)
                        + ", which propagates to it, is not associated.");
            }
        }
        if (table.routesFrom.isEmpty() && !table.subnets.isEmpty()) {
            String served = table.subnets.stream().map(subnet -> subnet.name).collect(Collectors.joining(", "));
            found.add((table.subnets.size() == 1 ? "Subnet " + served + " gets" : "Subnets " + served + " get")
                    + " no routes from a route server: none propagates to route table " + table.name + ".");
        }
    }

    private static String label(Server server) {
        return server.badge() + " " + server.name;
    }
}
