package io.github.cdkrouteserver;

import io.github.cdkrouteserver.RouteServerFamilies.Natives;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.interfaces.ec2.IRouteServerAssociationRef;
import software.amazon.awscdk.interfaces.ec2.ISubnetRef;
import software.amazon.awscdk.interfaces.ec2.IVPCRef;
import software.amazon.awscdk.services.ec2.CfnRouteServerAssociation;
import software.amazon.awscdk.services.ec2.CfnRouteServerEndpoint;
import software.amazon.awscdk.services.ec2.CfnRouteServerPropagation;
import software.amazon.awscdk.services.ec2.CfnSubnet;
import software.amazon.awscdk.services.ec2.CfnVPC;
import software.constructs.IConstruct;

/**
 * What one app attaches to one route server.
 *
 * <p>It brings the members into the order that EC2 asks for: it refuses endpoints and propagations while there is no
 * association, and refuses to end the association while there are any. It also holds them against the rules that one
 * member alone cannot break, once all of them are there, so that the order of a program makes no difference. What can be
 * shown to break one is reported at synthesis; what an import or a token hides is left alone.
 */
final class RouteServerFamily {
    private static final int ENDPOINTS_PER_SUBNET = 2;
    private static final int ENDPOINTS_PER_SERVER = 10;
    private static final String ENDPOINTS_QUOTA_KEY = "io.github.cdkrouteserver:endpointsPerRouteServer";

    private final RouteServerFamilies families;
    private final Map<RouteServerAssociation, IVPCRef> associations = new LinkedHashMap<>();
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final Map<String, RouteServerPropagation> propagations = new LinkedHashMap<>();
    private final Map<RouteServerPropagation, RouteServerPropagation> repeated = new LinkedHashMap<>();
    private final Map<CfnResource, IConstruct> dependents = new LinkedHashMap<>();
    private final Map<RouteServerPeer, Number> peers = new LinkedHashMap<>();
    private final Set<IConstruct> awaited = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> reported = new HashSet<>();
    private @Nullable IConstruct created;
    private @Nullable Number amazonSideAsn;
    private @Nullable IVPCRef importedVpc;
    private @Nullable IVPCRef rehearsedVpc;
    private boolean dryRun;

    RouteServerFamily(RouteServerFamilies families) {
        this.families = families;
    }

    /** Tells that the app creates the route server, so that nothing of it is unknown. */
    void createdBy(IConstruct routeServer, Number asn, boolean rehearsed) {
        created = routeServer;
        amazonSideAsn = asn;
        dryRun = rehearsed;
    }

    /** Tells what the user knows of an imported route server; the server itself knows better. */
    void imported(@Nullable Number asn, @Nullable IVPCRef associatedVpc) {
        if (asn != null && created == null) {
            amazonSideAsn = asn;
        }
        if (associatedVpc != null) {
            importedVpc = associatedVpc;
        }
    }

    /** Tells the VPC that a dry run would be associated with if it created anything. */
    void rehearsedFor(IVPCRef vpc) {
        rehearsedVpc = vpc;
    }

    RouteServerFamilies families() {
        return families;
    }

    /** A VPC that the route server is known to be in, or to be meant for. */
    @Nullable
    IVPCRef vpc() {
        if (!associations.isEmpty()) {
            return associations.values().iterator().next();
        }
        return importedVpc != null ? importedVpc : rehearsedVpc;
    }

    /** The association with the VPC, where this app has one. */
    @Nullable
    RouteServerAssociation associationWith(IVPCRef other) {
        ResourceIdentity wanted = vpcOf(other);
        for (RouteServerAssociation association : associations.keySet()) {
            if (families.identity(association.getVpcId()).isSameAs(wanted)) {
                return association;
            }
        }
        return null;
    }

    /** Whether something else than this app made the association: never of a server that this app creates. */
    boolean isAssociatedElsewhereWith(IVPCRef other) {
        return created == null && importedVpc != null && vpcOf(importedVpc).isSameAs(vpcOf(other));
    }

    /** The propagation to a route table, where this app has one. */
    @Nullable
    RouteServerPropagation propagationTo(String routeTableId) {
        return propagations.get(families.identity(routeTableId).id());
    }

    void join(RouteServerAssociation association, IVPCRef associatedVpc) {
        families.own(association.resource());
        associations.put(association, associatedVpc);
        for (CfnResource dependent : dependents.keySet()) {
            dependent.getNode().addDependency(association);
        }
    }

