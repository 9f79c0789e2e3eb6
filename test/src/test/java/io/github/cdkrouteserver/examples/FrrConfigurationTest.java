package io.github.cdkrouteserver.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FrrConfigurationTest {
    private static final FrrConfiguration FIREWALL =
            new FrrConfiguration(65010, "10.0.2.10", 65000, List.of("10.0.2.21", "10.0.2.37"), "10.255.255.1/32", 200);

    @Test
    void text_twoEndpoints_dialsBothWithBfd() {
        assertThat(FIREWALL.text().lines())
                .containsSubsequence(
                        "router bgp 65010",
                        " bgp router-id 10.0.2.10",
                        " neighbor ROUTE-SERVER remote-as 65000",
                        " neighbor ROUTE-SERVER bfd",
                        " neighbor 10.0.2.21 peer-group ROUTE-SERVER",
                        " neighbor 10.0.2.37 peer-group ROUTE-SERVER");
    }

    @Test
    void text_floatingPrefix_isAnsweredToAnnouncedAloneAndRankedByMed() {
        assertThat(FIREWALL.text().lines())
                .containsSubsequence(
                        "interface lo",
                        " ip address 10.255.255.1/32",
                        "  network 10.255.255.1/32",
                        "  neighbor ROUTE-SERVER route-map FLOATING out",
                        "ip prefix-list FLOATING seq 10 permit 10.255.255.1/32",
                        " match ip address prefix-list FLOATING",
                        " set metric 200");
    }

    @Test
    void daemons_always_startBgpAndBfd() {
        assertThat(FIREWALL.daemons().lines()).contains("bgpd=yes", "bfdd=yes");
    }
}
