package io.github.cdkrouteserver.localaws.cloudformation;

import java.time.Duration;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** The EC2 that native resources live in. */
public interface Ec2Access {
    /** Returns a client whose credentials may do everything, as CloudFormation's own role may. */
    Ec2Client client();

    /** Lets time pass. */
    void pause(Duration duration) throws InterruptedException;

    /** Registers a subnet that a template made. */
    void subnet(String subnetId, String vpcId, String cidrBlock);

    /** Registers a route table that a template made. */
    void routeTable(String routeTableId, String vpcId);

    /** Returns how long a call that meets IncorrectState is repeated. */
    default Duration incorrectStateRetry() {
        return Duration.ofSeconds(5);
    }

    /** Returns how long a state is waited for. */
    default Duration stateWait() {
        return Duration.ofMinutes(2);
    }
}
