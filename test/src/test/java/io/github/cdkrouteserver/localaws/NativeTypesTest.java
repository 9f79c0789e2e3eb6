package io.github.cdkrouteserver.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cdkrouteserver.localaws.cloudformation.StackResult;
import io.github.cdkrouteserver.localaws.cloudformation.StackTemplate;
import io.github.cdkrouteserver.localaws.ec2.Ec2Behavior;
import io.github.cdkrouteserver.localaws.ec2.Inventory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NativeTypesTest {
    private static final String FAMILY = """
            {"Resources": {
              "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
              "Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.0.7.0/24"}},
              "Table": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "Vpc"}}},
              "Server": {"Type": "AWS::EC2::RouteServer", "Properties": {"AmazonSideAsn": %d, "PersistRoutes": "enable",
                "PersistRoutesDuration": %d, "Tags": [{"Key": "Name", "Value": "%s"}]}},
              "Association": {"Type": "AWS::EC2::RouteServerAssociation", "Properties": {
                "RouteServerId": {"Ref": "Server"}, "VpcId": {"Ref": "Vpc"}}},
              "Endpoint": {"Type": "AWS::EC2::RouteServerEndpoint", "DependsOn": "Association", "Properties": {
                "RouteServerId": {"Fn::GetAtt": ["Server", "Id"]}, "SubnetId": {"Ref": "Subnet"}}},
              "Peer": {"Type": "AWS::EC2::RouteServerPeer", "Properties": {
                "RouteServerEndpointId": {"Ref": "Endpoint"}, "PeerAddress": "10.0.7.50",
                "BgpOptions": {"PeerAsn": 65010, "PeerLivenessDetection": "bfd"}}},
              "Propagation": {"Type": "AWS::EC2::RouteServerPropagation", "DependsOn": "Association", "Properties": {
                "RouteServerId": {"Ref": "Server"}, "RouteTableId": {"Ref": "Table"}}}},
             "Outputs": {
              "Address": {"Value": {"Fn::GetAtt": ["Endpoint", "EniAddress"]}},
              "PeerSide": {"Value": {"Fn::GetAtt": ["Peer", "EndpointEniAddress"]}},
              "Arn": {"Value": {"Fn::GetAtt": ["Server", "Arn"]}},
              "Association": {"Value": {"Ref": "Association"}}}}
            """;

    private final LocalAws aws =
            LocalAws.builder().behavior(Ec2Behavior.instant().build()).start();
    private final Inventory inventory = aws.ec2().inventory();

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void family_createChangeReplaceDelete_leavesNothing() throws Exception {
        StackResult created = deploy(FAMILY.formatted(65000, 1, "one")).orThrow();
        String first = physicalId("Server");

        assertThat(created.outputs().get("Address")).startsWith("10.0.7.");
        assertThat(created.outputs().get("PeerSide"))
                .isEqualTo(created.outputs().get("Address"));
        assertThat(created.outputs().get("Arn")).endsWith(":route-server/" + first);
        assertThat(created.outputs().get("Association")).isEqualTo(first + "|" + physicalId("Vpc"));

        deploy(FAMILY.formatted(65000, 3, "two")).orThrow();
        assertThat(physicalId("Server")).isEqualTo(first);
        assertThat(inventory.tags(first)).containsEntry("Name", "two");

        deploy(FAMILY.formatted(65001, 3, "two")).orThrow();
        assertThat(physicalId("Server")).isNotEqualTo(first);
        assertThat(inventory.liveRouteServers()).hasSize(1);

        aws.cloudFormation().delete("s").orThrow();
        assertThat(inventory.liveRouteServers()).isEmpty();
        assertThat(inventory.associations()).isEmpty();
        assertThat(inventory.propagations()).isEmpty();
    }

    @Test
    void endpoint_withoutItsAssociation_failsAndRollsBack() throws Exception {
        StackResult result = deploy("""
                {"Resources": {
                  "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
                  "Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.0.7.0/24"}},
                  "Server": {"Type": "AWS::EC2::RouteServer", "Properties": {"AmazonSideAsn": 65000}},
                  "Endpoint": {"Type": "AWS::EC2::RouteServerEndpoint", "Properties": {
                    "RouteServerId": {"Ref": "Server"}, "SubnetId": {"Ref": "Subnet"}}}}}
                """);

        assertThat(result.status()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(result.reason()).startsWith("Endpoint: ");
        assertThat(inventory.liveRouteServers()).isEmpty();
        assertThat(result.reason()).contains("Service: Ec2", "Error Code: ");
    }

    private StackResult deploy(String template) throws Exception {
        return aws.cloudFormation().deploy("s", StackTemplate.of(new ObjectMapper().readTree(template)));
    }

    private String physicalId(String logicalId) {
        return aws.cloudFormation().physicalId("s", logicalId);
    }
}
