package io.github.cdkrouteserver.localaws.cloudformation;

/** A template that cannot be evaluated, with the reason that CloudFormation's validation or event would give. */
public final class TemplateException extends RuntimeException {
    /** Creates an exception with the reason. */
    public TemplateException(String reason) {
        super(reason);
    }
}
