package io.github.cdkrouteserver;

import io.github.cdkrouteserver.internal.Checks;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.interfaces.ec2.IRouteServerAssociationRef;
import software.amazon.awscdk.interfaces.ec2.IRouteServerRef;
import software.amazon.awscdk.interfaces.ec2.ISubnetRef;
import software.amazon.awscdk.services.ec2.CfnRouteServerEndpoint;
import software.amazon.awscdk.services.ec2.CfnRouteServerEndpointProps;
import software.constructs.Construct;

/**
 * An endpoint of a route server: a network interface in a subnet, which devices dial with BGP.
 *
 * <p>It is created after the association of the route server with the VPC and deleted before it. Another subnet or
 * another route server replaces it, and gives it another address. AWS charges for each endpoint by the hour.
 */
public final class RouteServerEndpoint extends RouteServerEndpointBase implements IRouteServerEndpoint {
    private final CfnRouteServerEndpoint resource;
    private final String routeServerId;
    private final String routeServerEndpointId;
    private final ISubnetRef subnet;
    private final EndpointPeers peers;

    /**
     * Creates an endpoint.
     *
     * @param scope parent of the endpoint
     * @param id id of the endpoint in its parent
     * @param props properties of the endpoint
     * @throws IllegalArgumentException if a tag cannot be used, or the route server or the subnet is in another Region than
     *     the stack
     * @throws NullPointerException if {@code routeServer} or {@code subnet} is missing
     */
    public RouteServerEndpoint(Construct scope, String id, RouteServerEndpointProps props) {
        this(scope, id, Settings.of(scope, id, props));
    }

    private RouteServerEndpoint(Construct scope, String id, Settings settings) {
        super(scope, id, null);
        subnet = settings.subnet();
        String subnetId = subnet.getSubnetRef().getSubnetId();
        routeServerId = settings.routeServer().getRouteServerRef().getRouteServerId();
        resource = new CfnRouteServerEndpoint(
                this,
                "Resource",
                CfnRouteServerEndpointProps.builder()
                        .routeServerId(routeServerId)
                        .subnetId(subnetId)
                        .tags(FamilyTags.rendered(settings.tags()))
                        .build());
        routeServerEndpointId = resource.getRef();
        RouteServerFamily family = RouteServerFamilies.familyOf(this, settings.routeServer());
        peers = family.families().endpointPeers(routeServerEndpointId, family, this);
        family.join(this, subnet, subnetId, settings.association());
        FamilyTags.settle(family.families(), this, "the endpoint", resource);
        Environments.warnOfOtherAccount(this, settings.routeServer());
    }

    /**
     * Imports an endpoint.
     *
     * @param scope parent of the import
     * @param id id of the import in its parent
     * @param attributes what is known of the endpoint
     * @return the endpoint
     * @throws IllegalArgumentException if neither id nor ARN is given, either cannot be one, or one contradicts the other
     * @throws NullPointerException if {@code attributes} is missing
     */
    public static IRouteServerEndpoint fromRouteServerEndpointAttributes(
            Construct scope, String id, RouteServerEndpointAttributes attributes) {
        return ImportedRouteServerEndpoint.of(
                scope,
                id,
                Checks.of(scope, id)
                        .required(
                                attributes,
                                "attributes",
                                "pass RouteServerEndpointAttributes with a routeServerEndpointId or a routeServerEndpointArn"));
    }

    /**
     * Imports an endpoint of the account and Region of the stack. Its network interface is not known.
     *
     * @param scope parent of the import
     * @param id id of the import in its parent
     * @param routeServerEndpointId id of the endpoint, such as {@code rse-1234567890abcdef0}
     * @return the endpoint
     * @throws IllegalArgumentException if {@code routeServerEndpointId} is empty, or an ARN or a path rather than an id
     * @throws NullPointerException if {@code routeServerEndpointId} is missing
     */
    public static IRouteServerEndpoint fromRouteServerEndpointId(
            Construct scope, String id, String routeServerEndpointId) {
        return fromRouteServerEndpointAttributes(
                scope,
                id,
                RouteServerEndpointAttributes.builder()
                        .routeServerEndpointId(ImportedIdentity.requiredId(
                                scope, id, ImportedIdentity.Kind.ENDPOINT, routeServerEndpointId))
                        .build());
    }

