package io.github.cdkrouteserver;

import io.github.cdkrouteserver.internal.Checks;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.interfaces.IEnvironmentAware;
import software.amazon.awscdk.interfaces.ec2.IRouteServerRef;
import software.constructs.Construct;
import software.constructs.IConstruct;

/** Accounts and Regions, as far as they are known before the deployment. */
final class Environments {
    private Environments() {}

    /** Whether two accounts or two Regions are shown to be two: a token may be either. */
    static boolean differ(String one, String other) {
        return !one.equals(other) && !Token.isUnresolved(one) && !Token.isUnresolved(other);
    }

    /** Warns where something is attached to an import that is known to be in another account than the stack. */
    static void warnOfOtherAccount(IConstruct member, IRouteServerRef routeServer) {
        if (!(routeServer instanceof ImportedRouteServer)) {
            return;
        }
        String account = routeServer.getEnv().getAccount();
        String own = Stack.of(member).getAccount();
        if (differ(account, own)) {
            Annotations.of(member)
                    .addWarningV2(
                            "io.github.cdkrouteserver:routeServerOfAnotherAccount",
                            "route server " + routeServer.getNode().getPath() + " is in account " + account
                                    + ", but this is created in account " + own
                                    + ", and AWS documents no sharing of route servers between accounts; create this in a"
                                    + " stack of that account and use the import for grants and events, or acknowledge"
                                    + " this where AWS lets you");
        }
    }

    /**
     * Refuses what is known to be in another Region than the stack of a construct. Everything that belongs to a route server
     * is in its Region.
     *
     * @param checks checks of the construct
     * @param scope parent of the construct
     * @param what what the other thing is
     * @param other the other thing
     */
    static <T extends IConstruct & IEnvironmentAware> void refuseOtherRegion(
            Checks checks, Construct scope, String what, T other) {
        // What is added to a route server of this app is in its stack.
        if (other == scope && other instanceof RouteServer) {
            return;
        }
        String region = other.getEnv().getRegion();
        String own = Stack.of(scope).getRegion();
        if (differ(region, own)) {
            throw checks.refusal(
                    what + " " + other.getNode().getPath() + " is in " + region + ", but this is created in " + own
                            + ", and a route server reaches nothing in another Region; put both into stacks of one Region");
        }
    }
}
