package io.github.cdkrouteserver.localaws.ec2;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Route server endpoints. */
final class EndpointActions {
    private static final ResourceType TYPE = ResourceType.ROUTE_SERVER_ENDPOINT;
    private static final String AVAILABLE = "available";

    private final Ec2State state;

    EndpointActions(Ec2State state) {
        this.state = state;
    }

    void register(Map<String, Function<Parameters, Prepared>> actions) {
        actions.put("CreateRouteServerEndpoint", this::create);
        actions.put("DeleteRouteServerEndpoint", this::delete);
        actions.put(
                "DescribeRouteServerEndpoints",
                Listing.of(
                        state,
                        "DescribeRouteServerEndpoints",
                        state.endpoints(),
                        "routeServerEndpointSet",
                        RouteServerEndpoint::tags));
    }

    private Prepared create(Parameters parameters) {
        String serverId = parameters.requiredText("RouteServerId");
        String subnetId = parameters.requiredText("SubnetId");
        Map<String, String> tags = Tags.ofNew(parameters, TYPE, state.behavior());
        String token = ClientTokens.read(parameters);
        parameters.refuseUnread();
        state.servers().requireShape(serverId);
        Permissions permissions = new Permissions(state.location(), "CreateRouteServerEndpoint")
                .on(
                        ResourceType.ROUTE_SERVER.wireName(),
                        serverId,
                        state.servers().tagsForAuthorization(serverId))
                .onNetwork("subnet", subnetId, Map.of("ec2:SubnetID", subnetId))
                .onNew(TYPE, tags);
        if (state.behavior().endpointDependentsChecked()) {
            permissions
                    .dependent("CreateNetworkInterface", "network-interface")
                    .dependent("CreateNetworkInterfacePermission", "network-interface")
                    .dependent("CreateSecurityGroup", "security-group")
                    .dependent("DescribeSecurityGroups", "*")
                    .dependent("AuthorizeSecurityGroupIngress", "security-group")
                    .dependent("CreateTags", "security-group")
                    .dependent("DeleteTags", "security-group");
        }
        return new Prepared(permissions.list(), () -> {
            String earlier = state.tokens()
                    .madeEarlier(
                            "CreateRouteServerEndpoint",
                            token,
                            parameters,
                            endpoint -> state.endpoints()
                                    .current(endpoint)
                                    .filter(found -> !found.state().equals(RouteServer.DELETED))
                                    .isPresent());
            Optional<RouteServerEndpoint> made = Optional.ofNullable(earlier).flatMap(state.endpoints()::current);
            if (made.isPresent()) {
                return made.get();
            }
            Dependents.requireAvailable(state, serverId);
            String vpcId = Dependents.requireAssociated(state, serverId);
            requireSubnet(subnetId, vpcId);
            requireQuota(serverId, subnetId);
            RouteServerEndpoint endpoint = make(serverId, vpcId, subnetId, tags);
            state.tokens().remember("CreateRouteServerEndpoint", token, parameters, endpoint.routeServerEndpointId());
            return endpoint;
        });
    }

    private RouteServerEndpoint make(String serverId, String vpcId, String subnetId, Map<String, String> tags) {
        String id = state.newId(TYPE.prefix());
        String address = state.network().takeAddress(subnetId);
        RouteServerEndpoint endpoint = new RouteServerEndpoint(
                serverId, id, vpcId, subnetId, state.newId("eni"), address, "pending", null, Map.of());
        RouteServerEndpoint added = state.endpoints().add(id, endpoint, tags, Duration.ZERO);
        String failure = state.failures().takeNext(TYPE);
        state.after(id + "/state", Transition.ENDPOINT_CREATION, () -> {
            if (failure == null) {
                settle(id, AVAILABLE, null);
                return;
            }
            settle(id, "failing", failure);
            state.after(id + "/state", Transition.ENDPOINT_CREATION, () -> settle(id, "failed", failure));
        });
        return added;
    }

    private Prepared delete(Parameters parameters) {
        String id = parameters.requiredText(TYPE.idParameter());
        parameters.refuseUnread();
        state.endpoints().requireShape(id);
        Permissions permissions = new Permissions(state.location(), "DeleteRouteServerEndpoint")
                .on(TYPE.wireName(), id, state.endpoints().tagsForAuthorization(id));
        if (state.behavior().endpointDependentsChecked()) {
            permissions
                    .dependent("DeleteNetworkInterface", "network-interface")
                    .dependent("DeleteSecurityGroup", "security-group")
                    .dependent("RevokeSecurityGroupIngress", "security-group")
                    .dependent("CreateTags", "security-group")
                    .dependent("DeleteTags", "security-group");
        }
        return new Prepared(permissions.list(), () -> {
            RouteServerEndpoint endpoint = state.endpoints().get(id);
            if (Deletion.isRepeated(state, TYPE, id, endpoint.state())) {
                return endpoint;
            }
            Deletion.requireSettled(state, id, endpoint.state());
            requireNoPeers(id);
            String failure = state.failures().takeNextDeletion(TYPE);
            state.after(id + "/state", Transition.ENDPOINT_DELETION, () -> {
                if (failure != null) {
                    settle(id, "delete-failed", failure);
                    return;
                }
                settle(id, RouteServer.DELETED, null);
                state.network().releaseAddress(endpoint.subnetId(), endpoint.eniAddress());
                Deletion.bury(state, state.endpoints(), id);
            });
            settle(id, RouteServer.DELETING, null);
            return state.endpoints().get(id);
        });
    }

    private void settle(String id, String newState, String failureReason) {
        state.endpoints().changeIfPresent(id, endpoint -> endpoint.withState(newState, failureReason), Duration.ZERO);
    }

    private void requireNoPeers(String id) {
        state.peers().all().stream()
                .filter(peer -> peer.endpoint().routeServerEndpointId().equals(id))
                .filter(peer -> !peer.state().equals(RouteServer.DELETED))
                .findFirst()
                .ifPresent(peer -> {
                    throw Ec2Error.incorrectState(
                            "Route Server Endpoint " + id + " still has peer " + peer.routeServerPeerId() + ".");
                });
    }

    private void requireSubnet(String subnetId, String vpcId) {
        if (!subnetId.startsWith("subnet-")) {
            throw new Ec2Error("InvalidSubnetID.Malformed", "Invalid id: \"" + subnetId + "\"");
        }
        String actual = state.network().vpcOfSubnet(subnetId).orElse(vpcId);
        if (state.network().isMissing(subnetId) || !actual.equals(vpcId)) {
            throw new Ec2Error(
                    "InvalidSubnetID.NotFound", "The subnet ID '" + subnetId + "' does not exist in " + vpcId);
        }
    }

    private void requireQuota(String serverId, String subnetId) {
        long ofServer = count(endpoint -> endpoint.routeServerId().equals(serverId));
        long inSubnet = count(endpoint ->
                endpoint.routeServerId().equals(serverId) && endpoint.subnetId().equals(subnetId));
        if (ofServer >= state.behavior().endpointsPerServer()
                || inSubnet >= state.behavior().endpointsPerSubnet()) {
            throw new Ec2Error(
                    state.behavior().quotaCode(),
                    "The maximum number of endpoints for " + serverId + " has been reached: " + ofServer
                            + " in all and " + inSubnet + " in " + subnetId);
        }
    }

    private long count(Predicate<RouteServerEndpoint> condition) {
        return state.endpoints().all().stream()
                .filter(endpoint -> !endpoint.state().equals(RouteServer.DELETED))
                .filter(condition)
                .count();
    }
}
