package io.github.cdkrouteserver.internal.topology;

import io.github.cdkrouteserver.internal.topology.Network.Endpoint;
import io.github.cdkrouteserver.internal.topology.Network.Peer;
import io.github.cdkrouteserver.internal.topology.Network.Server;
import io.github.cdkrouteserver.internal.topology.Network.Subnet;
import io.github.cdkrouteserver.internal.topology.Network.Table;
import io.github.cdkrouteserver.internal.topology.Network.Vpc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the network in templates.
 *
 * <p>Whatever a template refers to and no template of the app holds, such as an imported VPC, becomes a node of its own
 * under the text that stands in its place.
 */
final class NetworkReader {
    private static final String VPC = "AWS::EC2::VPC";
    private static final String SUBNET = "AWS::EC2::Subnet";
    private static final String TABLE = "AWS::EC2::RouteTable";
    private static final String SERVER = "AWS::EC2::RouteServer";
    private static final String CUSTOM_SERVER = "Custom::RouteServer";
    private static final String ENDPOINT = "AWS::EC2::RouteServerEndpoint";
    private static final String PEER = "AWS::EC2::RouteServerPeer";

    private final Templates templates;
    private final Map<Object, Vpc> vpcs = new LinkedHashMap<>();
    private final Map<Object, Subnet> subnets = new LinkedHashMap<>();
    private final Map<Object, Table> tables = new LinkedHashMap<>();
    private final Map<Object, Server> servers = new LinkedHashMap<>();
    private final Map<Object, Endpoint> endpoints = new LinkedHashMap<>();
    private final Map<Subnet, Vpc> vpcOfSubnet = new LinkedHashMap<>();
    private final Map<Table, Vpc> vpcOfTable = new LinkedHashMap<>();
    private final Map<Vpc, Table> mainTables = new LinkedHashMap<>();

    private NetworkReader(Templates templates) {
        this.templates = templates;
    }

    static Network read(Templates templates) {
        return new NetworkReader(templates).read();
    }

    private Network read() {
        templates.resources(VPC).forEach(this::vpc);
        templates.resources(TABLE).forEach(this::table);
        templates.resources(SUBNET).forEach(this::subnet);
        templates.resources("AWS::EC2::SubnetRouteTableAssociation").forEach(this::serve);
        templates.resources("AWS::EC2::GatewayRouteTableAssociation").forEach(this::serveGateway);
        templates.resources(SERVER, CUSTOM_SERVER).forEach(this::server);
        templates.resources("AWS::EC2::RouteServerAssociation").forEach(this::associate);
        templates.resources(ENDPOINT).forEach(this::endpoint);
        templates.resources(PEER).forEach(this::peer);
        templates.resources("AWS::EC2::RouteServerPropagation").forEach(this::propagate);
        return network();
    }

    private void vpc(Resource resource) {
        List<String> cidrs = new ArrayList<>();
        cidrs.add(
                resource.property("CidrBlock") == null
                        ? "CIDR from IPAM"
                        : templates.value(resource, "CidrBlock").text());
        templates
                .resources("AWS::EC2::VPCCidrBlock")
                .filter(block -> resource.equals(templates.value(block, "VpcId").resource()))
                .filter(block -> block.property("CidrBlock") != null)
                .map(block -> templates.value(block, "CidrBlock").text())
                .forEach(cidrs::add);
        vpcs.put(resource, new Vpc(resource.name(""), stack(resource), String.join(", ", cidrs)));
    }

    private Vpc vpc(Value value) {
        return vpcs.computeIfAbsent(value.identity(), identity -> new Vpc(value.text(), null, ""));
    }

    private void table(Resource resource) {
        Value inVpc = templates.value(resource, "VpcId");
        Table table = new Table(resource.name(parentPath(inVpc)), stack(resource));
        tables.put(resource, table);
        vpcOfTable.put(table, vpc(inVpc));
    }

    private Table table(Value value) {
        return tables.computeIfAbsent(value.identity(), identity -> new Table(value.text(), null));
    }

