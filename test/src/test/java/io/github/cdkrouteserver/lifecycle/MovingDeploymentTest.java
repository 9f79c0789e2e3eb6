package io.github.cdkrouteserver.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdkrouteserver.PropagationTarget;
import io.github.cdkrouteserver.RouteServer;
import io.github.cdkrouteserver.RouteServerEndpoint;
import io.github.cdkrouteserver.RouteServerEndpointOptions;
import io.github.cdkrouteserver.RouteServerPeerOptions;
import io.github.cdkrouteserver.localaws.cloudformation.StackResult;
import io.github.cdkrouteserver.localaws.cloudformation.TemplateException;
import io.github.cdkrouteserver.localaws.ec2.Inventory;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.RemovalPolicies;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.ec2.CfnRouteServer;
import software.amazon.awscdk.services.ec2.CfnRouteServerAssociation;
import software.amazon.awscdk.services.ec2.CfnRouteServerEndpoint;
import software.amazon.awscdk.services.ec2.CfnRouteServerPeer;
import software.amazon.awscdk.services.ec2.CfnRouteServerPropagation;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.IConstruct;

/** A whole network that moves from CloudFormation's own route server to this library's, and back. */
class MovingDeploymentTest {
    private static final String LOGICAL_ID = "Rs406C30BA";

    private Deployment deployment;

    @BeforeEach
    void start() throws IOException {
        deployment = Deployment.start();
    }

    @AfterEach
    void stop() throws IOException {
        deployment.close();
    }

    private static Vpc vpc(Stack stack) {
        return Vpc.Builder.create(stack, "Vpc").maxAzs(1).natGateways(0).build();
    }

    private static CfnRouteServer nativeServer(Stack stack) {
        return CfnRouteServer.Builder.create(stack, "Core").amazonSideAsn(65000).build();
    }

    private static CfnRouteServer retained(CfnRouteServer routeServer) {
        routeServer.applyRemovalPolicy(RemovalPolicy.RETAIN);
        return routeServer;
    }

    private static RouteServer routeServer(Stack stack) {
        return RouteServer.Builder.create(stack, "Rs")
                .amazonSideAsn(65000)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
    }

    /** The rest of the network as CDK's own classes. */
    private static void family(Stack stack, String routeServerId) {
        Vpc vpc = vpc(stack);
        ISubnet subnet = vpc.getPublicSubnets().get(0);
        CfnRouteServerAssociation association = CfnRouteServerAssociation.Builder.create(stack, "Association")
                .routeServerId(routeServerId)
                .vpcId(vpc.getVpcId())
                .build();
        CfnRouteServerEndpoint endpoint = CfnRouteServerEndpoint.Builder.create(stack, "Endpoint")
                .routeServerId(routeServerId)
                .subnetId(subnet.getSubnetId())
                .build();
        endpoint.getNode().addDependency(association);
        CfnRouteServerPeer.Builder.create(stack, "Peer")
                .routeServerEndpointId(endpoint.getAttrId())
                .peerAddress("10.0.0.10")
                .bgpOptions(CfnRouteServerPeer.BgpOptionsProperty.builder()
                        .peerAsn(65010)
                        .build())
                .build();
        CfnRouteServerPropagation.Builder.create(stack, "Propagation")
                .routeServerId(routeServerId)
                .routeTableId(subnet.getRouteTable().getRouteTableId())
                .build()
                .getNode()
                .addDependency(association);
    }

    /** The same network as this library's classes, under the names that it has. */
    private static void familyOfTheLibrary(Stack stack) {
        RouteServer routeServer = routeServer(stack);
        Vpc vpc = vpc(stack);
        ISubnet subnet = vpc.getPublicSubnets().get(0);
        rename(routeServer.associateVpc(vpc), "Association");
        RouteServerEndpoint endpoint = routeServer.addEndpoint(
                "A", RouteServerEndpointOptions.builder().subnet(subnet).build());
        rename(endpoint, "Endpoint");
        rename(
                endpoint.addPeer(
                        "Fw",
                        RouteServerPeerOptions.builder()
                                .peerAddress("10.0.0.10")
                                .peerAsn(65010)
                                .build()),
                "Peer");
        routeServer
                .propagateTo(PropagationTarget.routeTableId(
                        "Public", subnet.getRouteTable().getRouteTableId()))
                .forEach(propagation -> rename(propagation, "Propagation"));
    }

    private static void rename(IConstruct construct, String logicalId) {
        ((CfnResource) construct.getNode().getDefaultChild()).overrideLogicalId(logicalId);
    }

    private Map<String, String> ids() {
        Map<String, String> ids = new TreeMap<>();
        for (String id : new String[] {"Association", "Endpoint", "Peer", "Propagation"}) {
            ids.put(id, physicalId(id));
        }
        return ids;
    }

    private String physicalId(String logicalId) {
        return deployment.aws().cloudFormation().physicalId(Deployment.STACK, logicalId);
    }

    private void deploy(Consumer<Stack> definition) throws InterruptedException {
        deployment.deploy(definition).orThrow();
    }

    private void assertThatNothingCameOrWent() {
        assertThat(deployment.aws().ec2().journal().actions())
                .allMatch(action -> action.startsWith("Describe")
                        || action.startsWith("Get")
                        || action.equals("CreateTags")
                        || action.equals("DeleteTags"));
    }

    private void assertThatNothingIsLeft() {
        Inventory inventory = deployment.aws().ec2().inventory();
        assertThat(inventory.liveRouteServers()).isEmpty();
        assertThat(inventory.associations()).isEmpty();
        assertThat(inventory.endpoints()).allMatch(endpoint -> endpoint.state().equals("deleted"));
    }

