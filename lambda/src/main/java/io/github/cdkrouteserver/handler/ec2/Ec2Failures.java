package io.github.cdkrouteserver.handler.ec2;

import io.github.cdkrouteserver.handler.core.AwsFailure;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Translates what the SDK throws. */
final class Ec2Failures {
    private static final int SERVER_ERROR = 500;

    /** What the SDK repeats though it calls it neither throttling nor a wrong clock; it keeps that list to itself. */
    private static final Set<String> REPEATED_BY_THE_SDK =
            Set.of("PriorRequestNotComplete", "RequestTimeout", "RequestTimeoutException", "InternalError");

    /** What EC2 documents as errors of its own, should they come with a status that says otherwise. */
    private static final Set<String> SERVER_ERRORS = Set.of("InternalFailure", "ServiceUnavailable", "Unavailable");

    private static final Set<String> DENIED =
            Set.of("UnauthorizedOperation", "AccessDenied", "AccessDeniedException", "Client.UnauthorizedOperation");

    private static final int UNAUTHORIZED = 401;

    private Ec2Failures() {}

    static AwsFailure translate(String operation, String id, SdkException exception) {
        String what = id.isEmpty() ? operation : operation + " of " + id;
        if (exception instanceof AwsServiceException service) {
            AwsErrorDetails details = service.awsErrorDetails();
            if (service.statusCode() == UNAUTHORIZED && (details == null || details.errorMessage() == null)) {
                return unauthorized(what, service);
            }
            String code = details == null || details.errorCode() == null ? "UnknownError" : details.errorCode();
            String message = details == null ? service.getMessage() : details.errorMessage();
            return new AwsFailure(kindOf(service, code), what, code, message, service.requestId(), exception);
        }
        return new AwsFailure(
                AwsFailure.Kind.TRANSIENT,
                what,
                exception.getClass().getSimpleName(),
                exception.getMessage(),
                null,
                exception);
    }

    /** The JDK drops the body of such an answer when a request's body was streamed, and with it AWS's code and message. */
    private static AwsFailure unauthorized(String what, AwsServiceException exception) {
        return new AwsFailure(
                AwsFailure.Kind.DENIED,
                what,
                "HTTP 401",
                "EC2 did not accept the function's credentials, as with AuthFailure (they are not valid or not known yet,"
                        + " or a clock is wrong) and OptInRequired (the Region is not enabled for the account)",
                exception.requestId(),
                exception);
    }

    private static AwsFailure.Kind kindOf(AwsServiceException exception, String code) {
        if (DENIED.contains(code)) {
            return AwsFailure.Kind.DENIED;
        }
        if (code.equals("IncorrectState")) {
            return AwsFailure.Kind.INCORRECT_STATE;
        }
        if (code.equals("IdempotentParameterMismatch")) {
            return AwsFailure.Kind.TOKEN_MISMATCH;
        }
        // EC2 documents the last two for tags of what it does not know, and nothing for route servers.
        if ((code.startsWith("InvalidRouteServer") && code.endsWith(".NotFound"))
                || code.equals("InvalidID")
                || code.equals("InvalidID.NotFound")) {
            return AwsFailure.Kind.NOT_FOUND;
        }
        return isTransient(exception, code) ? AwsFailure.Kind.TRANSIENT : AwsFailure.Kind.OTHER;
    }

    /** Whatever the SDK itself would repeat. It does so a few times only; the lifecycle has more time than that. */
    private static boolean isTransient(AwsServiceException exception, String code) {
        return exception.isThrottlingException()
                || exception.isClockSkewException()
                || exception.statusCode() >= SERVER_ERROR
                || REPEATED_BY_THE_SDK.contains(code)
                || SERVER_ERRORS.contains(code);
    }
}
