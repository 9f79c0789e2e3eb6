package io.github.cdkrouteserver.synth;

import static io.github.cdkrouteserver.synth.Synth.json;
import static io.github.cdkrouteserver.synth.Synth.resource;
import static io.github.cdkrouteserver.synth.Synth.resources;
import static io.github.cdkrouteserver.synth.Synth.routeServer;
import static io.github.cdkrouteserver.synth.Synth.stack;
import static io.github.cdkrouteserver.synth.Synth.template;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdkrouteserver.IRouteServer;
import io.github.cdkrouteserver.IRouteServerAssociation;
import io.github.cdkrouteserver.IRouteServerEndpoint;
import io.github.cdkrouteserver.IRouteServerPeer;
import io.github.cdkrouteserver.IRouteServerPropagation;
import io.github.cdkrouteserver.PeerLivenessDetection;
import io.github.cdkrouteserver.PropagationTarget;
import io.github.cdkrouteserver.RouteServer;
import io.github.cdkrouteserver.RouteServerAssociation;
import io.github.cdkrouteserver.RouteServerAssociationAttributes;
import io.github.cdkrouteserver.RouteServerAttributes;
import io.github.cdkrouteserver.RouteServerEndpoint;
import io.github.cdkrouteserver.RouteServerEndpointAttributes;
import io.github.cdkrouteserver.RouteServerEndpointOptions;
import io.github.cdkrouteserver.RouteServerEndpoints;
import io.github.cdkrouteserver.RouteServerEndpointsOptions;
import io.github.cdkrouteserver.RouteServerPeer;
import io.github.cdkrouteserver.RouteServerPeerAttributes;
import io.github.cdkrouteserver.RouteServerPeerOptions;
import io.github.cdkrouteserver.RouteServerPropagation;
import io.github.cdkrouteserver.RouteServerPropagationAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnElement;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.ec2.CfnRouteServer;
import software.amazon.awscdk.services.ec2.CfnRouteServerEndpoint;
import software.amazon.awscdk.services.ec2.CfnRouteTable;
import software.amazon.awscdk.services.ec2.CfnSubnet;
import software.amazon.awscdk.services.ec2.CfnVPC;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;

class FamilyTemplatesTest {
    private static final String ASSOCIATION = "AWS::EC2::RouteServerAssociation";
    private static final String ENDPOINT = "AWS::EC2::RouteServerEndpoint";
    private static final String PEER = "AWS::EC2::RouteServerPeer";
    private static final String PROPAGATION = "AWS::EC2::RouteServerPropagation";

    private Stack stack;
    private Vpc vpc;

    @BeforeEach
    void createStack() {
        stack = stack();
        vpc = vpc("Vpc", 2);
    }

    private Vpc vpc(String id, int azs) {
        return Vpc.Builder.create(stack, id)
                .maxAzs(azs)
                .natGateways(0)
                .subnetConfiguration(List.of(
                        SubnetConfiguration.builder()
                                .name("Public")
                                .subnetType(SubnetType.PUBLIC)
                                .build(),
                        SubnetConfiguration.builder()
                                .name("Isolated")
                                .subnetType(SubnetType.PRIVATE_ISOLATED)
                                .build()))
                .build();
    }

    private RouteServer associated() {
        return routeServer(stack, props -> props.vpc(vpc));
    }

    private IVpc imported(String id, List<String> subnetIds, List<String> routeTableIds) {
        return Vpc.fromVpcAttributes(
                stack,
                id,
                VpcAttributes.builder()
                        .vpcId("vpc-0a1b2c3d4e5f60718")
                        .availabilityZones(subnetIds.stream()
                                .map(s -> "eu-west-1" + s.charAt(s.length() - 1))
                                .toList())
                        .privateSubnetIds(subnetIds)
                        .privateSubnetRouteTableIds(routeTableIds)
                        .build());
    }

    @Test
    void vpcProp_always_keepsTheLogicalIdOfTheAssociation() {
        associated();

        assertThat(ids(ASSOCIATION)).containsExactly("RsAssociationD3E7BC92");
    }

