package io.github.cdkrouteserver;

import io.github.cdkrouteserver.internal.Checks;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.interfaces.ec2.IRouteServerAssociationRef;
import software.amazon.awscdk.interfaces.ec2.IRouteServerRef;
import software.amazon.awscdk.interfaces.ec2.IRouteTableRef;
import software.amazon.awscdk.services.ec2.CfnRouteServerPropagation;
import software.amazon.awscdk.services.ec2.CfnRouteServerPropagationProps;
import software.constructs.Construct;

/**
 * The propagation of a route server's routes to a route table.
 *
 * <p>Without one everything looks healthy, and no packet takes another way. {@link IRouteServer#propagateTo} is the
 * short way to many. It is created after the association with the VPC and deleted before it.
 */
public final class RouteServerPropagation extends RouteServerPropagationBase implements IRouteServerPropagation {
    private final CfnRouteServerPropagation resource;
    private final String routeServerId;
    private final String routeTableId;

    /**
     * Propagates the routes of a route server to a route table.
     *
     * @param scope parent of the propagation
     * @param id id of the propagation in its parent
     * @param props properties of the propagation
     * @throws IllegalArgumentException if none or both of {@code routeTable} and {@code routeTableId} are given, or the
     *     route server or the route table is in another Region than the stack
     * @throws NullPointerException if {@code routeServer} is missing
     */
    public RouteServerPropagation(Construct scope, String id, RouteServerPropagationProps props) {
        this(scope, id, Settings.of(scope, id, props));
    }

    private RouteServerPropagation(Construct scope, String id, Settings settings) {
        super(scope, id);
        routeServerId = settings.routeServer().getRouteServerRef().getRouteServerId();
        routeTableId = settings.routeTableId();
        resource = new CfnRouteServerPropagation(
                this,
                "Resource",
                CfnRouteServerPropagationProps.builder()
                        .routeServerId(routeServerId)
                        .routeTableId(routeTableId)
                        .build());
        RouteServerFamilies.familyOf(this, settings.routeServer()).join(this, routeTableId, settings.association());
        Environments.warnOfOtherAccount(this, settings.routeServer());
    }

    /**
     * Imports a propagation.
     *
     * @param scope parent of the import
     * @param id id of the import in its parent
     * @param attributes what is known of the propagation
     * @return the propagation
     * @throws IllegalArgumentException if an id is empty, or an ARN or a path rather than an id
     * @throws NullPointerException if {@code attributes}, its {@code routeServerId} or its {@code routeTableId} is missing
     */
    public static IRouteServerPropagation fromRouteServerPropagationAttributes(
            Construct scope, String id, RouteServerPropagationAttributes attributes) {
        Checks checks = Checks.of(scope, id);
        checks.required(
                attributes,
                "attributes",
                "pass RouteServerPropagationAttributes with a routeServerId and a routeTableId");
        return new ImportedRouteServerPropagation(
                scope,
                id,
                checks.requiredId(
                        attributes.getRouteServerId(), "routeServerId", "the route server", "rs-1234567890abcdef0"),
                checks.requiredId(
                        attributes.getRouteTableId(), "routeTableId", "the route table", "rtb-1234567890abcdef0"));
    }

    @Override
    public String getRouteServerId() {
        return routeServerId;
    }

    @Override
    public String getRouteTableId() {
        return routeTableId;
    }

    CfnRouteServerPropagation resource() {
        return resource;
    }

    /** The properties after all checks, before the construct joins the tree. */
    private record Settings(
            IRouteServerRef routeServer,
            String routeTableId,
            @Nullable IRouteServerAssociationRef association) {
        static Settings of(Construct scope, String id, @Nullable RouteServerPropagationProps given) {
            Checks checks = Checks.of(scope, id);
            RouteServerPropagationProps props = checks.required(
                    given, "props", "pass RouteServerPropagationProps with a routeServer and a routeTable");
            IRouteServerRef routeServer = checks.required(
                    props.getRouteServer(), "routeServer", "pass the route server whose routes are installed");
            Environments.refuseOtherRegion(checks, scope, "route server", routeServer);
            IRouteTableRef routeTable = props.getRouteTable();
            String routeTableId = props.getRouteTableId();
            if (routeTable != null && routeTableId != null) {
                throw checks.refusal("both routeTable and routeTableId are given; leave one of them out");
            }
            if (routeTable != null) {
                Environments.refuseOtherRegion(checks, scope, "route table", routeTable);
                routeTableId = routeTable.getRouteTableRef().getRouteTableId();
            }
            if (routeTableId == null) {
                throw checks.refusal("neither routeTable nor routeTableId is given; a propagation needs one of them");
            }
            return new Settings(routeServer, routeTableId, props.getAssociation());
        }
    }

    /** Collects the properties of a {@link RouteServerPropagation} and creates it. */
    public static final class Builder implements software.amazon.jsii.Builder<RouteServerPropagation> {
        private final Construct scope;
        private final String id;
        private final RouteServerPropagationProps.Builder props = RouteServerPropagationProps.builder();

        private Builder(Construct scope, String id) {
            this.scope = scope;
            this.id = id;
        }

        /**
         * A builder for a propagation.
         *
         * @param scope parent of the propagation
         * @param id id of the propagation in its parent
         * @return a new builder
         */
        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        /**
         * Sets {@link RouteServerPropagationProps#getRouteServer()}.
         *
         * @param routeServer a {@link RouteServer}, an import of one, or a {@code CfnRouteServer}; required
         * @return this builder
         */
        public Builder routeServer(IRouteServerRef routeServer) {
            props.routeServer(routeServer);
            return this;
        }

        /**
         * Sets {@link RouteServerPropagationProps#getRouteTable()}.
         *
         * @param routeTable route table that gets the routes
         * @return this builder
         */
        public Builder routeTable(@Nullable IRouteTableRef routeTable) {
            props.routeTable(routeTable);
            return this;
        }

        /**
         * Sets {@link RouteServerPropagationProps#getRouteTableId()}.
         *
         * @param routeTableId id of the route table that gets the routes
         * @return this builder
         */
        public Builder routeTableId(@Nullable String routeTableId) {
            props.routeTableId(routeTableId);
            return this;
        }

        /**
         * Sets {@link RouteServerPropagationProps#getAssociation()}.
         *
         * @param association association that has to be there first
         * @return this builder
         */
        public Builder association(@Nullable IRouteServerAssociationRef association) {
            props.association(association);
            return this;
        }

        /**
         * Creates the propagation.
         *
         * @throws IllegalArgumentException if none or both of {@code routeTable} and {@code routeTableId} were set, or the
         *     route server or the route table is in another Region than the stack
         * @throws NullPointerException if {@code routeServer} was not set
         */
        @Override
        public RouteServerPropagation build() {
            // Not props.build(): it refuses a missing value too, and cannot name the construct.
            return new RouteServerPropagation(scope, id, new RouteServerPropagationPropsValue(props));
        }
    }
}
