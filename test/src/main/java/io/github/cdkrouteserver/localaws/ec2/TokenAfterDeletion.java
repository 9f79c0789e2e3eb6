package io.github.cdkrouteserver.localaws.ec2;

/** What a remembered client token does once its resource is deleted. */
public enum TokenAfterDeletion {
    /** The call succeeds and returns the tombstone. */
    RETURNS_TOMBSTONE,
    /** A new resource is made. */
    CREATES_ANOTHER,
    /** The call fails with IdempotentParameterMismatch. */
    REFUSED
}
