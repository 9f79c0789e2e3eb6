package io.github.cdkrouteserver.localaws.ec2;

/** When the topic's ARN appears after notifications were switched on. */
public enum TopicAppears {
    /** In the answer of the create or modify call. */
    IN_RESPONSE,
    /** In descriptions, once the server is available. */
    WHEN_AVAILABLE,
    /** In descriptions, some time after the server is available. */
    LATER,
    /** Never. */
    NEVER
}