    @Test
    void associateVpc_sameVpcAgain_returnsTheAssociationThatIsThere() {
        RouteServer routeServer = routeServer(stack, props -> props);
        IRouteServerAssociation first = routeServer.associateVpc(vpc);

        assertThat(routeServer.associateVpc(vpc)).isSameAs(first);
        assertThat(resource(template(stack), ASSOCIATION).path("Properties"))
                .isEqualTo(json("{'RouteServerId': {'Ref': '" + logicalId(routeServer)
                        + "'}, 'VpcId': {'Ref': '"
                        + stack.getLogicalId((CfnElement) vpc.getNode().getDefaultChild())
                        + "'}}"));
    }

    @Test
    void associateVpc_importIsKnownToBeAssociated_createsNothing() {
        IRouteServer imported = RouteServer.fromRouteServerAttributes(
                stack,
                "Imported",
                RouteServerAttributes.builder()
                        .routeServerId("rs-0a1b2c3d4e5f60718")
                        .vpc(vpc)
                        .build());

        IRouteServerAssociation association = imported.associateVpc(vpc);

        assertThat(association.getRouteServerId()).isEqualTo("rs-0a1b2c3d4e5f60718");
        assertThat(imported.associateVpc(vpc)).isSameAs(association);
        assertThat(ids(ASSOCIATION)).isEmpty();
    }

    @Test
    void addEndpoint_ofOwnedServer_writesTheNativeResource() {
        RouteServer routeServer = associated();
        RouteServerEndpoint endpoint = routeServer.addEndpoint(
                "A",
                RouteServerEndpointOptions.builder()
                        .subnet(vpc.getIsolatedSubnets().get(0))
                        .tags(Map.of("Name", "edge"))
                        .build());
        Tags.of(stack).add("Team", "network");

        JsonNode resource = resource(template(stack), ENDPOINT);
        assertThat(resource.at("/Properties/RouteServerId/Ref").asText()).isEqualTo(logicalId(routeServer));
        assertThat(resource.at("/Properties/Tags"))
                .isEqualTo(json("[{'Key': 'Name', 'Value': 'edge'}, {'Key': 'Team', 'Value': 'network'}]"));
        String id = ids(ENDPOINT).first();
        assertThat(stack.resolve(endpoint.getEniAddress())).hasToString("{Fn::GetAtt=[" + id + ", EniAddress]}");
        assertThat(stack.resolve(endpoint.getEniId())).hasToString("{Fn::GetAtt=[" + id + ", EniId]}");
        assertThat(stack.resolve(endpoint.getRouteServerEndpointArn())).hasToString("{Fn::GetAtt=[" + id + ", Arn]}");
        assertThat(stack.resolve(endpoint.getVpcId())).hasToString("{Fn::GetAtt=[" + id + ", VpcId]}");
        assertThat(stack.resolve(endpoint.getRouteServerEndpointRef().getRouteServerEndpointId()))
                .hasToString("{Ref=" + id + "}");
    }

    @Test
    void addPeer_everyOption_writesTheNativeResource() {
        RouteServerPeer peer = associated()
                .addEndpoint(
                        "A",
                        RouteServerEndpointOptions.builder()
                                .subnet(vpc.getIsolatedSubnets().get(0))
                                .build())
                .addPeer(
                        "Fw",
                        RouteServerPeerOptions.builder()
                                .peerAddress("10.0.128.10")
                                .peerAsn(4200000000L)
                                .livenessDetection(PeerLivenessDetection.BFD)
                                .tags(Map.of("Name", "fw"))
                                .build());

        JsonNode properties = resource(template(stack), PEER).path("Properties");
        assertThat(properties.path("PeerAddress").asText()).isEqualTo("10.0.128.10");
        assertThat(properties.path("BgpOptions"))
                .isEqualTo(json("{'PeerAsn': 4200000000, 'PeerLivenessDetection': 'bfd'}"));
        assertThat(properties.path("Tags")).isEqualTo(json("[{'Key': 'Name', 'Value': 'fw'}]"));
        assertThat(properties.at("/RouteServerEndpointId/Ref").asText())
                .isEqualTo(ids(ENDPOINT).first());
        String id = ids(PEER).first();
        assertThat(stack.resolve(peer.getEndpointEniAddress()))
                .hasToString("{Fn::GetAtt=[" + id + ", EndpointEniAddress]}");
        assertThat(stack.resolve(peer.getRouteServerPeerId())).hasToString("{Ref=" + id + "}");
    }