    /**
     * Imports an endpoint of any account and Region. Its network interface is not known.
     *
     * @param scope parent of the import
     * @param id id of the import in its parent
     * @param routeServerEndpointArn ARN of the endpoint
     * @return the endpoint
     * @throws IllegalArgumentException if {@code routeServerEndpointArn} is no ARN of an endpoint
     * @throws NullPointerException if {@code routeServerEndpointArn} is missing
     */
    public static IRouteServerEndpoint fromRouteServerEndpointArn(
            Construct scope, String id, String routeServerEndpointArn) {
        return fromRouteServerEndpointAttributes(
                scope,
                id,
                RouteServerEndpointAttributes.builder()
                        .routeServerEndpointArn(ImportedIdentity.requiredArn(
                                scope, id, ImportedIdentity.Kind.ENDPOINT, routeServerEndpointArn))
                        .build());
    }

    @Override
    public String getRouteServerEndpointId() {
        return routeServerEndpointId;
    }

    @Override
    public String getRouteServerEndpointArn() {
        return resource.getAttrArn();
    }

    @Override
    public String getEniId() {
        return resource.getAttrEniId();
    }

    @Override
    public String getEniAddress() {
        return resource.getAttrEniAddress();
    }

    /**
     * Id of the VPC that the endpoint is in.
     *
     * @return a token
     */
    public String getVpcId() {
        return resource.getAttrVpcId();
    }

    /**
     * Id of the subnet that the endpoint is in.
     *
     * @return a token where the subnet is created in this app
     */
    public String getSubnetId() {
        return resource.getSubnetId();
    }

    CfnRouteServerEndpoint resource() {
        return resource;
    }

    String routeServerId() {
        return routeServerId;
    }

    ISubnetRef subnet() {
        return subnet;
    }

    EndpointPeers peers() {
        return peers;
    }

    /** The properties after all checks, before the construct joins the tree. */
    private record Settings(
            IRouteServerRef routeServer,
            ISubnetRef subnet,
            @Nullable IRouteServerAssociationRef association,
            @Nullable Map<String, String> tags) {
        static Settings of(Construct scope, String id, @Nullable RouteServerEndpointProps given) {
            Checks checks = Checks.of(scope, id);
            RouteServerEndpointProps props =
                    checks.required(given, "props", "pass RouteServerEndpointProps with a routeServer and a subnet");
            IRouteServerRef routeServer =
                    checks.required(props.getRouteServer(), "routeServer", "pass the route server it belongs to");
            ISubnetRef subnet = checks.required(props.getSubnet(), "subnet", "pass the subnet it is created in");
            Environments.refuseOtherRegion(checks, scope, "route server", routeServer);
            Environments.refuseOtherRegion(checks, scope, "subnet", subnet);
            return new Settings(
                    routeServer,
                    subnet,
                    props.getAssociation(),
                    FamilyTags.checked(checks, "the endpoint", props.getTags()));
        }
    }

    /** Collects the properties of a {@link RouteServerEndpoint} and creates it. */
    public static final class Builder implements software.amazon.jsii.Builder<RouteServerEndpoint> {
        private final Construct scope;
        private final String id;
        private final RouteServerEndpointProps.Builder props = RouteServerEndpointProps.builder();

        private Builder(Construct scope, String id) {
            this.scope = scope;
            this.id = id;
        }

        /**
         * A builder for an endpoint.
         *
         * @param scope parent of the endpoint
         * @param id id of the endpoint in its parent
         * @return a new builder
         */
        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        /**
         * Sets {@link RouteServerEndpointProps#getSubnet()}.
         *
         * @param subnet subnet of the endpoint; required
         * @return this builder
         */
        public Builder subnet(ISubnetRef subnet) {
            props.subnet(subnet);
            return this;
        }

        /**
         * Sets {@link RouteServerEndpointProps#getRouteServer()}.
         *
         * @param routeServer a {@link RouteServer}, an import of one, or a {@code CfnRouteServer}; required
         * @return this builder
         */
        public Builder routeServer(IRouteServerRef routeServer) {
            props.routeServer(routeServer);
            return this;
        }

        /**
         * Sets {@link RouteServerEndpointProps#getAssociation()}.
         *
         * @param association association that has to be there first
         * @return this builder
         */
        public Builder association(@Nullable IRouteServerAssociationRef association) {
            props.association(association);
            return this;
        }

        /**
         * Sets {@link RouteServerEndpointProps#getTags()}.
         *
         * @param tags tags by key; replaces what was set before
         * @return this builder
         */
        public Builder tags(@Nullable Map<String, String> tags) {
            props.tags(tags);
            return this;
        }

        /**
         * Creates the endpoint.
         *
         * @throws IllegalArgumentException if a tag cannot be used, or the route server or the subnet is in another Region
         *     than the stack
         * @throws NullPointerException if {@code routeServer} or {@code subnet} was not set
         */
        @Override
        public RouteServerEndpoint build() {
            // Not props.build(): it refuses a missing value too, and cannot name the construct.
            return new RouteServerEndpoint(scope, id, new RouteServerEndpointPropsValue(props));
        }
    }
}
