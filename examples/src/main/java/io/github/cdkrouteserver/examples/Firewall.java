package io.github.cdkrouteserver.examples;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.ec2.CfnInstance;
import software.amazon.awscdk.services.ec2.CfnLaunchTemplate;
import software.amazon.awscdk.services.ec2.CfnNetworkInterface;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.MachineImage;
import software.amazon.awscdk.services.ec2.MultipartBody;
import software.amazon.awscdk.services.ec2.MultipartBodyOptions;
import software.amazon.awscdk.services.ec2.MultipartUserData;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.UserData;
import software.constructs.Construct;

/** A Linux machine that runs FRR, at a fixed address. */
final class Firewall extends Construct {
    private static final String DEBIAN = "/aws/service/debian/release/12/latest/arm64";

    private final ISubnet subnet;
    private final String address;
    private final CfnNetworkInterface networkInterface;

    Firewall(Construct scope, String id, IVpc vpc, ISubnet subnet, String network) {
        super(scope, id);
        this.subnet = subnet;
        // Text, not a token of the machine: the machine is configured with the addresses of endpoints, and their peers
        // with this one, so that one of both has to be known first.
        address = subnet.getIpv4CidrBlock().replaceFirst("\\.0/.*", ".10");

        SecurityGroup securityGroup = SecurityGroup.Builder.create(this, "SecurityGroup")
                .vpc(vpc)
                .description("BGP and BFD with the endpoints of the subnet")
                .build();
        var endpoints = Peer.ipv4(subnet.getIpv4CidrBlock());
        // Nothing for BGP: the firewall opens those sessions. BFD's packets come from both sides.
        securityGroup.addIngressRule(endpoints, Port.udpRange(3784, 3785), "BFD control and echo");
        securityGroup.addIngressRule(Peer.ipv4(network), Port.icmpPing(), "Ping of the floating address");

        networkInterface = CfnNetworkInterface.Builder.create(this, "NetworkInterface")
                .subnetId(subnet.getSubnetId())
                .privateIpAddress(address)
                .groupSet(List.of(securityGroup.getSecurityGroupId()))
                .sourceDestCheck(false)
                .build();
    }

    String getAddress() {
        return address;
    }

    CfnNetworkInterface getNetworkInterface() {
        return networkInterface;
    }

    /** Starts the machine, once there are endpoints to open BGP sessions to. */
    void start(FrrConfiguration frr) {
        CfnLaunchTemplate template = CfnLaunchTemplate.Builder.create(this, "LaunchTemplate")
                .launchTemplateData(CfnLaunchTemplate.LaunchTemplateDataProperty.builder()
                        .metadataOptions(CfnLaunchTemplate.MetadataOptionsProperty.builder()
                                .httpTokens("required")
                                .build())
                        .build())
                .build();
        CfnInstance machine = CfnInstance.Builder.create(this, "Machine")
                .imageId(MachineImage.fromSsmParameter(DEBIAN).getImage(this).getImageId())
                .launchTemplate(CfnInstance.LaunchTemplateSpecificationProperty.builder()
                        .launchTemplateId(template.getRef())
                        .version(template.getAttrLatestVersionNumber())
                        .build())
                .instanceType("t4g.nano")
                .monitoring(true)
                .blockDeviceMappings(List.of(CfnInstance.BlockDeviceMappingProperty.builder()
                        .deviceName("/dev/xvda")
                        .ebs(CfnInstance.EbsProperty.builder().encrypted(true).build())
                        .build()))
                .networkInterfaces(List.of(CfnInstance.NetworkInterfaceProperty.builder()
                        .deviceIndex("0")
                        .networkInterfaceId(networkInterface.getRef())
                        .build()))
                .userData(Fn.base64(userData(frr).render()))
                .build();
        machine.getNode().addDependency(subnet.getInternetConnectivityEstablished());
        Justified.because(
                machine,
                Map.of(
                        "AwsSolutions-EC29",
                        "A machine that the stack may not replace or remove could not be tried out.",
                        "NIST.800.53.R5-EC2InstanceProfileAttached",
                        "It calls no AWS API; a role would only serve whoever breaks into it.",
                        "NIST.800.53.R5-EC2InstancesInVPC",
                        "It is in the subnet of its network interface, where the rule does not look."));
        Tags.of(machine).add("Name", getNode().getPath());
    }

    private static MultipartUserData userData(FrrConfiguration frr) {
        UserData script = UserData.forLinux();
        script.addCommands(
                "set -eu",
                "command -v vtysh >/dev/null || { apt-get update && apt-get install -y frr; }",
                "echo net.ipv4.ip_forward=1 >/etc/sysctl.d/90-forward.conf",
                "sysctl -p /etc/sysctl.d/90-forward.conf",
                "cat >/etc/frr/daemons <<'END'\n" + frr.daemons() + "END",
                "cat >/etc/frr/frr.conf <<'END'\n" + frr.text() + "END",
                "systemctl restart frr");
        MultipartUserData userData = new MultipartUserData();
        // Endpoints that are replaced have other addresses. EC2 then restarts the machine, and only this makes it read
        // its configuration again.
        userData.addPart(MultipartBody.fromRawBody(MultipartBodyOptions.builder()
                .contentType("text/cloud-config; charset=\"utf-8\"")
                .body("#cloud-config\ncloud_final_modules:\n- [scripts-user, always]\n")
                .build()));
        userData.addUserDataPart(script);
        return userData;
    }
}
