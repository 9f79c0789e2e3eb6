package io.github.cdkrouteserver.handler.core;

/** Properties that are refused before any call to AWS. */
public final class InvalidPropertyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidPropertyException(String reason) {
        super(reason);
    }
}
