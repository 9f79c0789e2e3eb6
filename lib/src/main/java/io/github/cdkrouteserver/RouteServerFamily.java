package io.github.cdkrouteserver;

import io.github.cdkrouteserver.RouteServerFamilies.Natives;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.interfaces.ec2.IRouteServerAssociationRef;
import software.amazon.awscdk.interfaces.ec2.ISubnetRef;
import software.amazon.awscdk.interfaces.ec2.IVPCRef;
import software.amazon.awscdk.services.ec2.CfnRouteServerAssociation;
import software.amazon.awscdk.services.ec2.CfnRouteServerEndpoint;
import software.amazon.awscdk.services.ec2.CfnRouteServerPropagation;
import software.amazon.awscdk.services.ec2.CfnRouteTable;
import software.amazon.awscdk.services.ec2.CfnSubnet;
import software.amazon.awscdk.services.ec2.CfnVPC;
import software.amazon.awscdk.services.ec2.ISubnet;
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
    /** Propagations, and what stands for the route table of each. */
    private final Map<RouteServerPropagation, String> propagations = new LinkedHashMap<>();

    private final Map<IConstruct, Dependent> dependents = new LinkedHashMap<>();
    private final Map<RouteServerPeer, Peer> peers = new LinkedHashMap<>();
    private final Set<IConstruct> awaited = new LinkedHashSet<>();
    private @Nullable StackOrder order;
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
            if (families.identity(association.getVpcId()).isSameAs(wanted) && isInTree(association)) {
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
        String wanted = families.identity(routeTableId).id();
        for (Map.Entry<RouteServerPropagation, String> propagation : propagations.entrySet()) {
            if (propagation.getValue().equals(wanted) && isInTree(propagation.getKey())) {
                return propagation.getKey();
            }
        }
        return null;
    }

    /** Whether neither the construct nor what it is in was taken out again with {@code tryRemoveChild}. */
    static boolean isInTree(IConstruct construct) {
        IConstruct inner = construct;
        IConstruct scope = inner.getNode().getScope();
        while (scope != null) {
            if (scope.getNode().tryFindChild(inner.getNode().getId()) != inner) {
                return false;
            }
            inner = scope;
            scope = inner.getNode().getScope();
        }
        return true;
    }

    /** Takes in endpoints and propagations that were made with CDK's own classes; those that are known stay as they are. */
    void adopt(Natives natives) {
        List<CfnResource> made = new ArrayList<>(natives.endpoints());
        made.addAll(natives.propagations());
        for (CfnResource l1 : made) {
            if (dependents.containsKey(l1)) {
                continue;
            }
            Dependent dependent = new Dependent(l1, l1, new LinkedHashSet<>());
            dependents.put(l1, dependent);
            if (order != null) {
                StackOrder late = order;
                awaitedBy(dependent).forEach(association -> letWaitLate(dependent, association, late));
            }
        }
    }

    /** Forgets members that were taken out of the tree again: they are not deployed, and count for nothing. */
    void keepOnly(Set<IConstruct> inTree) {
        associations.keySet().retainAll(inTree);
        endpoints.removeIf(endpoint -> !inTree.contains(endpoint.construct()));
        propagations.keySet().retainAll(inTree);
        dependents.keySet().retainAll(inTree);
        peers.keySet().retainAll(inTree);
        awaited.retainAll(inTree);
    }

    void join(RouteServerAssociation association, IVPCRef associatedVpc) {
        families.own(association.resource());
        associations.put(association, associatedVpc);
        if (order != null) {
            StackOrder late = order;
            dependents.values().forEach(dependent -> letWait(dependent, association, late));
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

    void join(RouteServerPeer peer, IConstruct endpoint, Number asn) {
        peers.put(peer, new Peer(endpoint, asn));
    }

    void join(RouteServerPropagation propagation, String routeTableId, @Nullable IRouteServerAssociationRef after) {
        follow(propagation, propagation.resource(), after);
        propagations.put(propagation, families.identity(routeTableId).id());
    }

    /** Lets a propagation that has joined wait for an association that its user names. */
    void follow(RouteServerPropagation propagation, IRouteServerAssociationRef after) {
        follow(propagation, propagation.resource(), after);
    }

    private void follow(IConstruct member, CfnResource resource, @Nullable IRouteServerAssociationRef after) {
        families.own(resource);
        Dependent dependent =
                dependents.computeIfAbsent(member, key -> new Dependent(member, resource, new LinkedHashSet<>()));
        if (after != null) {
            dependent.after().add(after);
        }
        if (order != null) {
            StackOrder late = order;
            awaitedBy(dependent).forEach(association -> letWait(dependent, association, late));
        }
    }

    /**
     * Completes the order and tells what is wrong and what is missing, once nothing can be added any more.
     *
     * @param known who waits for whom; {@code null} if there is only one stack
     * @param natives members that were made with CDK's own classes
     */
    void settle(@Nullable StackOrder known, Natives natives) {
        associations.keySet().forEach(association -> families.countRouteServers(association.getVpcId(), association));
        refuseDryRun(natives.associations());
        if (order == null) {
            order = known == null ? new StackOrder() : known;
        }
        adopt(natives);
        natives.associations().forEach(this::waitForLate);
        if (known != null) {
            waitAcrossStacks(known);
        }
        List<Claim> claims = claims(natives.associations());
        refuseSecond(claims);
        Map<String, List<IConstruct>> bySubnet = bySubnet(natives.endpoints());
        refuseTooMany(natives.endpoints().size());
        if (!claims.isEmpty()) {
            endpoints.forEach(endpoint -> refuseOtherVpc(endpoint, claims.get(0)));
            propagations.keySet().forEach(propagation -> refuseOtherVpc(propagation, claims.get(0)));
        }
        refuseSameAsn();
        refuseRepeated(natives.propagations());
        warnOfForeignAddresses(claims);
        warnOfBfdBeyondSubnets();
        if (created != null && !dryRun) {
            warn(created, claims, natives, bySubnet);
        }
    }

    private void refuseDryRun(List<CfnRouteServerAssociation> associatedByL1) {
        if (!dryRun || created == null) {
            return;
        }
        List<IConstruct> inVain = new ArrayList<>(associations.keySet());
        inVain.addAll(associatedByL1);
        inVain.addAll(dependents.keySet());
        for (IConstruct member : inVain) {
            report(
                    member,
                    "the route server " + created.getNode().getPath()
                            + " is a dry run, which creates none, so there will"
                            + " be none to attach this to; leave dryRun out, or leave this out while it is set");
        }
    }

    /** Tells who refers to whom, so that what has to wait besides can be held against it. */
    void noteReferences(StackOrder known, Natives natives) {
        List<IConstruct> ofServer = new ArrayList<>(associations.keySet());
        ofServer.addAll(dependents.keySet());
        ofServer.addAll(natives.associations());
        ofServer.forEach(member -> note(known, member, created));
        peers.forEach((peer, joined) -> note(known, peer, joined.endpoint()));
        natives.associations()
                .forEach(l1 -> note(known, l1, families.identity(l1.getVpcId()).resource()));
        references().forEach((member, target) -> note(known, member, target));
    }

    private static void note(StackOrder known, IConstruct member, @Nullable IConstruct target) {
        if (target != null) {
            known.note(known.wait(member, target));
        }
    }

    /** What members refer to beside the route server, where the app creates it. */
    private Map<IConstruct, IConstruct> references() {
        Map<IConstruct, @Nullable IConstruct> references = new LinkedHashMap<>();
        associations
                .keySet()
                .forEach(association -> references.put(
                        association, families.identity(association.getVpcId()).resource()));
        endpoints.forEach(endpoint -> references.put(
                endpoint.construct(), families.identity(endpoint.subnetId()).resource()));
        propagations
                .keySet()
                .forEach(propagation -> references.put(
                        propagation,
                        families.identity(propagation.getRouteTableId()).resource()));
        dependents.keySet().forEach(member -> {
            if (member instanceof CfnRouteServerEndpoint l1) {
                references.put(l1, families.identity(l1.getSubnetId()).resource());
            } else if (member instanceof CfnRouteServerPropagation l1) {
                references.put(l1, families.identity(l1.getRouteTableId()).resource());
            }
        });
        references.values().removeIf(Objects::isNull);
        return references;
    }

    /** What CDK would call a cyclic reference, in words that say nothing of route servers. */
    List<String> circles(StackOrder known) {
        List<String> circles = new ArrayList<>();
        references().forEach((member, target) -> {
            StackOrder.Wait wait = known.wait(member, target);
            if (known.isImpossible(wait)) {
                circles.add(path(member) + ": this refers to " + path(target) + ", but " + path(wait.awaited())
                        + " waits for " + path(wait.waiting())
                        + "; put this into the stack of what it refers to, with an import of the route server there,"
                        + " or that into a stack that refers to none of the route server");
            }
        });
        return circles;
    }

    /**
     * Lets all members wait for all associations of the route server.
     *
     * @param known who waits for whom; {@code null} if there is only one stack
     * @param associatedByL1 associations that were made with CDK's own class
     */
    void waitFor(@Nullable StackOrder known, List<CfnRouteServerAssociation> associatedByL1) {
        awaited.addAll(associatedByL1);
        for (Dependent dependent : dependents.values()) {
            for (IConstruct association : awaitedBy(dependent)) {
                if (known == null) {
                    dependent.resource().getNode().addDependency(association);
                } else {
                    letWait(dependent, association, known);
                }
            }
        }
        order = known == null ? new StackOrder() : known;
    }

    private Set<IConstruct> awaitedBy(Dependent dependent) {
        Set<IConstruct> associated = new LinkedHashSet<>(associations.keySet());
        associated.addAll(awaited);
        associated.addAll(dependent.after());
        return associated;
    }

    /** Not the whole construct: what users put into an endpoint need not wait. */
    private void letWait(Dependent dependent, IConstruct association, StackOrder known) {
        if (canWait(dependent, association, known)) {
            dependent.resource().getNode().addDependency(association);
        }
    }

    private void waitForLate(CfnRouteServerAssociation association) {
        if (!awaited.add(association) || order == null) {
            return;
        }
        StackOrder late = order;
        dependents.values().forEach(dependent -> letWaitLate(dependent, association, late));
    }

    /** For what an aspect added: dependencies between constructs are those of resources by now. */
    private void letWaitLate(Dependent dependent, IConstruct association, StackOrder known) {
        CfnResource first = association instanceof RouteServerAssociation own
                ? own.resource()
                : association instanceof CfnResource l1 ? l1 : null;
        if (first != null && canWait(dependent, association, known)) {
            dependent.resource().addDependency(first);
        }
    }

    private boolean canWait(Dependent dependent, IConstruct association, StackOrder known) {
        StackOrder.Wait wait = known.wait(dependent.member(), association);
        if (wait.acrossStacks() || refusedAsImpossible(wait, dependent, association, known)) {
            return false;
        }
        known.note(wait);
        return true;
    }

    /** Once all references are known, because CDK only says that stacks depend on each other, and not why. */
    private void waitAcrossStacks(StackOrder known) {
        for (Dependent dependent : dependents.values()) {
            for (IConstruct association : awaitedBy(dependent)) {
                StackOrder.Wait wait = known.wait(dependent.member(), association);
                if (!wait.acrossStacks()) {
                    known.noteParameters(wait, dependent.resource());
                    refusedAsImpossible(wait, dependent, association, known);
                } else if (!known.isKept(wait)
                        && !refusedAsImpossible(wait, dependent, association, known)
                        && Stage.of(wait.waiting()) == Stage.of(wait.awaited())) {
                    known.note(wait);
                    ((Stack) wait.waiting())
                            .addDependency(
                                    (Stack) wait.awaited(),
                                    path(dependent.member()) + " waits for " + path(association));
                }
            }
        }
    }

    private boolean refusedAsImpossible(
            StackOrder.Wait wait, Dependent dependent, IConstruct association, StackOrder known) {
        if (!known.isImpossible(wait)) {
            return false;
        }
        report(
                dependent.member(),
                "this has to wait for the association " + path(association) + ", but " + path(wait.awaited())
                        + " waits for " + path(wait.waiting())
                        + "; put both into one stack, best that of the route server");
        return true;
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
        peers.forEach((peer, joined) -> {
            if (own.equals(Asns.known(joined.asn()))) {
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

    private void warnOfBfdBeyondSubnets() {
        peers.forEach((peer, joined) -> {
            if (!peer.usesBfd() || !(joined.endpoint() instanceof RouteServerEndpoint endpoint)) {
                return;
            }
            String block = blockOf(endpoint.subnet());
            if (block != null && Cidr.isOutside(peer.address(), block)) {
                Annotations.of(peer)
                        .addWarningV2(
                                "io.github.cdkrouteserver:bfdPeerOutsideSubnet",
                                "peerAddress is " + peer.address() + ", but the endpoint is in subnet "
                                        + path(endpoint.subnet()) + ", which has " + block
                                        + ", and livenessDetection is BFD, which is single-hop here, so it may never come"
                                        + " up; use the endpoints of the device's own subnet, which inSubnet(...) selects,"
                                        + " or BGP_KEEPALIVE, or acknowledge this where you have seen it work");
            }
        });
    }

    private void refuseRepeated(List<CfnRouteServerPropagation> madeByL1) {
        Map<RouteServerPropagation, IConstruct> twice = new LinkedHashMap<>();
        Map<String, RouteServerPropagation> byTable = new HashMap<>();
        propagations.forEach((propagation, table) -> {
            RouteServerPropagation earlier = byTable.putIfAbsent(table, propagation);
            if (earlier != null) {
                twice.put(propagation, earlier);
            }
        });
        for (CfnRouteServerPropagation l1 : madeByL1) {
            RouteServerPropagation same =
                    byTable.get(families.identity(l1.getRouteTableId()).id());
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

    private void refuseOtherVpc(RouteServerPropagation propagation, Claim associated) {
        // Of a route table that the app does not create, nobody here knows the VPC.
        if (families.identity(propagation.getRouteTableId()).resource() instanceof CfnRouteTable table
                && families.identity(table.getVpcId()).differsFrom(associated.vpc())) {
            report(
                    propagation,
                    "route table " + path(table) + " is in another VPC than "
                            + associated.label()
                            + ", which the route server is associated with; choose a route table of that"
                            + " VPC");
        }
    }

    /** The VPC of a subnet that the app creates; imported subnets do not tell theirs. */
    private static @Nullable String vpcIdOf(ISubnetRef subnet) {
        CfnSubnet created = created(subnet);
        return created == null ? null : created.getVpcId();
    }

    /** The addresses of a subnet; an import may know them as well. */
    private static @Nullable String blockOf(ISubnetRef subnet) {
        CfnSubnet created = created(subnet);
        if (created != null) {
            return created.getCidrBlock();
        }
        try {
            return subnet instanceof ISubnet imported ? imported.getIpv4CidrBlock() : null;
        } catch (RuntimeException e) {
            // CDK throws where the import does not tell, and jsii has no narrower type for it.
            return null;
        }
    }

    private static @Nullable CfnSubnet created(ISubnetRef subnet) {
        Object l1 = subnet instanceof CfnSubnet ? subnet : subnet.getNode().getDefaultChild();
        return l1 instanceof CfnSubnet known ? known : null;
    }

    private ResourceIdentity vpcOf(IVPCRef vpc) {
        return families.identity(vpc.getVpcRef().getVpcId());
    }

    private void report(IConstruct subject, String problem) {
        families.report(subject, problem);
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
        return constructs.stream().map(RouteServerFamily::path).collect(Collectors.joining(" and "));
    }

    /**
     * What has to wait for associations.
     *
     * @param member an endpoint or propagation, of this library or made with CDK's own class
     * @param resource its resource
     * @param after associations that its user names
     */
    private record Dependent(IConstruct member, CfnResource resource, Set<IConstruct> after) {}

    /** A peer as it joined. */
    private record Peer(IConstruct endpoint, Number asn) {}

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
