package io.github.cdkrouteserver.localaws.ec2;

/** What deleting something that is deleted, or going away, answers. */
public enum DeleteAgain {
    /** The NotFound code of the resource. */
    NOT_FOUND,
    /** IncorrectState. */
    INCORRECT_STATE,
    /** Success, with the resource as it is. */
    SUCCESS
}
