package io.github.cdkrouteserver.localaws.ec2;

import io.github.cdkrouteserver.localaws.iam.AccessRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Propagation of routes to route tables, and the database that the routes come from. */
final class PropagationActions {
    private static final String ROUTE_SERVER = ResourceType.ROUTE_SERVER.wireName();
    private static final String ROUTE_TABLE_ID = "RouteTableId";
    private static final int MIN_RESULTS = 5;
    private static final int MAX_RESULTS = 1000;

    private final Ec2State state;

    PropagationActions(Ec2State state) {
        this.state = state;
    }

    void register(Map<String, Function<Parameters, Prepared>> actions) {
        actions.put("EnableRouteServerPropagation", this::enable);
        actions.put("DisableRouteServerPropagation", this::disable);
        actions.put("GetRouteServerPropagations", this::get);
        actions.put("GetRouteServerRoutingDatabase", this::database);
    }

    private Prepared enable(Parameters parameters) {
        String id = parameters.requiredText("RouteServerId");
        String tableId = parameters.requiredText(ROUTE_TABLE_ID);
        parameters.refuseUnread();
        return new Prepared(permissions("EnableRouteServerPropagation", id, tableId), () -> {
            Dependents.requireAvailable(state, id);
            requireRouteTable(tableId, Dependents.requireAssociated(state, id));
            RouteServerPropagation existing = state.propagations(id).get(tableId);
            if (existing != null) {
                throw Ec2Error.incorrectState(
                        "The propagation of " + id + " to " + tableId + " is in state " + existing.state() + ".");
            }
            RouteServerPropagation propagation = new RouteServerPropagation(id, tableId, RouteServer.PENDING);
            state.propagations(id).put(tableId, propagation);
            state.after(
                    id + "/" + tableId,
                    Transition.PROPAGATION,
                    () -> state.propagations(id)
                            .computeIfPresent(tableId, (key, before) -> before.withState(RouteServer.AVAILABLE)));
            return propagation;
        });
    }

    private Prepared disable(Parameters parameters) {
        String id = parameters.requiredText("RouteServerId");
        String tableId = parameters.requiredText(ROUTE_TABLE_ID);
        parameters.refuseUnread();
        return new Prepared(permissions("DisableRouteServerPropagation", id, tableId), () -> {
            state.servers().get(id);
            RouteServerPropagation existing = state.propagations(id).get(tableId);
            if (existing == null) {
                throw notPropagated(id);
            }
            if (!existing.state().equals(RouteServer.AVAILABLE)) {
                throw Ec2Error.incorrectState(
                        "The propagation of " + id + " to " + tableId + " is in state " + existing.state() + ".");
            }
            RouteServerPropagation going = existing.withState(RouteServer.DELETING);
            state.propagations(id).put(tableId, going);
            state.after(
                    id + "/" + tableId,
                    Transition.PROPAGATION_REMOVAL,
                    () -> state.propagations(id).remove(tableId));
            return going;
        });
    }

    private Prepared get(Parameters parameters) {
        String id = parameters.requiredText("RouteServerId");
        String tableId = parameters.text(ROUTE_TABLE_ID);
        parameters.refuseUnread();
        return new Prepared(permissions("GetRouteServerPropagations", id, tableId), () -> {
            state.servers().get(id);
            List<RouteServerPropagation> found = state.propagations(id).values().stream()
                    .filter(propagation ->
                            tableId == null || propagation.routeTableId().equals(tableId))
                    .filter(propagation -> !state.behavior().deletingHiddenFromGet()
                            || !propagation.state().equals(RouteServer.DELETING))
                    .toList();
            if (found.isEmpty() && state.behavior().nothingIsAnError()) {
                throw notPropagated(id);
            }
            return new Page("routeServerPropagationSet", found, null);
        });
    }

    private Prepared database(Parameters parameters) {
        String id = parameters.requiredText("RouteServerId");
        Long maxResults = parameters.number("MaxResults", MIN_RESULTS, MAX_RESULTS);
        int from = Listing.position("GetRouteServerRoutingDatabase", parameters.text("NextToken"));
        if (!parameters.members("Filter").isEmpty()) {
            String name = parameters.requiredText(parameters.members("Filter").get(0) + ".Name");
            throw new Ec2Error("InvalidParameterValue", "The filter '" + name + "' is invalid");
        }
        parameters.refuseUnread();
        return new Prepared(permissions("GetRouteServerRoutingDatabase", id, null), () -> {
            state.servers().get(id);
            RoutingDatabase whole = state.routes().database(id);
            int to = maxResults == null
                    ? whole.routes().size()
                    : (int) Math.min(whole.routes().size(), from + maxResults);
            return new RoutingDatabase(
                    whole.areRoutesPersisted(),
                    whole.routes().subList(Math.min(from, to), to),
                    to < whole.routes().size() ? Listing.token("GetRouteServerRoutingDatabase", to) : null);
        });
    }

    private List<AccessRequest> permissions(String action, String id, String tableId) {
        state.servers().requireShape(id);
        Permissions permissions = new Permissions(state.location(), action)
                .on(ROUTE_SERVER, id, state.servers().tagsForAuthorization(id));
        if (tableId != null) {
            permissions.onNetwork("route-table", tableId, Map.of("ec2:RouteTableID", tableId));
        }
        return permissions.list();
    }

    private void requireRouteTable(String tableId, String vpcId) {
        if (!tableId.startsWith("rtb-")) {
            throw new Ec2Error("InvalidRouteTableID.Malformed", "Invalid id: \"" + tableId + "\"");
        }
        String actual = state.network().vpcOfRouteTable(tableId).orElse(vpcId);
        if (state.network().isMissing(tableId) || !actual.equals(vpcId)) {
            throw new Ec2Error(
                    "InvalidRouteTableID.NotFound", "The routeTable ID '" + tableId + "' does not exist in " + vpcId);
        }
    }

    private static Ec2Error notPropagated(String id) {
        return new Ec2Error(
                "InvalidRouteServerId.NotPropagated", "Route Server " + id + " is not propagated to a route table.");
    }
}
