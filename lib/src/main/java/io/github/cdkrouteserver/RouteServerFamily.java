package io.github.cdkrouteserver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.interfaces.ec2.IRouteServerAssociationRef;
import software.amazon.awscdk.interfaces.ec2.IRouteServerRef;
import software.amazon.awscdk.interfaces.ec2.ISubnetRef;
import software.amazon.awscdk.interfaces.ec2.IVPCRef;
import software.amazon.awscdk.services.ec2.CfnRouteServer;
import software.amazon.awscdk.services.ec2.CfnRouteServerAssociation;
import software.amazon.awscdk.services.ec2.CfnRouteServerEndpoint;
import software.amazon.awscdk.services.ec2.CfnRouteServerPropagation;
import software.amazon.awscdk.services.ec2.CfnSubnet;
import software.constructs.IConstruct;

/**
 * What one app attaches to one route server.
 *
 * <p>It brings the members into the order that EC2 asks for: it refuses endpoints and propagations while there is no
 * association, and refuses to end the association while there are any. It also holds them against the rules that one
 * member alone cannot break. What can be shown to break one is reported at synthesis; what an import or a token hides is
 * left alone.
 */
final class RouteServerFamily {
    private static final int ENDPOINTS_PER_SUBNET = 2;
    private static final int ENDPOINTS_PER_SERVER = 10;
    private static final String ENDPOINTS_QUOTA_KEY = "io.github.cdkrouteserver:endpointsPerRouteServer";

    private final RouteServerFamilies families;
    private final String routeServerId;
    private final List<RouteServerAssociation> associations = new ArrayList<>();
    private final List<RouteServerEndpoint> endpoints = new ArrayList<>();
    private final Map<String, List<RouteServerEndpoint>> endpointsBySubnet = new LinkedHashMap<>();
    private final Map<String, RouteServerPropagation> propagations = new LinkedHashMap<>();
    private final List<CfnResource> dependents = new ArrayList<>();
    private final List<RouteServerPeer> peers = new ArrayList<>();
    private @Nullable IConstruct created;
    private @Nullable Number amazonSideAsn;
    private @Nullable IVPCRef vpc;
    private boolean dryRun;
    private boolean associatedElsewhere;

    RouteServerFamily(RouteServerFamilies families, String routeServerId) {
        this.families = families;
        this.routeServerId = routeServerId;
    }

    /** Learns what an L1 route server tells; those of this library tell themselves. */
    void know(IRouteServerRef routeServer) {
        if (created == null && routeServer instanceof CfnRouteServer l1) {
            createdBy(l1, l1.getAmazonSideAsn(), false);
        }
    }

    /** Tells that the app creates the route server, so that nothing of it is unknown. */
    void createdBy(IConstruct routeServer, Number asn, boolean rehearsed) {
        created = routeServer;
        amazonSideAsn = asn;
        dryRun = rehearsed;
    }

    /** Tells what the user knows of an imported route server. */
    void imported(@Nullable Number asn, @Nullable IVPCRef associatedVpc) {
        if (asn != null) {
            amazonSideAsn = asn;
        }
        if (associatedVpc != null) {
            vpc = associatedVpc;
            associatedElsewhere = true;
        }
    }

    RouteServerFamilies families() {
        return families;
    }

    @Nullable
    IVPCRef vpc() {
        return vpc;
    }

    /** The association with the VPC, where this app has one. */
    @Nullable
    RouteServerAssociation associationWith(IVPCRef other) {
        for (RouteServerAssociation association : associations) {
            if (ResourceIdentity.areSame(
                    association.getVpcId(), other.getVpcRef().getVpcId())) {
                return association;
            }
        }
        return null;
    }

    boolean isAssociatedElsewhereWith(IVPCRef other) {
        return associatedElsewhere
                && vpc != null
                && ResourceIdentity.areSame(
                        vpc.getVpcRef().getVpcId(), other.getVpcRef().getVpcId());
    }

    /** The propagation to a route table, where this app has one. */
    @Nullable
    RouteServerPropagation propagationTo(String routeTableId) {
        return propagations.get(routeTableId);
    }

