package io.github.cdkrouteserver.synth;

import static io.github.cdkrouteserver.synth.Synth.app;
import static io.github.cdkrouteserver.synth.Synth.resources;
import static io.github.cdkrouteserver.synth.Synth.routeServer;
import static io.github.cdkrouteserver.synth.Synth.template;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdkrouteserver.IRouteServer;
import io.github.cdkrouteserver.PropagationTarget;
import io.github.cdkrouteserver.RouteServer;
import io.github.cdkrouteserver.RouteServerAssociation;
import io.github.cdkrouteserver.RouteServerAttributes;
import io.github.cdkrouteserver.RouteServerEndpointsOptions;
import io.github.cdkrouteserver.RouteServerPeerOptions;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.IAspect;
import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.cxapi.CloudAssembly;
import software.amazon.awscdk.services.ec2.CfnRouteServer;
import software.amazon.awscdk.services.ec2.CfnRouteServerAssociation;
import software.amazon.awscdk.services.ec2.CfnRouteServerEndpoint;
import software.amazon.awscdk.services.ec2.CfnRouteServerPropagation;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.constructs.Construct;
import software.constructs.IConstruct;

class FamilyOrderTest {
    private static final String ENDPOINT = "AWS::EC2::RouteServerEndpoint";
    private static final String PROPAGATION = "AWS::EC2::RouteServerPropagation";

    private App app;
    private Stack stack;
    private Vpc vpc;

    @BeforeEach
    void createStack() {
        app = app();
        stack = new Stack(app, "Stack");
        vpc = Vpc.Builder.create(stack, "Vpc").maxAzs(2).natGateways(0).build();
    }

    private RouteServerEndpointsOptions ofVpc() {
        return RouteServerEndpointsOptions.builder().vpc(vpc).build();
    }

    private static RouteServerPeerOptions peer() {
        return RouteServerPeerOptions.builder()
                .peerAddress("10.0.128.10")
                .peerAsn(65010)
                .build();
    }

    @Test
    void associatedFirst_endpointsAndPropagations_waitForTheAssociation() {
        RouteServer routeServer = routeServer(stack, props -> props.vpc(vpc));
        routeServer.addEndpoints("Edge").addPeers("Fw", peer());
        routeServer.propagateTo(PropagationTarget.vpc(vpc));

        assertAllWaitForTheAssociation(template(stack));
    }

    @Test
    void associatedLast_endpointsAndPropagations_waitForTheAssociation() {
        RouteServer routeServer = routeServer(stack, props -> props);
        routeServer.propagateTo(PropagationTarget.vpc(vpc));
        routeServer.addEndpoints("Edge", ofVpc());
        routeServer.associateVpc(vpc);

        assertAllWaitForTheAssociation(template(stack));
    }

    @Test
    void importedByToken_endpoints_waitForTheAssociationOfTheOriginal() {
        RouteServer original = routeServer(stack, props -> props);
        IRouteServer imported = RouteServer.fromRouteServerId(stack, "Imported", original.getRouteServerId());
        imported.addEndpoints("Edge", ofVpc());
        imported.propagateTo(PropagationTarget.vpc(vpc));
        original.associateVpc(vpc);

        assertAllWaitForTheAssociation(template(stack));
    }

    @Test
    void importedServer_associatedHere_comesFirstToo() {
        IRouteServer imported = RouteServer.fromRouteServerId(stack, "Imported", "rs-0a1b2c3d4e5f60718");
        imported.addEndpoints("Edge", ofVpc());
        imported.propagateTo(PropagationTarget.vpc(vpc));
        imported.associateVpc(vpc);

        assertAllWaitForTheAssociation(template(stack));
    }

