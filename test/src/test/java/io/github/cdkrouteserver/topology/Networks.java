package io.github.cdkrouteserver.topology;

import io.github.cdkrouteserver.PersistRoutes;
import io.github.cdkrouteserver.RouteServer;
import io.github.cdkrouteserver.RouteServerTopology;
import io.github.cdkrouteserver.examples.ExamplesApp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.ec2.CfnGatewayRouteTableAssociation;
import software.amazon.awscdk.services.ec2.CfnNetworkInterface;
import software.amazon.awscdk.services.ec2.CfnRouteServer;
import software.amazon.awscdk.services.ec2.CfnRouteServerAssociation;
import software.amazon.awscdk.services.ec2.CfnRouteServerEndpoint;
import software.amazon.awscdk.services.ec2.CfnRouteServerPeer;
import software.amazon.awscdk.services.ec2.CfnRouteServerPeer.BgpOptionsProperty;
import software.amazon.awscdk.services.ec2.CfnRouteServerPropagation;
import software.amazon.awscdk.services.ec2.CfnRouteTable;
import software.amazon.awscdk.services.ec2.CfnSubnet;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.constructs.Construct;

/** Apps to draw, most of them in the resource types of CloudFormation itself. */
enum Networks {
    FIREWALL_PAIR(Networks::firewallPair),
    THREE_ZONES(Networks::threeZones),
    GAPS(Networks::gaps),
    NESTED(() -> nested(emptyApp())),
    EXAMPLE_FIREWALL_PAIR(() -> example("firewall-pair")),
    EXAMPLE_OPENSHIFT(() -> example("openshift"));

    private final Supplier<App> apps;

    Networks(Supplier<App> apps) {
        this.apps = apps;
    }

    App app() {
        return apps.get();
    }

    RouteServerTopology topology() {
        return RouteServerTopology.of(app().synth());
    }

    String svg() {
        return topology().toSvg();
    }