    void join(
            RouteServerEndpoint endpoint,
            ISubnetRef subnet,
            String subnetId,
            @Nullable IRouteServerAssociationRef after) {
        endpoints.add(new Endpoint(endpoint, subnet, subnetId));
        follow(endpoint, endpoint.resource(), after);
    }

    void join(RouteServerPeer peer, Number asn) {
        peers.put(peer, asn);
    }

    void join(RouteServerPropagation propagation, String routeTableId, @Nullable IRouteServerAssociationRef after) {
        follow(propagation, propagation.resource(), after);
        RouteServerPropagation earlier =
                propagations.putIfAbsent(families.identity(routeTableId).id(), propagation);
        if (earlier != null) {
            repeated.put(propagation, earlier);
        }
    }

    /** Not the whole construct: what users put into an endpoint need not wait. */
    private void follow(IConstruct member, CfnResource resource, @Nullable IRouteServerAssociationRef after) {
        families.own(resource);
        dependents.put(resource, member);
        for (RouteServerAssociation association : associations.keySet()) {
            resource.getNode().addDependency(association);
        }
        if (after != null) {
            resource.getNode().addDependency(after);
        }
    }

    /** Completes the order and tells what is wrong and what is missing, once nothing can be added any more. */
    void settle(Natives natives) {
        refuseDryRun();
        natives.associations().stream().filter(late -> !awaited.contains(late)).forEach(this::waitForLate);
        List<Claim> claims = claims(natives.associations());
        refuseSecond(claims);
        Map<String, List<IConstruct>> bySubnet = bySubnet(natives.endpoints());
        refuseTooMany(natives.endpoints().size());
        if (!claims.isEmpty()) {
            endpoints.forEach(endpoint -> refuseOtherVpc(endpoint, claims.get(0)));
        }
        refuseSameAsn();
        refuseRepeated(natives.propagations());
        warnOfForeignAddresses(claims);
        if (created != null && !dryRun) {
            warn(created, claims, natives, bySubnet);
        }
    }

    private void refuseDryRun() {
        if (!dryRun || created == null) {
            return;
        }
        List<IConstruct> inVain = new ArrayList<>(associations.keySet());
        inVain.addAll(dependents.values());
        for (IConstruct member : inVain) {
            report(
                    member,
                    "the route server " + created.getNode().getPath()
                            + " is a dry run, which creates none, so there will"
                            + " be none to attach this to; leave dryRun out, or leave this out while it is set");
        }
    }

    /** Lets all members wait for associations that were made with CDK's own class. */
    void waitFor(List<CfnRouteServerAssociation> associatedByL1) {
        for (CfnRouteServerAssociation association : associatedByL1) {
            awaited.add(association);
            IConstruct routeServer =
                    families.identity(association.getRouteServerId()).resource();
            boolean later = routeServer != null && waitsFor(Stack.of(association), path(Stack.of(routeServer)));
            dependents.forEach((resource, member) -> {
                // A cycle of stacks would be CDK's to report, in words that say nothing of associations.
                if (later && path(Stack.of(routeServer)).equals(path(Stack.of(member)))) {
                    report(
                            member,
                            "this has to wait for the association " + path(association)
                                    + ", whose stack waits for the route server in the stack of this one; put the"
                                    + " association into the stack of the route server");
                } else {
                    resource.getNode().addDependency(association);
                }
            });
        }
    }

    /** Whether a stack that refers to another one is deployed after all of that: not if it is nested in it. */
    private static boolean waitsFor(Stack stack, String otherPath) {
        for (Stack within = stack; within != null; within = within.getNestedStackParent()) {
            if (path(within).equals(otherPath)) {
                return false;
            }
        }
        return true;
    }

    /** For what an aspect added: dependencies between constructs are those of resources by now. */
    private void waitForLate(CfnRouteServerAssociation association) {
        for (CfnResource dependent : dependents.keySet()) {
            dependent.addDependency(association);
        }
    }

    /** Every VPC that the route server is said to be associated with, those first that no construct here made. */
    private List<Claim> claims(List<CfnRouteServerAssociation> associatedByL1) {
        List<Claim> claims = new ArrayList<>();
        if (created == null && importedVpc != null) {
            claims.add(new Claim(null, vpcOf(importedVpc), path(importedVpc)));
        }
        for (CfnRouteServerAssociation association : associatedByL1) {
            ResourceIdentity vpc = families.identity(association.getVpcId());
            claims.add(new Claim(association, vpc, vpc.id()));
        }
        associations.forEach((association, vpc) ->
                claims.add(new Claim(association, families.identity(association.getVpcId()), path(vpc))));
        return claims;
    }

