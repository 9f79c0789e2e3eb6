package io.github.cdkrouteserver.synth;

import static io.github.cdkrouteserver.synth.Synth.app;
import static io.github.cdkrouteserver.synth.Synth.json;
import static io.github.cdkrouteserver.synth.Synth.resource;
import static io.github.cdkrouteserver.synth.Synth.stack;
import static io.github.cdkrouteserver.synth.Synth.template;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.cdkrouteserver.IRouteServer;
import io.github.cdkrouteserver.IRouteServerAssociation;
import io.github.cdkrouteserver.IRouteServerPropagation;
import io.github.cdkrouteserver.RouteServer;
import io.github.cdkrouteserver.RouteServerAssociation;
import io.github.cdkrouteserver.RouteServerAssociationAttributes;
import io.github.cdkrouteserver.RouteServerAttributes;
import io.github.cdkrouteserver.RouteServerEndpoint;
import io.github.cdkrouteserver.RouteServerPeer;
import io.github.cdkrouteserver.RouteServerPropagation;
import io.github.cdkrouteserver.RouteServerPropagationAttributes;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.CfnWaitConditionHandle;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;

class RouteServerImportTest {
    private static final String ID = "rs-0123456789abcdef0";
    private static final String ARN = "arn:aws:ec2:eu-west-1:111122223333:route-server/" + ID;
    private static final String TOPIC_ARN = "arn:aws:sns:eu-west-1:111122223333:route-server-events";

    @Test
    void fromRouteServerId_inAStackWithEnvironment_makesTheArn() {
        Stack stack = new Stack(
                app(),
                "Stack",
                StackProps.builder()
                        .env(Environment.builder()
                                .account("444455556666")
                                .region("eu-central-1")
                                .build())
                        .build());

        IRouteServer imported = RouteServer.fromRouteServerId(stack, "Imported", ID);

        assertThat(imported.getRouteServerId()).isEqualTo(ID);
        assertThat(stack.resolve(imported.getRouteServerArn()).toString())
                .contains("Ref=AWS::Partition", ":ec2:eu-central-1:444455556666:route-server/" + ID);
        assertThat(imported.getRouteServerRef().getRouteServerId()).isEqualTo(ID);
    }

    @Test
    void fromRouteServerArn_anotherAccountAndRegion_keepsBoth() {
        IRouteServer imported = RouteServer.fromRouteServerArn(stack(), "Imported", ARN);

        assertThat(imported.getRouteServerId()).isEqualTo(ID);
        assertThat(imported.getRouteServerArn()).isEqualTo(ARN);
        assertThat(imported.getEnv().getAccount()).isEqualTo("111122223333");
        assertThat(imported.getEnv().getRegion()).isEqualTo("eu-west-1");
    }