    @Test
    void l1Association_namedByTheUser_comesFirst() {
        CfnRouteServer server =
                CfnRouteServer.Builder.create(stack, "L1").amazonSideAsn(65000).build();
        CfnRouteServerAssociation association = CfnRouteServerAssociation.Builder.create(stack, "L1Association")
                .routeServerId(server.getRef())
                .vpcId(vpc.getVpcId())
                .build();
        IRouteServer imported = RouteServer.fromRouteServerId(stack, "Imported", server.getRef());
        imported.addEndpoints(
                "Edge",
                RouteServerEndpointsOptions.builder()
                        .vpc(vpc)
                        .association(association)
                        .build());

        assertThat(resources(template(stack), ENDPOINT))
                .hasSize(4)
                .allSatisfy(endpoint -> assertThat(dependsOn(endpoint)).containsExactly("L1Association"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void importedByArnToken_members_waitForTheAssociationOfTheOriginal(boolean associatedFirst) {
        RouteServer original = routeServer(stack, props -> props);
        if (associatedFirst) {
            original.associateVpc(vpc);
        }
        IRouteServer imported = RouteServer.fromRouteServerArn(stack, "Imported", original.getRouteServerArn());
        imported.addEndpoints("Edge", ofVpc());
        RouteServer.fromRouteServerId(stack, "AsId", imported.getRouteServerId())
                .propagateTo(PropagationTarget.vpc(vpc));
        if (!associatedFirst) {
            original.associateVpc(vpc);
        }

        assertAllWaitForTheAssociation(template(stack));
    }

    @Test
    void l1Server_byRefAttributeAndArn_isOneServer() {
        CfnRouteServer server =
                CfnRouteServer.Builder.create(stack, "L1").amazonSideAsn(65000).build();
        RouteServer.fromRouteServerId(stack, "ByAttribute", server.getAttrId()).addEndpoints("Edge", ofVpc());
        RouteServer.fromRouteServerArn(stack, "ByArn", server.getAttrArn()).propagateTo(PropagationTarget.vpc(vpc));
        RouteServerAssociation.Builder.create(stack, "Association")
                .routeServer(server)
                .vpc(vpc)
                .build();

        assertAllWaitForTheAssociation(template(stack));
    }

    @Test
    void l1Association_namedByNobody_comesFirstToo() {
        RouteServer routeServer = routeServer(stack, props -> props);
        routeServer.propagateTo(PropagationTarget.vpc(vpc));
        routeServer.addEndpoints("Edge", ofVpc());
        CfnRouteServerAssociation.Builder.create(stack, "L1Association")
                .routeServerId(routeServer.getRouteServerId())
                .vpcId(vpc.getVpcId())
                .build();

        assertAllWaitForTheAssociation(template(stack));
    }

    @Test
    void l1AssociationAddedByAnAspect_always_comesFirstToo() {
        RouteServer routeServer = routeServer(stack, props -> props);
        routeServer.propagateTo(PropagationTarget.vpc(vpc));
        routeServer.addEndpoints("Edge", ofVpc());
        Aspects.of(new Construct(app, "Zone")).add(new IAspect() {
            @Override
            public void visit(IConstruct node) {
                CfnRouteServerAssociation.Builder.create(stack, "L1Association")
                        .routeServerId(routeServer.getRouteServerId())
                        .vpcId(vpc.getVpcId())
                        .build();
            }
        });

        assertAllWaitForTheAssociation(template(stack));
    }

    @Test
    void l1Members_ofAServerOfThisLibrary_waitForTheAssociation() {
        RouteServer routeServer = routeServer(stack, props -> props.vpc(vpc));
        addFourByL1(routeServer.getRouteServerId());

        assertAllWaitForTheAssociation(template(stack));
    }

    @Test
    void l1Members_besideAnL1Association_waitForItToo() {
        RouteServer routeServer = routeServer(stack, props -> props);
        routeServer.propagateTo(PropagationTarget.routeTableId("Own", "rtb-0a1b2c3d4e5f60719"));
        addFourByL1(routeServer.getRouteServerId());
        associateByL1(routeServer.getRouteServerId());

        assertAllWaitForTheAssociation(template(stack));
    }

    @Test
    void l1MembersAddedByAnAspect_always_waitToo() {
        RouteServer routeServer = routeServer(stack, props -> props.vpc(vpc));
        Aspects.of(new Construct(app, "Zone")).add(new IAspect() {
            @Override
            public void visit(IConstruct node) {
                addFourByL1(routeServer.getRouteServerId());
            }
        });

        assertAllWaitForTheAssociation(template(stack));
    }

    @Test
    void l1MembersOfAnL1Server_always_areLeftToTheUser() {
        CfnRouteServer server =
                CfnRouteServer.Builder.create(stack, "L1").amazonSideAsn(65000).build();
        routeServer(stack, props -> props.amazonSideAsn(65001));
        addFourByL1(server.getAttrId());
        associateByL1(server.getAttrId());

        assertThat(resources(template(stack), ENDPOINT))
                .hasSize(4)
                .allSatisfy(endpoint -> assertThat(dependsOn(endpoint)).isEmpty());
    }

    @Test
    void l1MembersOfAnotherStack_always_makeItWaitForTheStackOfTheAssociation() {
        Stack first = new Stack(app, "First");
        RouteServer.fromRouteServerId(first, "Rs", "rs-0a1b2c3d4e5f60718")
                .associateVpc(Vpc.fromVpcAttributes(
                        first,
                        "Vpc",
                        VpcAttributes.builder()
                                .vpcId("vpc-0a1b2c3d4e5f60718")
                                .availabilityZones(List.of("eu-west-1a"))
                                .build()));
        addFourByL1("rs-0a1b2c3d4e5f60718");

        assertThat(app.synth().getStackByName("Stack").getDependencies())
                .extracting(artifact -> artifact.getId())
                .contains("First");
    }

    private void addFourByL1(String routeServerId) {
        for (int i = 0; i < 4; i++) {
            CfnRouteServerEndpoint.Builder.create(stack, "L1Endpoint" + i)
                    .routeServerId(routeServerId)
                    .subnetId("subnet-0a1b2c3d4e5f6071" + i)
                    .build();
            CfnRouteServerPropagation.Builder.create(stack, "L1Propagation" + i)
                    .routeServerId(routeServerId)
                    .routeTableId("rtb-0a1b2c3d4e5f6071" + i)
                    .build();
        }
    }

    private void associateByL1(String routeServerId) {
        CfnRouteServerAssociation.Builder.create(stack, "L1Association")
                .routeServerId(routeServerId)
                .vpcId(vpc.getVpcId())
                .build();
    }

    @Test
    void l1AssociationOfAnotherServer_always_isNotWaitedFor() {
        RouteServer routeServer = routeServer(stack, props -> props.vpc(vpc));
        routeServer.propagateTo(PropagationTarget.vpc(vpc));
        CfnRouteServerAssociation.Builder.create(stack, "L1Association")
                .routeServerId("rs-0a1b2c3d4e5f60718")
                .vpcId(vpc.getVpcId())
                .build();

        assertThat(resources(template(stack), PROPAGATION))
                .hasSize(4)
                .allSatisfy(propagation -> assertThat(dependsOn(propagation)).doesNotContain("L1Association"));
    }

    @Test
    void l1AssociationOfAnotherStage_sameLiteralId_isNotWaitedFor() {
        Stage inner = Stage.Builder.create(app, "Inner").build();
        CfnRouteServerAssociation.Builder.create(new Stack(inner, "Innermost"), "L1Association")
                .routeServerId("rs-0a1b2c3d4e5f60718")
                .vpcId("vpc-0a1b2c3d4e5f60718")
                .build();
        RouteServer.fromRouteServerId(stack, "Rs", "rs-0a1b2c3d4e5f60718").propagateTo(PropagationTarget.vpc(vpc));

        assertThat(resources(template(stack), PROPAGATION))
                .hasSize(4)
                .allSatisfy(propagation -> assertThat(dependsOn(propagation)).isEmpty());
    }

    @Test
    void l1AssociationOfAnotherStack_namedByNobody_makesTheStackWaitForIt() {
        Stack first = new Stack(app, "First");
        CfnRouteServerAssociation.Builder.create(first, "L1Association")
                .routeServerId("rs-0a1b2c3d4e5f60718")
                .vpcId("vpc-0a1b2c3d4e5f60718")
                .build();
        RouteServer.fromRouteServerId(stack, "Rs", "rs-0a1b2c3d4e5f60718").propagateTo(PropagationTarget.vpc(vpc));

        CloudAssembly assembly = app.synth();
        assertThat(assembly.getStackByName("Stack").getDependencies())
                .extracting(artifact -> artifact.getId())
                .contains("First");
    }

    @Test
    void l1AssociationInANestedStack_always_makesTheRestWaitForThat() {
        RouteServer routeServer = routeServer(stack, props -> props);
        routeServer.propagateTo(PropagationTarget.vpc(vpc));
        NestedStack nested = new NestedStack(stack, "Nested");
        CfnRouteServerAssociation.Builder.create(nested, "L1Association")
                .routeServerId(routeServer.getRouteServerId())
                .vpcId(vpc.getVpcId())
                .build();

        assertThat(resources(template(stack), PROPAGATION))
                .hasSize(4)
                .allSatisfy(propagation -> assertThat(dependsOn(propagation))
                        .singleElement()
                        .asString()
                        .startsWith("NestedNestedStackNestedNestedStackResource"));
    }

    @Test
    void importThatKnowsTheVpc_ofAServerOfThisApp_isAssociatedAllTheSame() {
        RouteServer original = routeServer(stack, props -> props);
        IRouteServer imported = RouteServer.fromRouteServerAttributes(
                stack,
                "Imported",
                RouteServerAttributes.builder()
                        .routeServerId(original.getRouteServerId())
                        .vpc(vpc)
                        .build());
        imported.addEndpoints("Edge");
        imported.propagateTo(PropagationTarget.vpc(vpc));
        imported.associateVpc(vpc);

        assertAllWaitForTheAssociation(template(stack));
    }

    @Test
    void importThatKnowsTheVpc_ofAServerAssociatedAfterwards_isOneAssociation() {
        RouteServer original = routeServer(stack, props -> props);
        RouteServer.fromRouteServerAttributes(
                        stack,
                        "Imported",
                        RouteServerAttributes.builder()
                                .routeServerId(original.getRouteServerId())
                                .vpc(vpc)
                                .build())
                .addEndpoints("Edge");
        original.propagateTo(PropagationTarget.vpc(vpc));
        original.associateVpc(vpc);
        original.associateVpc(vpc);

        assertAllWaitForTheAssociation(template(stack));
    }

    @Test
    void endpointsOfAnotherStack_always_makeItDependOnTheStackOfTheAssociation() {
        RouteServer routeServer = routeServer(stack, props -> props.vpc(vpc));
        Stack other = new Stack(app, "Other");
        IRouteServer imported = RouteServer.fromRouteServerId(other, "Rs", routeServer.getRouteServerId());
        imported.addEndpoints("Edge", ofVpc());

        JsonNode template = template(other);
        assertThat(resources(template, ENDPOINT)).hasSize(4);
        assertThat(other.getDependencies()).extracting(Stack::getStackName).containsExactly("Stack");
    }

    @Test
    void associationOfAnotherStack_always_makesTheEndpointsWaitForIt() {
        IRouteServer imported = RouteServer.fromRouteServerId(stack, "Rs", "rs-0a1b2c3d4e5f60718");
        Stack first = new Stack(app, "First");
        RouteServerAssociation.Builder.create(first, "Association")
                .routeServer(imported)
                .vpc(Vpc.fromVpcAttributes(
                        first,
                        "Vpc",
                        VpcAttributes.builder()
                                .vpcId("vpc-0a1b2c3d4e5f60718")
                                .availabilityZones(List.of("eu-west-1a"))
                                .build()))
                .build();
        imported.propagateTo(PropagationTarget.routeTableId("Main", "rtb-0a1b2c3d4e5f60718"));

        template(stack);
        assertThat(stack.getDependencies()).extracting(Stack::getStackName).containsExactly("First");
    }

    @Test
    void asnChange_always_replacesTheWholeFamilyByReference() {
        RouteServer routeServer = routeServer(stack, props -> props.vpc(vpc));
        routeServer.addEndpoints("Edge").addPeers("Fw", peer());
        routeServer.propagateTo(PropagationTarget.vpc(vpc));

        JsonNode template = template(stack);
        String serverId = only(template, Synth.ROUTE_SERVER);
        for (String type : List.of("AWS::EC2::RouteServerAssociation", ENDPOINT, PROPAGATION)) {
            assertThat(resources(template, type))
                    .isNotEmpty()
                    .allSatisfy(resource -> assertThat(
                                    resource.at("/Properties/RouteServerId/Ref").asText())
                            .isEqualTo(serverId));
        }
        assertThat(resources(template, "AWS::EC2::RouteServerPeer"))
                .hasSize(4)
                .allSatisfy(peer -> assertThat(
                                peer.at("/Properties/RouteServerEndpointId/Ref").asText())
                        .startsWith("RsEdge"));
    }

    @Test
    void whatUsersPutIntoAnEndpoint_always_needNotWaitForTheAssociation() {
        RouteServer routeServer = routeServer(stack, props -> props.vpc(vpc));
        routeServer.addEndpoints("Edge").addPeers("Fw", peer());

        assertThat(resources(template(stack), "AWS::EC2::RouteServerPeer"))
                .allSatisfy(peer -> assertThat(peer.has("DependsOn")).isFalse());
    }

    private static void assertAllWaitForTheAssociation(JsonNode template) {
        String association = only(template, "AWS::EC2::RouteServerAssociation");
        for (String type : List.of(ENDPOINT, PROPAGATION)) {
            assertThat(resources(template, type))
                    .as(type)
                    .hasSizeGreaterThanOrEqualTo(4)
                    .allSatisfy(resource -> assertThat(dependsOn(resource)).containsExactly(association));
        }
    }

    private static List<String> dependsOn(JsonNode resource) {
        return StreamSupport.stream(resource.path("DependsOn").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static String only(JsonNode template, String type) {
        List<String> ids = template.path("Resources").properties().stream()
                .filter(resource -> resource.getValue().path("Type").asText().equals(type))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(ids).hasSize(1);
        return ids.get(0);
    }
}