    private void subnet(Resource resource) {
        Value inVpc = templates.value(resource, "VpcId");
        String name = resource.name(parentPath(inVpc));
        String group = resource.tag("aws-cdk:subnet-name");
        Value cidr = templates.value(resource, "CidrBlock");
        Subnet subnet = new Subnet(
                name,
                stack(resource),
                cidr.known() ? cidr.text() : "CIDR at deployment",
                zone(resource),
                kind(resource),
                group == null ? name.replaceAll("([-_ ][a-z0-9]|[0-9]+)$", "") : group);
        subnets.put(resource, subnet);
        vpcOfSubnet.put(subnet, vpc(inVpc));
    }

    private Subnet subnet(Value value) {
        return subnets.computeIfAbsent(
                value.identity(), identity -> new Subnet(value.text(), null, "", "Zone not in this app", "", ""));
    }

    private String zone(Resource resource) {
        String property = resource.property("AvailabilityZone") == null ? "AvailabilityZoneId" : "AvailabilityZone";
        return resource.property(property) == null
                ? "Zone chosen by AWS"
                : templates.value(resource, property).text();
    }

    private static String kind(Resource resource) {
        String tag = resource.tag("aws-cdk:subnet-type");
        if (tag != null) {
            return tag.toLowerCase(Locale.ROOT);
        }
        return "true".equals(Json.scalar(resource.property("MapPublicIpOnLaunch"))) ? "public" : "";
    }

    private void serve(Resource association) {
        Subnet subnet = subnet(templates.value(association, "SubnetId"));
        Table table = table(templates.value(association, "RouteTableId"));
        subnet.table = table;
        table.subnets.add(subnet);
    }

    private void serveGateway(Resource association) {
        table(templates.value(association, "RouteTableId"))
                .gateways
                .add(templates.value(association, "GatewayId").text());
    }

    private void server(Resource resource) {
        boolean notifies = "true".equals(Json.scalar(resource.property("SnsNotificationsEnabled")));
        servers.put(
                resource,
                new Server(
                        resource.name(""),
                        stack(resource),
                        templates.value(resource, "AmazonSideAsn").text(),
                        persistence(resource),
                        notifies ? "SNS topic" : "off",
                        "true".equals(Json.scalar(resource.property("DryRun")))));
    }

    private String persistence(Resource resource) {
        String action = resource.property("PersistRoutes") == null
                ? "disable"
                : templates.value(resource, "PersistRoutes").text();
        return switch (action) {
            case "enable" ->
                "until BGP is back for "
                        + (resource.property("PersistRoutesDuration") == null
                                ? "a while"
                                : templates
                                                .value(resource, "PersistRoutesDuration")
                                                .text() + " min");
            case "disable" -> "off";
            default -> action;
        };
    }

    private Server server(Value value) {
        return servers.computeIfAbsent(value.identity(), identity -> new Server(value.text(), null, "", "", "", false));
    }

    private void associate(Resource association) {
        server(templates.value(association, "RouteServerId"))
                .associated
                .add(vpc(templates.value(association, "VpcId")));
    }

    private void endpoint(Resource resource) {
        Value serverId = templates.value(resource, "RouteServerId");
        Server server = server(serverId);
        Subnet subnet = subnet(templates.value(resource, "SubnetId"));
        // Whatever is drawn in a subnet need not repeat its name.
        String name = resource.name(parentPath(serverId)).replace(subnet.name + "/", "");
        Endpoint endpoint = new Endpoint(name, stack(resource), server, subnet);
        endpoints.put(resource, endpoint);
        server.endpoints.add(endpoint);
        subnet.endpoints.add(endpoint);
    }

