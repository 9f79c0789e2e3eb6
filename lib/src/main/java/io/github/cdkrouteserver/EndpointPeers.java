package io.github.cdkrouteserver;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.ec2.CfnRouteServerEndpoint;
import software.constructs.IConstruct;

/** The peers of one endpoint, however the endpoint came into the app. */
final class EndpointPeers {
    private static final int QUOTA = 20;
    private static final String QUOTA_WARNING = "io.github.cdkrouteserver:peersPerEndpointQuota";

    private final @Nullable RouteServerFamily family;
    private final IConstruct endpoint;
    private final Map<RouteServerPeer, String> addresses = new LinkedHashMap<>();

    EndpointPeers(@Nullable RouteServerFamily family, IConstruct endpoint) {
        this.family = family;
        this.endpoint = endpoint;
    }

    /** Id of the route server of the endpoint, where this app creates the endpoint. */
    @Nullable
    String routeServerId() {
        if (endpoint instanceof RouteServerEndpoint created) {
            return created.routeServerId();
        }
        return endpoint instanceof CfnRouteServerEndpoint l1 ? l1.getRouteServerId() : null;
    }

    void join(RouteServerPeer peer, String address, Number asn) {
        addresses.put(peer, address);
        if (family != null) {
            family.join(peer, endpoint, asn);
        }
    }

    /** Forgets peers that were taken out of the tree again. */
    void keepOnly(Set<IConstruct> inTree) {
        addresses.keySet().retainAll(inTree);
    }

    /** Tells what is wrong, once nothing can be added any more. */
    void settle(RouteServerFamilies families) {
        Map<String, RouteServerPeer> byAddress = new HashMap<>();
        addresses.forEach((peer, address) -> {
            RouteServerPeer earlier = byAddress.putIfAbsent(address, peer);
            if (earlier != null) {
                // The same token is the same address too, but not one to read.
                String shown = Token.isUnresolved(address) ? "a token" : address;
                families.report(
                        peer,
                        "peerAddress is " + shown + ", which "
                                + earlier.getNode().getPath() + " has on the same endpoint "
                                + endpoint.getNode().getPath()
                                + " already; an endpoint has one peer for each address, so remove one of them or give it another"
                                + " address");
            }
        });
        if (addresses.size() > QUOTA) {
            Annotations.of(endpoint)
                    .addWarningV2(
                            QUOTA_WARNING,
                            "the endpoint has more than " + QUOTA + " peers, but AWS allows " + QUOTA
                                    + " on one network interface unless the quota was raised for the account; use further"
                                    + " endpoints, or acknowledge this where the quota was raised");
        }
    }
}
