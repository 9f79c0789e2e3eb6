package io.github.cdkrouteserver;

import io.github.cdkrouteserver.internal.Checks;
import java.util.List;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.interfaces.ec2.IRouteServerRef;
import software.amazon.awscdk.interfaces.ec2.IVPCRef;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.IGrantable;

/**
 * Permissions on a route server, for other principals than the one that CloudFormation changes it with.
 *
 * <p>Which actions know which resources is said in the service authorization reference of Amazon EC2.
 */
public final class RouteServerGrants {
    private final IRouteServerRef routeServer;

    private RouteServerGrants(IRouteServerRef routeServer) {
        this.routeServer = routeServer;
    }

    /**
     * The grants of a route server.
     *
     * @param routeServer a {@link RouteServer}, an import of one, or a {@code CfnRouteServer}
     * @return the grants
     * @throws NullPointerException if {@code routeServer} is missing
     */
    public static RouteServerGrants fromRouteServer(IRouteServerRef routeServer) {
        if (routeServer == null) {
            throw new NullPointerException(
                    "RouteServerGrants.fromRouteServer: routeServer is required; pass the one that is used");
        }
        return new RouteServerGrants(routeServer);
    }

    /**
     * Allows a principal to see the state, the associations, the propagations and the routing database.
     *
     * <p>DescribeRouteServers has no resource-level permissions, so it allows listing the other route servers of the
     * account too.
     *
     * @param grantee the principal
     * @return what was granted
     * @throws NullPointerException if {@code grantee} is missing
     */
    public Grant read(IGrantable grantee) {
        return on(grantee, List.of("*"), List.of("ec2:DescribeRouteServers"))
                .combine(actions(
                        grantee,
                        List.of(
                                "ec2:GetRouteServerAssociations",
                                "ec2:GetRouteServerPropagations",
                                "ec2:GetRouteServerRoutingDatabase")));
    }

    /**
     * Allows a principal to associate the route server with a VPC, and to end the association.
     *
     * @param grantee the principal
     * @param vpc the only VPC it may do that with
     * @return what was granted
     * @throws NullPointerException if an argument is missing
     */
    public Grant associate(IGrantable grantee, IVPCRef vpc) {
        Checks.of(routeServer).required(vpc, "vpc", "pass the only one that the principal may name");
        return on(
                        grantee,
                        List.of(arn(), arnOf(vpc)),
                        List.of("ec2:AssociateRouteServer", "ec2:DisassociateRouteServer"))
                .combine(actions(grantee, List.of("ec2:GetRouteServerAssociations")));
    }

    /**
     * Allows a principal to change persistence and notifications.
     *
     * <p>Turning notifications on and off makes EC2 create and delete the topic with the caller's authority, under a
     * name that AWS does not document; so it is allowed for all topics of the account and Region.
     *
     * @param grantee the principal
     * @return what was granted
     * @throws NullPointerException if {@code grantee} is missing
     */
    public Grant modify(IGrantable grantee) {
        String topics = Stack.of(routeServer)
                .formatArn(ArnComponents.builder()
                        .service("sns")
                        .account(routeServer.getEnv().getAccount())
                        .region(routeServer.getEnv().getRegion())
                        .resource("*")
                        .arnFormat(ArnFormat.NO_RESOURCE_NAME)
                        .build());
        return actions(grantee, List.of("ec2:ModifyRouteServer"))
                .combine(on(grantee, List.of(topics), List.of("sns:CreateTopic", "sns:DeleteTopic")));
    }

    /**
     * Allows a principal any actions on the route server.
     *
     * @param grantee the principal
     * @param actions IAM actions that know route servers as a resource, such as {@code ec2:EnableRouteServerPropagation}
     * @return what was granted
     * @throws IllegalArgumentException if there is no action
     * @throws NullPointerException if an argument or an action is missing
     */
    public Grant actions(IGrantable grantee, List<String> actions) {
        return on(grantee, List.of(arn()), actions);
    }

    private String arn() {
        return routeServer.getRouteServerRef().getRouteServerArn();
    }

    private String arnOf(IVPCRef vpc) {
        return Stack.of(routeServer)
                .formatArn(ArnComponents.builder()
                        .service("ec2")
                        .account(vpc.getEnv().getAccount())
                        .region(vpc.getEnv().getRegion())
                        .resource("vpc")
                        .resourceName(vpc.getVpcRef().getVpcId())
                        .build());
    }

    private Grant on(IGrantable grantee, List<String> resources, List<String> actions) {
        Checks checks = Checks.of(routeServer);
        checks.required(grantee, "grantee", "pass who gets the permission, such as a role");
        String remedy = "name IAM actions, such as \"ec2:EnableRouteServerPropagation\"";
        for (String action : checks.required(actions, "actions", remedy)) {
            checks.required(action, "action", remedy);
        }
        if (actions.isEmpty()) {
            throw checks.refusal("no action is given; " + remedy);
        }
        return Grant.addToPrincipal(GrantOnPrincipalOptions.builder()
                .grantee(grantee)
                .actions(actions)
                .resourceArns(resources)
                .build());
    }
}
