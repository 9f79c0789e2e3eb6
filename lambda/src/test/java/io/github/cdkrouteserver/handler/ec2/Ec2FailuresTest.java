package io.github.cdkrouteserver.handler.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkrouteserver.handler.core.AwsFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

class Ec2FailuresTest {
    @ParameterizedTest
    @CsvSource({
        "RequestLimitExceeded,503,TRANSIENT",
        "RequestLimitExceeded,400,TRANSIENT",
        "EC2ThrottledException,400,TRANSIENT",
        "SlowDown,400,TRANSIENT",
        "BandwidthLimitExceeded,400,TRANSIENT",
        "ThrottlingException,400,TRANSIENT",
        "RequestTimeTooSkewed,403,TRANSIENT",
        "RequestExpired,400,TRANSIENT",
        "RequestInTheFuture,400,TRANSIENT",
        "AuthFailure,401,OTHER",
        "PriorRequestNotComplete,400,TRANSIENT",
        "RequestTimeout,400,TRANSIENT",
        "RequestTimeoutException,400,TRANSIENT",
        "Unavailable,400,TRANSIENT",
        "InternalError,500,TRANSIENT",
        "InternalError,400,TRANSIENT",
        "Whatever,502,TRANSIENT",
        "Whatever,429,TRANSIENT",
        "UnauthorizedOperation,403,DENIED",
        "IncorrectState,500,INCORRECT_STATE",
        "InvalidRouteServerId.NotFound,503,NOT_FOUND",
        "IncorrectState,400,INCORRECT_STATE",
        "IdempotentParameterMismatch,400,TOKEN_MISMATCH",
        "InvalidRouteServerId.NotFound,400,NOT_FOUND",
        "InvalidRouteServerID.NotFound,400,NOT_FOUND",
        "InvalidID,400,NOT_FOUND",
        "InvalidID.NotFound,400,NOT_FOUND",
        "InvalidVpcID.NotFound,400,OTHER",
        "InvalidRouteServerId.NotAssociated,400,OTHER",
        "InvalidParameterValue,400,OTHER",
        "RouteServerLimitExceeded,400,OTHER",
    })
    void kindOf_anErrorCode_isWhatTheLifecycleCanMakeOfIt(String code, int status, AwsFailure.Kind kind) {
        AwsServiceException exception = Ec2Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("because")
                        .build())
                .build();
        AwsFailure failure = Ec2Failures.translate("ModifyRouteServer", "rs-1", exception);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessageContainingAll("ModifyRouteServer of rs-1", code, "because");
    }

    @ParameterizedTest
    @CsvSource({"502,TRANSIENT", "429,TRANSIENT", "400,OTHER"})
    void translate_anAnswerWithoutACode_goesByItsStatus(int status, AwsFailure.Kind kind) {
        AwsServiceException exception = Ec2Exception.builder()
                .statusCode(status)
                .message("nothing to read")
                .build();
        AwsFailure failure = Ec2Failures.translate("ModifyRouteServer", "", exception);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo("UnknownError");
    }

    @Test
    void translate_aCallWithoutAnAnswer_isTransient() {
        AwsFailure failure =
                Ec2Failures.translate("ModifyRouteServer", "rs-1", SdkClientException.create("connection reset"));
        assertThat(failure.kind()).isEqualTo(AwsFailure.Kind.TRANSIENT);
        assertThat(failure).hasMessageContainingAll("ModifyRouteServer", "SdkClientException", "connection reset");
        assertThat(failure.requestId()).isEmpty();
    }

    @Test
    void translate_a401WhoseBodyTheJdkDropped_saysWhatThatMeans() {
        AwsServiceException exception =
                Ec2Exception.builder().statusCode(401).requestId("r-1").build();
        AwsFailure failure = Ec2Failures.translate("DescribeRouteServers", "", exception);
        assertThat(failure.kind()).isEqualTo(AwsFailure.Kind.DENIED);
        assertThat(failure).hasMessageContainingAll("HTTP 401", "AuthFailure", "OptInRequired", "r-1");
    }
}
