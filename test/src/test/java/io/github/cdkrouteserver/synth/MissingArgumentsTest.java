package io.github.cdkrouteserver.synth;

import static io.github.cdkrouteserver.synth.Synth.routeServer;
import static io.github.cdkrouteserver.synth.Synth.stack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.cdkrouteserver.IRouteServerEndpoint;
import io.github.cdkrouteserver.IRouteServerPeer;
import io.github.cdkrouteserver.PropagationTarget;
import io.github.cdkrouteserver.RouteServer;
import io.github.cdkrouteserver.RouteServerAssociation;
import io.github.cdkrouteserver.RouteServerAssociationAttributes;
import io.github.cdkrouteserver.RouteServerEndpoint;
import io.github.cdkrouteserver.RouteServerEndpoints;
import io.github.cdkrouteserver.RouteServerGrants;
import io.github.cdkrouteserver.RouteServerPeer;
import io.github.cdkrouteserver.RouteServerPropagation;
import io.github.cdkrouteserver.RouteServerPropagationAttributes;
import io.github.cdkrouteserver.RouteServerProps;
import io.github.cdkrouteserver.RouteServerTopology;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.interfaces.ec2.IRouteServerAssociationRef;
import software.amazon.awscdk.interfaces.ec2.ISubnetRef;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.IGrantable;