    @Test
    void addPeer_onlyRequired_leavesTheRestToAws() {
        associated()
                .addEndpoints("Edge")
                .addPeers(
                        "Fw",
                        RouteServerPeerOptions.builder()
                                .peerAddress("10.0.128.10")
                                .peerAsn(65010)
                                .build());

        assertThat(resources(template(stack), PEER))
                .hasSize(4)
                .allSatisfy(
                        peer -> assertThat(peer.at("/Properties/BgpOptions")).isEqualTo(json("{'PeerAsn': 65010}")));
    }

    @Test
    void constructs_l1Parents_work() {
        CfnRouteServer server =
                CfnRouteServer.Builder.create(stack, "L1").amazonSideAsn(65000).build();
        CfnVPC network =
                CfnVPC.Builder.create(stack, "L1Vpc").cidrBlock("10.1.0.0/16").build();
        CfnSubnet subnet = CfnSubnet.Builder.create(stack, "L1Subnet")
                .vpcId(network.getRef())
                .cidrBlock("10.1.200.0/24")
                .build();
        CfnRouteTable table = CfnRouteTable.Builder.create(stack, "L1Table")
                .vpcId(network.getRef())
                .build();
        CfnRouteServerEndpoint endpoint = CfnRouteServerEndpoint.Builder.create(stack, "L1Endpoint")
                .routeServerId(server.getRef())
                .subnetId(subnet.getRef())
                .build();

        RouteServerAssociation.Builder.create(stack, "Association")
                .routeServer(server)
                .vpc(network)
                .build();
        RouteServerEndpoint.Builder.create(stack, "Endpoint")
                .routeServer(server)
                .subnet(subnet)
                .build();
        RouteServerPropagation.Builder.create(stack, "Propagation")
                .routeServer(server)
                .routeTable(table)
                .build();
        RouteServerPeer.Builder.create(stack, "Peer")
                .routeServerEndpoint(endpoint)
                .peerAddress("10.1.200.10")
                .peerAsn(65010)
                .build();

        JsonNode template = template(stack);
        assertThat(resource(template, PROPAGATION).path("Properties"))
                .isEqualTo(json("{'RouteServerId': {'Ref': 'L1'}, 'RouteTableId': {'Ref': 'L1Table'}}"));
        assertThat(resource(template, PEER)
                        .at("/Properties/RouteServerEndpointId/Ref")
                        .asText())
                .isEqualTo("L1Endpoint");
        assertThat(resources(template, ENDPOINT))
                .hasSize(2)
                .allSatisfy(resource -> assertThat(
                                resource.at("/Properties/SubnetId/Ref").asText())
                        .isEqualTo("L1Subnet"));
    }

    @Test
    void factories_ofAnImportedServer_extendIt() {
        IRouteServer imported = RouteServer.fromRouteServerId(stack, "Imported", "rs-0a1b2c3d4e5f60718");
        imported.associateVpc(vpc);
        imported.addEndpoints("Edge")
                .addPeers(
                        "Fw",
                        RouteServerPeerOptions.builder()
                                .peerAddress("10.0.128.10")
                                .peerAsn(65010)
                                .build());
        imported.propagateTo(PropagationTarget.vpc(vpc));

        JsonNode template = template(stack);
        assertThat(resources(template, ENDPOINT)).hasSize(4);
        assertThat(resources(template, PEER)).hasSize(4);
        assertThat(resources(template, PROPAGATION))
                .hasSize(4)
                .allSatisfy(propagation -> assertThat(
                                propagation.at("/Properties/RouteServerId").asText())
                        .isEqualTo("rs-0a1b2c3d4e5f60718"));
    }

