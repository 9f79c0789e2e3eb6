package io.github.cdkrouteserver;

import io.github.cdkrouteserver.internal.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.interfaces.ec2.IRouteServerAssociationRef;
import software.amazon.awscdk.interfaces.ec2.IRouteTableRef;
import software.amazon.awscdk.services.ec2.CfnGatewayRouteTableAssociation;
import software.amazon.awscdk.services.ec2.CfnGatewayRouteTableAssociationProps;
import software.amazon.awscdk.services.ec2.CfnRouteTable;
import software.amazon.awscdk.services.ec2.CfnRouteTableProps;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.jsii.JsiiException;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * Route tables that {@link IRouteServer#propagateTo} installs the routes of a route server in.
 *
 * <p>Each table gets them once, however many subnets share it and however often it is named. AWS installs no routes in
 * the tables of virtual private gateways and transit gateways.
 */
public abstract class PropagationTarget {
    private static final String EDGE = "InternetGateway";
    private static final String EDGE_TABLE = "InternetGatewayTable";

    PropagationTarget() {}

    private static void required(@Nullable Object value, String name, String remedy) {
        if (value == null) {
            throw new NullPointerException("PropagationTarget: " + name + " is required; " + remedy);
        }
    }

    /**
     * The route tables of all subnets of a VPC that CDK knows of: public, private and isolated ones.
     *
     * <p>The main table and those of gateways belong to no subnet; name them too where they are to have the routes.
     *
     * @param vpc a VPC
     * @return the target
     * @throws NullPointerException if {@code vpc} is missing
     */
    public static PropagationTarget vpc(IVpc vpc) {
        required(vpc, "vpc", "pass the VPC whose route tables get the routes");
        return new OfSubnets(vpc, () -> {
            List<ISubnet> all = new ArrayList<>(vpc.getPublicSubnets());
            all.addAll(vpc.getPrivateSubnets());
            all.addAll(vpc.getIsolatedSubnets());
            return all;
        });
    }

    /**
     * The route tables of selected subnets of a VPC.
     *
     * @param vpc a VPC
     * @param selection which of its subnets
     * @return the target
     * @throws NullPointerException if an argument is missing
     */
    public static PropagationTarget subnets(IVpc vpc, SubnetSelection selection) {
        required(vpc, "vpc", "pass the VPC to select subnets from");
        required(selection, "selection", "pass a SubnetSelection, or use PropagationTarget.vpc(vpc) for all subnets");
        return new OfSubnets(vpc, () -> vpc.selectSubnets(selection).getSubnets());
    }

    /**
     * The route table of one subnet.
     *
     * @param subnet a subnet; an imported one has to be imported with its {@code routeTableId}
     * @return the target
     * @throws NullPointerException if {@code subnet} is missing
     */
    public static PropagationTarget subnet(ISubnet subnet) {
        required(subnet, "subnet", "pass the subnet whose route table gets the routes");
        return new OfSubnets(subnet, () -> List.of(subnet));
    }

    /**
     * One route table, whatever it is a route table of.
     *
     * @param routeTable a {@code CfnRouteTable}, say
     * @return the target
     * @throws NullPointerException if {@code routeTable} is missing
     */
    public static PropagationTarget routeTable(IRouteTableRef routeTable) {
        required(routeTable, "routeTable", "pass the route table that gets the routes");
        return new PropagationTarget() {
            @Override
            List<Table> tables(RouteServerBase routeServer, Construct parent, String stackPath) {
                Environments.refuseOtherRegion(Checks.of(routeServer), routeServer, "route table", routeTable);
                String routeTableId = routeTable.getRouteTableRef().getRouteTableId();
                return List.of(new Table(nameOf(routeServer, routeTableId, stackPath, routeTable), routeTableId));
            }
        };
    }

    /**
     * One route table of which only the id is known: a parameter or an import from another stack, say.
     *
     * @param id id of the propagation in the route server. Keep it: its logical id depends on it
     * @param routeTableId id of the route table
     * @return the target
     * @throws NullPointerException if an argument is missing
     */
    public static PropagationTarget routeTableId(String id, String routeTableId) {
        required(id, "id", "pass an id for the propagation in the route server");
        required(routeTableId, "routeTableId", "pass the id of the route table that gets the routes");
        return new PropagationTarget() {
            @Override
            List<Table> tables(RouteServerBase routeServer, Construct parent, String stackPath) {
                if (id.isEmpty()) {
                    throw Checks.of(routeServer)
                            .refusal("the id of a propagation is empty; name it, for example \"MainTable\"");
                }
                if (id.equals(EDGE) || id.equals(EDGE_TABLE)) {
                    throw Checks.of(routeServer)
                            .refusal("the id '" + id
                                    + "' is kept for the table of an internet gateway; choose another one");
                }
                return List.of(new Table(id, routeTableId));
            }
        };
    }

    /**
     * A new route table for the internet gateway of a VPC, so that what comes in from the internet takes the routes too.
     *
     * <p>A gateway has one route table at most. It is made with the first route server that asks for it, and others of the
     * same stage propagate to the same one. Where the gateway has another one already, name that with {@link #routeTable}.
     *
     * @param vpc a VPC that this app creates, with public subnets
     * @return the target
     * @throws IllegalArgumentException if the VPC has no internet gateway
     * @throws NullPointerException if {@code vpc} is missing
     */
    public static PropagationTarget internetGateway(Vpc vpc) {
        required(vpc, "vpc", "pass the VPC whose internet gateway gets a route table");
        String gatewayId = vpc.getInternetGatewayId();
        if (gatewayId == null) {
            throw new IllegalArgumentException(vpc.getNode().getPath()
                    + ": the VPC has no internet gateway; give it a public subnet, or name another route table");
        }
        return internetGateway(vpc, gatewayId);
    }

    /**
     * A new route table for the internet gateway of an imported VPC, so that what comes in from the internet takes the
     * routes too.
     *
     * <p>A gateway has one route table at most. It is made with the first route server that asks for it, and others of the
     * same stage propagate to the same one. Where the gateway has another one already, name that with {@link #routeTable}.
     *
     * @param vpc the VPC
     * @param internetGatewayId id of its internet gateway
     * @return the target
     * @throws NullPointerException if an argument is missing
     */
    public static PropagationTarget internetGateway(IVpc vpc, String internetGatewayId) {
        required(vpc, "vpc", "pass the VPC whose internet gateway gets a route table");
        required(internetGatewayId, "internetGatewayId", "pass the id of the internet gateway");
        return new PropagationTarget() {
            @Override
            List<Table> tables(RouteServerBase routeServer, Construct parent, String stackPath) {
                Environments.refuseOtherRegion(Checks.of(routeServer), routeServer, "VPC", vpc);
                return List.of(new Table(EDGE, edgeTable(routeServer, parent, vpc, internetGatewayId)));
            }
        };
    }

    /** The tables, with names for their propagations that stay the same whatever else is propagated to. */
    abstract List<Table> tables(RouteServerBase routeServer, Construct parent, String stackPath);

    static List<RouteServerPropagation> propagate(
            RouteServerBase routeServer,
            @Nullable IRouteServerAssociationRef association,
            PropagationTarget... targets) {
        Checks checks = Checks.of(routeServer);
        String remedy = "pass PropagationTarget.vpc(vpc), for example";
        for (PropagationTarget target : checks.required(targets, "targets", remedy)) {
            checks.required(target, "target", remedy);
        }
        if (targets.length == 0) {
            throw checks.refusal("no target is given; " + remedy);
        }
        RouteServerFamily family = routeServer.family();
        String stackPath = Stack.of(routeServer).getNode().getPath();
        IConstruct existing = routeServer.getNode().tryFindChild("Propagations");
        Construct parent = existing == null ? new Construct(routeServer, "Propagations") : (Construct) existing;
        List<RouteServerPropagation> propagations = new ArrayList<>();
        for (PropagationTarget target : targets) {
            for (Table table : target.tables(routeServer, parent, stackPath)) {
                RouteServerPropagation propagation = family.propagationTo(table.routeTableId());
                if (propagation == null) {
                    refuseTaken(checks, parent, table.name());
                    propagation = new RouteServerPropagation(
                            parent,
                            table.name(),
                            RouteServerPropagationProps.builder()
                                    .routeServer(routeServer)
                                    .routeTableId(table.routeTableId())
                                    .association(association)
                                    .build());
                } else if (association != null) {
                    family.follow(propagation, association);
                }
                if (!propagations.contains(propagation)) {
                    propagations.add(propagation);
                }
            }
        }
        return List.copyOf(propagations);
    }

    private static void refuseTaken(Checks checks, Construct parent, String name) {
        if (parent.getNode().tryFindChild(name) != null) {
            throw checks.refusal(
                    "the id '" + name + "' is taken among the propagations of the route server; choose another"
                            + " one for this route table");
        }
    }

    /** Named by the table and not by who uses it: another user of the same table would name it differently. */
    private static String nameOf(
            RouteServerBase routeServer, String routeTableId, String stackPath, IConstruct otherwise) {
        ResourceIdentity identity = routeServer.family().families().identity(routeTableId);
        if (identity.resource() != null) {
            return StableIds.inside(stackPath, identity.resource());
        }
        return identity.known() ? routeTableId : StableIds.inside(stackPath, otherwise);
    }

    private static String edgeTable(RouteServerBase routeServer, Construct parent, IVpc vpc, String internetGatewayId) {
        RouteServerFamily family = routeServer.family();
        String known = family.families().edgeTable(internetGatewayId);
        if (known != null && family.propagationTo(known) != null) {
            return known;
        }
        if (parent.getNode().tryFindChild(EDGE) != null) {
            throw Checks.of(routeServer)
                    .refusal("the route table of an internet gateway has the routes already, and "
                            + (Token.isUnresolved(internetGatewayId) ? "this one" : internetGatewayId)
                            + " cannot be shown to be the same gateway; a route server serves one VPC, which has one"
                            + " internet gateway, so name each gateway in one way, and use another route server for"
                            + " another VPC");
        }
        if (known != null) {
            return known;
        }
        Construct edge = new Construct(parent, EDGE_TABLE);
        CfnRouteTable table = new CfnRouteTable(
                edge,
                "Resource",
                CfnRouteTableProps.builder().vpcId(vpc.getVpcId()).build());
        CfnGatewayRouteTableAssociation association = new CfnGatewayRouteTableAssociation(
                edge,
                "Association",
                CfnGatewayRouteTableAssociationProps.builder()
                        .gatewayId(internetGatewayId)
                        .routeTableId(table.getRef())
                        .build());
        // A gateway can be given a route table once it is attached to the VPC. That is what the default routes of
        // public subnets wait for; what the VPC itself calls its connectivity is the gateway alone.
        for (ISubnet subnet : vpc.getPublicSubnets()) {
            association.getNode().addDependency(subnet.getInternetConnectivityEstablished());
        }
        family.families().edgeTable(internetGatewayId, table.getRef());
        return table.getRef();
    }

    /** A route table, and what to call the propagation to it. */
    record Table(String name, String routeTableId) {}

    private static final class OfSubnets extends PropagationTarget {
        private final IConstruct origin;
        private final Supplier<List<ISubnet>> subnets;

        OfSubnets(IConstruct origin, Supplier<List<ISubnet>> subnets) {
            this.origin = origin;
            this.subnets = subnets;
        }

        @Override
        List<Table> tables(RouteServerBase routeServer, Construct parent, String stackPath) {
            List<ISubnet> selected = subnets.get();
            if (selected.isEmpty()) {
                throw new IllegalArgumentException(
                        routeServer.getNode().getPath() + ": there is no subnet to propagate to in "
                                + origin.getNode().getPath() + "; name the route tables themselves");
            }
            List<Table> tables = new ArrayList<>();
            Environments.refuseOtherRegion(Checks.of(routeServer), routeServer, "subnet", selected.get(0));
            for (ISubnet subnet : selected) {
                String routeTableId = routeTableIdOf(routeServer, subnet);
                // Subnets that share a table share its name too, unless it is a token of which nothing is known.
                if (tables.stream().noneMatch(table -> table.routeTableId().equals(routeTableId))) {
                    tables.add(new Table(nameOf(routeServer, routeTableId, stackPath, subnet), routeTableId));
                }
            }
            return tables;
        }

        private static String routeTableIdOf(RouteServerBase routeServer, ISubnet subnet) {
            try {
                return subnet.getRouteTable().getRouteTableId();
            } catch (JsiiException e) {
                // CDK gives a subnet that was imported without its route table one without an id, against its types.
                throw new IllegalArgumentException(
                        routeServer.getNode().getPath() + ": the route table of subnet "
                                + subnet.getNode().getPath()
                                + " is not known; import the subnet with its routeTableId, or name the route table with"
                                + " PropagationTarget.routeTableId(...)",
                        e);
            }
        }
    }
}
