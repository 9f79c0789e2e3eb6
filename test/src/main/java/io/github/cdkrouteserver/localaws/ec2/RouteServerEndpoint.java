package io.github.cdkrouteserver.localaws.ec2;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A route server endpoint, as the API describes it.
 *
 * @param routeServerId its route server
 * @param routeServerEndpointId {@code rse-...}
 * @param vpcId its VPC
 * @param subnetId its subnet
 * @param eniId its network interface
 * @param eniAddress the address that devices dial
 * @param state pending, available, deleting, deleted, failing, failed or delete-failed
 * @param failureReason why it failed; null where it did not
 * @param tags its tags
 */
public record RouteServerEndpoint(
        String routeServerId,
        String routeServerEndpointId,
        String vpcId,
        String subnetId,
        String eniId,
        String eniAddress,
        String state,
        String failureReason,
        Map<String, String> tags) {
    /** Copies the tags. */
    public RouteServerEndpoint {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    RouteServerEndpoint withState(String newState, String newFailureReason) {
        return new RouteServerEndpoint(
                routeServerId,
                routeServerEndpointId,
                vpcId,
                subnetId,
                eniId,
                eniAddress,
                newState,
                newFailureReason,
                tags);
    }

    RouteServerEndpoint withTags(Map<String, String> newTags) {
        return new RouteServerEndpoint(
                routeServerId,
                routeServerEndpointId,
                vpcId,
                subnetId,
                eniId,
                eniAddress,
                state,
                failureReason,
                newTags);
    }
}