    private void peer(Resource resource) {
        Value endpointId = templates.value(resource, "RouteServerEndpointId");
        Endpoint endpoint = endpoints.get(endpointId.identity());
        if (endpoint == null) {
            Server unknown = server(Value.words("route server of " + endpointId.text()));
            endpoint = new Endpoint(
                    endpointId.text(), null, unknown, subnet(Value.words("subnet of " + endpointId.text())));
            endpoints.put(endpointId.identity(), endpoint);
            unknown.endpoints.add(endpoint);
            endpoint.subnet.endpoints.add(endpoint);
        }
        Map<String, Object> bgp = Json.map(resource.property("BgpOptions"));
        endpoint.peers.add(new Peer(
                resource.name(parentPath(endpointId)),
                stack(resource),
                address(templates.value(resource, "PeerAddress")),
                templates.value(resource.template(), bgp.get("PeerAsn")).text(),
                "bfd"
                        .equals(templates
                                .value(resource.template(), bgp.get("PeerLivenessDetection"))
                                .text())));
    }

    /** The address, or whose it is where AWS chooses it. */
    private String address(Value value) {
        Resource holder = value.resource();
        if (holder == null) {
            return value.text();
        }
        return holder.property("PrivateIpAddress") == null
                ? "of " + value.text()
                : templates.value(holder, "PrivateIpAddress").text();
    }

    private void propagate(Resource resource) {
        Server server = server(templates.value(resource, "RouteServerId"));
        Table table = table(templates.value(resource, "RouteTableId"));
        server.tables.add(table);
        table.routesFrom.add(server);
    }

    private Network network() {
        Network network = new Network(templates.stacks());
        subnets.values().forEach(subnet -> inVpc(subnet).subnets.add(subnet));
        tables.values().stream()
                .filter(table -> vpcOfTable.containsKey(table) || !table.routesFrom.isEmpty())
                .forEach(table -> inVpc(table).tables.add(table));
        // CloudFormation cannot name the main table of a VPC, so nothing in a template can change what is in it.
        subnets.values().stream()
                .filter(subnet -> subnet.table == null && subnet.stack != null)
                .forEach(this::useMainTable);
        for (Server server : servers.values()) {
            server.number = network.servers.size() + 1;
            network.servers.add(server);
            server.associated.forEach(vpc -> vpc.servers.add(server));
            if (server.stack == null && server.associated.isEmpty()) {
                Stream.concat(vpcsOf(server), server.tables.stream().map(vpcOfTable::get))
                        .forEach(vpc -> vpc.servers.add(server));
            }
        }
        for (Vpc vpc : vpcs.values()) {
            if (!vpc.servers.isEmpty()
                    || vpc.subnets.stream().anyMatch(subnet -> !subnet.endpoints.isEmpty())
                    || vpc.tables.stream().anyMatch(table -> !table.routesFrom.isEmpty())) {
                network.vpcs.add(vpc);
            } else {
                network.otherVpcs++;
            }
        }
        return network;
    }

    /** The VPC of a subnet; that of its endpoints' route server, where the app only refers to the subnet. */
    private Vpc inVpc(Subnet subnet) {
        return vpcOfSubnet.computeIfAbsent(
                subnet,
                unknown -> subnet.endpoints.stream()
                        .flatMap(endpoint -> endpoint.server.associated.stream())
                        .findFirst()
                        .orElseGet(() -> vpc(Value.words("VPC of " + subnet.name))));
    }

    private Vpc inVpc(Table table) {
        return vpcOfTable.computeIfAbsent(
                table,
                unknown -> Stream.concat(
                                table.subnets.stream().map(vpcOfSubnet::get),
                                table.routesFrom.stream().flatMap(this::vpcsOf))
                        .findFirst()
                        .orElseGet(() -> vpc(Value.words("VPC of " + table.name))));
    }

    private Stream<Vpc> vpcsOf(Server server) {
        return server.associated.isEmpty()
                ? server.endpoints.stream().map(endpoint -> vpcOfSubnet.get(endpoint.subnet))
                : server.associated.stream();
    }

    private void useMainTable(Subnet subnet) {
        Vpc vpc = vpcOfSubnet.get(subnet);
        Table main = mainTables.computeIfAbsent(vpc, of -> new Table("main", of.stack));
        vpc.tables.add(main);
        subnet.table = main;
        main.subnets.add(subnet);
    }

    private static String parentPath(Value parent) {
        Resource resource = parent.resource();
        return resource == null ? "" : resource.path();
    }

    private static @Nullable String stack(Resource resource) {
        return resource.template().stack();
    }
}
