package io.github.cdkrouteserver.examples;

import io.github.cdkrouteserver.PeerEventOptions;
import io.github.cdkrouteserver.PeerLivenessDetection;
import io.github.cdkrouteserver.PeerLogDestination;
import io.github.cdkrouteserver.PersistRoutes;
import io.github.cdkrouteserver.PropagationTarget;
import io.github.cdkrouteserver.RouteServer;
import io.github.cdkrouteserver.RouteServerEndpoint;
import io.github.cdkrouteserver.RouteServerEndpoints;
import io.github.cdkrouteserver.RouteServerEndpointsOptions;
import io.github.cdkrouteserver.RouteServerPeer;
import io.github.cdkrouteserver.RouteServerPeerOptions;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/**
 * Two firewalls in two Availability Zones that announce the same address. The route server sends all packets to the first
 * one, and to the other one when BFD loses it.
 */
public final class FirewallPairStack extends Stack {
    private static final long ROUTE_SERVER_ASN = 65000;
    private static final long FIREWALL_ASN = 65010;
    private static final String NETWORK = "10.0.0.0/16";
    private static final String FLOATING_PREFIX = "10.255.255.1/32";

    /**
     * Creates the stack.
     *
     * @param scope parent of the stack
     * @param id id of the stack in its parent
     */
    public FirewallPairStack(Construct scope, String id) {
        super(scope, id);
        Vpc vpc = Vpc.Builder.create(this, "Vpc")
                .ipAddresses(IpAddresses.cidr(NETWORK))
                .maxAzs(2)
                .natGateways(1)
                .subnetConfiguration(List.of(
                        subnets("Public", SubnetType.PUBLIC),
                        subnets("Firewall", SubnetType.PRIVATE_WITH_EGRESS),
                        subnets("Workload", SubnetType.PRIVATE_ISOLATED)))
                .build();
        Justified.network(vpc);
        SubnetSelection firewallSubnets =
                SubnetSelection.builder().subnetGroupName("Firewall").build();

        RouteServer routeServer = RouteServer.Builder.create(this, "RouteServer")
                .amazonSideAsn(ROUTE_SERVER_ASN)
                // A firewall whose sessions are lost is dead: routes that outlived it would lead into nothing.
                .persistRoutes(PersistRoutes.DISABLE)
                .snsNotificationsEnabled(true)
                .vpc(vpc)
                .build();
        RouteServerEndpoints endpoints = routeServer.addEndpoints(
                "Firewall",
                RouteServerEndpointsOptions.builder()
                        .vpcSubnets(firewallSubnets)
                        .build());
        routeServer.propagateTo(PropagationTarget.vpc(vpc));

        CfnParameter onCall = CfnParameter.Builder.create(this, "OnCallEmail")
                .description("Who is told when a BGP session goes down")
                .defaultValue("network-on-call@example.com")
                .build();
        routeServer.onBgpStatusChange(
                "OnCall", new EmailSubscription(onCall.getValueAsString()), PeerEventOptions.down());

        LogGroup log = LogGroup.Builder.create(this, "PeerLog")
                .retention(RetentionDays.ONE_MONTH)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        Justified.because(
                log.getNode().getDefaultChild(),
                Map.of(
                        "NIST.800.53.R5-CloudWatchLogGroupEncrypted",
                        "CloudWatch Logs encrypts it with a key of its own; it tells which BGP sessions were up when."));
        List<ISubnet> subnets = vpc.selectSubnets(firewallSubnets).getSubnets();
        for (ISubnet subnet : subnets) {
            Firewall firewall = new Firewall(this, "In" + subnet.getNode().getId(), vpc, subnet, NETWORK);
            RouteServerEndpoints inSubnet = endpoints.inSubnet(subnet);
            // AWS chooses the addresses of endpoints: after the firewall has taken its own.
            inSubnet.getNode().addDependency(firewall.getNetworkInterface());
            List<RouteServerPeer> peers = inSubnet.addPeers(
                    "Firewall",
                    RouteServerPeerOptions.builder()
                            .peerAddress(firewall.getAddress())
                            .peerAsn(FIREWALL_ASN)
                            .livenessDetection(PeerLivenessDetection.BFD)
                            .build());
            for (RouteServerPeer peer : peers) {
                peer.logEvents(PeerLogDestination.toCloudWatchLogs(log));
                Alarm alarm = Alarm.Builder.create(peer, "SessionLost")
                        .metric(peer.metricBgpDown())
                        .threshold(1)
                        .evaluationPeriods(1)
                        .treatMissingData(TreatMissingData.NOT_BREACHING)
                        .build();
                Justified.because(
                        alarm.getNode().getDefaultChild(),
                        Map.of(
                                "NIST.800.53.R5-CloudWatchAlarmAction",
                                "Whoever is on call is told by the route server itself; this is for a dashboard."));
            }
            firewall.start(new FrrConfiguration(
                    FIREWALL_ASN,
                    firewall.getAddress(),
                    ROUTE_SERVER_ASN,
                    inSubnet.getEndpoints().stream()
                            .map(RouteServerEndpoint::getEniAddress)
                            .toList(),
                    FLOATING_PREFIX,
                    subnet.equals(subnets.get(0)) ? 100 : 200));
        }
    }

    private static SubnetConfiguration subnets(String name, SubnetType type) {
        return SubnetConfiguration.builder()
                .name(name)
                .subnetType(type)
                .cidrMask(24)
                .build();
    }
}
