package io.github.cdkrouteserver.localaws.ec2;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Associations of route servers with VPCs. */
final class AssociationActions {
    private static final String ROUTE_SERVER = ResourceType.ROUTE_SERVER.wireName();
    private static final String DISASSOCIATING = "disassociating";

    private final Ec2State state;

    AssociationActions(Ec2State state) {
        this.state = state;
    }

    void register(Map<String, Function<Parameters, Prepared>> actions) {
        actions.put("AssociateRouteServer", this::associate);
        actions.put("DisassociateRouteServer", this::disassociate);
        actions.put("GetRouteServerAssociations", this::get);
    }

    private Prepared associate(Parameters parameters) {
        String id = parameters.requiredText("RouteServerId");
        String vpcId = parameters.requiredText("VpcId");
        parameters.refuseUnread();
        return new Prepared(permissions("AssociateRouteServer", id, vpcId).list(), () -> {
            Dependents.requireAvailable(state, id);
            requireVpc(vpcId);
            RouteServerAssociation existing = state.associations().get(id);
            if (existing != null) {
                throw Ec2Error.incorrectState(
                        "Route Server " + id + " is already associated with " + existing.vpcId() + ".");
            }
            long inVpc = state.associations().values().stream()
                    .filter(other -> other.vpcId().equals(vpcId))
                    .count();
            if (inVpc >= state.behavior().serversPerVpc()) {
                throw new Ec2Error(
                        state.behavior().quotaCode(),
                        "The maximum number of route servers for " + vpcId + " has been reached: " + inVpc);
            }
            RouteServerAssociation association = new RouteServerAssociation(id, vpcId, "associating");
            state.associations().put(id, association);
            state.after(
                    id + "/association",
                    Transition.ASSOCIATION,
                    () -> state.associations()
                            .computeIfPresent(id, (key, before) -> before.withState(Dependents.ASSOCIATED)));
            return association;
        });
    }

    private Prepared disassociate(Parameters parameters) {
        String id = parameters.requiredText("RouteServerId");
        String vpcId = parameters.requiredText("VpcId");
        parameters.refuseUnread();
        return new Prepared(permissions("DisassociateRouteServer", id, vpcId).list(), () -> {
            state.servers().get(id);
            requireVpc(vpcId);
            RouteServerAssociation association = state.associations().get(id);
            if (association == null || !association.vpcId().equals(vpcId)) {
                throw notAssociated(id);
            }
            if (!association.state().equals(Dependents.ASSOCIATED)) {
                throw Ec2Error.incorrectState("The association of " + id + " is in state " + association.state() + ".");
            }
            Dependents.requireNoneLeft(state, id);
            RouteServerAssociation going = association.withState(DISASSOCIATING);
            state.associations().put(id, going);
            state.after(
                    id + "/association",
                    Transition.DISASSOCIATION,
                    () -> state.associations().remove(id));
            return going;
        });
    }

    private Prepared get(Parameters parameters) {
        String id = parameters.requiredText("RouteServerId");
        parameters.refuseUnread();
        state.servers().requireShape(id);
        Permissions permissions = new Permissions(state.location(), "GetRouteServerAssociations")
                .on(ROUTE_SERVER, id, state.servers().tagsForAuthorization(id));
        return new Prepared(permissions.list(), () -> {
            state.servers().get(id);
            List<RouteServerAssociation> found = state.associations().values().stream()
                    .filter(association -> association.routeServerId().equals(id))
                    .filter(association -> !state.behavior().deletingHiddenFromGet()
                            || !association.state().equals(DISASSOCIATING))
                    .toList();
            if (found.isEmpty() && state.behavior().nothingIsAnError()) {
                throw notAssociated(id);
            }
            return new Page("routeServerAssociationSet", found, null);
        });
    }

    private Permissions permissions(String action, String id, String vpcId) {
        state.servers().requireShape(id);
        return new Permissions(state.location(), action)
                .on(ROUTE_SERVER, id, state.servers().tagsForAuthorization(id))
                .onNetwork("vpc", vpcId, Map.of("ec2:VpcID", vpcId));
    }

    private void requireVpc(String vpcId) {
        if (!vpcId.startsWith("vpc-")) {
            throw new Ec2Error("InvalidVpcID.Malformed", "Invalid id: \"" + vpcId + "\"");
        }
        if (state.network().isMissing(vpcId)) {
            throw new Ec2Error("InvalidVpcID.NotFound", "The vpc ID '" + vpcId + "' does not exist");
        }
    }

    private static Ec2Error notAssociated(String id) {
        return new Ec2Error(
                "InvalidRouteServerId.NotAssociated", "Route Server " + id + " is not associated with a VPC.");
    }
}
