package io.github.cdkrouteserver.examples;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.services.ec2.CfnSubnet;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.IConstruct;

/** Why an example leaves something as it is that cdk-nag would have otherwise; cdk-nag reads it from the template. */
final class Justified {
    private Justified() {}

    /** Takes public addresses from a network of which nothing is to be reached, and says why the rest of it stays. */
    static void network(Vpc vpc) {
        String readers =
                "The VPC stands for one that the reader has; whether it has flow logs is not the example's to say.";
        because(
                vpc.getNode().getDefaultChild(),
                Map.of(
                        "AwsSolutions-VPC7",
                        readers,
                        "NIST.800.53.R5-VPCFlowLogsEnabled",
                        readers,
                        "NIST.800.53.R5-VPCDefaultSecurityGroupClosed",
                        "Nothing here is in the default security group, and closing it takes another custom resource."));
        for (ISubnet subnet : vpc.getPublicSubnets()) {
            ((CfnSubnet) subnet.getNode().getDefaultChild()).setMapPublicIpOnLaunch(false);
            because(
                    subnet.getNode().findChild("DefaultRoute"),
                    Map.of(
                            "NIST.800.53.R5-VPCNoUnrestrictedRouteToIGW",
                            "The route is what makes a subnet public; at most a NAT gateway is in there."));
        }
    }

    static void because(IConstruct resource, Map<String, String> reasons) {
        List<Map<String, String>> rules = reasons.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(rule -> Map.of("id", rule.getKey(), "reason", rule.getValue()))
                .toList();
        ((CfnResource) resource).addMetadata("cdk_nag", Map.of("rules_to_suppress", rules));
    }
}