    private void refuseSecond(List<Claim> claims) {
        for (Claim claim : claims) {
            Claim first = claims.get(0);
            if (claim == first || !(claim.by() instanceof RouteServerAssociation association)) {
                continue;
            }
            if (claim.vpc().differsFrom(first.vpc())) {
                report(
                        association,
                        "the route server is associated with VPC " + first.label()
                                + " already, and serves only one; use another route server for this one");
            } else if (claim.vpc().isSameAs(first.vpc())) {
                report(
                        association,
                        "the route server is associated with this VPC already"
                                + (first.by() == null ? "" : ", by " + path(first.by()))
                                + "; remove one of the two, or call associateVpc, which returns an association of this"
                                + " library that is there");
            }
        }
    }

    /** Endpoints of each subnet, those first that were made with CDK's own class. */
    private Map<String, List<IConstruct>> bySubnet(List<CfnRouteServerEndpoint> madeByL1) {
        Map<String, List<IConstruct>> bySubnet = new LinkedHashMap<>();
        for (CfnRouteServerEndpoint l1 : madeByL1) {
            neighbors(bySubnet, l1.getSubnetId()).add(l1);
        }
        for (Endpoint endpoint : endpoints) {
            List<IConstruct> neighbors = neighbors(bySubnet, endpoint.subnetId());
            neighbors.add(endpoint.construct());
            if (neighbors.size() > ENDPOINTS_PER_SUBNET) {
                report(
                        endpoint.construct(),
                        "this is endpoint number " + neighbors.size() + " of the route server in subnet "
                                + path(endpoint.subnet()) + ", but at most " + ENDPOINTS_PER_SUBNET
                                + " are possible, and the others are "
                                + paths(neighbors.subList(0, neighbors.size() - 1))
                                + "; remove one of them, or put it into another subnet");
            }
        }
        return bySubnet;
    }

    private List<IConstruct> neighbors(Map<String, List<IConstruct>> bySubnet, String subnetId) {
        return bySubnet.computeIfAbsent(families.identity(subnetId).id(), id -> new ArrayList<>());
    }

    private void refuseTooMany(int madeByL1) {
        if (madeByL1 + endpoints.size() <= ENDPOINTS_PER_SERVER) {
            return;
        }
        int quota = endpointsQuota();
        for (int i = Math.max(0, quota - madeByL1); i < endpoints.size(); i++) {
            report(
                    endpoints.get(i).construct(),
                    "this is endpoint number " + (madeByL1 + i + 1) + " of the route server, but AWS allows " + quota
                            + "; use fewer subnets or one endpoint in each, or, where the quota was raised for the"
                            + " account, set the context key '" + ENDPOINTS_QUOTA_KEY + "' to it");
        }
    }

    private void refuseSameAsn() {
        Long own = Asns.known(amazonSideAsn);
        if (own == null) {
            return;
        }
        peers.forEach((peer, asn) -> {
            if (own.equals(Asns.known(asn))) {
                report(
                        peer,
                        "peerAsn is " + own
                                + ", which is the amazonSideAsn of the route server too, but a route server speaks"
                                + " eBGP, which needs two different ASNs; give one of them another ASN, private ones are "
                                + Asns.PRIVATE);
            }
        });
    }

    /** Only where one VPC of this app is claimed, with a block that is literal and the only one. */
    private void warnOfForeignAddresses(List<Claim> claims) {
        if (claims.isEmpty()
                || !(claims.get(0).vpc().resource() instanceof CfnVPC vpc)
                || families.isWidened(claims.get(0).vpc())) {
            return;
        }
        String block = vpc.getCidrBlock();
        if (block == null) {
            return;
        }
        for (RouteServerPeer peer : peers.keySet()) {
            if (Cidr.isOutside(peer.address(), block)) {
                Annotations.of(peer)
                        .addWarningV2(
                                "io.github.cdkrouteserver:peerAddressOutsideVpc",
                                "peerAddress is " + peer.address() + ", but VPC "
                                        + claims.get(0).label() + " has " + block
                                        + ", and the device has to have a network interface in the VPC; use its address"
                                        + " there, or acknowledge this where the VPC has another block too");
            }
        }
    }

