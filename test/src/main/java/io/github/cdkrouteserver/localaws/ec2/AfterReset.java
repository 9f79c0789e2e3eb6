package io.github.cdkrouteserver.localaws.ec2;

/** The persistence that a reset ends in. */
public enum AfterReset {
    /** The one before the reset. */
    AS_BEFORE,
    /** Always enabled. */
    ENABLED,
    /** Always disabled. */
    DISABLED
}
