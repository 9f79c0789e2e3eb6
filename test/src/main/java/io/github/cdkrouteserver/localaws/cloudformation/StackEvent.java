package io.github.cdkrouteserver.localaws.cloudformation;

import java.time.Instant;

/**
 * What happened to a stack or to one of its resources.
 *
 * @param time when
 * @param stackName the stack
 * @param logicalId the resource's logical id, or the stack's name
 * @param type the resource's type, or {@code AWS::CloudFormation::Stack}
 * @param physicalId the physical id, empty as long as there is none
 * @param status CloudFormation's status, such as {@code CREATE_COMPLETE}
 * @param reason why, empty where there is nothing to say
 */
public record StackEvent(
        Instant time,
        String stackName,
        String logicalId,
        String type,
        String physicalId,
        String status,
        String reason) {
    /** The type of the events that concern the stack itself. */
    public static final String STACK_TYPE = "AWS::CloudFormation::Stack";
}
