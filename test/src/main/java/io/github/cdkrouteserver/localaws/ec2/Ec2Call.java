package io.github.cdkrouteserver.localaws.ec2;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A call that reached the local EC2.
 *
 * @param number 1 for the first call of all
 * @param numberOfAction 1 for the first call of this action
 * @param time when it arrived
 * @param caller ARN of the principal; {@code anonymous} where the signature was no good
 * @param action such as {@code CreateRouteServer}
 * @param parameters by wire name, without Action and Version
 */
public record Ec2Call(
        long number, long numberOfAction, Instant time, String caller, String action, Map<String, String> parameters) {
    /** Copies the parameters. */
    public Ec2Call {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }
}
