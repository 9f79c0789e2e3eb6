package io.github.cdkrouteserver.synth;

import static io.github.cdkrouteserver.synth.Synth.app;
import static io.github.cdkrouteserver.synth.Synth.routeServer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdkrouteserver.IRouteServer;
import io.github.cdkrouteserver.PropagationTarget;
import io.github.cdkrouteserver.RouteServer;
import io.github.cdkrouteserver.RouteServerAssociation;
import io.github.cdkrouteserver.RouteServerEndpoint;
import io.github.cdkrouteserver.RouteServerEndpointOptions;
import io.github.cdkrouteserver.RouteServerEndpointsOptions;
import io.github.cdkrouteserver.RouteServerPropagation;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.IAspect;
import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.cxapi.CloudFormationStackArtifact;
import software.amazon.awscdk.services.ec2.CfnRouteServerAssociation;
import software.amazon.awscdk.services.ec2.CfnRouteServerPropagation;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Subnet;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.constructs.Construct;
import software.constructs.IConstruct;

/** What belongs to one route server, in several stacks: either CloudFormation can order it, or it is said that it cannot. */
class FamilyAcrossStacksTest {
    private static final String SERVER_ID = "rs-0a1b2c3d4e5f60718";
    private static final String OTHER_SERVER_ID = "rs-0a1b2c3d4e5f60719";
    private static final String VPC_ID = "vpc-0a1b2c3d4e5f60718";
    private static final PropagationTarget TABLE = PropagationTarget.routeTableId("Main", "rtb-0a1b2c3d4e5f60718");

    private App app;
    private Stack a;
    private Stack b;

    @BeforeEach
    void createStacks() {
        app = app();
        a = new Stack(app, "A");
        b = new Stack(app, "B");
    }

    @Test
    void dependentStack_ownAssociation_isRefused() {
        RouteServer server = routeServer(a, props -> props);
        server.propagateTo(TABLE);
        imported(b, server.getRouteServerId()).associateVpc(importedVpc(b));

        assertCannotWait("A/Rs/Propagations/Main", "B/Imported/Association", "B", "A");
    }

    @Test
    void dependentStack_l1Association_isRefused() {
        RouteServer server = routeServer(a, props -> props);
        server.propagateTo(TABLE);
        associateByL1(b, server.getRouteServerId());

        assertCannotWait("A/Rs/Propagations/Main", "B/L1", "B", "A");
    }

    @Test
    void dependentStack_l1AssociationAddedByAnAspect_isRefused() {
        RouteServer server = routeServer(a, props -> props);
        server.propagateTo(TABLE);
        Aspects.of(new Construct(app, "Zone")).add(new IAspect() {
            @Override
            public void visit(IConstruct node) {
                associateByL1(b, server.getRouteServerId());
            }
        });

        assertCannotWait("A/Rs/Propagations/Main", "B/L1", "B", "A");
    }

    @Test
    void dependentStack_associationNamedByTheUser_isRefused() {
        RouteServer server = routeServer(a, props -> props);
        server.propagateTo(
                associateByL1(
                        b,
                        RouteServer.fromRouteServerId(b, "Same", server.getRouteServerId())
                                .getRouteServerId()),
                TABLE);

        assertCannotWait("A/Rs/Propagations/Main", "B/L1", "B", "A");
    }

    @Test
    void dependentStack_l1Member_isRefused() {
        RouteServer server = routeServer(a, props -> props);
        CfnRouteServerPropagation.Builder.create(a, "L1Propagation")
                .routeServerId(server.getRouteServerId())
                .routeTableId("rtb-0a1b2c3d4e5f60718")
                .build();
        associate(b, server);

        assertCannotWait("A/L1Propagation", "B/Association", "B", "A");
    }

    @Test
    void dependentStack_memberInANestedStack_isRefused() {
        RouteServer server = routeServer(a, props -> props);
        imported(new NestedStack(a, "Nested"), server.getRouteServerId()).propagateTo(TABLE);
        associateByL1(new NestedStack(b, "Nested"), server.getRouteServerId());

        assertCannotWait("A/Nested/Imported/Propagations/Main", "B/Nested/L1", "B", "A");
    }

    @Test
    void dependentStack_serverInANestedStack_isRefused() {
        RouteServer server = routeServer(new NestedStack(a, "Nested"), props -> props);
        imported(a, server.getRouteServerId()).propagateTo(TABLE);
        associateByL1(b, server.getRouteServerId());

        assertCannotWait("A/Imported/Propagations/Main", "B/L1", "B", "A");
    }