    void join(RouteServerAssociation association, IVPCRef associatedVpc) {
        refuseDryRun(association);
        if (vpc != null) {
            refuseSecond(association, vpc);
        } else {
            vpc = associatedVpc;
            for (RouteServerEndpoint endpoint : endpoints) {
                refuseOtherVpc(endpoint, endpoint.subnet());
            }
        }
        associations.add(association);
        for (CfnResource dependent : dependents) {
            dependent.getNode().addDependency(association);
        }
    }

    void join(
            RouteServerEndpoint endpoint,
            ISubnetRef subnet,
            String subnetId,
            @Nullable IRouteServerAssociationRef after) {
        refuseDryRun(endpoint);
        follow(endpoint.resource(), after);
        endpoints.add(endpoint);
        List<RouteServerEndpoint> neighbors = endpointsBySubnet.computeIfAbsent(subnetId, id -> new ArrayList<>());
        neighbors.add(endpoint);
        if (neighbors.size() > ENDPOINTS_PER_SUBNET) {
            Problems.report(
                    endpoint,
                    "this is endpoint number " + neighbors.size() + " of the route server in subnet "
                            + subnet.getNode().getPath() + ", but at most " + ENDPOINTS_PER_SUBNET
                            + " are possible, and the others are " + paths(neighbors.subList(0, neighbors.size() - 1))
                            + "; remove one of them, or put it into another subnet");
        }
        if (endpoints.size() > ENDPOINTS_PER_SERVER && endpoints.size() > endpointsQuota()) {
            Problems.report(
                    endpoint,
                    "this is endpoint number " + endpoints.size() + " of the route server, but AWS allows "
                            + endpointsQuota() + "; use fewer subnets or one endpoint in each, or, where the quota was"
                            + " raised for the account, set the context key '" + ENDPOINTS_QUOTA_KEY + "' to it");
        }
        if (vpc != null) {
            refuseOtherVpc(endpoint, subnet);
        }
    }

    void join(RouteServerPeer peer, Number asn) {
        peers.add(peer);
        Long known = Asns.known(asn);
        if (known != null && known.equals(Asns.known(amazonSideAsn))) {
            Problems.report(
                    peer,
                    "peerAsn is " + known
                            + ", which is the amazonSideAsn of the route server too, so BGP would drop the"
                            + " routes of the device as its own; give one of them another number, private ones are "
                            + Asns.PRIVATE);
        }
    }

    void join(RouteServerPropagation propagation, String routeTableId, @Nullable IRouteServerAssociationRef after) {
        refuseDryRun(propagation);
        follow(propagation.resource(), after);
        RouteServerPropagation earlier = propagations.putIfAbsent(routeTableId, propagation);
        if (earlier != null) {
            Problems.report(
                    propagation,
                    "the route server propagates to this route table already, by "
                            + earlier.getNode().getPath() + "; remove one of them");
        }
    }

    /** Warns of what is missing, once nothing can be added any more. */
    void warn() {
        if (created == null || dryRun) {
            return;
        }
        if (!peers.isEmpty() && propagations.isEmpty() && !hasL1(CfnRouteServerPropagation.class)) {
            Annotations.of(created)
                    .addWarningV2(
                            "io.github.cdkrouteserver:noPropagation",
                            "the route server has peers but propagates to no route table, so their routes would arrive and"
                                    + " change nothing; call propagateTo(PropagationTarget.vpc(vpc)), say");
        }
        if (!dependents.isEmpty()
                && associations.isEmpty()
                && !associatedElsewhere
                && !hasL1(CfnRouteServerAssociation.class)) {
            Annotations.of(created)
                    .addWarningV2(
                            "io.github.cdkrouteserver:noAssociation",
                            "the route server has endpoints or propagations but is associated with no VPC, so AWS would"
                                    + " refuse them; call associateVpc(vpc), or set vpc");
        }
        endpointsBySubnet.forEach((subnetId, neighbors) -> {
            if (neighbors.size() == 1 && !hasL1Endpoint(subnetId, neighbors.get(0))) {
                Annotations.of(neighbors.get(0))
                        .addWarningV2(
                                "io.github.cdkrouteserver:singleEndpointInSubnet",
                                "this is the only endpoint of the route server in subnet "
                                        + neighbors.get(0).subnet().getNode().getPath()
                                        + ", so its devices are cut off while AWS maintains it; add a second one, which"
                                        + " addEndpoints does by itself");
            }
        });
    }

