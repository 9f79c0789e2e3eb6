package io.github.cdkrouteserver;

import io.github.cdkrouteserver.internal.Checks;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.interfaces.ec2.IRouteServerEndpointRef;
import software.amazon.awscdk.services.ec2.CfnRouteServerPeer;
import software.amazon.awscdk.services.ec2.CfnRouteServerPeer.BgpOptionsProperty;
import software.amazon.awscdk.services.ec2.CfnRouteServerPeerProps;
import software.constructs.Construct;

/**
 * A device that an endpoint of a route server exchanges routes with.
 *
 * <p>AWS calls a peer available as soon as it waits for the device, which has to dial the endpoint (TCP 179, and UDP 3784
 * for BFD). All properties but the tags replace the peer when they change; a peer that keeps its address and its endpoint is
 * removed in one deployment and added again in the next.
 */
public final class RouteServerPeer extends RouteServerPeerBase implements IRouteServerPeer {
    private static final long MAX_ASN = 4_294_967_294L;

    private final CfnRouteServerPeer resource;
    private final String address;
    private final EndpointPeers siblings;
    private final boolean bfd;

    /**
     * Creates a peer.
     *
     * @param scope parent of the peer
     * @param id id of the peer in its parent
     * @param props properties of the peer
     * @throws IllegalArgumentException if a property is out of its range, a tag cannot be used, or the endpoint is in
     *     another Region than the stack
     * @throws NullPointerException if {@code routeServerEndpoint}, {@code peerAddress} or {@code peerAsn} is missing
     */
    public RouteServerPeer(Construct scope, String id, RouteServerPeerProps props) {
        this(scope, id, Settings.of(scope, id, props));
    }

    private RouteServerPeer(Construct scope, String id, Settings settings) {
        super(scope, id, null);
        IRouteServerEndpointRef endpoint = settings.endpoint();
        address = settings.address();
        bfd = settings.liveness() == PeerLivenessDetection.BFD;
        resource = new CfnRouteServerPeer(
                this,
                "Resource",
                CfnRouteServerPeerProps.builder()
                        .routeServerEndpointId(
                                endpoint.getRouteServerEndpointRef().getRouteServerEndpointId())
                        .peerAddress(settings.address())
                        .bgpOptions(BgpOptionsProperty.builder()
                                .peerAsn(settings.asn())
                                .peerLivenessDetection(
                                        settings.liveness() == null
                                                ? null
                                                : settings.liveness().getValue())
                                .build())
                        .tags(FamilyTags.rendered(settings.tags()))
                        .build());
        if (settings.asn() instanceof Long number && !Asns.isPrivate(number)) {
            Annotations.of(this)
                    .addWarningV2("io.github.cdkrouteserver:publicPeerAsn", Asns.publicWarning("peerAsn", number));
        }
        siblings = RouteServerFamilies.peersOf(this, endpoint);
        siblings.join(this, settings.address(), settings.asn());
        FamilyTags.settle(RouteServerFamilies.of(this), this, "the peer", resource);
    }

    /**
     * Imports a peer.
     *
     * @param scope parent of the import
     * @param id id of the import in its parent
     * @param attributes what is known of the peer
     * @return the peer
     * @throws IllegalArgumentException if neither id nor ARN is given, either cannot be one, or one contradicts the other
     * @throws NullPointerException if {@code attributes} is missing
     */
    public static IRouteServerPeer fromRouteServerPeerAttributes(
            Construct scope, String id, RouteServerPeerAttributes attributes) {
        return ImportedRouteServerPeer.of(
                scope,
                id,
                Checks.of(scope, id)
                        .required(
                                attributes,
                                "attributes",
                                "pass RouteServerPeerAttributes with a routeServerPeerId or a routeServerPeerArn"));
    }

    /**
     * Imports a peer of the account and Region of the stack. The network interface of its endpoint is not known.
     *
     * @param scope parent of the import
     * @param id id of the import in its parent
     * @param routeServerPeerId id of the peer, such as {@code rsp-1234567890abcdef0}
     * @return the peer
     * @throws IllegalArgumentException if {@code routeServerPeerId} is empty, or an ARN or a path rather than an id
     * @throws NullPointerException if {@code routeServerPeerId} is missing
     */
    public static IRouteServerPeer fromRouteServerPeerId(Construct scope, String id, String routeServerPeerId) {
        return fromRouteServerPeerAttributes(
                scope,
                id,
                RouteServerPeerAttributes.builder()
                        .routeServerPeerId(
                                ImportedIdentity.requiredId(scope, id, ImportedIdentity.Kind.PEER, routeServerPeerId))
                        .build());
    }

    /**
     * Imports a peer of any account and Region. The network interface of its endpoint is not known.
     *
     * @param scope parent of the import
     * @param id id of the import in its parent
     * @param routeServerPeerArn ARN of the peer
     * @return the peer
     * @throws IllegalArgumentException if {@code routeServerPeerArn} is no ARN of a peer
     * @throws NullPointerException if {@code routeServerPeerArn} is missing
     */
    public static IRouteServerPeer fromRouteServerPeerArn(Construct scope, String id, String routeServerPeerArn) {
        return fromRouteServerPeerAttributes(
                scope,
                id,
                RouteServerPeerAttributes.builder()
                        .routeServerPeerArn(
                                ImportedIdentity.requiredArn(scope, id, ImportedIdentity.Kind.PEER, routeServerPeerArn))
                        .build());
    }

