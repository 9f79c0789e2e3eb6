package io.github.cdkrouteserver;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.IAspect;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.interfaces.ec2.IRouteServerEndpointRef;
import software.amazon.awscdk.interfaces.ec2.IRouteServerRef;
import software.amazon.awscdk.interfaces.ec2.RouteServerEndpointReference;
import software.amazon.awscdk.interfaces.ec2.RouteServerReference;
import software.amazon.awscdk.services.ec2.CfnRouteServer;
import software.amazon.awscdk.services.ec2.CfnRouteServerAssociation;
import software.amazon.awscdk.services.ec2.CfnRouteServerEndpoint;
import software.amazon.awscdk.services.ec2.CfnRouteServerPropagation;
import software.amazon.awscdk.services.ec2.CfnVPCCidrBlock;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * The families of all route servers that are deployed from one stage, by what the id of the route server stands for.
 *
 * <p>It is a construct without resources, because the tree is the one place that constructs of different stacks, L1
 * parents and imports have in common.
 */
final class RouteServerFamilies extends Construct {
    static final int METRIC_FILTERS_PER_LOG_GROUP = 100;

    private static final String ID = "io.github.cdkrouteserver.Families";
    private static final int ROUTE_SERVERS_PER_VPC = 5;

    private final IConstruct home;
    private final Map<String, ResourceIdentity> identities = new HashMap<>();
    private final Map<String, RouteServerFamily> families = new LinkedHashMap<>();
    private final Map<String, RouteServerFamily> familiesByToken = new HashMap<>();
    private final Map<String, EndpointPeers> peers = new HashMap<>();
    private final Map<String, LogPermission> logPermissions = new HashMap<>();
    private final Map<String, String> edgeTables = new HashMap<>();
    private final Map<String, Integer> metricFilters = new HashMap<>();
    private final Map<String, Integer> routeServers = new HashMap<>();
    private final Set<String> widenedVpcs = new HashSet<>();
    private final Set<IConstruct> members = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<String, RouteServerEvents.Subscribed> subscribed = new HashMap<>();
    private final List<Runnable> settling = new ArrayList<>();
    private final Set<String> reported = new HashSet<>();

    private RouteServerFamilies(Construct stage) {
        super(stage, ID);
        home = stage;
        // The two calls from Node in a synthesis. An aspect of this construct alone, because dependencies are still
        // taken then; and a validation, because all aspects have run then, and annotations and what is reported of
        // constructs further down still count, since a stage is asked before what is in it.
        Aspects.of(this).add(new Orderly(this));
        stage.getNode().addValidation(() -> {
            settle();
            settling.forEach(Runnable::run);
            return List.of();
        });
    }

    /** The families of the stage that a construct is in. */
    static RouteServerFamilies of(Construct scope) {
        Construct stage = Stage.of(scope);
        IConstruct existing = stage.getNode().tryFindChild(ID);
        return existing == null ? new RouteServerFamilies(stage) : (RouteServerFamilies) existing;
    }

    /** The family of a route server, which constructs find again through whatever they know the route server by. */
    static RouteServerFamily familyOf(Construct scope, IRouteServerRef routeServer) {
        if (routeServer instanceof RouteServerBase server && server.family().families().home == Stage.of(scope)) {
            return server.family();
        }
        RouteServerReference reference = routeServer.getRouteServerRef();
        return of(scope).family(reference.getRouteServerId(), reference::getRouteServerArn);
    }

    /** The peers of an endpoint, which constructs find again through whatever they know the endpoint by. */
    static EndpointPeers peersOf(Construct scope, IRouteServerEndpointRef endpoint) {
        return endpoint instanceof RouteServerEndpoint known
                ? known.peers()
                : of(scope).endpointPeers(endpoint);
    }

    /** What an id stands for; the Node process is asked once. */
    ResourceIdentity identity(String id) {
        ResourceIdentity known = identities.get(id);
        if (known == null) {
            known = ResourceIdentity.of(id);
            identities.put(id, known);
        }
        return known;
    }

    private ResourceIdentity identity(String id, Supplier<String> arn) {
        ResourceIdentity byId = identity(id);
        ResourceIdentity byArn = byId.known() ? null : ResourceIdentity.ofArn(arn.get());
        return byArn == null ? byId : byArn;
    }

    /**
     * The family of a route server.
     *
     * @param routeServerId id of the route server
     * @param arn its ARN, asked only where the id does not tell what it stands for
     */
    RouteServerFamily family(String routeServerId, Supplier<String> arn) {
        RouteServerFamily known = familiesByToken.get(routeServerId);
        if (known != null) {
            return known;
        }
        ResourceIdentity identity = identity(routeServerId, arn);
        RouteServerFamily family = families.get(identity.id());
        if (family == null) {
            family = new RouteServerFamily(this);
            families.put(identity.id(), family);
            introduce(identity.resource(), family);
        }
        familiesByToken.put(routeServerId, family);
        return family;
    }

