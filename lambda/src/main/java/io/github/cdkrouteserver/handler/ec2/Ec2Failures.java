package io.github.cdkrouteserver.handler.ec2;

import io.github.cdkrouteserver.handler.core.AwsFailure;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Translates what the SDK throws. */
final class Ec2Failures {
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Set<String> THROTTLING = Set.of(
            "RequestLimitExceeded",
            "Throttling",
            "ThrottlingException",
            "ThrottledException",
            "RequestThrottled",
            "RequestThrottledException",
            "TooManyRequestsException",
            "Unavailable",
            "ServiceUnavailable",
            "InternalError",
            "InternalFailure",
            "RequestTimeout",
            "RequestTimeoutException",
            "PriorRequestNotComplete");
    private static final Set<String> DENIED =
            Set.of("UnauthorizedOperation", "AccessDenied", "AccessDeniedException", "Client.UnauthorizedOperation");

    private Ec2Failures() {}

    static AwsFailure translate(String operation, String id, SdkException exception) {
        String what = id.isEmpty() ? operation : operation + " of " + id;
        if (exception instanceof AwsServiceException service) {
            AwsErrorDetails details = service.awsErrorDetails();
            String code = details == null || details.errorCode() == null ? "UnknownError" : details.errorCode();
            String message = details == null ? service.getMessage() : details.errorMessage();
            return new AwsFailure(
                    kindOf(code, service.statusCode()), what, code, message, service.requestId(), exception);
        }
        return new AwsFailure(
                AwsFailure.Kind.TRANSIENT,
                what,
                exception.getClass().getSimpleName(),
                exception.getMessage(),
                null,
                exception);
    }

    static AwsFailure.Kind kindOf(String code, int status) {
        if (THROTTLING.contains(code)) {
            return AwsFailure.Kind.TRANSIENT;
        }
        if (DENIED.contains(code)) {
            return AwsFailure.Kind.DENIED;
        }
        if (code.equals("IncorrectState")) {
            return AwsFailure.Kind.INCORRECT_STATE;
        }
        if (code.equals("IdempotentParameterMismatch")) {
            return AwsFailure.Kind.TOKEN_MISMATCH;
        }
        if (code.startsWith("InvalidRouteServer") && code.endsWith(".NotFound")) {
            return AwsFailure.Kind.NOT_FOUND;
        }
        return status >= SERVER_ERROR || status == TOO_MANY_REQUESTS
                ? AwsFailure.Kind.TRANSIENT
                : AwsFailure.Kind.OTHER;
    }
}