    /** Not the whole construct: what users put into an endpoint need not wait. */
    private void follow(CfnResource member, @Nullable IRouteServerAssociationRef after) {
        dependents.add(member);
        for (RouteServerAssociation association : associations) {
            member.getNode().addDependency(association);
        }
        if (after != null) {
            member.getNode().addDependency(after);
        }
    }

    private void refuseDryRun(IConstruct member) {
        if (dryRun && created != null) {
            Problems.report(
                    member,
                    "the route server " + created.getNode().getPath() + " is a dry run, so there will be none to attach"
                            + " this to; leave dryRun out, or leave this out while it is set");
        }
    }

    private void refuseSecond(RouteServerAssociation association, IVPCRef first) {
        String firstId = first.getVpcRef().getVpcId();
        boolean different = ResourceIdentity.areDifferent(firstId, association.getVpcId());
        if (different) {
            Problems.report(
                    association,
                    "the route server is associated with VPC " + first.getNode().getPath()
                            + " already, and serves only one; use another route server for this one");
        } else if (ResourceIdentity.areSame(firstId, association.getVpcId())) {
            Problems.report(
                    association,
                    "the route server is associated with this VPC already; remove this association, or call associateVpc,"
                            + " which returns the one that is there");
        }
    }

    private void refuseOtherVpc(RouteServerEndpoint endpoint, ISubnetRef subnet) {
        String subnetVpcId = vpcIdOf(subnet);
        if (subnetVpcId != null
                && vpc != null
                && ResourceIdentity.areDifferent(subnetVpcId, vpc.getVpcRef().getVpcId())) {
            Problems.report(
                    endpoint,
                    "subnet " + subnet.getNode().getPath() + " is in another VPC than "
                            + vpc.getNode().getPath()
                            + ", which the route server is associated with; choose a subnet of that"
                            + " VPC");
        }
    }

    /** The VPC of a subnet that the app creates; imported subnets do not tell theirs. */
    private static @Nullable String vpcIdOf(ISubnetRef subnet) {
        Object l1 = subnet instanceof CfnSubnet ? subnet : subnet.getNode().getDefaultChild();
        return l1 instanceof CfnSubnet known ? known.getVpcId() : null;
    }

    private int endpointsQuota() {
        Object raised = families.getNode().tryGetContext(ENDPOINTS_QUOTA_KEY);
        if (raised == null) {
            return ENDPOINTS_PER_SERVER;
        }
        try {
            return Integer.parseInt(raised.toString());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "context key '" + ENDPOINTS_QUOTA_KEY + "' is " + raised
                            + ", but has to be the quota of endpoints for each route server, a whole number",
                    e);
        }
    }

    private boolean hasL1(Class<? extends IConstruct> type) {
        return families.find(type).stream()
                .map(l1 -> l1 instanceof CfnRouteServerPropagation propagation
                        ? propagation.getRouteServerId()
                        : ((CfnRouteServerAssociation) l1).getRouteServerId())
                .anyMatch(id -> ResourceIdentity.areSame(id, routeServerId));
    }

    private boolean hasL1Endpoint(String subnetId, RouteServerEndpoint known) {
        return families.find(CfnRouteServerEndpoint.class).stream()
                .anyMatch(l1 -> ResourceIdentity.areSame(l1.getSubnetId(), subnetId)
                        && ResourceIdentity.areSame(l1.getRouteServerId(), routeServerId)
                        && !l1.getRef().equals(known.getRouteServerEndpointId()));
    }

    private static String paths(List<? extends IConstruct> constructs) {
        return String.join(
                " and ",
                constructs.stream()
                        .map(construct -> construct.getNode().getPath())
                        .toList());
    }
}
