package io.github.cdkrouteserver;

import io.github.cdkrouteserver.internal.Checks;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.interfaces.ec2.IRouteServerRef;
import software.amazon.awscdk.interfaces.ec2.IVPCRef;
import software.amazon.awscdk.services.ec2.CfnRouteServerAssociation;
import software.amazon.awscdk.services.ec2.CfnRouteServerAssociationProps;
import software.constructs.Construct;

/**
 * The association of a route server with its VPC.
 *
 * <p>Endpoints and propagations of the same route server are created after it and deleted before it, in whichever order
 * and stacks they were defined. A route server serves one VPC, and a VPC by up to 5, unless that quota is raised.
 * {@link IRouteServer#associateVpc} is the short way to one.
 */
public final class RouteServerAssociation extends RouteServerAssociationBase implements IRouteServerAssociation {
    private final CfnRouteServerAssociation resource;
    private final String routeServerId;
    private final String vpcId;

    /**
     * Associates a route server with a VPC.
     *
     * @param scope parent of the association
     * @param id id of the association in its parent
     * @param props properties of the association
     * @throws IllegalArgumentException if the route server or the VPC is in another Region than the stack
     * @throws NullPointerException if {@code routeServer} or {@code vpc} is missing
     */
    public RouteServerAssociation(Construct scope, String id, RouteServerAssociationProps props) {
        this(scope, id, Settings.of(scope, id, props));
    }

    private RouteServerAssociation(Construct scope, String id, Settings settings) {
        super(scope, id);
        routeServerId = settings.routeServer().getRouteServerRef().getRouteServerId();
        vpcId = settings.vpc().getVpcRef().getVpcId();
        resource = new CfnRouteServerAssociation(
                this,
                "Resource",
                CfnRouteServerAssociationProps.builder()
                        .routeServerId(routeServerId)
                        .vpcId(vpcId)
                        .build());
        RouteServerFamilies.familyOf(this, settings.routeServer()).join(this, settings.vpc());
        Environments.warnOfOtherAccount(this, settings.routeServer());
    }

    /**
     * Imports an association.
     *
     * @param scope parent of the import
     * @param id id of the import in its parent
     * @param attributes what is known of the association
     * @return the association
     * @throws IllegalArgumentException if an id is empty, or an ARN or a path rather than an id
     * @throws NullPointerException if {@code attributes}, its {@code routeServerId} or its {@code vpcId} is missing
     */
    public static IRouteServerAssociation fromRouteServerAssociationAttributes(
            Construct scope, String id, RouteServerAssociationAttributes attributes) {
        Checks checks = Checks.of(scope, id);
        checks.required(
                attributes, "attributes", "pass RouteServerAssociationAttributes with a routeServerId and a vpcId");
        return new ImportedRouteServerAssociation(
                scope,
                id,
                checks.requiredId(
                        attributes.getRouteServerId(), "routeServerId", "the route server", "rs-1234567890abcdef0"),
                checks.requiredId(attributes.getVpcId(), "vpcId", "its VPC", "vpc-1234567890abcdef0"));
    }

    @Override
    public String getRouteServerId() {
        return routeServerId;
    }

    @Override
    public String getVpcId() {
        return vpcId;
    }

    CfnRouteServerAssociation resource() {
        return resource;
    }

    /** The properties, complete before the construct joins the tree. */
    private record Settings(IRouteServerRef routeServer, IVPCRef vpc) {
        static Settings of(Construct scope, String id, @Nullable RouteServerAssociationProps given) {
            Checks checks = Checks.of(scope, id);
            RouteServerAssociationProps props =
                    checks.required(given, "props", "pass RouteServerAssociationProps with a routeServer and a vpc");
            IRouteServerRef routeServer =
                    checks.required(props.getRouteServer(), "routeServer", "pass the route server to associate");
            IVPCRef vpc = checks.required(props.getVpc(), "vpc", "pass the VPC to associate it with");
            Environments.refuseOtherRegion(checks, scope, "route server", routeServer);
            Environments.refuseOtherRegion(checks, scope, "VPC", vpc);
            return new Settings(routeServer, vpc);
        }
    }

    /** Collects the properties of a {@link RouteServerAssociation} and creates it. */
    public static final class Builder implements software.amazon.jsii.Builder<RouteServerAssociation> {
        private final Construct scope;
        private final String id;
        private final RouteServerAssociationProps.Builder props = RouteServerAssociationProps.builder();

        private Builder(Construct scope, String id) {
            this.scope = scope;
            this.id = id;
        }

        /**
         * A builder for an association.
         *
         * @param scope parent of the association
         * @param id id of the association in its parent
         * @return a new builder
         */
        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        /**
         * Sets {@link RouteServerAssociationProps#getRouteServer()}.
         *
         * @param routeServer a {@link RouteServer}, an import of one, or a {@code CfnRouteServer}; required
         * @return this builder
         */
        public Builder routeServer(IRouteServerRef routeServer) {
            props.routeServer(routeServer);
            return this;
        }

        /**
         * Sets {@link RouteServerAssociationProps#getVpc()}.
         *
         * @param vpc VPC to associate the route server with; required
         * @return this builder
         */
        public Builder vpc(IVPCRef vpc) {
            props.vpc(vpc);
            return this;
        }

        /**
         * Creates the association.
         *
         * @throws IllegalArgumentException if the route server or the VPC is in another Region than the stack
         * @throws NullPointerException if {@code routeServer} or {@code vpc} was not set
         */
        @Override
        public RouteServerAssociation build() {
            // Not props.build(): it refuses a missing value too, and cannot name the construct.
            return new RouteServerAssociation(scope, id, new RouteServerAssociationPropsValue(props));
        }
    }
}
