package io.github.cdkrouteserver.localaws.cloudformation;

import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RouteServerEndpoint;

/** {@code AWS::EC2::RouteServerEndpoint}. */
final class NativeEndpoint extends NativeMember<RouteServerEndpoint> {
    NativeEndpoint(Ec2Access ec2) {
        super(ec2, RouteServerEndpoint::stateAsString);
    }

    @Override
    Set<String> createOnly() {
        return Set.of("RouteServerId", "SubnetId");
    }

    @Override
    protected String make(Ec2Client client, ResourceRequest request) {
        return client.createRouteServerEndpoint(r -> r.routeServerId(request.text("RouteServerId"))
                        .subnetId(request.text("SubnetId"))
                        .tagSpecifications(tagSpecifications(request, ResourceType.ROUTE_SERVER_ENDPOINT)))
                .routeServerEndpoint()
                .routeServerEndpointId();
    }

    @Override
    protected RouteServerEndpoint find(Ec2Client client, String id) {
        return client.describeRouteServerEndpoints(r -> r.routeServerEndpointIds(id)).routeServerEndpoints().stream()
                .findFirst()
                .orElse(null);
    }

    @Override
    protected void remove(Ec2Client client, String id) {
        client.deleteRouteServerEndpoint(r -> r.routeServerEndpointId(id));
    }

    @Override
    protected ResourceResult describe(ResourceResult result, ResourceRequest request, RouteServerEndpoint endpoint) {
        return result.with("Arn", arn(request, "route-server-endpoint", endpoint.routeServerEndpointId()))
                .with("EniId", endpoint.eniId())
                .with("EniAddress", endpoint.eniAddress())
                .with("VpcId", endpoint.vpcId());
    }
}
