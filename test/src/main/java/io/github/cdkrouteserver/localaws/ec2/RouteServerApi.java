package io.github.cdkrouteserver.localaws.ec2;

import io.github.cdkrouteserver.localaws.iam.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The API without the wire: the same validation, permissions, faults and journal, from inside the process.
 *
 * <p>Every method throws {@link Ec2Error} for an error of the API and {@link UncheckedIOException} where a fault drops
 * the connection. Arguments that may be null are left out of the call.
 */
public final class RouteServerApi {
    private final CallPipeline pipeline;
    private final Credentials credentials;

    RouteServerApi(CallPipeline pipeline, Credentials credentials) {
        this.pipeline = pipeline;
        this.credentials = credentials;
    }

    /**
     * Calls CreateRouteServer.
     *
     * @param amazonSideAsn the ASN
     * @param persistRoutes enable, disable or reset; may be null
     * @param persistRoutesDuration minutes; may be null
     * @param snsNotificationsEnabled may be null
     * @param tags the tags
     * @param clientToken may be null
     * @return the new server
     */
    public RouteServer createRouteServer(
            long amazonSideAsn,
            String persistRoutes,
            Integer persistRoutesDuration,
            Boolean snsNotificationsEnabled,
            Map<String, String> tags,
            String clientToken) {
        return call(
                RouteServer.class,
                form("CreateRouteServer")
                        .with("AmazonSideAsn", amazonSideAsn)
                        .with("PersistRoutes", persistRoutes)
                        .with("PersistRoutesDuration", persistRoutesDuration)
                        .with("SnsNotificationsEnabled", snsNotificationsEnabled)
                        .withNewTags(ResourceType.ROUTE_SERVER, tags)
                        .with("ClientToken", clientToken));
    }

    /**
     * Calls ModifyRouteServer.
     *
     * @param id the server
     * @param persistRoutes enable, disable or reset; may be null
     * @param persistRoutesDuration minutes; may be null
     * @param snsNotificationsEnabled may be null
     * @return the changed server
     */
    public RouteServer modifyRouteServer(
            String id, String persistRoutes, Integer persistRoutesDuration, Boolean snsNotificationsEnabled) {
        return call(
                RouteServer.class,
                form("ModifyRouteServer")
                        .with("RouteServerId", id)
                        .with("PersistRoutes", persistRoutes)
                        .with("PersistRoutesDuration", persistRoutesDuration)
                        .with("SnsNotificationsEnabled", snsNotificationsEnabled));
    }

    /** Calls DeleteRouteServer. */
    public RouteServer deleteRouteServer(String id) {
        return call(RouteServer.class, form("DeleteRouteServer").with("RouteServerId", id));
    }

    /** Calls DescribeRouteServers for one server. */
    public RouteServer describeRouteServer(String id) {
        return (RouteServer)
                list(form("DescribeRouteServers").with("RouteServerId.1", id)).get(0);
    }