    private void refuseRepeated(List<CfnRouteServerPropagation> madeByL1) {
        Map<RouteServerPropagation, IConstruct> twice = new LinkedHashMap<>(repeated);
        for (CfnRouteServerPropagation l1 : madeByL1) {
            RouteServerPropagation same = propagationTo(l1.getRouteTableId());
            if (same != null) {
                twice.put(same, l1);
            }
        }
        twice.forEach((propagation, other) -> report(
                propagation,
                "the route server propagates to this route table already, by " + path(other) + "; remove one of them"));
    }

    private void warn(
            IConstruct routeServer, List<Claim> claims, Natives natives, Map<String, List<IConstruct>> bySubnet) {
        if (!peers.isEmpty() && propagations.isEmpty() && natives.propagations().isEmpty()) {
            Annotations.of(routeServer)
                    .addWarningV2(
                            "io.github.cdkrouteserver:noPropagation",
                            "the route server has peers but propagates to no route table, so their routes would arrive and"
                                    + " change nothing; call propagateTo(PropagationTarget.vpc(vpc)), for example");
        }
        if (!dependents.isEmpty() && claims.isEmpty()) {
            Annotations.of(routeServer)
                    .addWarningV2(
                            "io.github.cdkrouteserver:noAssociation",
                            "the route server has endpoints or propagations but is associated with no VPC, so AWS would"
                                    + " refuse them; call associateVpc(vpc), or set vpc");
        }
        for (List<IConstruct> neighbors : bySubnet.values()) {
            if (neighbors.size() == 1 && neighbors.get(0) instanceof RouteServerEndpoint only) {
                Annotations.of(only)
                        .addWarningV2(
                                "io.github.cdkrouteserver:singleEndpointInSubnet",
                                "this is the only endpoint of the route server in subnet "
                                        + path(only.subnet())
                                        + ", so its devices are cut off while AWS maintains it; add a second one, which"
                                        + " addEndpoints does by itself");
            }
        }
    }

    private void refuseOtherVpc(Endpoint endpoint, Claim associated) {
        String subnetVpcId = vpcIdOf(endpoint.subnet());
        if (subnetVpcId != null && families.identity(subnetVpcId).differsFrom(associated.vpc())) {
            report(
                    endpoint.construct(),
                    "subnet " + path(endpoint.subnet()) + " is in another VPC than "
                            + associated.label()
                            + ", which the route server is associated with; choose a subnet of that"
                            + " VPC");
        }
    }

    /** The VPC of a subnet that the app creates; imported subnets do not tell theirs. */
    private static @Nullable String vpcIdOf(ISubnetRef subnet) {
        Object l1 = subnet instanceof CfnSubnet ? subnet : subnet.getNode().getDefaultChild();
        return l1 instanceof CfnSubnet known ? known.getVpcId() : null;
    }

    private ResourceIdentity vpcOf(IVPCRef vpc) {
        return families.identity(vpc.getVpcRef().getVpcId());
    }

    /** Once, however often the app is synthesized. */
    private void report(IConstruct subject, String problem) {
        if (reported.add(path(subject) + problem)) {
            Problems.report(subject, problem);
        }
    }

    private int endpointsQuota() {
        Object raised = families.getNode().tryGetContext(ENDPOINTS_QUOTA_KEY);
        if (raised == null) {
            return ENDPOINTS_PER_SERVER;
        }
        int quota = 0;
        try {
            quota = Integer.parseInt(raised.toString());
        } catch (NumberFormatException e) {
            // Refused below, like a number that is none of a quota.
        }
        if (quota < 1) {
            // A callback of Node's: an exception would name neither this construct nor what else is wrong.
            report(
                    families,
                    "context key '" + ENDPOINTS_QUOTA_KEY + "' is " + raised
                            + ", but has to be the quota of endpoints for each route server, a whole number from 1");
            return ENDPOINTS_PER_SERVER;
        }
        return quota;
    }

    private static String path(IConstruct construct) {
        return construct.getNode().getPath();
    }

    private static String paths(List<? extends IConstruct> constructs) {
        return String.join(
                " and ",
                constructs.stream()
                        .map(construct -> construct.getNode().getPath())
                        .toList());
    }

    /** An endpoint as it joined. */
    private record Endpoint(RouteServerEndpoint construct, ISubnetRef subnet, String subnetId) {}

    /**
     * A VPC that the route server is associated with.
     *
     * @param by what associates it; {@code null} for something outside of the app
     * @param vpc the VPC
     * @param label what to call the VPC
     */
    private record Claim(@Nullable IConstruct by, ResourceIdentity vpc, String label) {}
}
