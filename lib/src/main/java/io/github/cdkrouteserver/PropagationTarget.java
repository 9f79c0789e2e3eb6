package io.github.cdkrouteserver;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Stack;
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
    PropagationTarget() {}

    /**
     * The route tables of all subnets of a VPC that CDK knows of: public, private and isolated ones.
     *
     * <p>The main table and those of gateways belong to no subnet; name them too where they are to have the routes.
     *
     * @param vpc a VPC
     * @return the target
     */
    public static PropagationTarget vpc(IVpc vpc) {
        return new OfSubnets() {
            @Override
            List<ISubnet> subnets() {
                List<ISubnet> all = new ArrayList<>(vpc.getPublicSubnets());
                all.addAll(vpc.getPrivateSubnets());
                all.addAll(vpc.getIsolatedSubnets());
                return all;
            }

            @Override
            IConstruct origin() {
                return vpc;
            }
        };
    }

    /**
     * The route tables of selected subnets of a VPC.
     *
     * @param vpc a VPC
     * @param selection which of its subnets
     * @return the target
     */
    public static PropagationTarget subnets(IVpc vpc, SubnetSelection selection) {
        return new OfSubnets() {
            @Override
            List<ISubnet> subnets() {
                return vpc.selectSubnets(selection).getSubnets();
            }

            @Override
            IConstruct origin() {
                return vpc;
            }
        };
    }

    /**
     * The route table of one subnet.
     *
     * @param subnet a subnet; an imported one has to be imported with its {@code routeTableId}
     * @return the target
     */
    public static PropagationTarget subnet(ISubnet subnet) {
        return new OfSubnets() {
            @Override
            List<ISubnet> subnets() {
                return List.of(subnet);
            }

            @Override
            IConstruct origin() {
                return subnet;
            }
        };
    }

    /**
     * One route table, whatever it is a route table of.
     *
     * @param routeTable a {@code CfnRouteTable}, say
     * @return the target
     */
    public static PropagationTarget routeTable(IRouteTableRef routeTable) {
        return new PropagationTarget() {
            @Override
            List<Table> tables(RouteServerBase routeServer, Construct parent, String stackPath) {
                String routeTableId = routeTable.getRouteTableRef().getRouteTableId();
                return List.of(new Table(nameOf(routeServer, routeTableId, stackPath, routeTable), routeTableId));
            }
        };
    }

    /**
     * One route table that only its id is known of: a parameter or an import from another stack, say.
     *
     * @param id id of the propagation in the route server, where neither the literal id of the route table nor the
     *     construct it comes from can name it
     * @param routeTableId id of the route table
     * @return the target
     */
    public static PropagationTarget routeTableId(String id, String routeTableId) {
        return new PropagationTarget() {
            @Override
            List<Table> tables(RouteServerBase routeServer, Construct parent, String stackPath) {
                return List.of(new Table(id, routeTableId));
            }
        };
    }

    /**
     * A new route table for the internet gateway of a VPC, so that what comes in from the internet takes the routes too.
     *
     * <p>A gateway has one route table at most. Where it has one already, name that with {@link #routeTable}.
     *
     * @param vpc a VPC that this app creates, with public subnets
     * @return the target
     * @throws IllegalArgumentException if the VPC has no internet gateway
     */
    public static PropagationTarget internetGateway(Vpc vpc) {
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
     * <p>A gateway has one route table at most. Where it has one already, name that with {@link #routeTable}.
     *
     * @param vpc the VPC
     * @param internetGatewayId id of its internet gateway
     * @return the target
     */
    public static PropagationTarget internetGateway(IVpc vpc, String internetGatewayId) {
        return new PropagationTarget() {
            @Override
            List<Table> tables(RouteServerBase routeServer, Construct parent, String stackPath) {
                return List.of(new Table("InternetGateway", edgeTable(parent, vpc, internetGatewayId)));
            }
        };
    }

    /** The tables, with names for their propagations that stay the same whatever else is propagated to. */
    abstract List<Table> tables(RouteServerBase routeServer, Construct parent, String stackPath);

    static List<RouteServerPropagation> propagate(RouteServerBase routeServer, PropagationTarget... targets) {
        RouteServerFamily family = routeServer.family();
        String stackPath = Stack.of(routeServer).getNode().getPath();
        IConstruct existing = routeServer.getNode().tryFindChild("Propagations");
        Construct parent = existing == null ? new Construct(routeServer, "Propagations") : (Construct) existing;
        List<RouteServerPropagation> propagations = new ArrayList<>();
        for (PropagationTarget target : targets) {
            for (Table table : target.tables(routeServer, parent, stackPath)) {
                RouteServerPropagation propagation = family.propagationTo(table.routeTableId());
                if (propagation == null) {
                    propagation = new RouteServerPropagation(
                            parent,
                            table.name(),
                            RouteServerPropagationProps.builder()
                                    .routeServer(routeServer)
                                    .routeTableId(table.routeTableId())
                                    .build());
                }
                if (!propagations.contains(propagation)) {
                    propagations.add(propagation);
                }
            }
        }
        return List.copyOf(propagations);
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

    private static String edgeTable(Construct parent, IVpc vpc, String internetGatewayId) {
        IConstruct existing = parent.getNode().tryFindChild("InternetGatewayTable");
        if (existing != null) {
            return ((CfnRouteTable) existing.getNode().findChild("Resource")).getRef();
        }
        Construct edge = new Construct(parent, "InternetGatewayTable");
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
        // A gateway can be given a route table once it is attached to the VPC. The default routes of public subnets
        // wait
        // for that; what the VPC itself calls its connectivity is the gateway alone.
        for (ISubnet subnet : vpc.getPublicSubnets()) {
            association.getNode().addDependency(subnet.getInternetConnectivityEstablished());
        }
        return table.getRef();
    }

    /** A route table, and what to call the propagation to it. */
    record Table(String name, String routeTableId) {}

    private abstract static class OfSubnets extends PropagationTarget {
        abstract List<ISubnet> subnets();

        abstract IConstruct origin();

        @Override
        List<Table> tables(RouteServerBase routeServer, Construct parent, String stackPath) {
            List<ISubnet> subnets = subnets();
            if (subnets.isEmpty()) {
                throw new IllegalArgumentException(
                        routeServer.getNode().getPath() + ": there is no subnet to propagate to in "
                                + origin().getNode().getPath() + "; name the route tables themselves");
            }
            List<Table> tables = new ArrayList<>();
            for (ISubnet subnet : subnets) {
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
                // CDK gives a subnet that was imported without its route table one that has no id, against its own
                // types.
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
