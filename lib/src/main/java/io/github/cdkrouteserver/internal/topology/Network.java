package io.github.cdkrouteserver.internal.topology;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The networks that an app gives route servers, in the order of its templates. */
final class Network {
    /** What is drawn of anything: its name, and where it comes from. */
    abstract static class Node {
        final String name;
        /** The stack that it is in, or null where the app only refers to it. */
        final @Nullable String stack;

        Node(String name, @Nullable String stack) {
            this.name = name;
            this.stack = stack;
        }

        /** Says where it comes from, unless that is the stack of what it is drawn in. */
        String origin(Node around) {
            if (stack == null) {
                return "not in this app";
            }
            return stack.equals(around.stack) ? "" : "in stack " + stack;
        }
    }

    static final class Vpc extends Node {
        final String cidr;
        final Set<Server> servers = new LinkedHashSet<>();
        final List<Subnet> subnets = new ArrayList<>();
        final Set<Table> tables = new LinkedHashSet<>();

        Vpc(String name, @Nullable String stack, String cidr) {
            super(name, stack);
            this.cidr = cidr;
        }
    }

    static final class Server extends Node {
        final String asn;
        final String persistence;
        final String notifications;
        final boolean dryRun;
        /** VPCs of its associations. */
        final Set<Vpc> associated = new LinkedHashSet<>();

        final List<Endpoint> endpoints = new ArrayList<>();
        final Set<Table> tables = new LinkedHashSet<>();
        int number;

        Server(
                String name,
                @Nullable String stack,
                String asn,
                String persistence,
                String notifications,
                boolean dryRun) {
            super(name, stack);
            this.asn = asn;
            this.persistence = persistence;
            this.notifications = notifications;
            this.dryRun = dryRun;
        }

        String badge() {
            return "RS" + number;
        }

        boolean hasPeers() {
            return endpoints.stream().anyMatch(endpoint -> !endpoint.peers.isEmpty());
        }
    }

    static final class Subnet extends Node {
        final String cidr;
        final String zone;
        final String kind;
        /** What subnets of several zones have in common, so that they are drawn side by side. */
        final String group;

        final List<Endpoint> endpoints = new ArrayList<>();

        @Nullable
        Table table;

        Subnet(String name, @Nullable String stack, String cidr, String zone, String kind, String group) {
            super(name, stack);
            this.cidr = cidr;
            this.zone = zone;
            this.kind = kind;
            this.group = group;
        }
    }

    static final class Endpoint extends Node {
        final Server server;
        final Subnet subnet;
        final List<Peer> peers = new ArrayList<>();

        Endpoint(String name, @Nullable String stack, Server server, Subnet subnet) {
            super(name, stack);
            this.server = server;
            this.subnet = subnet;
        }
    }

    /** One BGP session: an endpoint and the device that dials it. */
    static final class Peer extends Node {
        final String address;
        final String asn;
        final boolean bfd;

        Peer(String name, @Nullable String stack, String address, String asn, boolean bfd) {
            super(name, stack);
            this.address = address;
            this.asn = asn;
            this.bfd = bfd;
        }

        /** Sessions of one address and number are those of one device. */
        String device() {
            return address + " AS " + asn;
        }
    }

    static final class Table extends Node {
        final Set<Server> routesFrom = new LinkedHashSet<>();
        final List<Subnet> subnets = new ArrayList<>();
        final List<String> gateways = new ArrayList<>();

        Table(String name, @Nullable String stack) {
            super(name, stack);
        }
    }

    final List<String> stacks;
    final List<Server> servers = new ArrayList<>();
    /** VPCs that a route server has to do with. */
    final List<Vpc> vpcs = new ArrayList<>();
    /** VPCs of the app that no route server has to do with. */
    int otherVpcs;

    Network(List<String> stacks) {
        this.stacks = stacks;
    }
}