    @Test
    void imports_byIdArnAndAttributes_tellWhatWasGiven() {
        IRouteServerEndpoint endpoint = RouteServerEndpoint.fromRouteServerEndpointArn(
                stack, "E", "arn:aws:ec2:eu-west-1:111122223333:route-server-endpoint/rse-0a1b2c3d4e5f60718");
        IRouteServerEndpoint full = RouteServerEndpoint.fromRouteServerEndpointAttributes(
                stack,
                "F",
                RouteServerEndpointAttributes.builder()
                        .routeServerEndpointId("rse-0a1b2c3d4e5f60718")
                        .eniId("eni-0a1b2c3d4e5f60718")
                        .eniAddress("10.0.1.7")
                        .build());
        IRouteServerPeer peer = RouteServerPeer.fromRouteServerPeerId(stack, "P", "rsp-0a1b2c3d4e5f60718");
        IRouteServerPeer fullPeer = RouteServerPeer.fromRouteServerPeerAttributes(
                stack,
                "Q",
                RouteServerPeerAttributes.builder()
                        .routeServerPeerArn(
                                "arn:aws:ec2:eu-west-1:111122223333:route-server-peer/rsp-0a1b2c3d4e5f60718")
                        .endpointEniAddress("10.0.1.7")
                        .endpointEniId("eni-0a1b2c3d4e5f60718")
                        .build());
        IRouteServerPropagation propagation = RouteServerPropagation.fromRouteServerPropagationAttributes(
                stack,
                "R",
                RouteServerPropagationAttributes.builder()
                        .routeServerId("rs-0a1b2c3d4e5f60718")
                        .routeTableId("rtb-0a1b2c3d4e5f60718")
                        .build());
        IRouteServerAssociation association = RouteServerAssociation.fromRouteServerAssociationAttributes(
                stack,
                "A",
                RouteServerAssociationAttributes.builder()
                        .routeServerId("rs-0a1b2c3d4e5f60718")
                        .vpcId("vpc-0a1b2c3d4e5f60718")
                        .build());

        assertThat(endpoint.getRouteServerEndpointId()).isEqualTo("rse-0a1b2c3d4e5f60718");
        assertThat(endpoint.getEnv().getAccount()).isEqualTo("111122223333");
        assertThat(full.getEniAddress()).isEqualTo("10.0.1.7");
        assertThat(full.getEniId()).isEqualTo("eni-0a1b2c3d4e5f60718");
        assertThat(peer.getRouteServerPeerArn()).endsWith(":route-server-peer/rsp-0a1b2c3d4e5f60718");
        assertThat(fullPeer.getRouteServerPeerId()).isEqualTo("rsp-0a1b2c3d4e5f60718");
        assertThat(fullPeer.getEndpointEniAddress()).isEqualTo("10.0.1.7");
        assertThat(fullPeer.getEndpointEniId()).isEqualTo("eni-0a1b2c3d4e5f60718");
        assertThat(propagation.getRouteServerPropagationRef().getRouteTableId()).isEqualTo("rtb-0a1b2c3d4e5f60718");
        assertThat(association.getRouteServerAssociationRef().getVpcId()).isEqualTo("vpc-0a1b2c3d4e5f60718");
        assertThatIllegalStateException()
                .isThrownBy(endpoint::getEniAddress)
                .withMessageContainingAll("Stack/E", "eniAddress", "fromRouteServerEndpointAttributes");
        assertThatIllegalStateException()
                .isThrownBy(peer::getEndpointEniId)
                .withMessageContainingAll("Stack/P", "endpointEniId", "fromRouteServerPeerAttributes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RouteServerPeer.fromRouteServerPeerAttributes(
                        stack, "X", RouteServerPeerAttributes.builder().build()))
                .withMessageContainingAll("Stack/X", "neither routeServerPeerId nor routeServerPeerArn");
    }

    @Test
    void addEndpoints_defaults_putsTwoInEachSubnetOfTheFirstKind() {
        RouteServerEndpoints endpoints = associated().addEndpoints("Edge");

        assertThat(endpoints.getEndpoints()).hasSize(4);
        assertThat(endpoints.inSubnet(vpc.getIsolatedSubnets().get(1)).getEndpoints())
                .containsExactlyElementsOf(endpoints.getEndpoints().subList(2, 4));
        assertThat(endpoints).containsExactlyElementsOf(endpoints.getEndpoints());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> endpoints.inSubnet(vpc.getPublicSubnets().get(0)))
                .withMessageContainingAll("Stack/Rs/Edge", "Stack/Vpc/PublicSubnet1", "vpcSubnets");
        assertThat(paths(endpoints))
                .containsExactly(
                        "Stack/Rs/Edge/IsolatedSubnet1/Endpoint1",
                        "Stack/Rs/Edge/IsolatedSubnet1/Endpoint2",
                        "Stack/Rs/Edge/IsolatedSubnet2/Endpoint1",
                        "Stack/Rs/Edge/IsolatedSubnet2/Endpoint2");
    }

    @Test
    void addEndpoints_subnetJoinsInFront_leavesTheLogicalIdsOfTheOthers() {
        IVpc one = imported("One", List.of("subnet-0000000000000000a"), List.of("rtb-0000000000000000a"));
        IVpc two = imported(
                "Two",
                List.of("subnet-0000000000000000b", "subnet-0000000000000000a"),
                List.of("rtb-0000000000000000b", "rtb-0000000000000000a"));
        List<String> before = paths(routeServer(stack, props -> props.vpc(one)).addEndpoints("Edge"));
        Stack other = new Stack((App) stack.getNode().getRoot(), "Other");
        List<String> after = paths(routeServer(other, props -> props.vpc(two)).addEndpoints("Edge"));

        assertThat(after)
                .hasSize(4)
                .map(path -> path.replace("Other/", "Stack/"))
                .containsAll(before)
                .contains("Stack/Rs/Edge/subnet-0000000000000000a/Endpoint1");
    }

    @Test
    void addEndpoints_subnetsFromElsewhere_areNamedByTheirPath() {
        RouteServer routeServer = associated();
        Vpc other = vpc("Sub", 1);

        RouteServerEndpoints endpoints = routeServer.addEndpoints(
                "Edge",
                RouteServerEndpointsOptions.builder()
                        .vpcSubnets(SubnetSelection.builder()
                                .subnets(List.of(
                                        vpc.getPublicSubnets().get(0),
                                        other.getPublicSubnets().get(0)))
                                .build())
                        .endpointsPerSubnet(1)
                        .build());

        assertThat(paths(endpoints))
                .containsExactly(
                        "Stack/Rs/Edge/PublicSubnet1/Endpoint1", "Stack/Rs/Edge/Stack--Sub--PublicSubnet1/Endpoint1");
    }

    @Test
    void propagateTo_vpc_reachesEveryTableIsolatedOnesIncluded() {
        List<RouteServerPropagation> propagations = associated().propagateTo(PropagationTarget.vpc(vpc));

        assertThat(propagations).hasSize(4);
        assertThat(propagations.stream().map(p -> p.getNode().getPath()))
                .containsExactly(
                        "Stack/Rs/Propagations/Vpc--PublicSubnet1--RouteTable",
                        "Stack/Rs/Propagations/Vpc--PublicSubnet2--RouteTable",
                        "Stack/Rs/Propagations/Vpc--IsolatedSubnet1--RouteTable",
                        "Stack/Rs/Propagations/Vpc--IsolatedSubnet2--RouteTable");
        assertThat(resources(template(stack), PROPAGATION)).hasSize(4);
    }

    @Test
    void propagateTo_selectionThenEverything_addsWhatIsMissingOnly() {
        RouteServer routeServer = associated();
        RouteServerPropagation byHand = RouteServerPropagation.Builder.create(stack, "ByHand")
                .routeServer(routeServer)
                .routeTableId(vpc.getPublicSubnets().get(0).getRouteTable().getRouteTableId())
                .build();
        List<RouteServerPropagation> first = routeServer.propagateTo(PropagationTarget.subnets(
                vpc, SubnetSelection.builder().subnetType(SubnetType.PUBLIC).build()));
        List<RouteServerPropagation> all = routeServer.propagateTo(PropagationTarget.vpc(vpc));

        assertThat(first).hasSize(2).startsWith(byHand);
        assertThat(all).hasSize(4).startsWith(first.toArray(RouteServerPropagation[]::new));
        assertThat(resources(template(stack), PROPAGATION)).hasSize(4);
    }

    @Test
    void propagateTo_sharedTable_getsOneWhoeverComesFirst() {
        IVpc shared = imported(
                "Shared",
                List.of("subnet-0000000000000000a", "subnet-0000000000000000b"),
                List.of("rtb-0a1b2c3d4e5f60718", "rtb-0a1b2c3d4e5f60718"));

        List<RouteServerPropagation> propagations =
                routeServer(stack, props -> props.vpc(shared)).propagateTo(PropagationTarget.vpc(shared));

        assertThat(propagations)
                .singleElement()
                .satisfies(propagation -> assertThat(propagation.getNode().getPath())
                        .isEqualTo("Stack/Rs/Propagations/rtb-0a1b2c3d4e5f60718"));
    }

    @Test
    void propagateTo_singleTables_takesL1SubnetAndId() {
        CfnRouteTable table = CfnRouteTable.Builder.create(stack, "Edge")
                .vpcId(vpc.getVpcId())
                .build();
        CfnParameter parameter = CfnParameter.Builder.create(stack, "TableId").build();

        List<RouteServerPropagation> propagations = associated()
                .propagateTo(
                        PropagationTarget.routeTable(table),
                        PropagationTarget.routeTable(table),
                        PropagationTarget.subnet(vpc.getIsolatedSubnets().get(0)),
                        PropagationTarget.routeTableId("FromParameter", parameter.getValueAsString()));

        assertThat(propagations.stream().map(p -> p.getNode().getId()))
                .containsExactly("Edge", "Vpc--IsolatedSubnet1--RouteTable", "FromParameter");
    }

    @Test
    void propagateTo_internetGateway_bringsItsTable() {
        RouteServer routeServer = associated();
        routeServer.propagateTo(PropagationTarget.internetGateway(vpc));
        routeServer.propagateTo(PropagationTarget.internetGateway(vpc));

        JsonNode template = template(stack);
        JsonNode association = resource(template, "AWS::EC2::GatewayRouteTableAssociation");
        assertThat(association.at("/Properties/GatewayId/Ref").asText()).startsWith("VpcIGW");
        assertThat(association.path("DependsOn").toString()).contains("VpcPublicSubnet1DefaultRoute");
        assertThat(resource(template, PROPAGATION).at("/Properties/RouteTableId"))
                .isEqualTo(association.at("/Properties/RouteTableId"));
    }

    @Test
    void propagateTo_vpcWithoutInternetGateway_isRefused() {
        Vpc closed = Vpc.Builder.create(stack, "Closed")
                .natGateways(0)
                .subnetConfiguration(List.of(SubnetConfiguration.builder()
                        .name("Isolated")
                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                        .build()))
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PropagationTarget.internetGateway(closed))
                .withMessageContainingAll("Stack/Closed", "no internet gateway", "public subnet");
    }

    private TreeSet<String> ids(String type) {
        TreeSet<String> ids = new TreeSet<>();
        template(stack).path("Resources").properties().forEach(resource -> {
            if (resource.getValue().path("Type").asText().equals(type)) {
                ids.add(resource.getKey());
            }
        });
        return ids;
    }

    private static String logicalId(RouteServer routeServer) {
        return Stack.of(routeServer)
                .getLogicalId((CfnElement) routeServer.getNode().getDefaultChild());
    }

    private static List<String> paths(RouteServerEndpoints endpoints) {
        return endpoints.getEndpoints().stream()
                .map(endpoint -> endpoint.getNode().getPath())
                .toList();
    }
}
