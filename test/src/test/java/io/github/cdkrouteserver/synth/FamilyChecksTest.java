package io.github.cdkrouteserver.synth;

import static io.github.cdkrouteserver.synth.Synth.app;
import static io.github.cdkrouteserver.synth.Synth.routeServer;
import static io.github.cdkrouteserver.synth.Synth.stack;
import static io.github.cdkrouteserver.synth.Synth.template;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdkrouteserver.IRouteServer;
import io.github.cdkrouteserver.IRouteServerEndpoint;
import io.github.cdkrouteserver.PeerLivenessDetection;
import io.github.cdkrouteserver.PropagationTarget;
import io.github.cdkrouteserver.RouteServer;
import io.github.cdkrouteserver.RouteServerAssociation;
import io.github.cdkrouteserver.RouteServerAttributes;
import io.github.cdkrouteserver.RouteServerEndpoint;
import io.github.cdkrouteserver.RouteServerEndpointOptions;
import io.github.cdkrouteserver.RouteServerEndpoints;
import io.github.cdkrouteserver.RouteServerEndpointsOptions;
import io.github.cdkrouteserver.RouteServerPeer;
import io.github.cdkrouteserver.RouteServerPeerOptions;
import io.github.cdkrouteserver.RouteServerPropagation;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.TagProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.interfaces.ec2.IRouteServerAssociationRef;
import software.amazon.awscdk.services.ec2.CfnRouteServer;
import software.amazon.awscdk.services.ec2.CfnRouteServerAssociation;
import software.amazon.awscdk.services.ec2.CfnRouteServerEndpoint;
import software.amazon.awscdk.services.ec2.CfnRouteServerPropagation;
import software.amazon.awscdk.services.ec2.CfnRouteTable;
import software.amazon.awscdk.services.ec2.CfnVPC;
import software.amazon.awscdk.services.ec2.CfnVPCCidrBlock;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Subnet;
import software.amazon.awscdk.services.ec2.SubnetAttributes;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.constructs.Construct;

class FamilyChecksTest {
    private Stack stack;
    private Vpc vpc;

    @BeforeEach
    void createStack() {
        stack = stack();
        vpc = vpc("Vpc");
    }

    private Vpc vpc(String id) {
        return Vpc.Builder.create(stack, id).maxAzs(2).natGateways(0).build();
    }

    private RouteServer associated() {
        return routeServer(stack, props -> props.vpc(vpc));
    }

    private RouteServerEndpointOptions inSubnet(int index) {
        return RouteServerEndpointOptions.builder()
                .subnet(vpc.getIsolatedSubnets().get(index))
                .build();
    }

    private static RouteServerPeerOptions.Builder peer() {
        return RouteServerPeerOptions.builder().peerAddress("10.0.1.10").peerAsn(65010);
    }

    static Stream<Arguments> addPeer_badValue_isRefusedWithPathValueAndRemedy() {
        return Stream.of(
                Arguments.of(peer().peerAddress("fd00::10"), List.of("'fd00::10'", "IPv4", "in the VPC")),
                Arguments.of(peer().peerAddress("10.0.1.256"), List.of("'10.0.1.256'", "10.0.1.10")),
                Arguments.of(peer().peerAddress("10.0.1.10/32"), List.of("'10.0.1.10/32'")),
                Arguments.of(peer().peerAddress("10.0.1"), List.of("'10.0.1'")),
                Arguments.of(peer().peerAddress("010.0.1.10"), List.of("'010.0.1.10'")),
                Arguments.of(peer().peerAddress(""), List.of("''")),
                Arguments.of(peer().peerAddress("127.0.0.1"), List.of("'127.0.0.1'", "loopback", "10.0.1.10")),
                Arguments.of(peer().peerAddress("169.254.0.1"), List.of("'169.254.0.1'", "link-local", "in the VPC")),
                Arguments.of(peer().peerAsn(0), List.of("peerAsn is 0", "1 to 4294967294", "64512 to 65534")),
                Arguments.of(peer().peerAsn(4294967295L), List.of("peerAsn is 4294967295")),
                Arguments.of(peer().peerAsn(65000.5), List.of("peerAsn is 65000.5", "whole number")),
                Arguments.of(peer().tags(Map.of("aws:x", "y")), List.of("'aws:x'", "another key")));
    }

