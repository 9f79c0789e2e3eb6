package io.github.cdkrouteserver.localaws.cloudformation;

/**
 * Which physical id a custom resource's rollback update carries when its replacement had already succeeded.
 *
 * <p>AWS does not document it, so a handler has to cope with both.
 */
public enum RollbackId {
    /** The id of the resource that replaced the old one. */
    NEW,
    /** The id from before the update. */
    OLD
}