    String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".svg";
    }

    static App emptyApp() {
        return new App(AppProps.builder().analyticsReporting(false).build());
    }

    /** Two firewalls in two zones, as the user guide recommends it; but the public subnets get no routes. */
    private static App firewallPair() {
        App app = emptyApp();
        Stack stack = new Stack(app, "FirewallPair");
        Vpc vpc = vpc(stack, 2, "Public", "Firewall", "Workload");
        CfnRouteServer server = CfnRouteServer.Builder.create(stack, "RouteServer")
                .amazonSideAsn(65000)
                .persistRoutes("enable")
                .persistRoutesDuration(2)
                .snsNotificationsEnabled(true)
                .build();
        associate(stack, "Association", server.getAttrId(), vpc.getVpcId());
        int zone = 1;
        for (ISubnet subnet : subnets(vpc, "Firewall")) {
            CfnNetworkInterface firewall = CfnNetworkInterface.Builder.create(stack, "Firewall" + zone)
                    .subnetId(subnet.getSubnetId())
                    .privateIpAddress("10.0." + (zone + 1) + ".10")
                    .build();
            for (String name : List.of("A", "B")) {
                CfnRouteServerEndpoint endpoint =
                        endpoint(stack, "Endpoint" + zone + name, server.getAttrId(), subnet.getSubnetId());
                peer(stack, "Peer" + zone + name, endpoint, firewall.getAttrPrimaryPrivateIpAddress(), 65010, "bfd");
            }
            zone++;
        }
        propagate(stack, server.getAttrId(), vpc, "Firewall", "Workload");
        return app;
    }

    /** As much as a picture has to hold: two route servers from another stack than the VPC, three zones, four tiers. */
    private static App threeZones() {
        App app = emptyApp();
        Environment environment = Environment.builder()
                .account("123456789012")
                .region("eu-west-1")
                .build();
        Stack network =
                new Stack(app, "Network", StackProps.builder().env(environment).build());
        Vpc vpc = Vpc.Builder.create(network, "Core")
                .ipAddresses(IpAddresses.cidr("10.20.0.0/16"))
                .availabilityZones(List.of("eu-west-1a", "eu-west-1b", "eu-west-1c"))
                .natGateways(0)
                .subnetConfiguration(configurations("Edge", "Inspection", "Workers", "Data"))
                .build();
        Tags.of(vpc).add("Name", "core-network");
        CfnRouteTable ingress = CfnRouteTable.Builder.create(network, "Ingress")
                .vpcId(vpc.getVpcId())
                .build();
        CfnGatewayRouteTableAssociation.Builder.create(network, "IngressOfGateway")
                .gatewayId(vpc.getInternetGatewayId())
                .routeTableId(ingress.getRef())
                .build();

        Stack routing =
                new Stack(app, "Routing", StackProps.builder().env(environment).build());
        RouteServer firewalls = RouteServer.Builder.create(routing, "Firewalls")
                .amazonSideAsn(4200000000L)
                .persistRoutes(PersistRoutes.ENABLE)
                .persistRoutesDuration(Duration.minutes(5))
                .snsNotificationsEnabled(true)
                .vpc(vpc)
                .build();
        CfnRouteServer cluster = CfnRouteServer.Builder.create(routing, "Cluster")
                .amazonSideAsn(65001)
                .build();
        associate(routing, "ClusterInVpc", cluster.getAttrId(), vpc.getVpcId());
        int zone = 1;
        for (ISubnet subnet : subnets(vpc, "Inspection")) {
            for (String name : List.of("A", "B")) {
                CfnRouteServerEndpoint endpoint =
                        endpoint(firewalls, "Zone" + zone + name, firewalls.getRouteServerId(), subnet.getSubnetId());
                peer(endpoint, "Firewall", endpoint, "10.20." + (zone + 2) + ".10", 65010, "bfd");
            }
            zone++;
        }
        zone = 1;
        for (ISubnet subnet : subnets(vpc, "Workers")) {
            for (String name : List.of("A", "B")) {
                CfnRouteServerEndpoint endpoint =
                        endpoint(cluster, "Workers" + zone + name, cluster.getAttrId(), subnet.getSubnetId());
                for (int node = 1; node <= 3; node++) {
                    peer(
                            endpoint,
                            "Node" + node,
                            endpoint,
                            "10.20." + (zone + 5) + "." + (20 + node),
                            4200000100L,
                            null);
                }
            }
            zone++;
        }
        propagate(routing, firewalls.getRouteServerId(), vpc, "Edge", "Workers", "Data");
        propagate(routing, cluster.getAttrId(), vpc, "Inspection", "Workers");
        CfnRouteServerPropagation.Builder.create(routing, "FirewallsToIngress")
                .routeServerId(firewalls.getRouteServerId())
                .routeTableId(ingress.getRef())
                .build();
        return app;
    }

    /** Everything that deploys and does not work, names that are no XML, and what the app only refers to. */
    private static App gaps() {
        App app = emptyApp();
        Stack stack = new Stack(app, "Gaps");
        CfnRouteServer alone = CfnRouteServer.Builder.create(stack, "Alone")
                .amazonSideAsn(64512)
                .build();
        Tags.of(alone).add("Name", "lonely <b>\"R&D\"</b>");
        RouteServer.Builder.create(stack, "Rehearsal")
                .amazonSideAsn(64513)
                .dryRun(true)
                .build();

        Vpc vpc = vpc(stack, 1, "Public", "Private");
        CfnRouteServer server = CfnRouteServer.Builder.create(stack, "Server")
                .amazonSideAsn(65000)
                .persistRoutes("disable")
                .build();
        associate(stack, "ServerInVpc", server.getAttrId(), vpc.getVpcId());
        CfnSubnet bare = CfnSubnet.Builder.create(stack, "Bare")
                .vpcId(vpc.getVpcId())
                .cidrBlock("10.0.200.0/24")
                .build();
        String privateSubnet = subnets(vpc, "Private").get(0).getSubnetId();
        CfnRouteServerEndpoint first = endpoint(stack, "First", server.getAttrId(), privateSubnet);
        peer(stack, "SameNumber", first, "10.0.1.10", 65000, "bfd");
        endpoint(stack, "WithoutAPeerAndWithANameThatIsFarTooLongForAnyBox", server.getAttrId(), bare.getRef());

        IVpc imported = Vpc.fromVpcAttributes(
                stack,
                "Imported",
                VpcAttributes.builder()
                        .vpcId("vpc-0123456789abcdef0")
                        .availabilityZones(List.of("eu-west-1a"))
                        .privateSubnetIds(List.of("subnet-0123456789abcdef0"))
                        .privateSubnetRouteTableIds(List.of("rtb-0123456789abcdef0"))
                        .build());
        CfnRouteServer second = CfnRouteServer.Builder.create(stack, "Second")
                .amazonSideAsn(65020)
                .build();
        associate(stack, "SecondInImported", second.getAttrId(), imported.getVpcId());
        ISubnet known = imported.getPrivateSubnets().get(0);
        for (String name : List.of("C", "D")) {
            CfnRouteServerEndpoint endpoint =
                    endpoint(second, "Endpoint" + name, second.getAttrId(), known.getSubnetId());
            peer(endpoint, "Router", endpoint, "192.168.0.10", 65030, "bgp-keepalive");
        }
        CfnRouteServerEndpoint foreign = endpoint(stack, "OfForeign", "rs-0123456789abcdef0", known.getSubnetId());
        peer(foreign, "Router", foreign, "192.168.0.10", 65030, "bgp-keepalive");
        CfnRouteServerPropagation.Builder.create(stack, "ForeignToImported")
                .routeServerId("rs-0123456789abcdef0")
                .routeTableId(known.getRouteTable().getRouteTableId())
                .build();
        return app;
    }

    /** A stage whose VPC is in a stack, and whose route server is in a stack nested in another one. */
    private static App nested(App app) {
        Stage stage = new Stage(app, "Prod");
        Stack network = new Stack(stage, "Network");
        Vpc vpc = vpc(network, 1, "Private");
        Stack routing = new Stack(stage, "Routing");
        NestedStack servers = new NestedStack(routing, "Servers");
        CfnRouteServer server = CfnRouteServer.Builder.create(servers, "RouteServer")
                .amazonSideAsn(65000)
                .build();
        associate(servers, "Association", server.getAttrId(), vpc.getVpcId());
        String subnet = subnets(vpc, "Private").get(0).getSubnetId();
        for (String name : List.of("A", "B")) {
            CfnRouteServerEndpoint endpoint = endpoint(routing, "Endpoint" + name, server.getAttrId(), subnet);
            peer(routing, "Peer" + name, endpoint, "10.0.0.10", 65010, "bfd");
        }
        propagate(routing, server.getAttrId(), vpc, "Private");
        return app;
    }

    /** {@link #NESTED} with the paths that the CDK CLI has written into templates. */
    static App nestedAsTheCliHasIt() {
        return nested(new App(AppProps.builder()
                .context(Map.of("aws:cdk:enable-path-metadata", true, "aws:cdk:enable-asset-metadata", true))
                .analyticsReporting(false)
                .build()));
    }

    private static App example(String name) {
        App app = emptyApp();
        app.getNode().setContext("example", name);
        ExamplesApp.add(app);
        return app;
    }

    private static Vpc vpc(Construct scope, int zones, String... tiers) {
        return Vpc.Builder.create(scope, "Vpc")
                .ipAddresses(IpAddresses.cidr("10.0.0.0/16"))
                .maxAzs(zones)
                .natGateways(0)
                .subnetConfiguration(configurations(tiers))
                .build();
    }

    private static List<SubnetConfiguration> configurations(String... tiers) {
        List<SubnetConfiguration> configurations = new ArrayList<>();
        for (String tier : tiers) {
            boolean open = tier.equals("Public") || tier.equals("Edge");
            configurations.add(SubnetConfiguration.builder()
                    .name(tier)
                    .subnetType(open ? SubnetType.PUBLIC : SubnetType.PRIVATE_ISOLATED)
                    .cidrMask(24)
                    .build());
        }
        return configurations;
    }

    private static List<ISubnet> subnets(Vpc vpc, String tier) {
        return vpc.selectSubnets(SubnetSelection.builder().subnetGroupName(tier).build())
                .getSubnets();
    }

    private static void associate(Construct scope, String id, String server, String vpc) {
        CfnRouteServerAssociation.Builder.create(scope, id)
                .routeServerId(server)
                .vpcId(vpc)
                .build();
    }

    private static CfnRouteServerEndpoint endpoint(Construct scope, String id, String server, String subnet) {
        return CfnRouteServerEndpoint.Builder.create(scope, id)
                .routeServerId(server)
                .subnetId(subnet)
                .build();
    }

    private static void peer(
            Construct scope, String id, CfnRouteServerEndpoint endpoint, String address, long asn, String liveness) {
        CfnRouteServerPeer.Builder.create(scope, id)
                .routeServerEndpointId(endpoint.getAttrId())
                .peerAddress(address)
                .bgpOptions(BgpOptionsProperty.builder()
                        .peerAsn(asn)
                        .peerLivenessDetection(liveness)
                        .build())
                .build();
    }

    private static void propagate(Construct scope, String server, Vpc vpc, String... tiers) {
        Construct group = new Construct(scope, "To" + String.join("", tiers));
        Set<String> done = new HashSet<>();
        for (String tier : tiers) {
            for (ISubnet subnet : subnets(vpc, tier)) {
                String table = subnet.getRouteTable().getRouteTableId();
                if (done.add(table)) {
                    CfnRouteServerPropagation.Builder.create(
                                    group, subnet.getNode().getId())
                            .routeServerId(server)
                            .routeTableId(table)
                            .build();
                }
            }
        }
    }
}
