package io.github.cdkrouteserver.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cdkrouteserver.IRouteServer;
import io.github.cdkrouteserver.IRouteServerPeer;
import io.github.cdkrouteserver.PeerLogDestination;
import io.github.cdkrouteserver.PropagationTarget;
import io.github.cdkrouteserver.RouteServer;
import io.github.cdkrouteserver.RouteServerEndpoint;
import io.github.cdkrouteserver.RouteServerEndpointOptions;
import io.github.cdkrouteserver.RouteServerPeer;
import io.github.cdkrouteserver.RouteServerPeerOptions;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.services.ec2.CfnRouteTable;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.kinesisfirehose.DeliveryStream;
import software.amazon.awscdk.services.kinesisfirehose.DeliveryStreamAttributes;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketAttributes;
import software.constructs.IConstruct;

/** What is known to be in another account or Region cannot be attached. */
class EnvironmentsTest {
    private static final String ACCOUNT = "111122223333";

    private App app;
    private Stack ireland;
    private Stack virginia;

    @BeforeEach
    void createStacks() {
        app = Synth.app();
        ireland = stack("Ireland", ACCOUNT, "eu-west-1");
        virginia = stack("Virginia", ACCOUNT, "us-east-1");
    }

    private Stack stack(String id, String account, String region) {
        return new Stack(
                app,
                id,
                StackProps.builder()
                        .env(Environment.builder()
                                .account(account)
                                .region(region)
                                .build())
                        .crossRegionReferences(true)
                        .build());
    }

    private static Vpc vpc(Stack stack) {
        return Vpc.Builder.create(stack, "Vpc")
                .availabilityZones(List.of(stack.getRegion() + "a"))
                .natGateways(0)
                .build();
    }

    private static RouteServerEndpointOptions in(ISubnet subnet) {
        return RouteServerEndpointOptions.builder().subnet(subnet).build();
    }

    private static void refuses(ThrowingCallable call, String path, String what) {
        assertThatIllegalArgumentException()
                .isThrownBy(call)
                .withMessageContainingAll(path + ": ", what, "is in us-east-1", "created in eu-west-1", "one Region");
    }

    @Test
    void importOfAnotherRegion_cannotBeAttachedTo() {
        Vpc vpc = vpc(ireland);
        IRouteServer imported = RouteServer.fromRouteServerArn(
                ireland, "Rs", "arn:aws:ec2:us-east-1:111122223333:route-server/rs-0a1b2c3d4e5f60718");
        ISubnet subnet = vpc.getPublicSubnets().get(0);

        refuses(() -> imported.associateVpc(vpc), "Ireland/Rs/Association", "route server Ireland/Rs");
        refuses(() -> imported.addEndpoint("A", in(subnet)), "Ireland/Rs/A", "route server Ireland/Rs");
        refuses(
                () -> imported.propagateTo(PropagationTarget.routeTableId("Table", "rtb-0a1b2c3d4e5f60718")),
                "Ireland/Rs/Propagations/Table",
                "route server Ireland/Rs");
        refuses(
                () -> RouteServerEndpoint.fromRouteServerEndpointArn(
                                ireland,
                                "Endpoint",
                                "arn:aws:ec2:us-east-1:111122223333:route-server-endpoint/rse-0a1b2c3d4e5f60718")
                        .addPeer(
                                "Fw",
                                RouteServerPeerOptions.builder()
                                        .peerAddress("10.0.1.10")
                                        .peerAsn(65010)
                                        .build()),
                "Ireland/Endpoint/Fw",
                "endpoint Ireland/Endpoint");
        assertThat(imported.getNode().tryFindChild("A")).isNull();
    }

    @Test
    void networkOfAnotherRegion_cannotBeAttached() {
        Vpc vpc = vpc(virginia);
        ISubnet subnet = vpc.getPublicSubnets().get(0);
        CfnRouteTable table = CfnRouteTable.Builder.create(virginia, "Table")
                .vpcId(vpc.getVpcId())
                .build();
        RouteServer routeServer = Synth.routeServer(ireland, props -> props);

        refuses(() -> routeServer.associateVpc(vpc), "Ireland/Rs/Association", "VPC Virginia/Vpc");
        refuses(() -> routeServer.addEndpoint("A", in(subnet)), "Ireland/Rs/A", "subnet Virginia/Vpc/PublicSubnet1");
        refuses(
                () -> routeServer.propagateTo(PropagationTarget.vpc(vpc)),
                "Ireland/Rs",
                "subnet Virginia/Vpc/PublicSubnet1");
        refuses(
                () -> routeServer.propagateTo(PropagationTarget.routeTable(table)),
                "Ireland/Rs",
                "route table Virginia/Table");
        refuses(
                () -> routeServer.propagateTo(PropagationTarget.internetGateway(vpc)),
                "Ireland/Rs",
                "VPC Virginia/Vpc");
    }

    @Test
    void vpcOfAnotherRegion_leavesNoBrokenRouteServer() {
        Vpc vpc = vpc(virginia);

        refuses(() -> Synth.routeServer(ireland, props -> props.vpc(vpc)), "Ireland/Rs", "VPC Virginia/Vpc");
        assertThat(ireland.getNode().getChildren()).isEmpty();
    }

