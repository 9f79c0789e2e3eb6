package io.github.cdkrouteserver.handler.core;

/** Says what a person can do about a failure. */
final class Advice {
    private Advice() {}

    static String reason(RuntimeException failure) {
        if (failure instanceof AwsFailure aws) {
            return aws.getMessage() + adviceFor(aws.kind());
        }
        return failure.getMessage();
    }

    private static String adviceFor(AwsFailure.Kind kind) {
        return switch (kind) {
            case DENIED ->
                "; allow the action to the provider's role, and look for a permissions boundary, a service"
                        + " control policy or missing cdk-route-server tags on the server";
            case INCORRECT_STATE ->
                "; something that belongs to the server is still changing: deploy again when it has" + " settled";
            case TRANSIENT ->
                "; EC2 could not be reached or is throttling: deploy again later, and check that the"
                        + " function can reach EC2 if that lasts";
            case NOT_FOUND -> "; the server is gone: deploy again to create a new one";
            case TOKEN_MISMATCH, OTHER -> "; correct the request that EC2 refused, then deploy again";
        };
    }
}
