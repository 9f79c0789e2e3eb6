package io.github.cdkrouteserver.localaws.cloudformation;

import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RouteServerEndpoint;

/** {@code AWS::EC2::RouteServerEndpoint}. */
final class NativeEndpoint extends NativeType {
    NativeEndpoint(Ec2Access ec2) {
        super(ec2);
    }

    @Override
    Set<String> createOnly() {
        return Set.of("RouteServerId", "SubnetId");
    }

    @Override
    public ResourceResult create(ResourceRequest request) throws ResourceFailure, InterruptedException {
        String id = call(client -> client.createRouteServerEndpoint(r -> r.routeServerId(request.text("RouteServerId"))
                        .subnetId(request.text("SubnetId"))
                        .tagSpecifications(tagSpecifications(request, ResourceType.ROUTE_SERVER_ENDPOINT))))
                .routeServerEndpoint()
                .routeServerEndpointId();
        return stable(request, id);
    }

    @Override
    public ResourceResult read(ResourceRequest request) throws ResourceFailure, InterruptedException {
        String id = request.physicalId();
        require(request, client -> find(client, id), RouteServerEndpoint::stateAsString);
        return stable(request, id);
    }

    @Override
    public ResourceResult update(ResourceRequest request) throws ResourceFailure, InterruptedException {
        retag(request);
        return stable(request, request.physicalId());
    }

    @Override
    public void delete(ResourceRequest request) throws ResourceFailure, InterruptedException {
        String id = request.physicalId();
        callUnlessGone(client -> client.deleteRouteServerEndpoint(r -> r.routeServerEndpointId(id)));
        await("deleted", client -> find(client, id), RouteServerEndpoint::stateAsString);
    }

    private ResourceResult stable(ResourceRequest request, String id) throws ResourceFailure, InterruptedException {
        RouteServerEndpoint endpoint;
        try {
            endpoint = await("available", client -> find(client, id), RouteServerEndpoint::stateAsString);
        } catch (ResourceFailure e) {
            throw new ResourceFailure(e.getMessage(), id);
        }
        return ResourceResult.of(id)
                .with("Id", id)
                .with("Arn", arn(request, "route-server-endpoint", id))
                .with("EniId", endpoint.eniId())
                .with("EniAddress", endpoint.eniAddress())
                .with("VpcId", endpoint.vpcId());
    }

    private static RouteServerEndpoint find(Ec2Client client, String id) {
        return client.describeRouteServerEndpoints(r -> r.routeServerEndpointIds(id)).routeServerEndpoints().stream()
                .findFirst()
                .orElse(null);
    }
}
