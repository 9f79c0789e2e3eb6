package io.github.cdkrouteserver.localaws.cloudformation;

import java.util.Map;
import java.util.Set;

/** VPCs and what is in them, as far as route servers and templates look at them. */
final class NetworkResources implements ResourceProvider {
    private static final Map<String, String> PREFIXES = Map.ofEntries(
            Map.entry("AWS::EC2::VPC", "vpc"),
            Map.entry("AWS::EC2::Subnet", "subnet"),
            Map.entry("AWS::EC2::RouteTable", "rtb"),
            Map.entry("AWS::EC2::InternetGateway", "igw"),
            Map.entry("AWS::EC2::NatGateway", "nat"),
            Map.entry("AWS::EC2::SecurityGroup", "sg"),
            Map.entry("AWS::EC2::NetworkAcl", "acl"),
            Map.entry("AWS::EC2::NetworkInterface", "eni"),
            Map.entry("AWS::EC2::Instance", "i"),
            Map.entry("AWS::EC2::EIP", "eipalloc"),
            Map.entry("AWS::EC2::VPCEndpoint", "vpce"),
            Map.entry("AWS::EC2::TransitGateway", "tgw"),
            Map.entry("AWS::EC2::VPNGateway", "vgw"),
            Map.entry("AWS::EC2::SubnetRouteTableAssociation", "rtbassoc"),
            Map.entry("AWS::EC2::FlowLog", "fl"));

    private final Ec2Access ec2;

    NetworkResources(Ec2Access ec2) {
        this.ec2 = ec2;
    }

    static Set<String> types() {
        return PREFIXES.keySet();
    }

    @Override
    public ResourceResult create(ResourceRequest request) {
        String id = Names.ec2Id(PREFIXES.get(request.type()));
        if (request.type().equals("AWS::EC2::Subnet") && request.text("CidrBlock") != null) {
            ec2.subnet(id, request.text("VpcId"), request.text("CidrBlock"));
        }
        if (request.type().equals("AWS::EC2::RouteTable")) {
            ec2.routeTable(id, request.text("VpcId"));
        }
        return result(request, id);
    }

    @Override
    public boolean replaces(ResourceRequest request) {
        return request.changes("VpcId", "CidrBlock", "AvailabilityZone");
    }

    @Override
    public ResourceResult update(ResourceRequest request) {
        return result(request, request.physicalId());
    }

    @Override
    public void delete(ResourceRequest request) {
        // Ids are never used twice, so there is nothing to take back.
    }

    private static ResourceResult result(ResourceRequest request, String id) {
        ResourceResult common = ResourceResult.of(id)
                .with("Id", id)
                .with("VpcId", request.text("VpcId"))
                .with("CidrBlock", request.text("CidrBlock"))
                .with("AvailabilityZone", request.text("AvailabilityZone"));
        String hex = id.substring(id.length() - 4);
        String address = "10." + Integer.parseInt(hex.substring(0, 2), 16) + "."
                + Integer.parseInt(hex.substring(2), 16) + ".10";
        return switch (request.type()) {
            case "AWS::EC2::VPC" ->
                common.with("VpcId", id)
                        .with("DefaultSecurityGroup", "sg-0" + id.substring(5))
                        .with("DefaultNetworkAcl", "acl-0" + id.substring(5));
            case "AWS::EC2::Subnet" ->
                common.with("SubnetId", id).with("NetworkAclAssociationId", "aclassoc-0" + id.substring(8));
            case "AWS::EC2::RouteTable" -> common.with("RouteTableId", id);
            case "AWS::EC2::InternetGateway" -> common.with("InternetGatewayId", id);
            case "AWS::EC2::NatGateway" -> common.with("NatGatewayId", id);
            case "AWS::EC2::SecurityGroup" -> common.with("GroupId", id);
            case "AWS::EC2::EIP" -> common.with("AllocationId", id).with("PublicIp", "203.0.113.10");
            case "AWS::EC2::NetworkInterface" -> common.with("PrimaryPrivateIpAddress", address);
            case "AWS::EC2::Instance" ->
                common.with("InstanceId", id)
                        .with("PrivateIp", address)
                        .with("PrivateDnsName", "ip-" + address.replace('.', '-') + ".ec2.internal");
            default -> common;
        };
    }
}
