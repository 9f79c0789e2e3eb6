package io.github.cdkrouteserver.handler.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkrouteserver.handler.core.AwsFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;

class Ec2FailuresTest {
    @ParameterizedTest
    @CsvSource({
        "RequestLimitExceeded,503,TRANSIENT",
        "RequestLimitExceeded,400,TRANSIENT",
        "InternalError,500,TRANSIENT",
        "Whatever,502,TRANSIENT",
        "Whatever,429,TRANSIENT",
        "UnauthorizedOperation,403,DENIED",
        "IncorrectState,400,INCORRECT_STATE",
        "IdempotentParameterMismatch,400,TOKEN_MISMATCH",
        "InvalidRouteServerId.NotFound,400,NOT_FOUND",
        "InvalidRouteServerID.NotFound,400,NOT_FOUND",
        "InvalidVpcID.NotFound,400,OTHER",
        "InvalidRouteServerId.NotAssociated,400,OTHER",
        "InvalidParameterValue,400,OTHER",
        "RouteServerLimitExceeded,400,OTHER",
    })
    void kindOf_anErrorCode_isWhatTheLifecycleCanMakeOfIt(String code, int status, AwsFailure.Kind kind) {
        assertThat(Ec2Failures.kindOf(code, status)).isEqualTo(kind);
    }

    @Test
    void translate_aCallWithoutAnAnswer_isTransient() {
        AwsFailure failure =
                Ec2Failures.translate("ModifyRouteServer", "rs-1", SdkClientException.create("connection reset"));
        assertThat(failure.kind()).isEqualTo(AwsFailure.Kind.TRANSIENT);
        assertThat(failure).hasMessageContainingAll("ModifyRouteServer", "SdkClientException", "connection reset");
        assertThat(failure.requestId()).isEmpty();
    }
}