    @Test
    void dependentStack_byAnOrderOfTheUser_isRefused() {
        b.getNode().addDependency(a);
        imported(a, SERVER_ID).propagateTo(TABLE);
        associateByL1(b, SERVER_ID);

        assertCannotWait("A/Imported/Propagations/Main", "B/L1", "B", "A");
    }

    @Test
    void dependentStack_byAReferenceToSomethingElse_isRefused() {
        Vpc vpc = Vpc.Builder.create(a, "Vpc").maxAzs(1).natGateways(0).build();
        imported(a, SERVER_ID).propagateTo(TABLE);
        associateByL1(b, SERVER_ID);
        CfnOutput.Builder.create(b, "Output").value(vpc.getVpcId()).build();

        assertCannotWait("A/Imported/Propagations/Main", "B/L1", "B", "A");
    }

    @Test
    void twoServersOfAStage_associatedInEachOthersStack_areRefused() {
        Stage stage = Stage.Builder.create(app, "Stage").build();
        Stack first = new Stack(stage, "First");
        Stack second = new Stack(stage, "Second");
        IRouteServer one = RouteServer.fromRouteServerId(first, "One", SERVER_ID);
        IRouteServer two = RouteServer.fromRouteServerId(second, "Two", OTHER_SERVER_ID);
        one.propagateTo(TABLE);
        two.propagateTo(TABLE);
        associate(second, one);
        associate(first, two);

        assertCannotWait(
                "Stage/Second/Two/Propagations/Main", "Stage/First/Association", "Stage/First", "Stage/Second");
    }

    @Test
    void thirdStack_whichRefersToTheServer_waitsForTheStackOfTheAssociation() {
        RouteServer server = routeServer(a, props -> props);
        Stack third = new Stack(app, "C");
        imported(third, server.getRouteServerId()).propagateTo(TABLE);
        associateByL1(b, server.getRouteServerId());

        assertThat(dependenciesOf("C")).contains("A", "B");
    }

    @Test
    void stackOfAMember_whichRefersToThatOfTheAssociation_needsNothingMore() {
        RouteServer server = routeServer(a, props -> props.vpc(importedVpc(a)));
        imported(b, server.getRouteServerId()).propagateTo(TABLE);

        assertThat(dependenciesOf("A")).doesNotContain("B");
        assertThat(dependenciesOf("B")).contains("A");
    }

    @Test
    void otherStage_always_isNotWaitedFor() {
        IRouteServer server = imported(a, SERVER_ID);
        associate(b, server);
        server.propagateTo(TABLE);
        Stage stage = Stage.Builder.create(app, "Stage").build();
        RouteServerPropagation.Builder.create(new Stack(stage, "Inner"), "Propagation")
                .routeServer(server)
                .routeTableId("rtb-0a1b2c3d4e5f60718")
                .build();

        assertThat(app.synth().getStacksRecursively()).hasSize(3);
    }