    @Override
    public String getRouteServerPeerId() {
        return resource.getRef();
    }

    @Override
    public String getRouteServerPeerArn() {
        return resource.getAttrArn();
    }

    @Override
    public String getEndpointEniId() {
        return resource.getAttrEndpointEniId();
    }

    @Override
    public String getEndpointEniAddress() {
        return resource.getAttrEndpointEniAddress();
    }

    /**
     * Id of the route server that the peer belongs to.
     *
     * @return a token
     */
    public String getRouteServerId() {
        return resource.getAttrRouteServerId();
    }

    /**
     * Id of the subnet that the endpoint is in.
     *
     * @return a token
     */
    public String getSubnetId() {
        return resource.getAttrSubnetId();
    }

    /**
     * Id of the VPC that the endpoint is in.
     *
     * @return a token
     */
    public String getVpcId() {
        return resource.getAttrVpcId();
    }

    /** The address of the device, as it was given. */
    String address() {
        return address;
    }

    /** All peers of the endpoint, this one included. */
    EndpointPeers siblings() {
        return siblings;
    }

    boolean usesBfd() {
        return bfd;
    }

    /** The properties after all checks, before the construct joins the tree. */
    private record Settings(
            IRouteServerEndpointRef endpoint,
            String address,
            Number asn,
            @Nullable PeerLivenessDetection liveness,
            @Nullable Map<String, String> tags) {
        static Settings of(Construct scope, String id, @Nullable RouteServerPeerProps given) {
            Checks checks = Checks.of(scope, id);
            RouteServerPeerProps props = checks.required(
                    given,
                    "props",
                    "pass RouteServerPeerProps with a routeServerEndpoint, a peerAddress and a peerAsn");
            IRouteServerEndpointRef endpoint = checks.required(
                    props.getRouteServerEndpoint(),
                    "routeServerEndpoint",
                    "pass the endpoint that the device opens the BGP session to");
            Environments.refuseOtherRegion(checks, scope, "endpoint", endpoint);
            String address = checks.required(
                    props.getPeerAddress(),
                    "peerAddress",
                    "pass the IPv4 address that the device opens the BGP session from");
            checks.ipv4Address(
                    address,
                    "peerAddress",
                    "BGP sessions with a route server run over IPv4, and from an address in the VPC");
            Number asn = checks.wholeNumber(
                    checks.required(props.getPeerAsn(), "peerAsn", "private ASNs are " + Asns.PRIVATE),
                    "peerAsn",
                    1,
                    MAX_ASN,
                    "private ASNs are " + Asns.PRIVATE);
            return new Settings(
                    endpoint,
                    address,
                    asn,
                    props.getLivenessDetection(),
                    FamilyTags.checked(checks, "the peer", props.getTags()));
        }
    }

    /** Collects the properties of a {@link RouteServerPeer} and creates it. */
    public static final class Builder implements software.amazon.jsii.Builder<RouteServerPeer> {
        private final Construct scope;
        private final String id;
        private final RouteServerPeerProps.Builder props = RouteServerPeerProps.builder();

        private Builder(Construct scope, String id) {
            this.scope = scope;
            this.id = id;
        }

        /**
         * A builder for a peer.
         *
         * @param scope parent of the peer
         * @param id id of the peer in its parent
         * @return a new builder
         */
        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        /**
         * Sets {@link RouteServerPeerProps#getPeerAddress()}.
         *
         * @param peerAddress IPv4 address of the device; required
         * @return this builder
         */
        public Builder peerAddress(String peerAddress) {
            props.peerAddress(peerAddress);
            return this;
        }

        /**
         * Sets {@link RouteServerPeerProps#getPeerAsn()}.
         *
         * @param peerAsn BGP autonomous system number of the device, 1 to 4294967294; required
         * @return this builder
         */
        public Builder peerAsn(Number peerAsn) {
            props.peerAsn(peerAsn);
            return this;
        }

        /**
         * Sets {@link RouteServerPeerProps#getRouteServerEndpoint()}.
         *
         * @param routeServerEndpoint endpoint that the device dials; required
         * @return this builder
         */
        public Builder routeServerEndpoint(IRouteServerEndpointRef routeServerEndpoint) {
            props.routeServerEndpoint(routeServerEndpoint);
            return this;
        }

        /**
         * Sets {@link RouteServerPeerProps#getLivenessDetection()}.
         *
         * @param livenessDetection how a lost device is noticed
         * @return this builder
         */
        public Builder livenessDetection(@Nullable PeerLivenessDetection livenessDetection) {
            props.livenessDetection(livenessDetection);
            return this;
        }

        /**
         * Sets {@link RouteServerPeerProps#getTags()}.
         *
         * @param tags tags by key; replaces what was set before
         * @return this builder
         */
        public Builder tags(@Nullable Map<String, String> tags) {
            props.tags(tags);
            return this;
        }

        /**
         * Creates the peer.
         *
         * @throws IllegalArgumentException if a property is out of its range, a tag cannot be used, or the endpoint is in
         *     another Region than the stack
         * @throws NullPointerException if {@code routeServerEndpoint}, {@code peerAddress} or {@code peerAsn} was not
         * set
         */
        @Override
        public RouteServerPeer build() {
            // Not props.build(): it refuses a missing value too, and cannot name the construct.
            return new RouteServerPeer(scope, id, new RouteServerPeerPropsValue(props));
        }
    }
}