    /** Whoever asks for the family of a server that the app creates: what the server tells does not depend on the order. */
    private static void introduce(@Nullable IConstruct resource, RouteServerFamily family) {
        if (resource instanceof CfnRouteServer l1) {
            family.createdBy(l1, l1.getAmazonSideAsn(), false);
        } else if (resource != null && resource.getNode().getScope() instanceof RouteServer server) {
            server.introduceTo(family);
        }
    }

    /** Registers the peers of an endpoint of this library, so that imports of the endpoint find them. */
    EndpointPeers endpointPeers(String endpointId, RouteServerFamily family, RouteServerEndpoint endpoint) {
        EndpointPeers created = new EndpointPeers(family, endpoint);
        peers.put(endpointId, created);
        return created;
    }

    private EndpointPeers endpointPeers(IRouteServerEndpointRef endpoint) {
        RouteServerEndpointReference reference = endpoint.getRouteServerEndpointRef();
        EndpointPeers known = peers.get(reference.getRouteServerEndpointId());
        if (known != null) {
            return known;
        }
        ResourceIdentity identity =
                identity(reference.getRouteServerEndpointId(), reference::getRouteServerEndpointArn);
        IConstruct resource = identity.resource();
        if (resource != null && resource.getNode().getScope() instanceof RouteServerEndpoint created) {
            return created.peers();
        }
        known = peers.get(identity.id());
        if (known == null) {
            RouteServerFamily family = resource instanceof CfnRouteServerEndpoint l1
                    ? family(l1.getRouteServerId(), l1::getRouteServerId)
                    : null;
            known = new EndpointPeers(family, endpoint);
            peers.put(identity.id(), known);
        }
        return known;
    }

    /** Who is subscribed to which topic, by the topic and endpoint. */
    Map<String, RouteServerEvents.Subscribed> subscribed() {
        return subscribed;
    }

    /** Adds a look at a construct after all aspects, which reports what is wrong with it. */
    void whenSettled(Runnable last) {
        settling.add(last);
    }

    /** Lets CloudWatch Logs write to a destination, once for all peers of a stack that log there. */
    LogPermission logPermission(Stack stack, PeerLogDestination destination) {
        String key = stack.getNode().getPath() + " "
                + destination.resource().getNode().getPath();
        return logPermissions.computeIfAbsent(key, path -> destination.allow(stack));
    }

    /** Counts a metric filter of a log group; {@code false} where there can be no further one. */
    boolean addMetricFilter(String logGroup) {
        if (metricFilters.getOrDefault(logGroup, 0) == METRIC_FILTERS_PER_LOG_GROUP) {
            return false;
        }
        metricFilters.merge(logGroup, 1, Integer::sum);
        return true;
    }

    /** Warns where a VPC has more route servers than AWS allows by default. */
    void countRouteServers(String vpcId, IConstruct association) {
        if (routeServers.merge(identity(vpcId).id(), 1, Integer::sum) == ROUTE_SERVERS_PER_VPC + 1) {
            Annotations.of(association)
                    .addWarningV2(
                            "io.github.cdkrouteserver:routeServersPerVpcQuota",
                            "the VPC has more than " + ROUTE_SERVERS_PER_VPC + " route servers, but AWS allows "
                                    + ROUTE_SERVERS_PER_VPC
                                    + " unless the quota was raised for the account; use fewer, or"
                                    + " acknowledge this where the quota was raised");
        }
    }

    /** Whether the app gives a VPC further address blocks than its first. */
    boolean isWidened(ResourceIdentity vpc) {
        return widenedVpcs.contains(vpc.id());
    }

    /** Id of the route table that was made for an internet gateway, which can have only one. */
    @Nullable
    String edgeTable(String internetGatewayId) {
        String known = edgeTables.get(identity(internetGatewayId).id());
        IConstruct table = known == null ? null : identity(known).resource();
        return table != null && RouteServerFamily.isInTree(table) ? known : null;
    }

    void edgeTable(String internetGatewayId, String routeTableId) {
        edgeTables.put(identity(internetGatewayId).id(), routeTableId);
    }

    /** Tells that a resource belongs to a construct of this library. */
    void own(IConstruct resource) {
        members.add(resource);
    }

    /** Reports what is wrong with a construct once, however often the app is synthesized. */
    void report(IConstruct subject, String problem) {
        if (reported.add(subject.getNode().getPath() + problem)) {
            Problems.report(subject, problem);
        }
    }

    /** Everything in the stage, and no member any more that is not. */
    private List<IConstruct> constructs() {
        List<IConstruct> constructs = home.getNode().findAll();
        Set<IConstruct> inTree = Collections.newSetFromMap(new IdentityHashMap<>());
        inTree.addAll(constructs);
        families.values().forEach(family -> family.keepOnly(inTree));
        peers.values().forEach(ofEndpoint -> ofEndpoint.keepOnly(inTree));
        return constructs;
    }