    @Test
    void fromRouteServerAttributes_idAndArnOfTwoServers_isRefused() {
        RouteServerAttributes.Builder attributes =
                RouteServerAttributes.builder().routeServerArn(ARN).routeServerId("rs-1");
        Stack stack = stack();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RouteServer.fromRouteServerAttributes(stack, "Imported", attributes.build()))
                .withMessage(
                        "Stack/Imported: routeServerId is rs-1, but routeServerArn names " + ID + "; give one of them");
        assertThat(RouteServer.fromRouteServerAttributes(
                                stack, "Same", attributes.routeServerId(ID).build())
                        .getRouteServerId())
                .isEqualTo(ID);
        assertThat(RouteServer.fromRouteServerAttributes(
                                stack,
                                "Hidden",
                                attributes.routeServerId(Fn.importValue("Id")).build())
                        .getRouteServerArn())
                .isEqualTo(ARN);
    }

    static Stream<Arguments> imports_whatCannotBeOne_areRefused() {
        String arnOf = "arn:aws:ec2:eu-west-1:111122223333:";
        return Stream.of(
                refused(
                        "routeServerId is '', but has to be an id such as rs-",
                        s -> RouteServer.fromRouteServerId(s, "I", "")),
                refused(
                        "routeServerId is 'route-server/rs-1', but",
                        s -> RouteServer.fromRouteServerId(s, "I", "route-server/rs-1")),
                refused("routeServerId is '" + ARN + "'", s -> RouteServer.fromRouteServerId(s, "I", ARN)),
                refused(
                        "routeServerId is 'rs-1 '",
                        s -> RouteServer.fromRouteServerAttributes(
                                s,
                                "I",
                                RouteServerAttributes.builder()
                                        .routeServerId("rs-1 ")
                                        .routeServerArn(ARN)
                                        .build())),
                refused(
                        "routeServerArn is 'rs-1', but has to be the ARN of a route-server, such as " + arnOf
                                + "route-server/rs-",
                        s -> RouteServer.fromRouteServerArn(s, "I", "rs-1")),
                refused("routeServerArn is ''", s -> RouteServer.fromRouteServerArn(s, "I", "")),
                refused(
                        "routeServerArn is '" + arnOf + "vpc/vpc-1'",
                        s -> RouteServer.fromRouteServerArn(s, "I", arnOf + "vpc/vpc-1")),
                refused(
                        "routeServerArn is '" + arnOf + "route-server/'",
                        s -> RouteServer.fromRouteServerArn(s, "I", arnOf + "route-server/")),
                refused(
                        "routeServerArn is 'arn:aws:ec2:::route-server/rs-1'",
                        s -> RouteServer.fromRouteServerArn(s, "I", "arn:aws:ec2:::route-server/rs-1")),
                refused(
                        "routeServerEndpointId is 'a/b', but has to be an id such as rse-",
                        s -> RouteServerEndpoint.fromRouteServerEndpointId(s, "I", "a/b")),
                refused(
                        "routeServerEndpointArn is '" + ARN + "', but has to be the ARN of a route-server-endpoint",
                        s -> RouteServerEndpoint.fromRouteServerEndpointArn(s, "I", ARN)),
                refused(
                        "routeServerPeerId is '', but has to be an id such as rsp-",
                        s -> RouteServerPeer.fromRouteServerPeerId(s, "I", "")),
                refused(
                        "routeServerPeerArn is '" + ARN + "', but has to be the ARN of a route-server-peer",
                        s -> RouteServerPeer.fromRouteServerPeerArn(s, "I", ARN)),
                refused("routeServerId is '" + ARN + "'", s -> association(s, ARN, "vpc-1")),
                refused("vpcId is '', but has to be an id such as vpc-", s -> association(s, ID, "")),
                refused("routeServerId is 'a/b'", s -> propagation(s, "a/b", "rtb-1")),
                refused(
                        "routeTableId is 'route-table/rtb-1', but has to be an id such as rtb-",
                        s -> propagation(s, ID, "route-table/rtb-1")));
    }

    private static Arguments refused(String problem, Consumer<Stack> call) {
        return Arguments.of(problem, call);
    }

    private static IRouteServerAssociation association(Stack stack, String routeServerId, String vpcId) {
        return RouteServerAssociation.fromRouteServerAssociationAttributes(
                stack,
                "I",
                RouteServerAssociationAttributes.builder()
                        .routeServerId(routeServerId)
                        .vpcId(vpcId)
                        .build());
    }

    private static IRouteServerPropagation propagation(Stack stack, String routeServerId, String routeTableId) {
        return RouteServerPropagation.fromRouteServerPropagationAttributes(
                stack,
                "I",
                RouteServerPropagationAttributes.builder()
                        .routeServerId(routeServerId)
                        .routeTableId(routeTableId)
                        .build());
    }

    @ParameterizedTest
    @MethodSource
    void imports_whatCannotBeOne_areRefused(String problem, Consumer<Stack> call) {
        Stack stack = stack();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> call.accept(stack))
                .withMessageStartingWith("Stack/I: " + problem)
                .withMessageContaining("; give ");
        assertThat(stack.getNode().getChildren()).isEmpty();
    }

    @Test
    void imports_tokens_areLeftToTheDeployment() {
        String token = Fn.importValue("Exported");

        assertThat(RouteServer.fromRouteServerId(stack(), "I", token).getRouteServerId())
                .isEqualTo(token);
        assertThat(RouteServerEndpoint.fromRouteServerEndpointId(stack(), "I", token)
                        .getRouteServerEndpointId())
                .isEqualTo(token);
        assertThat(RouteServerEndpoint.fromRouteServerEndpointArn(stack(), "I", token)
                        .getRouteServerEndpointArn())
                .isEqualTo(token);
        assertThat(RouteServerPeer.fromRouteServerPeerId(stack(), "I", token).getRouteServerPeerId())
                .isEqualTo(token);
        assertThat(RouteServerPeer.fromRouteServerPeerArn(stack(), "I", token).getRouteServerPeerArn())
                .isEqualTo(token);
        assertThat(association(stack(), token, token).getVpcId()).isEqualTo(token);
        assertThat(propagation(stack(), token, token).getRouteTableId()).isEqualTo(token);
        assertThat(RouteServer.fromRouteServerId(stack(), "I", "a/" + token).getRouteServerId())
                .isEqualTo("a/" + token);
    }

    @ParameterizedTest
    @ValueSource(longs = {-3, 0, 4294967296L})
    void fromRouteServerAttributes_asnOutOfRange_isRefused(long asn) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RouteServer.fromRouteServerAttributes(
                        stack(),
                        "Imported",
                        RouteServerAttributes.builder()
                                .routeServerId(ID)
                                .amazonSideAsn(asn)
                                .build()))
                .withMessageContainingAll("Stack/Imported: amazonSideAsn is " + asn, "1 to 4294967295");
    }

    @Test
    void fromRouteServerArn_token_isTakenApartAtDeployment() {
        Stack stack = stack();
        CfnParameter arn = CfnParameter.Builder.create(stack, "Arn").build();

        IRouteServer imported = RouteServer.fromRouteServerArn(stack, "Imported", arn.getValueAsString());

        assertThat(stack.resolve(imported.getRouteServerArn()).toString()).isEqualTo("{Ref=Arn}");
        assertThat(stack.resolve(imported.getRouteServerId()).toString()).contains("Fn::Split");
    }

    @Test
    void fromRouteServerAttributes_topicArn_canBeSubscribedTo() {
        Stack stack = stack();
        IRouteServer imported = RouteServer.fromRouteServerAttributes(
                stack,
                "Imported",
                RouteServerAttributes.builder()
                        .routeServerId(ID)
                        .snsTopicArn(TOPIC_ARN)
                        .build());

        imported.getSnsTopic().addSubscription(new EmailSubscription("network-on-call@example.com"));

        assertThat(imported.getSnsTopicArn()).isEqualTo(TOPIC_ARN);
        assertThat(resource(template(stack), "AWS::SNS::Subscription")
                        .path("Properties")
                        .path("TopicArn"))
                .isEqualTo(json("'" + TOPIC_ARN + "'"));
    }

    @Test
    void fromRouteServerAttributes_neitherIdNorArn_isRefused() {
        Stack stack = stack();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RouteServer.fromRouteServerAttributes(
                        stack, "Imported", RouteServerAttributes.builder().build()))
                .withMessageContainingAll("Stack/Imported: ", "routeServerId", "routeServerArn");
        assertThat(stack.getNode().getChildren()).isEmpty();
    }

    @Test
    void topic_ofAnImportWithoutIt_saysWhichAttributeToGive() {
        IRouteServer imported = RouteServer.fromRouteServerId(stack(), "Imported", ID);

        assertThatIllegalStateException()
                .isThrownBy(imported::getSnsTopic)
                .withMessageContainingAll("Stack/Imported: ", "fromRouteServerAttributes", "snsTopicArn");
        assertThatIllegalStateException()
                .isThrownBy(imported::getSnsTopicArn)
                .withMessageContainingAll("Stack/Imported: ", "fromRouteServerAttributes", "snsTopicArn");
    }

    @Test
    void imports_any_addNothingToTheTemplate() {
        Stack stack = stack();
        RouteServer.fromRouteServerId(stack, "ById", ID);
        RouteServer.fromRouteServerArn(stack, "ByArn", ARN);

        // A template without any resource is refused.
        CfnWaitConditionHandle.Builder.create(stack, "Handle").build();

        assertThat(template(stack).path("Resources").fieldNames()).toIterable().containsExactly("Handle");
    }
}