    /**
     * Calls DescribeRouteServers.
     *
     * @param tags tags that they must have; empty for all servers
     * @return the servers that can be seen, tombstones included
     */
    public List<RouteServer> describeRouteServers(Map<String, String> tags) {
        Form form = form("DescribeRouteServers");
        int number = 0;
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            String filter = "Filter." + ++number;
            form.with(filter + ".Name", "tag:" + tag.getKey()).with(filter + ".Value.1", tag.getValue());
        }
        return list(form).stream().map(RouteServer.class::cast).toList();
    }

    /** Calls AssociateRouteServer. */
    public RouteServerAssociation associateRouteServer(String id, String vpcId) {
        return call(RouteServerAssociation.class, association("AssociateRouteServer", id, vpcId));
    }

    /** Calls DisassociateRouteServer. */
    public RouteServerAssociation disassociateRouteServer(String id, String vpcId) {
        return call(RouteServerAssociation.class, association("DisassociateRouteServer", id, vpcId));
    }

    /** Calls GetRouteServerAssociations, which fails with NotAssociated where there are none. */
    public List<RouteServerAssociation> getRouteServerAssociations(String id) {
        return list(form("GetRouteServerAssociations").with("RouteServerId", id)).stream()
                .map(RouteServerAssociation.class::cast)
                .toList();
    }

    /**
     * Calls CreateRouteServerEndpoint.
     *
     * @param serverId the server
     * @param subnetId the subnet
     * @param tags the tags
     * @param clientToken may be null
     * @return the new endpoint
     */
    public RouteServerEndpoint createRouteServerEndpoint(
            String serverId, String subnetId, Map<String, String> tags, String clientToken) {
        return call(
                RouteServerEndpoint.class,
                form("CreateRouteServerEndpoint")
                        .with("RouteServerId", serverId)
                        .with("SubnetId", subnetId)
                        .withNewTags(ResourceType.ROUTE_SERVER_ENDPOINT, tags)
                        .with("ClientToken", clientToken));
    }

    /** Calls DeleteRouteServerEndpoint. */
    public RouteServerEndpoint deleteRouteServerEndpoint(String id) {
        return call(RouteServerEndpoint.class, form("DeleteRouteServerEndpoint").with("RouteServerEndpointId", id));
    }

    /**
     * Calls CreateRouteServerPeer.
     *
     * @param endpointId the endpoint
     * @param peerAddress IPv4 address of the device
     * @param peerAsn ASN of the device
     * @param peerLivenessDetection bfd or bgp-keepalive; may be null
     * @param tags the tags
     * @return the new peer
     */
    public RouteServerPeer createRouteServerPeer(
            String endpointId,
            String peerAddress,
            long peerAsn,
            String peerLivenessDetection,
            Map<String, String> tags) {
        return call(
                RouteServerPeer.class,
                form("CreateRouteServerPeer")
                        .with("RouteServerEndpointId", endpointId)
                        .with("PeerAddress", peerAddress)
                        .with("BgpOptions.PeerAsn", peerAsn)
                        .with("BgpOptions.PeerLivenessDetection", peerLivenessDetection)
                        .withNewTags(ResourceType.ROUTE_SERVER_PEER, tags));
    }

    /** Calls DeleteRouteServerPeer. */
    public RouteServerPeer deleteRouteServerPeer(String id) {
        return call(RouteServerPeer.class, form("DeleteRouteServerPeer").with("RouteServerPeerId", id));
    }

    /** Calls DescribeRouteServerPeers for one peer. */
    public RouteServerPeer describeRouteServerPeer(String id) {
        return (RouteServerPeer) list(form("DescribeRouteServerPeers").with("RouteServerPeerId.1", id))
                .get(0);
    }

    /** Calls EnableRouteServerPropagation. */
    public RouteServerPropagation enableRouteServerPropagation(String id, String routeTableId) {
        return call(RouteServerPropagation.class, propagation("EnableRouteServerPropagation", id, routeTableId));
    }

    /** Calls DisableRouteServerPropagation. */
    public RouteServerPropagation disableRouteServerPropagation(String id, String routeTableId) {
        return call(RouteServerPropagation.class, propagation("DisableRouteServerPropagation", id, routeTableId));
    }

    /**
     * Calls GetRouteServerPropagations, which fails with NotPropagated where there are none.
     *
     * @param id the server
     * @param routeTableId the only route table of interest; may be null
     * @return the propagations
     */
    public List<RouteServerPropagation> getRouteServerPropagations(String id, String routeTableId) {
        return list(propagation("GetRouteServerPropagations", id, routeTableId)).stream()
                .map(RouteServerPropagation.class::cast)
                .toList();
    }

    /** Calls GetRouteServerRoutingDatabase. */
    public RoutingDatabase getRouteServerRoutingDatabase(String id) {
        return call(RoutingDatabase.class, form("GetRouteServerRoutingDatabase").with("RouteServerId", id));
    }

    /** Calls CreateTags. */
    public void createTags(String id, Map<String, String> tags) {
        pipeline(form("CreateTags").with("ResourceId.1", id).withTags("Tag", tags));
    }

    /** Calls DeleteTags. */
    public void deleteTags(String id, Collection<String> keys) {
        Form form = form("DeleteTags").with("ResourceId.1", id);
        int number = 0;
        for (String key : keys) {
            form.with("Tag." + ++number + ".Key", key);
        }
        pipeline(form);
    }

    private <T> T call(Class<T> type, Form form) {
        return type.cast(pipeline(form));
    }

    private List<?> list(Form form) {
        return ((Page) pipeline(form)).items();
    }

    private Object pipeline(Form form) {
        try {
            return pipeline.call(() -> credentials, form.parameters);
        } catch (Dropped e) {
            throw new UncheckedIOException(new IOException(e.outcome()));
        }
    }

    private static Form association(String action, String id, String vpcId) {
        return form(action).with("RouteServerId", id).with("VpcId", vpcId);
    }

    private static Form propagation(String action, String id, String routeTableId) {
        return form(action).with("RouteServerId", id).with("RouteTableId", routeTableId);
    }

    private static Form form(String action) {
        return new Form().with("Action", action);
    }

    /** Parameters by wire name. */
    private static final class Form {
        private final Map<String, String> parameters = new TreeMap<>();

        private Form with(String name, Object value) {
            if (value != null) {
                parameters.put(name, value.toString());
            }
            return this;
        }

        private Form withNewTags(ResourceType type, Map<String, String> tags) {
            return tags.isEmpty()
                    ? this
                    : with("TagSpecification.1.ResourceType", type.wireName()).withTags("TagSpecification.1.Tag", tags);
        }

        private Form withTags(String list, Map<String, String> tags) {
            int number = 0;
            for (Map.Entry<String, String> tag : tags.entrySet()) {
                String member = list + "." + ++number;
                with(member + ".Key", tag.getKey()).with(member + ".Value", tag.getValue());
            }
            return this;
        }
    }
}
