package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RouteServer;

/** {@code AWS::EC2::RouteServer}. */
final class NativeRouteServer extends NativeType {
    NativeRouteServer(Ec2Access ec2) {
        super(ec2);
    }

    @Override
    Set<String> createOnly() {
        return Set.of("AmazonSideAsn");
    }

    @Override
    public ResourceResult create(ResourceRequest request) throws ResourceFailure, InterruptedException {
        String id = call(client ->
                        client.createRouteServer(r -> r.amazonSideAsn(Long.valueOf(request.text("AmazonSideAsn")))
                                .persistRoutes(request.text("PersistRoutes"))
                                .persistRoutesDuration(duration(request))
                                .snsNotificationsEnabled(notifications(request))
                                .tagSpecifications(tagSpecifications(request, ResourceType.ROUTE_SERVER))))
                .routeServer()
                .routeServerId();
        try {
            await("available", client -> find(client, id), RouteServer::stateAsString);
        } catch (ResourceFailure e) {
            throw new ResourceFailure(e.getMessage(), id);
        }
        return result(request, id);
    }

    @Override
    public ResourceResult read(ResourceRequest request) throws ResourceFailure, InterruptedException {
        String id = request.physicalId();
        require(request, client -> find(client, id), RouteServer::stateAsString);
        return result(request, id);
    }

    @Override
    public ResourceResult update(ResourceRequest request) throws ResourceFailure, InterruptedException {
        String id = request.physicalId();
        if (request.changes("PersistRoutes", "PersistRoutesDuration", "SnsNotificationsEnabled")) {
            call(client -> client.modifyRouteServer(r -> r.routeServerId(id)
                    .persistRoutes(request.text("PersistRoutes"))
                    .persistRoutesDuration(duration(request))
                    .snsNotificationsEnabled(notifications(request))));
            await("available", client -> find(client, id), RouteServer::stateAsString);
        }
        retag(request);
        return result(request, id);
    }

    @Override
    public void delete(ResourceRequest request) throws ResourceFailure, InterruptedException {
        String id = request.physicalId();
        callUnlessGone(client -> client.deleteRouteServer(r -> r.routeServerId(id)));
        await("deleted", client -> find(client, id), RouteServer::stateAsString);
    }

    private static RouteServer find(Ec2Client client, String id) {
        return client.describeRouteServers(r -> r.routeServerIds(id)).routeServers().stream()
                .findFirst()
                .orElse(null);
    }

    private static Long duration(ResourceRequest request) {
        String minutes = request.text("PersistRoutesDuration");
        return minutes == null ? null : Long.valueOf(minutes);
    }

    private static Boolean notifications(ResourceRequest request) {
        JsonNode value = request.properties().get("SnsNotificationsEnabled");
        return value == null ? null : value.asBoolean();
    }

    private static ResourceResult result(ResourceRequest request, String id) {
        return ResourceResult.of(id).with("Id", id).with("Arn", arn(request, "route-server", id));
    }
}