    @ParameterizedTest
    @MethodSource
    void addPeer_badValue_isRefusedWithPathValueAndRemedy(RouteServerPeerOptions.Builder options, List<String> parts) {
        RouteServerEndpoint endpoint = associated().addEndpoint("A", inSubnet(0));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> endpoint.addPeer("Fw", options.build()))
                .satisfies(e ->
                        assertThat(e.getMessage()).startsWith("Stack/Rs/A/Fw: ").contains(parts));
        assertThat(endpoint.getNode().tryFindChild("Fw")).isNull();
    }

    @Test
    void addPeer_missingAddress_isRefusedWithPath() {
        RouteServerEndpoint endpoint = associated().addEndpoint("A", inSubnet(0));

        assertThatNullPointerException()
                .isThrownBy(() -> endpoint.addPeer("Fw", new RouteServerPeerOptions() {
                    @Override
                    public String getPeerAddress() {
                        return null;
                    }

                    @Override
                    public Number getPeerAsn() {
                        return 65010;
                    }
                }))
                .withMessageContainingAll("Stack/Rs/A/Fw", "peerAddress is required");
    }

    @Test
    void addPeer_tokens_areLeftToTheDeployment() {
        CfnParameter address = CfnParameter.Builder.create(stack, "Address").build();
        CfnParameter asn =
                CfnParameter.Builder.create(stack, "Asn").type("Number").build();
        RouteServer routeServer = associated();
        routeServer.propagateTo(PropagationTarget.vpc(vpc));

        routeServer
                .addEndpoints("Edge")
                .addPeers(
                        "Fw",
                        RouteServerPeerOptions.builder()
                                .peerAddress(address.getValueAsString())
                                .peerAsn(asn.getValueAsNumber())
                                .build());

        assertThatCode(() -> template(stack)).doesNotThrowAnyException();
        assertThat(warnings()).isEmpty();
    }

    @Test
    void endpoints_withoutSubnet_areRefusedWithPath() {
        RouteServer routeServer = associated();

        assertThatNullPointerException()
                .isThrownBy(() -> RouteServerEndpoint.Builder.create(stack, "A")
                        .routeServer(routeServer)
                        .build())
                .withMessageContainingAll("Stack/A", "subnet is required");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, -1})
    void addEndpoints_badCount_isRefused(int count) {
        RouteServer routeServer = associated();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> routeServer.addEndpoints(
                        "Edge",
                        RouteServerEndpointsOptions.builder()
                                .endpointsPerSubnet(count)
                                .build()))
                .withMessageContainingAll("Stack/Rs/Edge", "endpointsPerSubnet is " + count, "from 1 to 2");
    }

    @Test
    void addEndpoints_countIsToken_isRefused() {
        CfnParameter count =
                CfnParameter.Builder.create(stack, "Count").type("Number").build();
        RouteServer routeServer = associated();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> routeServer.addEndpoints(
                        "Edge",
                        RouteServerEndpointsOptions.builder()
                                .endpointsPerSubnet(count.getValueAsNumber())
                                .build()))
                .withMessageContainingAll("Stack/Rs/Edge", "endpointsPerSubnet is a token", "use 1 or 2");
    }

    @Test
    void addEndpoints_vpcNotKnown_saysToPassIt() {
        IRouteServer imported = RouteServer.fromRouteServerId(stack, "Imported", "rs-0a1b2c3d4e5f60718");

        assertThatNullPointerException()
                .isThrownBy(() -> imported.addEndpoints("Edge"))
                .withMessageContainingAll("Stack/Imported/Edge", "vpc is required");
    }

    @Test
    void propagation_noOrTwoTables_isRefused() {
        RouteServer routeServer = associated();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RouteServerPropagation.Builder.create(stack, "P")
                        .routeServer(routeServer)
                        .build())
                .withMessageContainingAll("Stack/P", "neither routeTable nor routeTableId");
    }

    @Test
    void propagateTo_subnetWithoutKnownTable_saysHowToImportIt() {
        IVpc imported = Vpc.fromVpcAttributes(
                stack,
                "Imported",
                VpcAttributes.builder()
                        .vpcId("vpc-0a1b2c3d4e5f60718")
                        .availabilityZones(List.of("eu-west-1a"))
                        .privateSubnetIds(List.of("subnet-0a1b2c3d4e5f60718"))
                        .build());
        RouteServer routeServer = routeServer(stack, props -> props.vpc(imported));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> routeServer.propagateTo(PropagationTarget.vpc(imported)))
                .withMessageContainingAll("Stack/Rs", "Stack/Imported/PrivateSubnet1", "routeTableId");
    }

    @Test
    void endpoints_threeInASubnet_areReported() {
        RouteServer routeServer = associated();
        routeServer.addEndpoint("A", inSubnet(0));
        routeServer.addEndpoint("B", inSubnet(0));
        routeServer.addEndpoint("C", inSubnet(0));

        assertProblems(
                "[Stack/Rs/C] this is endpoint number 3",
                "subnet Stack/Vpc/IsolatedSubnet1",
                "at most 2",
                "Stack/Rs/A and Stack/Rs/B",
                "remove one");
    }

    @Test
    void endpoints_elevenOnAServer_areReportedUnlessTheQuotaWasRaised() {
        App app = app();
        stack = new Stack(app, "Stack");
        vpc = vpc("Vpc");
        addEleven(associated());

        assertProblems("[Stack/Rs/Endpoint10] this is endpoint number 11", "AWS allows 10", "endpointsPerRouteServer");
    }

    @Test
    void endpoints_elevenOnAServerWithRaisedQuota_areFine() {
        App app = app();
        app.getNode().setContext("io.github.cdkrouteserver:endpointsPerRouteServer", 12);
        stack = new Stack(app, "Stack");
        vpc = vpc("Vpc");
        addEleven(associated());

        assertThatCode(() -> template(stack)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "many"})
    void endpoints_quotaThatIsNone_isReported(String quota) {
        App app = app();
        app.getNode().setContext("io.github.cdkrouteserver:endpointsPerRouteServer", quota);
        stack = new Stack(app, "Stack");
        vpc = vpc("Vpc");
        addEleven(associated());

        assertProblems(
                "context key 'io.github.cdkrouteserver:endpointsPerRouteServer' is " + quota,
                "a whole number from 1",
                "AWS allows 10");
    }

    private void addEleven(RouteServer routeServer) {
        for (int i = 0; i < 11; i++) {
            routeServer.addEndpoint(
                    "Endpoint" + i,
                    RouteServerEndpointOptions.builder()
                            .subnet(Subnet.fromSubnetId(stack, "Subnet" + i, "subnet-0a1b2c3d4e5f607" + (10 + i)))
                            .build());
        }
    }

    @Test
    void associations_secondVpc_isReported() {
        RouteServer routeServer = associated();
        routeServer.associateVpc(vpc("Other"));

        assertProblems("[Stack/Rs/Association-Stack--Other]", "VPC Stack/Vpc already", "another route server");
    }

    @Test
    void associations_sameVpcByHand_isReported() {
        RouteServer routeServer = associated();
        RouteServerAssociation.Builder.create(stack, "Again")
                .routeServer(routeServer)
                .vpc(vpc)
                .build();

        assertProblems("[Stack/Again]", "this VPC already", "associateVpc");
    }

    @Test
    void associations_vpcHiddenByToken_isLeftToTheDeployment() {
        IVpc first = hidden("First");
        IVpc second = hidden("Second");
        RouteServer routeServer = routeServer(stack, props -> props.vpc(first));

        routeServer.associateVpc(second);

        assertThatCode(() -> template(stack)).doesNotThrowAnyException();
    }

    private IVpc hidden(String id) {
        return Vpc.fromVpcAttributes(
                stack,
                id,
                VpcAttributes.builder()
                        .vpcId(Fn.importValue(id))
                        .availabilityZones(List.of("eu-west-1a"))
                        .build());
    }

    @Test
    void endpoints_subnetOfAnotherVpc_isReportedInWhicheverOrder() {
        Vpc other = vpc("Other");
        RouteServer routeServer = routeServer(stack, props -> props);
        RouteServerEndpointOptions elsewhere = RouteServerEndpointOptions.builder()
                .subnet(other.getIsolatedSubnets().get(0))
                .build();
        routeServer.addEndpoint("Before", elsewhere);
        routeServer.associateVpc(vpc);
        routeServer.addEndpoint("After", elsewhere);

        assertProblems(
                "[Stack/Rs/Before] subnet Stack/Other/IsolatedSubnet1 is in another VPC than Stack/Vpc",
                "[Stack/Rs/After] subnet Stack/Other/IsolatedSubnet1 is in another VPC than Stack/Vpc");
    }

    @Test
    void propagations_toTablesOfAnotherVpc_areReportedInWhicheverOrder() {
        Vpc other = vpc("Other");
        CfnRouteTable table = CfnRouteTable.Builder.create(stack, "Table")
                .vpcId(other.getVpcId())
                .build();
        RouteServer routeServer = routeServer(stack, props -> props);
        routeServer.propagateTo(PropagationTarget.vpc(other));
        routeServer.associateVpc(vpc);
        routeServer.propagateTo(PropagationTarget.internetGateway(other), PropagationTarget.routeTable(table));

        assertProblems(
                "[Stack/Rs/Propagations/Other--PublicSubnet1--RouteTable] route table"
                        + " Stack/Other/PublicSubnet1/RouteTable is in another VPC than Stack/Vpc, which the route"
                        + " server is associated with; choose a route table of that VPC",
                "[Stack/Rs/Propagations/InternetGateway] route table"
                        + " Stack/Rs/Propagations/InternetGatewayTable/Resource is in another VPC than Stack/Vpc",
                "[Stack/Rs/Propagations/Table] route table Stack/Table is in another VPC than Stack/Vpc");
    }

    @Test
    void propagations_toTablesWhoseVpcIsNotKnown_areLeftToTheDeployment() {
        CfnRouteTable hidden = CfnRouteTable.Builder.create(stack, "Hidden")
                .vpcId(Fn.importValue("Vpc"))
                .build();

        associated()
                .propagateTo(
                        PropagationTarget.vpc(vpc),
                        PropagationTarget.routeTable(hidden),
                        PropagationTarget.routeTableId("Main", "rtb-0a1b2c3d4e5f60718"));

        assertThatCode(() -> template(stack)).doesNotThrowAnyException();
    }

    @Test
    void peers_sameAddressTwiceOnAnEndpoint_isReported() {
        RouteServer routeServer = associated();
        RouteServerEndpoint endpoint = routeServer.addEndpoint("A", inSubnet(0));
        endpoint.addPeer("One", peer().build());
        endpoint.addPeer("Two", peer().build());

        assertProblems("[Stack/Rs/A/Two] peerAddress is 10.0.1.10", "Stack/Rs/A/One", "remove one of them");
    }

    @Test
    void peers_outsideTheOnlyBlockOfTheVpc_areWarnedOf() {
        RouteServer routeServer = associated();
        routeServer.propagateTo(PropagationTarget.vpc(vpc));
        List<RouteServerEndpoint> endpoints = routeServer.addEndpoints("Edge").getEndpoints();
        endpoints.get(0).addPeer("Far", peer().peerAddress("10.1.0.10").build());
        endpoints.get(1).addPeer("Near", peer().peerAddress("10.0.255.10").build());

        template(stack);
        assertThat(warnings().stream().filter(warning -> warning.contains("peerAddressOutsideVpc")))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("/Far: ", "peerAddress is 10.1.0.10, but VPC Stack/Vpc has 10.0.0.0/16");
    }

    @Test
    void bfdPeers_outsideTheSubnetOfTheEndpoint_areWarnedOf() {
        RouteServer routeServer = associated();
        routeServer.propagateTo(PropagationTarget.vpc(vpc));
        RouteServerEndpoints endpoints = routeServer.addEndpoints("Edge");
        RouteServerPeerOptions.Builder device = peer().peerAddress("10.0.128.10");
        endpoints.addPeers(
                "Fw", device.livenessDetection(PeerLivenessDetection.BFD).build());
        endpoints.addPeers(
                "Slow",
                device.peerAddress("10.0.128.11")
                        .livenessDetection(PeerLivenessDetection.BGP_KEEPALIVE)
                        .build());

        assertThat(warnings())
                .extracting(warning -> warning.substring(0, warning.indexOf(": ")))
                .containsExactlyInAnyOrder(
                        "/Stack/Rs/Edge/IsolatedSubnet2/Endpoint1/Fw", "/Stack/Rs/Edge/IsolatedSubnet2/Endpoint2/Fw");
        assertThat(warnings())
                .allSatisfy(warning -> assertThat(warning)
                        .contains(
                                "peerAddress is 10.0.128.10, but the endpoint is in subnet Stack/Vpc/IsolatedSubnet2,"
                                        + " which has 10.0.192.0/18",
                                "inSubnet(...)",
                                "bfdPeerOutsideSubnet"));
    }

    @Test
    void bfdPeers_inImportedSubnets_areWarnedOfWhereTheBlockIsKnown() {
        RouteServer routeServer = associated();
        routeServer.propagateTo(PropagationTarget.vpc(vpc));
        RouteServerPeerOptions device =
                peer().livenessDetection(PeerLivenessDetection.BFD).build();
        addEndpoint(routeServer, "Known", "subnet-0a1b2c3d4e5f60718", "10.0.2.0/24")
                .addPeer("Fw", device);
        addEndpoint(routeServer, "Unknown", "subnet-0a1b2c3d4e5f60719", null).addPeer("Fw", device);

        assertThat(warnings())
                .filteredOn(warning -> warning.contains("bfdPeerOutsideSubnet"))
                .singleElement()
                .asString()
                .startsWith("/Stack/Rs/Known/Fw: ");
    }

    private RouteServerEndpoint addEndpoint(RouteServer routeServer, String id, String subnetId, String block) {
        ISubnet subnet = Subnet.fromSubnetAttributes(
                stack,
                id,
                SubnetAttributes.builder()
                        .subnetId(subnetId)
                        .ipv4CidrBlock(block)
                        .build());
        return routeServer.addEndpoint(
                id, RouteServerEndpointOptions.builder().subnet(subnet).build());
    }

    @Test
    void peers_outsideTheFirstOfSeveralBlocks_areLeftAlone() {
        CfnVPCCidrBlock.Builder.create(stack, "Block")
                .vpcId(vpc.getVpcId())
                .cidrBlock("10.1.0.0/16")
                .build();
        RouteServer routeServer = associated();
        routeServer
                .addEndpoint("A", inSubnet(0))
                .addPeer("Far", peer().peerAddress("10.1.0.10").build());

        template(stack);
        assertThat(warnings()).noneMatch(warning -> warning.contains("peerAddressOutsideVpc"));
    }

    @Test
    void routeServers_sixInAVpc_areWarnedOf() {
        for (int i = 0; i < 6; i++) {
            RouteServer.Builder.create(stack, "Rs" + i)
                    .amazonSideAsn(65000 + i)
                    .vpc(vpc)
                    .build();
        }

        template(stack);
        assertThat(warnings())
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith("/Stack/Rs5/Association: ")
                .contains("more than 5 route servers", "routeServersPerVpcQuota");
    }

    @Test
    void routeServers_ofOneAsn_areWarnedOfByTheFirst() {
        Construct app = (Construct) stack.getNode().getScope();
        Stack other = new Stack(app, "Other");
        routeServer(stack, props -> props.vpc(vpc));
        RouteServer.Builder.create(stack, "Rehearsal")
                .amazonSideAsn(65000)
                .dryRun(true)
                .build();
        RouteServer.Builder.create(stack, "Own").amazonSideAsn(65001).build();
        CfnRouteServer.Builder.create(stack, "L1").amazonSideAsn(65000).build();
        routeServer(other, props -> props);
        routeServer(new Stack(new Stage(app, "Stage"), "Inner"), props -> props);

        assertThat(warnings())
                .singleElement()
                .asString()
                .startsWith("/Stack/L1: amazonSideAsn is 65000, which Stack/Rs has too")
                .contains("peering or a transit gateway", "another ASN", "sameAmazonSideAsn");
        assertThat(warnings(other))
                .singleElement()
                .asString()
                .startsWith("/Other/Rs: amazonSideAsn is 65000, which Stack/Rs has too");
    }

    @Test
    void routeServers_whoseAsnIsAToken_areLeftAlone() {
        Number asn =
                CfnParameter.Builder.create(stack, "Asn").type("Number").build().getValueAsNumber();
        for (String id : List.of("A", "B")) {
            RouteServer.Builder.create(stack, id).amazonSideAsn(asn).build();
        }

        assertThat(warnings()).isEmpty();
    }

    @Test
    void peers_sameAddressTwiceOnAnImportedEndpoint_isReported() {
        IRouteServerEndpoint imported =
                RouteServerEndpoint.fromRouteServerEndpointId(stack, "Imported", "rse-0a1b2c3d4e5f60718");
        imported.addPeer("One", peer().build());
        imported.addPeer("Two", peer().build());

        assertProblems("[Stack/Imported/Two] peerAddress is 10.0.1.10", "Stack/Imported/One");
    }

    @Test
    void peers_asnOfTheAmazonSide_isReportedForOwnedL1AndImported() {
        CfnRouteServer l1 =
                CfnRouteServer.Builder.create(stack, "L1").amazonSideAsn(65001).build();
        IRouteServer imported = RouteServer.fromRouteServerAttributes(
                stack,
                "Imported",
                RouteServerAttributes.builder()
                        .routeServerId("rs-0a1b2c3d4e5f60718")
                        .amazonSideAsn(65002)
                        .build());
        associated()
                .addEndpoint("A", inSubnet(0))
                .addPeer("Fw", peer().peerAsn(65000).build());
        RouteServerEndpoint.Builder.create(stack, "OfL1")
                .routeServer(l1)
                .subnet(vpc.getIsolatedSubnets().get(0))
                .build()
                .addPeer("Fw", peer().peerAsn(65001).build());
        imported.addEndpoint("A", inSubnet(0))
                .addPeer("Fw", peer().peerAsn(65002).build());

        assertProblems(
                "[Stack/Rs/A/Fw] peerAsn is 65000",
                "eBGP, which needs two different ASNs; give one of them another ASN",
                "[Stack/OfL1/Fw] peerAsn is 65001",
                "[Stack/Imported/A/Fw] peerAsn is 65002",
                "private ones are 64512 to 65534");
    }

    @Test
    void propagations_sameTableTwiceByHand_isReported() {
        RouteServer routeServer = associated();
        routeServer.propagateTo(PropagationTarget.vpc(vpc));
        RouteServerPropagation.Builder.create(stack, "Again")
                .routeServer(routeServer)
                .routeTableId(vpc.getPublicSubnets().get(0).getRouteTable().getRouteTableId())
                .build();

        assertProblems("[Stack/Again]", "propagates to this route table already", "Propagations/Vpc--PublicSubnet1");
    }

    @Test
    void dryRun_withAFamily_isReported() {
        RouteServer routeServer = routeServer(stack, props -> props.vpc(vpc).dryRun(true));
        routeServer.addEndpoints(
                "Edge", RouteServerEndpointsOptions.builder().vpc(vpc).build());

        assertProblems(
                "[Stack/Rs/Edge/IsolatedSubnet1/Endpoint1] the route server Stack/Rs is a dry run", "dryRun out");
    }

    @Test
    void dryRun_withVpcOnly_associatesNothing() {
        routeServer(stack, props -> props.vpc(vpc).dryRun(true));

        assertThat(Synth.resources(template(stack), "AWS::EC2::RouteServerAssociation"))
                .isEmpty();
    }

    @Test
    void problems_ofSeveralConstructs_areReportedTogether() {
        RouteServer routeServer = associated();
        routeServer.associateVpc(vpc("Other"));
        RouteServerEndpoint endpoint = routeServer.addEndpoint("A", inSubnet(0));
        endpoint.addPeer("Fw", peer().peerAsn(65000).build());

        assertProblems("[Stack/Rs/Association-Stack--Other]", "[Stack/Rs/A/Fw]");
    }

    @Test
    void tagsOf_tooManyOrForbidden_areReportedForEndpointsAndPeers() {
        RouteServerEndpoint endpoint = associated().addEndpoint("A", inSubnet(0));
        RouteServerPeer peer = endpoint.addPeer("Fw", peer().build());
        Tags.of(peer).add("aws:team", "network");
        for (int i = 0; i < 51; i++) {
            Tags.of(endpoint)
                    .add(
                            "key" + i,
                            "value",
                            TagProps.builder()
                                    .includeResourceTypes(List.of("AWS::EC2::RouteServerEndpoint"))
                                    .build());
        }

        assertProblems(
                "[Stack/Rs/A] the endpoint has 51 tags, but at most 50 are possible",
                "[Stack/Rs/A/Fw] tag 'aws:team' starts with 'aws:'");
    }

    @Test
    void members_takenOutAndAddedAgain_countOnce() {
        RouteServer routeServer = associated();
        for (int i = 0; i < 2; i++) {
            routeServer.getNode().tryRemoveChild("Edge");
            routeServer.getNode().tryRemoveChild("Propagations");
            routeServer.addEndpoints("Edge").addPeers("Fw", peer().build());
            routeServer.propagateTo(PropagationTarget.vpc(vpc), PropagationTarget.internetGateway(vpc));
        }

        JsonNode template = template(stack);
        assertThat(Synth.resources(template, "AWS::EC2::RouteServerEndpoint")).hasSize(4);
        assertThat(Synth.resources(template, "AWS::EC2::RouteServerPropagation"))
                .hasSize(5);
        assertThat(Synth.resources(template, "AWS::EC2::GatewayRouteTableAssociation"))
                .hasSize(1);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void peers_takenOutAndAddedAgain_countOnce() {
        RouteServerEndpoint endpoint = associated().addEndpoint("A", inSubnet(0));
        for (int i = 0; i < 21; i++) {
            endpoint.getNode().tryRemoveChild("Fw");
            endpoint.addPeer("Fw", peer().build());
        }

        assertThatCode(() -> template(stack)).doesNotThrowAnyException();
        assertThat(warnings()).noneMatch(warning -> warning.contains("peersPerEndpointQuota"));
    }

    @Test
    void routeServer_takenOutAndCreatedAgain_isAssociatedOnce() {
        associated();
        for (int i = 0; i < 6; i++) {
            stack.getNode().tryRemoveChild("Rs");
            associated();
        }

        assertThat(Synth.resources(template(stack), "AWS::EC2::RouteServerAssociation"))
                .hasSize(1);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void association_takenOut_isMissed() {
        RouteServer routeServer = associated();
        routeServer.addEndpoints("Edge");
        routeServer.getNode().tryRemoveChild("Association");

        assertThat(Synth.resources(template(stack), "AWS::EC2::RouteServerEndpoint"))
                .allSatisfy(endpoint -> assertThat(endpoint.has("DependsOn")).isFalse());
        assertThat(warnings()).singleElement().asString().contains("noAssociation");
    }

    @Test
    void warnings_ofAServerLeftHalfDone_nameWhatIsMissing() {
        routeServer(stack, props -> props)
                .addEndpoint("A", inSubnet(0))
                .addPeer("Fw", peer().peerAsn(3320).build());

        assertThat(warnings())
                .satisfiesExactlyInAnyOrder(
                        warning -> assertThat(warning)
                                .contains(
                                        "/Stack/Rs: ", "propagates to no route table", "propagateTo", "noPropagation"),
                        warning -> assertThat(warning)
                                .contains("/Stack/Rs: ", "associated with no VPC", "associateVpc", "noAssociation"),
                        warning -> assertThat(warning)
                                .contains(
                                        "/Stack/Rs/A: ", "only endpoint", "IsolatedSubnet1", "singleEndpointInSubnet"),
                        warning -> assertThat(warning).contains("/Stack/Rs/A/Fw: ", "peerAsn 3320", "publicPeerAsn"));
    }

    @Test
    void warnings_twentyOnePeers_nameTheQuota() {
        RouteServer routeServer = associated();
        routeServer.propagateTo(PropagationTarget.vpc(vpc));
        RouteServerEndpoint endpoint = routeServer.addEndpoint("A", inSubnet(0));
        routeServer.addEndpoint("B", inSubnet(0));
        for (int i = 0; i <= 20; i++) {
            endpoint.addPeer("Fw" + i, peer().peerAddress("10.0.1." + i).build());
        }

        assertThat(warnings())
                .singleElement()
                .asString()
                .contains("/Stack/Rs/A: ", "more than 20 peers", "peersPerEndpointQuota");
    }

    @Test
    void warnings_whatIsMissingIsThereAsL1_saysNothing() {
        RouteServer routeServer = routeServer(stack, props -> props);
        CfnRouteServerAssociation association = CfnRouteServerAssociation.Builder.create(stack, "Association")
                .routeServerId(routeServer.getRouteServerId())
                .vpcId(vpc.getVpcId())
                .build();
        CfnRouteServerPropagation.Builder.create(stack, "Propagation")
                .routeServerId(routeServer.getRouteServerId())
                .routeTableId("rtb-0a1b2c3d4e5f60718")
                .build();
        CfnRouteServerEndpoint.Builder.create(stack, "Second")
                .routeServerId(routeServer.getRouteServerId())
                .subnetId(vpc.getIsolatedSubnets().get(0).getSubnetId())
                .build();
        routeServer
                .addEndpoint(
                        "A",
                        RouteServerEndpointOptions.builder()
                                .subnet(vpc.getIsolatedSubnets().get(0))
                                .association(association)
                                .build())
                .addPeer("Fw", peer().build());

        assertThat(warnings()).isEmpty();
    }

    @Test
    void warnings_importedServer_isNotAccusedOfWhatIsUnknown() {
        RouteServer.fromRouteServerId(stack, "Imported", "rs-0a1b2c3d4e5f60718")
                .addEndpoint("A", inSubnet(0))
                .addPeer("Fw", peer().build());

        assertThat(warnings()).isEmpty();
    }

    @Test
    void warnings_l1Server_isTreatedAsOneThisAppCreates() {
        CfnRouteServer l1 =
                CfnRouteServer.Builder.create(stack, "L1").amazonSideAsn(65000).build();
        RouteServerEndpoint.Builder.create(stack, "A")
                .routeServer(l1)
                .subnet(vpc.getIsolatedSubnets().get(0))
                .build()
                .addPeer("Fw", peer().build());

        assertThat(warnings()).hasSize(3).anyMatch(warning -> warning.contains("/Stack/L1: "));
    }

    @Test
    void warnings_publicSubnetSelection_sayNothingOfAWholeFamily() {
        RouteServer routeServer = associated();
        routeServer.propagateTo(PropagationTarget.vpc(vpc));
        routeServer
                .addEndpoints(
                        "Edge",
                        RouteServerEndpointsOptions.builder()
                                .vpcSubnets(SubnetSelection.builder()
                                        .subnetType(SubnetType.PUBLIC)
                                        .build())
                                .build())
                .addPeers("Fw", peer().build());

        assertThat(warnings()).isEmpty();
    }

    @Test
    void addEndpoints_vpcKnownAsAnL1Only_saysThatItTellsNoSubnets() {
        CfnVPC l1 =
                CfnVPC.Builder.create(stack, "L1Vpc").cidrBlock("10.1.0.0/16").build();
        RouteServer routeServer = routeServer(stack, props -> props);
        routeServer.associateVpc(l1);

        assertThatNullPointerException()
                .isThrownBy(() -> routeServer.addEndpoints("Edge"))
                .withMessageContainingAll("Stack/Rs/Edge", "Stack/L1Vpc, does not tell its subnets", "addEndpoint");
    }

    @Test
    void addEndpoints_dryRunWithVpc_saysThatThereIsNoServer() {
        RouteServer routeServer = routeServer(stack, props -> props.vpc(vpc).dryRun(true));
        routeServer.addEndpoints("Edge").addPeers("Fw", peer().build());
        routeServer.propagateTo(PropagationTarget.vpc(vpc));

        assertProblems(
                "[Stack/Rs/Edge/IsolatedSubnet2/Endpoint2] the route server Stack/Rs is a dry run, which creates none",
                "[Stack/Rs/Propagations/Vpc--PublicSubnet1--RouteTable] the route server Stack/Rs is a dry run",
                "leave dryRun out");
    }

    @Test
    void addEndpoints_subnetSelectedTwice_hasItOnce() {
        ISubnet subnet = vpc.getIsolatedSubnets().get(0);
        RouteServerEndpoints endpoints = associated()
                .addEndpoints(
                        "Edge",
                        RouteServerEndpointsOptions.builder()
                                .vpcSubnets(SubnetSelection.builder()
                                        .subnets(List.of(subnet, subnet))
                                        .build())
                                .build());

        assertThat(endpoints.getEndpoints()).hasSize(2);
        assertThat(endpoints.inSubnet(subnet).getEndpoints()).hasSize(2);
    }

    static Stream<Arguments> nothingGiven_isRefusedWithWhatToPass() {
        return Stream.of(
                nothing("Stack/Rs/Edge: options", test -> test.associated().addEndpoints("Edge", null)),
                nothing(
                        "Stack/Rs/Edge: subnet",
                        test -> test.associated().addEndpoints("Edge").inSubnet(null)),
                nothing("Stack/Rs: target ", test -> test.associated().propagateTo((PropagationTarget) null)),
                nothing("Stack/Rs: targets ", test -> test.associated().propagateTo((PropagationTarget[]) null)),
                nothing(
                        "Stack/Rs: association ",
                        test -> test.associated()
                                .propagateTo((IRouteServerAssociationRef) null, PropagationTarget.vpc(test.vpc))),
                nothing("PropagationTarget: vpc ", test -> PropagationTarget.vpc(null)),
                nothing("PropagationTarget: vpc ", test -> PropagationTarget.subnets(null, null)),
                nothing("PropagationTarget: selection ", test -> PropagationTarget.subnets(test.vpc, null)),
                nothing("PropagationTarget: subnet ", test -> PropagationTarget.subnet(null)),
                nothing("PropagationTarget: routeTable ", test -> PropagationTarget.routeTable(null)),
                nothing("PropagationTarget: routeTableId ", test -> PropagationTarget.routeTableId("Main", null)),
                nothing("PropagationTarget: id ", test -> PropagationTarget.routeTableId(null, "rtb-1")),
                nothing("PropagationTarget: vpc ", test -> PropagationTarget.internetGateway(null)),
                nothing(
                        "PropagationTarget: internetGatewayId ",
                        test -> PropagationTarget.internetGateway(test.vpc, null)),
                nothing("Stack/X: attributes", test -> RouteServer.fromRouteServerAttributes(test.stack, "X", null)),
                nothing(
                        "Stack/X: attributes",
                        test -> RouteServerEndpoint.fromRouteServerEndpointAttributes(test.stack, "X", null)),
                nothing(
                        "Stack/X: attributes",
                        test -> RouteServerPeer.fromRouteServerPeerAttributes(test.stack, "X", null)),
                nothing(
                        "Stack/X: attributes",
                        test -> RouteServerAssociation.fromRouteServerAssociationAttributes(test.stack, "X", null)),
                nothing(
                        "Stack/X: attributes",
                        test -> RouteServerPropagation.fromRouteServerPropagationAttributes(test.stack, "X", null)));
    }

    private static Arguments nothing(String expected, Consumer<FamilyChecksTest> call) {
        return Arguments.of(expected, call);
    }

    @ParameterizedTest
    @MethodSource
    void nothingGiven_isRefusedWithWhatToPass(String expected, Consumer<FamilyChecksTest> call) {
        assertThatNullPointerException()
                .isThrownBy(() -> call.accept(this))
                .withMessageStartingWith(expected)
                .withMessageContainingAll("is required; ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Association", "Association-Stack--Other", "Propagations", "Topic", "Resource"})
    void endpoints_withAnIdOfTheLibrary_areRefused(String id) {
        RouteServer routeServer = routeServer(stack, props -> props);
        IRouteServer imported = RouteServer.fromRouteServerId(stack, "Imported", "rs-0a1b2c3d4e5f60718");

        for (IRouteServer server : List.of(routeServer, imported)) {
            String path = server.getNode().getPath() + "/" + id;
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> server.addEndpoint(id, inSubnet(0)))
                    .withMessageContainingAll(path, "the id '" + id + "' is kept", "choose another one");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> server.addEndpoints(id))
                    .withMessageContainingAll(path, "the id '" + id + "' is kept");
        }
    }

    @Test
    void peers_withTheIdOfTheResource_areRefused() {
        RouteServerEndpoint endpoint = associated().addEndpoint("A", inSubnet(0));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> endpoint.addPeer("Resource", peer().build()))
                .withMessageContainingAll("Stack/Rs/A/Resource", "the id 'Resource' is kept");
    }

    @Test
    void associateVpc_somethingElseCalledAssociation_isNotTakenForOne() {
        IRouteServer imported = RouteServer.fromRouteServerAttributes(
                stack,
                "Imported",
                RouteServerAttributes.builder()
                        .routeServerId("rs-0a1b2c3d4e5f60718")
                        .vpc(vpc)
                        .build());
        new Construct((Construct) imported, "Association");

        assertThat(imported.associateVpc(vpc).getVpcId()).isEqualTo(vpc.getVpcId());
    }

    @Test
    void peersOfAnImport_madeBeforeTheServerIsAsked_areHeldAgainstWhatItTells() {
        RouteServer original = routeServer(stack, props -> props);
        RouteServer.fromRouteServerId(stack, "Imported", original.getRouteServerId())
                .addEndpoint("A", inSubnet(0))
                .addPeer("Fw", peer().peerAsn(65000).build());

        assertProblems("[Stack/Imported/A/Fw] peerAsn is 65000, which is the amazonSideAsn");
    }

    @Test
    void endpointsOfAnImport_ofADryRun_areReported() {
        RouteServer original = routeServer(stack, props -> props.dryRun(true));
        RouteServer.fromRouteServerArn(stack, "Imported", original.getRouteServerArn())
                .addEndpoint("A", inSubnet(0));

        assertProblems("[Stack/Imported/A] the route server Stack/Rs is a dry run");
    }

    @Test
    void endpointsOfAnImport_ofAServerOfThisApp_areWarnedOf() {
        RouteServer original = routeServer(stack, props -> props);
        RouteServer.fromRouteServerId(stack, "Imported", original.getRouteServerId())
                .addEndpoint("A", inSubnet(0));

        assertThat(warnings())
                .satisfiesExactlyInAnyOrder(
                        warning -> assertThat(warning).contains("/Stack/Rs: ", "noAssociation"),
                        warning -> assertThat(warning).contains("/Stack/Imported/A: ", "singleEndpointInSubnet"));
    }

    @Test
    void peersOfAnEndpoint_byRefAttributeAndArn_areOfOneEndpoint() {
        CfnRouteServerEndpoint l1 = CfnRouteServerEndpoint.Builder.create(stack, "L1")
                .routeServerId(associated().getRouteServerId())
                .subnetId(vpc.getIsolatedSubnets().get(0).getSubnetId())
                .build();
        RouteServerEndpoint.fromRouteServerEndpointId(stack, "ByRef", l1.getRef())
                .addPeer("Fw", peer().build());
        RouteServerEndpoint.fromRouteServerEndpointId(stack, "ByAttribute", l1.getAttrId())
                .addPeer("Fw", peer().build());
        RouteServerEndpoint.fromRouteServerEndpointArn(stack, "ByArn", l1.getAttrArn())
                .addPeer("Fw", peer().build());

        assertProblems(
                "[Stack/ByAttribute/Fw] peerAddress is 10.0.1.10, which Stack/ByRef/Fw has",
                "[Stack/ByArn/Fw] peerAddress is 10.0.1.10, which Stack/ByRef/Fw has");
    }

    @Test
    void propagations_sameTableByAnotherAttribute_areOne() {
        RouteServer routeServer = associated();
        CfnRouteTable table = CfnRouteTable.Builder.create(stack, "Table")
                .vpcId(vpc.getVpcId())
                .build();
        List<RouteServerPropagation> first = routeServer.propagateTo(PropagationTarget.routeTable(table));

        assertThat(routeServer.propagateTo(PropagationTarget.routeTableId("X", table.getAttrRouteTableId())))
                .isEqualTo(first);
    }

    @Test
    void l1Endpoints_ofTheSameServer_countToo() {
        RouteServer routeServer = associated();
        String subnetId = vpc.getIsolatedSubnets().get(0).getSubnetId();
        for (int i = 0; i < 10; i++) {
            CfnRouteServerEndpoint.Builder.create(stack, "L1" + i)
                    .routeServerId(routeServer.getRouteServerId())
                    .subnetId(i < 2 ? subnetId : "subnet-0a1b2c3d4e5f607" + (10 + i))
                    .build();
        }
        routeServer.addEndpoint("A", inSubnet(0));

        assertProblems(
                "[Stack/Rs/A] this is endpoint number 3 of the route server in subnet Stack/Vpc/IsolatedSubnet1",
                "Stack/L10 and Stack/L11",
                "[Stack/Rs/A] this is endpoint number 11 of the route server, but AWS allows 10");
    }

    @Test
    void l1Endpoints_ofAnUnknownServer_doNotCount() {
        RouteServer routeServer = associated();
        for (int i = 0; i < 3; i++) {
            CfnRouteServerEndpoint.Builder.create(stack, "L1" + i)
                    .routeServerId(Fn.importValue("Unknown"))
                    .subnetId(vpc.getIsolatedSubnets().get(0).getSubnetId())
                    .build();
        }
        routeServer.addEndpoint("A", inSubnet(0));

        assertThatCode(() -> template(stack)).doesNotThrowAnyException();
    }

    @Test
    void l1AssociationAndPropagation_besideThoseOfTheLibrary_areReported() {
        RouteServer routeServer = associated();
        routeServer.propagateTo(PropagationTarget.vpc(vpc));
        CfnRouteServerAssociation.Builder.create(stack, "L1Association")
                .routeServerId(routeServer.getRouteServerId())
                .vpcId(vpc.getVpcId())
                .build();
        CfnRouteServerPropagation.Builder.create(stack, "L1Propagation")
                .routeServerId(routeServer.getRouteServerId())
                .routeTableId(vpc.getPublicSubnets().get(0).getRouteTable().getRouteTableId())
                .build();

        assertProblems(
                "[Stack/Rs/Association] the route server is associated with this VPC already, by Stack/L1Association",
                "[Stack/Rs/Propagations/Vpc--PublicSubnet1--RouteTable] the route server propagates to this route table"
                        + " already, by Stack/L1Propagation");
    }

    @Test
    void internetGateway_ofTwoRouteServers_hasOneTable() {
        associated().propagateTo(PropagationTarget.internetGateway(vpc));
        RouteServer second = RouteServer.Builder.create(stack, "Second")
                .amazonSideAsn(65001)
                .vpc(vpc)
                .build();
        List<RouteServerPropagation> first = second.propagateTo(PropagationTarget.internetGateway(vpc));

        assertThat(second.propagateTo(PropagationTarget.internetGateway(vpc, vpc.getInternetGatewayId())))
                .isEqualTo(first);
        JsonNode template = template(stack);
        assertThat(Synth.resources(template, "AWS::EC2::GatewayRouteTableAssociation"))
                .hasSize(1);
        assertThat(Synth.resources(template, "AWS::EC2::RouteServerPropagation"))
                .hasSize(2);
    }

    @Test
    void internetGateway_anotherOneOfTheSameServer_isRefused() {
        RouteServer routeServer = associated();
        routeServer.propagateTo(PropagationTarget.internetGateway(vpc));
        Vpc other = vpc("Other");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> routeServer.propagateTo(PropagationTarget.internetGateway(other)))
                .withMessageContainingAll(
                        "Stack/Rs: ", "internet gateway has the routes already", "another route server");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        routeServer.propagateTo(PropagationTarget.internetGateway(other, "igw-0a1b2c3d4e5f60718")))
                .withMessageContainingAll("igw-0a1b2c3d4e5f60718");
    }

    @Test
    void routeTableId_withAnEmptyId_isRefused() {
        RouteServer routeServer = associated();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> routeServer.propagateTo(PropagationTarget.routeTableId("", "rtb-1a1b2c3d4e5f60718")))
                .withMessageContainingAll("Stack/Rs: the id of a propagation is empty", "name it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"InternetGateway", "InternetGatewayTable", "Main"})
    void routeTableId_withATakenId_isRefused(String id) {
        RouteServer routeServer = associated();
        routeServer.propagateTo(PropagationTarget.routeTableId("Main", "rtb-0a1b2c3d4e5f60718"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> routeServer.propagateTo(PropagationTarget.routeTableId(id, "rtb-1a1b2c3d4e5f60718")))
                .withMessageContainingAll("Stack/Rs: the id '" + id + "' is ", "choose another one");
    }

    @Test
    void propagateTo_afterAnAssociation_waitsForIt() {
        IRouteServer imported = RouteServer.fromRouteServerId(stack, "Imported", Fn.importValue("RouteServer"));
        CfnRouteServerAssociation association = CfnRouteServerAssociation.Builder.create(stack, "L1Association")
                .routeServerId("rs-0a1b2c3d4e5f60718")
                .vpcId(vpc.getVpcId())
                .build();
        imported.propagateTo(PropagationTarget.subnet(vpc.getPublicSubnets().get(0)));
        imported.propagateTo(
                association,
                PropagationTarget.subnets(
                        vpc,
                        SubnetSelection.builder().subnetType(SubnetType.PUBLIC).build()));

        assertThat(Synth.resources(template(stack), "AWS::EC2::RouteServerPropagation"))
                .hasSize(2)
                .allSatisfy(propagation ->
                        assertThat(propagation.at("/DependsOn/0").asText()).isEqualTo("L1Association"));
    }

    private void assertProblems(String... parts) {
        assertThatThrownBy(() -> template(stack)).hasMessageContainingAll(parts);
    }

    private List<String> warnings() {
        return warnings(stack);
    }

    // CDK's own assertions return the deprecated type.
    @SuppressWarnings("deprecation")
    private static List<String> warnings(Stack stack) {
        return Annotations.fromStack(stack).findWarning("*", Match.anyValue()).stream()
                .map(warning -> warning.getId() + ": " + warning.getEntry().getData())
                .toList();
    }
}