    @Test
    void parent_associationOfAServerInANestedStack_isRefused() {
        NestedStack nested = new NestedStack(a, "Nested");
        RouteServer server = routeServer(nested, props -> props);
        imported(new NestedStack(nested, "Inner"), server.getRouteServerId()).propagateTo(TABLE);
        associateByL1(a, server.getRouteServerId());

        assertCannotWait("A/Nested/Inner/Imported/Propagations/Main", "A/L1", "A/L1", "A/Nested");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nestedStack_withTheVpcOfTheAssociation_isRefused(boolean associatedFirst) {
        NestedStack nested = new NestedStack(a, "Nested");
        Vpc vpc = Vpc.Builder.create(nested, "Vpc").maxAzs(1).natGateways(0).build();
        RouteServer server = routeServer(a, props -> associatedFirst ? props.vpc(vpc) : props);
        imported(nested, server.getRouteServerId()).propagateTo(TABLE);
        if (!associatedFirst) {
            server.associateVpc(vpc);
        }

        assertCannotWait("A/Nested/Imported/Propagations/Main", "A/Rs/Association", "A/Rs/Association", "A/Nested");
    }

    @Test
    void nestedStacks_associatedInEachOther_areRefused() {
        NestedStack first = new NestedStack(a, "First");
        NestedStack second = new NestedStack(a, "Second");
        imported(first, SERVER_ID).propagateTo(TABLE);
        imported(second, OTHER_SERVER_ID).propagateTo(TABLE);
        associateByL1(second, SERVER_ID);
        associateByL1(first, OTHER_SERVER_ID);

        assertCannotWait("A/Second/Imported/Propagations/Main", "A/First/L1", "A/First", "A/Second");
    }

    @Test
    void nestedStackOfTheAssociation_withSomethingElseOfTheMember_isRefused() {
        NestedStack nested = new NestedStack(a, "Nested");
        RouteServer server = routeServer(a, props -> props);
        RouteServerEndpoint endpoint = server.addEndpoint(
                "Endpoint",
                RouteServerEndpointOptions.builder()
                        .subnet(Subnet.fromSubnetId(a, "Subnet", "subnet-0a1b2c3d4e5f60718"))
                        .build());
        associateByL1(nested, server.getRouteServerId());
        CfnOutput.Builder.create(nested, "Output")
                .value(endpoint.getRouteServerEndpointId())
                .build();

        assertCannotWait("A/Rs/Endpoint", "A/Nested/L1", "A/Nested", "A/Rs/Endpoint");
    }

    @Test
    void nestedStacks_withSomethingElseOfEachOther_areRefused() {
        NestedStack first = new NestedStack(a, "First");
        NestedStack second = new NestedStack(a, "Second");
        Vpc vpc = Vpc.Builder.create(first, "Vpc").maxAzs(1).natGateways(0).build();
        imported(first, SERVER_ID).propagateTo(TABLE);
        associateByL1(second, SERVER_ID);
        CfnOutput.Builder.create(second, "Output").value(vpc.getVpcId()).build();

        assertCannotWait("A/First/Imported/Propagations/Main", "A/Second/L1", "A/Second", "A/First");
    }

    @Test
    void nestedStacks_memberInAnotherThanTheAssociation_waitsForThat() {
        RouteServer server = routeServer(new NestedStack(a, "Nested"), props -> props);
        server.associateVpc(importedVpc(Stack.of(server)));
        imported(new NestedStack(a, "Edge"), server.getRouteServerId()).propagateTo(TABLE);
        app.getNode().tryRemoveChild("B");

        assertThat(Synth.template(a).toString()).contains("\"DependsOn\":[\"NestedNestedStack");
    }

    @Test
    void tableOfADependentStack_always_isRefused() {
        RouteServer server = routeServer(a, props -> props);
        Vpc vpc = Vpc.Builder.create(b, "Vpc").maxAzs(1).natGateways(0).build();
        imported(b, server.getRouteServerId())
                .addEndpoints(
                        "Edge", RouteServerEndpointsOptions.builder().vpc(vpc).build());
        server.propagateTo(PropagationTarget.vpc(vpc));
        server.associateVpc(vpc);

        assertThatThrownBy(app::synth)
                .hasMessageContainingAll(
                        "A/Rs/Association: this refers to B/Vpc/Resource, but B waits for A; put this into the stack",
                        "A/Rs/Propagations/B--Vpc--PublicSubnet1--RouteTable: this refers to"
                                + " B/Vpc/PublicSubnet1/RouteTable, but B waits for A; put this into the stack of what"
                                + " it refers to, with an import of the route server there");
    }

    private static IRouteServer imported(Construct scope, String id) {
        return RouteServer.fromRouteServerId(scope, "Imported", id);
    }

    private static IVpc importedVpc(Construct scope) {
        return Vpc.fromVpcAttributes(
                scope,
                "ImportedVpc",
                VpcAttributes.builder()
                        .vpcId(VPC_ID)
                        .availabilityZones(List.of("eu-west-1a"))
                        .build());
    }

    private static CfnRouteServerAssociation associateByL1(Construct scope, String routeServerId) {
        return CfnRouteServerAssociation.Builder.create(scope, "L1")
                .routeServerId(routeServerId)
                .vpcId(VPC_ID)
                .build();
    }

    private static void associate(Construct scope, IRouteServer routeServer) {
        RouteServerAssociation.Builder.create(scope, "Association")
                .routeServer(routeServer)
                .vpc(importedVpc(scope))
                .build();
    }

    private void assertCannotWait(String member, String association, String awaited, String waiting) {
        assertThatThrownBy(app::synth)
                .hasMessageContainingAll("[" + member + "] this has to wait for the association " + association
                        + ", but " + awaited + " waits for " + waiting
                        + "; put both into one stack, best that of the route server");
    }

    private List<String> dependenciesOf(String stack) {
        CloudFormationStackArtifact artifact = app.synth().getStackByName(stack);
        return artifact.getDependencies().stream()
                .map(dependency -> dependency.getId())
                .toList();
    }
}