    @Test
    void importOfAnotherAccount_isWarnedOfByWhatIsAttached() {
        Vpc vpc = vpc(ireland);
        attachAll(
                RouteServer.fromRouteServerArn(
                        ireland, "Rs", "arn:aws:ec2:eu-west-1:444455556666:route-server/rs-0a1b2c3d4e5f60718"),
                vpc);
        attachAll(
                RouteServer.fromRouteServerArn(
                        ireland, "Own", "arn:aws:ec2:eu-west-1:" + ACCOUNT + ":route-server/rs-1a1b2c3d4e5f60718"),
                vpc);
        attachAll(RouteServer.fromRouteServerArn(ireland, "Unknown", Fn.importValue("RouteServer")), vpc);
        app.getNode().tryRemoveChild("Virginia");

        List<String> warnings = warnings(ireland);
        assertThat(warnings)
                .extracting(warning -> warning.substring(0, warning.indexOf(": ")))
                .containsExactlyInAnyOrder(
                        "/Ireland/Rs/Association", "/Ireland/Rs/A", "/Ireland/Rs/Propagations/rtb-0a1b2c3d4e5f60718");
        assertThat(warnings)
                .allSatisfy(warning -> assertThat(warning)
                        .contains(
                                "route server Ireland/Rs is in account 444455556666",
                                "created in account " + ACCOUNT,
                                "routeServerOfAnotherAccount"));
    }

    private static void attachAll(IRouteServer routeServer, Vpc vpc) {
        routeServer.associateVpc(vpc);
        routeServer.addEndpoint("A", in(vpc.getPublicSubnets().get(0)));
        routeServer.propagateTo(PropagationTarget.routeTableId("rtb-0a1b2c3d4e5f60718", "rtb-0a1b2c3d4e5f60718"));
    }

    // CDK's own assertions return the deprecated type.
    @SuppressWarnings("deprecation")
    private static List<String> warnings(Stack stack) {
        return Annotations.fromStack(stack).findWarning("*", Match.anyValue()).stream()
                .map(warning -> warning.getId() + ": " + warning.getEntry().getData())
                .toList();
    }

    @Test
    void regionThatIsNotKnown_isLeftToTheDeployment() {
        Stack anywhere = new Stack(app, "Anywhere");
        IRouteServer imported = RouteServer.fromRouteServerArn(
                anywhere, "Rs", "arn:aws:ec2:us-east-1:111122223333:route-server/rs-0a1b2c3d4e5f60718");

        assertThatCode(() -> imported.associateVpc(
                        Vpc.Builder.create(anywhere, "Vpc").natGateways(0).build()))
                .doesNotThrowAnyException();
    }

    @Test
    void logOfAPeer_toWhatIsElsewhere_isRefusedBeforeThereIsASource() {
        Stack otherAccount = stack("Archive", "444455556666", "eu-west-1");
        IRouteServerPeer peer = RouteServerPeer.fromRouteServerPeerId(ireland, "Peer", "rsp-0a1b2c3d4e5f60718");

        refusesLog(
                peer,
                PeerLogDestination.toCloudWatchLogs(
                        LogGroup.Builder.create(virginia, "Log").build()),
                "Virginia/Log is in us-east-1, but",
                "to log groups within its own Region, eu-west-1");
        refusesLog(
                peer,
                PeerLogDestination.toCloudWatchLogs(
                        LogGroup.Builder.create(otherAccount, "Log").build()),
                "Archive/Log is in account 444455556666");
        refusesLog(
                peer,
                PeerLogDestination.toS3(
                        Bucket.Builder.create(otherAccount, "Bucket").build()),
                "Archive/Bucket is in account 444455556666");
        refusesLog(
                peer,
                PeerLogDestination.toFirehose(DeliveryStream.fromDeliveryStreamAttributes(
                        ireland,
                        "Stream",
                        DeliveryStreamAttributes.builder()
                                .deliveryStreamArn("arn:aws:firehose:eu-west-1:444455556666:deliverystream/logs")
                                .build())),
                "Ireland/Stream is in account 444455556666",
                "its own account, 111122223333");
        assertThat(peer.getNode().getChildren()).map(IConstruct::getNode).isEmpty();
    }

    private static void refusesLog(IRouteServerPeer peer, PeerLogDestination destination, String... parts) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> peer.logEvents(destination))
                .withMessageStartingWith("Ireland/Peer: ")
                .withMessageContainingAll(parts)
                .withMessageEndingWith("; use a destination there");
    }

    @Test
    void logOfAPeer_toABucketOfAnotherRegion_isDelivered() {
        IRouteServerPeer peer = RouteServerPeer.fromRouteServerPeerId(ireland, "Peer", "rsp-0a1b2c3d4e5f60718");

        assertThatCode(() -> peer.logEvents(PeerLogDestination.toS3(Bucket.fromBucketAttributes(
                        ireland,
                        "Bucket",
                        BucketAttributes.builder()
                                .bucketName("logs")
                                .region("us-east-1")
                                .build()))))
                .doesNotThrowAnyException();
    }
}
