package io.github.cdkrouteserver.handler.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.endpoints.Ec2EndpointParams;
import software.amazon.awssdk.services.ec2.endpoints.Ec2EndpointProvider;

class EndpointsTest {
    private static final Ec2EndpointProvider RULES = Ec2EndpointProvider.defaultProvider();

    private final Endpoints endpoints = new Endpoints();

    @Test
    void resolve_inEveryRegion_agreesWithTheRules() {
        for (Region region : Region.regions()) {
            if (!region.isGlobalRegion()) {
                assertAgreement(params(region.id(), false, false));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eu-central-1",
                "us-east-1",
                "cn-north-1",
                "us-gov-west-1",
                "us-iso-east-1",
                "us-isob-east-1",
                "eusc-de-east-1",
                "xx-nowhere-9"
            })
    void resolve_withFipsOrDualStack_agreesWithTheRules(String region) {
        assertAgreement(params(region, false, false));
        assertAgreement(params(region, true, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu-central-1", "us-east-1", "cn-north-1", "us-gov-west-1"})
    void resolve_withDualStack_agreesWithTheRules(String region) {
        assertAgreement(params(region, false, true));
        assertAgreement(params(region, true, true));
    }

    @Test
    void resolve_withAnEndpoint_returnsIt() {
        Ec2EndpointParams params = Ec2EndpointParams.builder()
                .region(Region.EU_CENTRAL_1)
                .useFips(false)
                .useDualStack(false)
                .endpoint("https://localhost:4566")
                .build();
        assertAgreement(params);
    }

    @Test
    void resolve_withAnEndpointAndFips_fails() {
        Ec2EndpointParams params = Ec2EndpointParams.builder()
                .region(Region.EU_CENTRAL_1)
                .useFips(true)
                .useDualStack(false)
                .endpoint("https://localhost:4566")
                .build();
        assertThat(endpoints.resolveEndpoint(params)).isCompletedExceptionally();
        assertThat(RULES.resolveEndpoint(params)).isCompletedExceptionally();
    }

    private void assertAgreement(Ec2EndpointParams params) {
        assertThat(endpoints.resolveEndpoint(params).join().endpointUrl().toString())
                .isEqualTo(RULES.resolveEndpoint(params).join().endpointUrl().toString());
    }

    private static Ec2EndpointParams params(String region, boolean fips, boolean dualStack) {
        return Ec2EndpointParams.builder()
                .region(Region.of(region))
                .useFips(fips)
                .useDualStack(dualStack)
                .build();
    }
}