    private void bringIntoOrder() {
        List<IConstruct> constructs = constructs();
        Map<RouteServerFamily, Natives> natives = natives(constructs);
        natives.forEach(RouteServerFamily::adopt);
        StackOrder order = StackOrder.of(constructs);
        if (order != null) {
            natives.forEach((family, own) -> family.noteReferences(order, own));
            // Thrown, because CDK resolves references, and throws at circles, before it asks what is wrong.
            String circles = families.values().stream()
                    .flatMap(family -> family.circles(order).stream())
                    .collect(Collectors.joining("\n"));
            if (!circles.isEmpty()) {
                throw new IllegalStateException(circles);
            }
        }
        natives.forEach((family, own) -> family.waitFor(order, own.associations()));
    }

    private void settle() {
        List<IConstruct> constructs = constructs();
        routeServers.clear();
        StackOrder order = StackOrder.of(constructs);
        natives(constructs).forEach((family, own) -> family.settle(order, own));
        peers.values().forEach(ofEndpoint -> ofEndpoint.settle(this));
        warnOfSameAsn(constructs);
        RouteServerEvents.refuseOthers(this, constructs);
    }

    /** Not of imports: each may be a route server that is here already. */
    private void warnOfSameAsn(List<IConstruct> constructs) {
        Map<Long, List<IConstruct>> byAsn = new LinkedHashMap<>();
        for (IConstruct construct : constructs) {
            Long asn = null;
            if (construct instanceof RouteServer server) {
                asn = server.knownAsn();
            } else if (construct instanceof CfnRouteServer l1) {
                asn = Asns.known(l1.getAmazonSideAsn());
            }
            if (asn != null) {
                byAsn.computeIfAbsent(asn, key -> new ArrayList<>()).add(construct);
            }
        }
        // Whose stage it is costs a call to Node, so only those are asked that have an ASN in common.
        byAsn.values().removeIf(servers -> servers.size() == 1);
        byAsn.forEach((asn, servers) -> {
            servers.removeIf(server -> !isHomeOf(server));
            for (int i = 1; i < servers.size(); i++) {
                Annotations.of(servers.get(i))
                        .addWarningV2(
                                "io.github.cdkrouteserver:sameAmazonSideAsn",
                                "amazonSideAsn is " + asn + ", which "
                                        + servers.get(0).getNode().getPath()
                                        + " has too, and where their VPCs are ever joined, by peering or a transit"
                                        + " gateway, say, BGP takes routes of one for a loop at the other and drops them"
                                        + " without a message; give this one another ASN, private ones are "
                                        + Asns.PRIVATE + ", or acknowledge this where the VPCs stay apart");
            }
        });
    }

    /** What users made with CDK's own classes, by the family it belongs to, for every family. */
    private Map<RouteServerFamily, Natives> natives(List<IConstruct> constructs) {
        Map<RouteServerFamily, Natives> found = new LinkedHashMap<>();
        families.values().forEach(family -> found.put(family, Natives.none()));
        for (IConstruct construct : constructs) {
            if (members.contains(construct)) {
                continue;
            }
            if (construct instanceof CfnRouteServerAssociation l1) {
                nativesOf(l1, l1.getRouteServerId(), found).associations().add(l1);
            } else if (construct instanceof CfnRouteServerEndpoint l1) {
                nativesOf(l1, l1.getRouteServerId(), found).endpoints().add(l1);
            } else if (construct instanceof CfnRouteServerPropagation l1) {
                nativesOf(l1, l1.getRouteServerId(), found).propagations().add(l1);
            } else if (construct instanceof CfnVPCCidrBlock l1) {
                widenedVpcs.add(identity(l1.getVpcId()).id());
            }
        }
        return found;
    }

    private Natives nativesOf(IConstruct l1, String routeServerId, Map<RouteServerFamily, Natives> found) {
        RouteServerFamily family = familiesByToken.get(routeServerId);
        if (family == null) {
            family = familyOfNatives(identity(routeServerId));
        }
        return family == null || !isHomeOf(l1) ? Natives.none() : found.computeIfAbsent(family, key -> Natives.none());
    }

    /** A route server of this library may have members of CDK's own classes only, and has not asked for a family then. */
    private @Nullable RouteServerFamily familyOfNatives(ResourceIdentity routeServer) {
        RouteServerFamily known = families.get(routeServer.id());
        IConstruct resource = routeServer.resource();
        if (known == null
                && resource != null
                && resource.getNode().getScope() instanceof RouteServer server
                && isHomeOf(server)) {
            return server.family();
        }
        return known;
    }

    /** Stages inside of this one are deployed on their own. */
    boolean isHomeOf(IConstruct construct) {
        return Stage.of(construct) == home;
    }

    /** Brings members into order while CDK still takes dependencies between constructs. */
    private static final class Orderly implements IAspect {
        private final RouteServerFamilies families;

        Orderly(RouteServerFamilies families) {
            this.families = families;
        }

        @Override
        public void visit(IConstruct node) {
            families.bringIntoOrder();
        }
    }

    /** Members of a family that were made with CDK's own classes. */
    record Natives(
            List<CfnRouteServerAssociation> associations,
            List<CfnRouteServerEndpoint> endpoints,
            List<CfnRouteServerPropagation> propagations) {
        static Natives none() {
            return new Natives(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }
}
