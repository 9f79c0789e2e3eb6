package io.github.cdkrouteserver.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdkrouteserver.handler.ec2.Ec2Clients;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** In an environment that leads to an endpoint where nobody listens. */
class PrimingTest {
    @BeforeAll
    static void requireAnEnvironmentThatLeadsNowhere() {
        assertThat(System.getenv("AWS_ENDPOINT_URL_EC2")).as("set by the build").isEqualTo("http://127.0.0.1:1");
    }

    @Test
    void run_onAClientInMemory_goesAllTheWayOfACreate() {
        AtomicReference<Boolean> succeeded = new AtomicReference<>();
        Ec2Clients.fromLambdaEnvironment(client -> {
            succeeded.set(Priming.run(client));
            return true;
        });
        assertThat(succeeded).hasValue(true);
    }

    @Test
    void run_onAClientWithoutAWayToEc2_saysSo() {
        Ec2Client client = Ec2Clients.fromLambdaEnvironment(primed -> true);
        assertThat(Priming.run(client)).isFalse();
    }

    @Test
    void fromLambdaEnvironment_primed_callsEc2Itself() {
        AtomicReference<Ec2Client> primed = new AtomicReference<>();
        Ec2Client client = build(primed, true);
        assertThat(client).isSameAs(primed.get());
        assertThatThrownBy(() -> client.describeRouteServers(all -> {})).isInstanceOf(SdkClientException.class);
    }

    @Test
    void fromLambdaEnvironment_whosePrimingDidNotEnd_neverLetsThatClientOut() {
        AtomicReference<Ec2Client> primed = new AtomicReference<>();
        Ec2Client client = build(primed, false);
        assertThat(client).isNotSameAs(primed.get());
        assertThat(primed.get().describeRouteServers(all -> {}).routeServers()).hasSize(1);
        assertThatThrownBy(() -> client.describeRouteServers(all -> {})).isInstanceOf(SdkClientException.class);
    }

    private static Ec2Client build(AtomicReference<Ec2Client> primed, boolean ended) {
        return Ec2Clients.fromLambdaEnvironment(given -> {
            primed.set(given);
            return ended;
        });
    }
}
