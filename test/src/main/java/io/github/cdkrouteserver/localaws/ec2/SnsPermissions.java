package io.github.cdkrouteserver.localaws.ec2;

/** When the caller's permissions for SNS are checked. */
public enum SnsPermissions {
    /** On every create, modify and delete call. */
    ALWAYS,
    /** Only where a topic is really made or removed. */
    WHEN_USED
}
