package io.github.cdkrouteserver.examples;

import io.github.cdkrouteserver.PropagationTarget;
import io.github.cdkrouteserver.RouteServer;
import io.github.cdkrouteserver.RouteServerEndpoint;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/**
 * What a cluster of three zones needs of its network: two endpoints in each private subnet, routes in every public and
 * private table, and the addresses that its nodes open their BGP sessions to.
 *
 * <p>It has no peers, and no session comes up before every node has one on the endpoints of its subnet. An operator in the
 * cluster creates them with the EC2 API, because only it knows which nodes there are.
 */
public final class OpenShiftStack extends Stack {
    /**
     * Creates the stack.
     *
     * @param scope parent of the stack
     * @param id id of the stack in its parent
     */
    public OpenShiftStack(Construct scope, String id) {
        super(scope, id);
        Vpc vpc = Vpc.Builder.create(this, "Vpc")
                .availabilityZones(List.of(zone(0), zone(1), zone(2)))
                .natGateways(1)
                .build();
        Justified.network(vpc);

        RouteServer routeServer = RouteServer.Builder.create(this, "RouteServer")
                .amazonSideAsn(65000)
                .vpc(vpc)
                .build();
        routeServer.propagateTo(PropagationTarget.vpc(vpc));
        for (RouteServerEndpoint endpoint : routeServer.addEndpoints("Workers")) {
            CfnOutput.Builder.create(endpoint, "Address")
                    .value(endpoint.getEniAddress())
                    .build();
        }
    }

    private static String zone(int index) {
        return Fn.select(index, Fn.getAzs());
    }
}