    @Test
    void nativeServer_becomesOneOfTheLibrary_withTheWholeNetworkUnchanged() throws InterruptedException {
        deploy(stack -> family(stack, nativeServer(stack).getAttrId()));
        String id = physicalId("Core");
        Map<String, String> members = ids();
        deployment.aws().ec2().journal().clear();

        deploy(stack -> {
            CfnRouteServer core = retained(nativeServer(stack));
            Tags.of(core).add("cdk-route-server:stack", stack.getStackId());
            Tags.of(core).add("cdk-route-server:logical-id", LOGICAL_ID);
            Tags.of(core).add("cdk-route-server:provenance", "offered");
            family(stack, core.getAttrId());
        });
        deploy(stack -> family(stack, routeServer(stack).getRouteServerId()));

        assertThat(physicalId(LOGICAL_ID)).isEqualTo(id);
        assertThat(physicalId("Core")).isNull();
        assertThat(deployment.onlyServer().routeServerId()).isEqualTo(id);
        assertThat(ids()).isEqualTo(members);

        deploy(MovingDeploymentTest::familyOfTheLibrary);
        assertThat(ids()).isEqualTo(members);
        assertThatNothingCameOrWent();
    }

    @Test
    void serverOfTheLibrary_becomesANativeOne_withTheWholeNetworkUnchanged() throws InterruptedException {
        deploy(stack -> family(stack, routeServer(stack).getRouteServerId()));
        String id = physicalId(LOGICAL_ID);
        Map<String, String> members = ids();
        deployment.aws().ec2().journal().clear();

        deploy(stack -> family(stack, id));
        deployment
                .importResources(
                        stack -> {
                            retained(nativeServer(stack));
                            family(stack, id);
                        },
                        Map.of("Core", Map.of("Id", id)))
                .orThrow();
        deploy(stack -> family(stack, nativeServer(stack).getAttrId()));

        assertThat(physicalId("Core")).isEqualTo(id);
        assertThat(deployment.onlyServer().routeServerId()).isEqualTo(id);
        assertThat(ids()).isEqualTo(members);
        assertThatNothingCameOrWent();

        deployment.destroy().orThrow();
        assertThatNothingIsLeft();
    }

    @Test
    void members_ofANetworkMadeElsewhere_areImportedAsTheyAre() throws InterruptedException {
        deploy(stack -> {
            family(stack, routeServer(stack).getRouteServerId());
            RemovalPolicies.of(stack).apply(RemovalPolicy.RETAIN);
        });
        String id = physicalId(LOGICAL_ID);
        Map<String, String> members = ids();
        Consumer<Stack> withoutMembers = stack -> {
            routeServer(stack);
            vpc(stack);
            RemovalPolicies.of(stack).apply(RemovalPolicy.RETAIN);
        };
        deploy(withoutMembers);
        assertThat(physicalId("Peer")).isNull();
        deployment.aws().ec2().journal().clear();

        deployment
                .importResources(
                        stack -> {
                            family(stack, routeServer(stack).getRouteServerId());
                            RemovalPolicies.of(stack).apply(RemovalPolicy.RETAIN);
                        },
                        Map.of(
                                "Association",
                                Map.of("RouteServerId", id, "VpcId", afterBar(members.get("Association"))),
                                "Endpoint",
                                Map.of("Id", members.get("Endpoint")),
                                "Peer",
                                Map.of("Id", members.get("Peer")),
                                "Propagation",
                                Map.of("RouteServerId", id, "RouteTableId", afterBar(members.get("Propagation")))))
                .orThrow();

        assertThat(ids()).isEqualTo(members);
        assertThatNothingCameOrWent();
    }

    private static String afterBar(String physicalId) {
        return physicalId.substring(physicalId.indexOf('|') + 1);
    }

    @Test
    void importResources_ofAServerThatIsUnknown_leavesTheStackAsItWas() throws InterruptedException {
        deploy(MovingDeploymentTest::vpc);
        StackResult result = deployment.importResources(
                stack -> {
                    retained(nativeServer(stack));
                    vpc(stack);
                },
                Map.of("Core", Map.of("Id", "rs-0123456789abcdef0")));
        assertThat(result.status()).isEqualTo("IMPORT_ROLLBACK_COMPLETE");
        assertThat(result.reason()).contains("rs-0123456789abcdef0", "was not found");
        assertThat(physicalId("Core")).isNull();
        assertThatNothingCameOrWent();
    }

    @Test
    void importResources_thatCloudFormationWouldNotBegin_isRefused() throws InterruptedException {
        deploy(MovingDeploymentTest::vpc);
        String id = deployment
                .aws()
                .ec2()
                .admin()
                .createRouteServer(65000, Map.of())
                .routeServerId();
        Map<String, Map<String, String>> core = Map.of("Core", Map.of("Id", id));

        Consumer<Stack> withoutPolicy = stack -> {
            nativeServer(stack);
            vpc(stack);
        };
        assertThatThrownBy(() -> deployment.importResources(withoutPolicy, core))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("missing DeletionPolicy");
        Consumer<Stack> withAnotherChange = stack -> {
            retained(nativeServer(stack));
            Vpc.Builder.create(stack, "Vpc").maxAzs(2).natGateways(0).build();
        };
        assertThatThrownBy(() -> deployment.importResources(withAnotherChange, core))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("not being imported");
        assertThat(deployment.aws().ec2().journal().entries()).isEmpty();
    }
}