/** Whatever is required and missing is named, with what to pass. */
class MissingArgumentsTest {
    static Stream<Arguments> missingArgument_ofAPublicMethod_isNamed() {
        Stack stack = stack();
        Vpc vpc = Vpc.Builder.create(stack, "Vpc").natGateways(0).build();
        RouteServer server = routeServer(stack, props -> props.vpc(vpc));
        RouteServerEndpoints endpoints = server.addEndpoints("Edge");
        IRouteServerEndpoint endpoint =
                RouteServerEndpoint.fromRouteServerEndpointId(stack, "Endpoint", "rse-0a1b2c3d4e5f60718");
        IRouteServerPeer peer = RouteServerPeer.fromRouteServerPeerId(stack, "Peer", "rsp-0a1b2c3d4e5f60718");
        IGrantable root = new AccountRootPrincipal();
        RouteServerGrants grants = server.getGrants();
        IVpc noVpc = null;
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("RouteServerGrants.fromRouteServer: routeServer", () -> RouteServerGrants.fromRouteServer(null));
        calls.put("Stack/Rs: grantee", () -> grants.read(null));
        calls.put("Stack/Rs: vpc", () -> grants.associate(root, null));
        calls.put("Stack/Rs: grantee ", () -> grants.associate(null, vpc));
        calls.put("Stack/Rs: grantee is", () -> grants.modify(null));
        calls.put("Stack/Rs: grantee is required", () -> grants.actions(null, List.of("ec2:DeleteRouteServer")));
        calls.put("Stack/Rs: action", () -> grants.actions(root, Arrays.asList("ec2:DeleteRouteServer", null)));
        calls.put("Stack/Rs: actions", () -> grants.actions(root, null));
        calls.put("Stack/Peer: options", () -> peer.metricBgpDown(null));
        calls.put("Stack/Peer: options ", () -> peer.metricRoutesWithdrawn(null));
        calls.put("Stack/Peer/EventLogs: destination", () -> peer.logEvents(null));
        calls.put("Stack/Rs/Association: vpc", () -> server.associateVpc(null));
        calls.put("Stack/Rs/A: options", () -> server.addEndpoint("A", null));
        calls.put("Stack/Rs/B: options", () -> server.addEndpoints("B", null));
        calls.put("Stack/Rs: target", () -> server.propagateTo((PropagationTarget) null));
        calls.put(
                "Stack/Rs: association",
                () -> server.propagateTo((IRouteServerAssociationRef) null, PropagationTarget.vpc(vpc)));
        calls.put("Stack/Endpoint/Fw: options", () -> endpoint.addPeer("Fw", null));
        calls.put(
                "Edge/"
                        + endpoints
                                .getEndpoints()
                                .get(0)
                                .getNode()
                                .getScope()
                                .getNode()
                                .getId(),
                () -> endpoints.addPeers("Fw", null));
        calls.put("Stack/Rs/Edge: subnet", () -> endpoints.inSubnet((ISubnetRef) null));
        calls.put("PropagationTarget: vpc", () -> PropagationTarget.vpc(null));
        calls.put("PropagationTarget: selection", () -> PropagationTarget.subnets(vpc, null));
        calls.put("PropagationTarget: subnet", () -> PropagationTarget.subnet(null));
        calls.put("PropagationTarget: routeTable", () -> PropagationTarget.routeTable(null));
        calls.put("PropagationTarget: routeTableId", () -> PropagationTarget.routeTableId("A", null));
        calls.put("PropagationTarget: id", () -> PropagationTarget.routeTableId(null, "rtb-1"));
        calls.put("PropagationTarget: vpc ", () -> PropagationTarget.internetGateway(noVpc, "igw-1"));
        calls.put("PropagationTarget: internetGatewayId", () -> PropagationTarget.internetGateway(vpc, null));
        calls.put("RouteServerTopology.of: assembly", () -> RouteServerTopology.of(null));
        calls.put("RouteServerTopology.ofDirectory: directory", () -> RouteServerTopology.ofDirectory(null));
        calls.put("Stack/I: routeServerId is", () -> RouteServer.fromRouteServerId(stack, "I", null));
        calls.put("Stack/I: routeServerArn", () -> RouteServer.fromRouteServerArn(stack, "I", null));
        calls.put(
                "Stack/I: routeServerEndpointId",
                () -> RouteServerEndpoint.fromRouteServerEndpointId(stack, "I", null));
        calls.put(
                "Stack/I: routeServerEndpointArn",
                () -> RouteServerEndpoint.fromRouteServerEndpointArn(stack, "I", null));
        calls.put("Stack/I: routeServerPeerId", () -> RouteServerPeer.fromRouteServerPeerId(stack, "I", null));
        calls.put("Stack/I: routeServerPeerArn", () -> RouteServerPeer.fromRouteServerPeerArn(stack, "I", null));
        calls.put(
                "Stack/I: routeServerId",
                () -> RouteServerAssociation.fromRouteServerAssociationAttributes(
                        stack, "I", new RouteServerAssociationAttributes() {
                            @Override
                            public String getRouteServerId() {
                                return null;
                            }

                            @Override
                            public String getVpcId() {
                                return "vpc-1";
                            }
                        }));
        calls.put(
                "Stack/I: routeTableId",
                () -> RouteServerPropagation.fromRouteServerPropagationAttributes(
                        stack, "I", new RouteServerPropagationAttributes() {
                            @Override
                            public String getRouteServerId() {
                                return "rs-1";
                            }

                            @Override
                            public String getRouteTableId() {
                                return null;
                            }
                        }));
        return calls.entrySet().stream().map(call -> Arguments.of(call.getKey(), call.getValue()));
    }

    @ParameterizedTest
    @MethodSource
    void missingArgument_ofAPublicMethod_isNamed(String what, ThrowingCallable call) {
        assertThatNullPointerException()
                .isThrownBy(call)
                .satisfies(
                        e -> assertThat(e.getMessage()).contains(what.strip()).contains("is required; "));
    }

    @Test
    void missingScope_besideABadValue_doesNotHideIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RouteServer(
                        null, "Rs", RouteServerProps.builder().amazonSideAsn(0).build()))
                .withMessageStartingWith("Rs: amazonSideAsn is 0");
    }

    @Test
    void nothing_toPropagateToOrToAllow_isRefused() {
        Stack stack = stack();
        RouteServer server = routeServer(stack, props -> props);

        assertThatIllegalArgumentException()
                .isThrownBy(server::propagateTo)
                .withMessage("Stack/Rs: no target is given; pass PropagationTarget.vpc(vpc), for example");
        assertThat(server.getNode().tryFindChild("Propagations")).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.getGrants().actions(new AccountRootPrincipal(), List.of()))
                .withMessageContaining("Stack/Rs: no action is given");
    }
}
