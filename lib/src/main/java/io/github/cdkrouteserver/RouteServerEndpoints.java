package io.github.cdkrouteserver;

import io.github.cdkrouteserver.internal.Checks;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.interfaces.ec2.ISubnetRef;
import software.amazon.awscdk.interfaces.ec2.IVPCRef;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.constructs.Construct;

/**
 * Endpoints that {@link IRouteServer#addEndpoints} added together, to walk over, to pick from by subnet, and to give the
 * same device as a peer.
 *
 * <p>Each subnet has a construct of its own in this one, which is named by the subnet and never by its place in a list: by
 * the id of the subnet where that is literal, as it is for {@code Vpc.fromLookup}; else by the path of the subnet
 * construct in its VPC, or in the stage where it stands outside of the VPC. So adding or removing a subnet leaves the
 * endpoints of the others as they are.
 */
public final class RouteServerEndpoints extends Construct implements Iterable<RouteServerEndpoint> {
    private final RouteServerBase routeServer;
    private final List<RouteServerEndpoint> endpoints;
    private final Map<String, RouteServerEndpoints> bySubnet = new LinkedHashMap<>();

    /** Endpoints of one subnet. */
    private RouteServerEndpoints(
            Construct scope,
            String id,
            RouteServerBase routeServer,
            ISubnet subnet,
            RouteServerEndpointsOptions options) {
        super(scope, id);
        endpoints = new ArrayList<>();
        Number count = options.getEndpointsPerSubnet();
        for (int i = 1; i <= (count == null ? 2 : count.intValue()); i++) {
            endpoints.add(new RouteServerEndpoint(
                    this,
                    "Endpoint" + i,
                    new RouteServerEndpointPropsValue(RouteServerEndpointProps.builder()
                            .routeServer(routeServer)
                            .subnet(subnet)
                            .association(options.getAssociation())
                            .tags(options.getTags()))));
        }
        this.routeServer = routeServer;
        bySubnet.put(keyOf(routeServer, subnet.getSubnetId()), this);
    }

    /** Endpoints of several subnets. */
    private RouteServerEndpoints(
            RouteServerBase routeServer,
            String id,
            IVpc vpc,
            List<ISubnet> subnets,
            RouteServerEndpointsOptions options) {
        super(routeServer, id);
        this.routeServer = routeServer;
        endpoints = new ArrayList<>();
        String vpcPath = vpc.getNode().getPath();
        for (ISubnet subnet : subnets) {
            String subnetId = subnet.getSubnetId();
            // Selected twice: by its availability zone and by its name, say.
            if (bySubnet.containsKey(keyOf(routeServer, subnetId))) {
                continue;
            }
            String name = ResourceIdentity.isLiteral(subnetId) ? subnetId : StableIds.inside(vpcPath, subnet);
            RouteServerEndpoints inSubnet = new RouteServerEndpoints(this, name, routeServer, subnet, options);
            bySubnet.put(keyOf(routeServer, subnetId), inSubnet);
            endpoints.addAll(inSubnet.endpoints);
        }
    }

    private static String keyOf(RouteServerBase routeServer, String subnetId) {
        return routeServer.family().families().identity(subnetId).id();
    }

    static RouteServerEndpoints of(RouteServerBase routeServer, String id, RouteServerEndpointsOptions options) {
        Checks checks = Checks.of(routeServer, id);
        if (options.getEndpointsPerSubnet() != null) {
            Number count = checks.wholeNumber(
                    options.getEndpointsPerSubnet(),
                    "endpointsPerSubnet",
                    1,
                    2,
                    "AWS allows 2 endpoints of a route server in a subnet, and recommends them");
            if (!(count instanceof Long)) {
                throw checks.refusal("endpointsPerSubnet is a token, but how many endpoints to create has to be known"
                        + " before the deployment; use 1 or 2");
            }
        }
        FamilyTags.checked(checks, "an endpoint", options.getTags());
        IVpc vpc = options.getVpc();
        if (vpc == null) {
            IVPCRef own = routeServer.family().vpc();
            vpc = checks.required(
                    own instanceof IVpc known ? known : null,
                    "vpc",
                    own == null
                            ? "the VPC of the route server is not known here, so pass the one to select subnets from"
                            : "the VPC of the route server, " + own.getNode().getPath()
                                    + ", does not tell its subnets, so pass it as an IVpc, or call addEndpoint for each"
                                    + " subnet");
        }
        SubnetSelection selection = options.getVpcSubnets();
        List<ISubnet> subnets = (selection == null ? vpc.selectSubnets() : vpc.selectSubnets(selection)).getSubnets();
        if (subnets.isEmpty()) {
            throw checks.refusal(
                    "vpcSubnets selects no subnet of " + vpc.getNode().getPath() + "; select at least one");
        }
        return new RouteServerEndpoints(routeServer, id, vpc, subnets, options);
    }

    /**
     * All endpoints, subnet by subnet.
     *
     * @return an immutable list
     */
    public List<RouteServerEndpoint> getEndpoints() {
        return List.copyOf(endpoints);
    }

    /**
     * The endpoints of one subnet, as a group of their own.
     *
     * @param subnet one of the subnets that were selected
     * @return the group
     * @throws IllegalArgumentException if there are no endpoints in the subnet
     * @throws NullPointerException if {@code subnet} is missing
     */
    public RouteServerEndpoints inSubnet(ISubnetRef subnet) {
        Checks.of(this).required(subnet, "subnet", "pass one of the subnets that vpcSubnets selects");
        RouteServerEndpoints found =
                bySubnet.get(keyOf(routeServer, subnet.getSubnetRef().getSubnetId()));
        if (found == null) {
            throw new IllegalArgumentException(getNode().getPath() + ": there are no endpoints in subnet "
                    + subnet.getNode().getPath() + "; select it in vpcSubnets");
        }
        return found;
    }

    /**
     * Adds the same device as a peer of every endpoint.
     *
     * <p>Of a device that is attached to one subnet, take the endpoints of that subnet first: {@code
     * inSubnet(subnet).addPeers(...)}. With BFD, which is single-hop here, synthesis warns of the others.
     *
     * @param id id of the peer in each endpoint
     * @param options address and autonomous system number of the device, and more
     * @return the peers, in the order of the endpoints
     * @throws IllegalArgumentException if an option is out of its range, a tag cannot be used, or the id is
     *     {@code Resource}, which this library uses in an endpoint itself
     * @throws NullPointerException if {@code options}, {@code peerAddress} or {@code peerAsn} is missing
     */
    public List<RouteServerPeer> addPeers(String id, RouteServerPeerOptions options) {
        return endpoints.stream().map(endpoint -> endpoint.addPeer(id, options)).toList();
    }

    @Override
    public Iterator<RouteServerEndpoint> iterator() {
        return getEndpoints().iterator();
    }
}
