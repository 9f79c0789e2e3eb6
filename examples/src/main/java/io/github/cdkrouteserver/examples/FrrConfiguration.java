package io.github.cdkrouteserver.examples;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Configuration of FRR for a device that announces one floating prefix to the endpoints of a route server.
 *
 * <p>It is only text, so that the addresses may be tokens of a template or those of a laboratory.
 *
 * @param asn BGP autonomous system number of the device
 * @param address address of the device, which is its router id too
 * @param routeServerAsn BGP autonomous system number of the Amazon side
 * @param endpointAddresses addresses of the endpoints that the device opens BGP sessions to
 * @param floatingPrefix prefix that several devices announce, in CIDR notation; the device answers to its address
 * @param med what the route server chooses among these devices by, as they have one ASN and announce AS paths of one
 *     length: it prefers the lowest
 */
public record FrrConfiguration(
        long asn, String address, long routeServerAsn, List<String> endpointAddresses, String floatingPrefix, int med) {
    /** Creates the configuration of a device. */
    public FrrConfiguration {
        endpointAddresses = List.copyOf(endpointAddresses);
    }

    /**
     * Content of {@code /etc/frr/daemons}: BGP and BFD beside those that FRR always starts.
     *
     * @return lines of text
     */
    public String daemons() {
        return """
                bgpd=yes
                bfdd=yes
                vtysh_enable=yes
                zebra_options="-A 127.0.0.1 -s 90000000"
                bgpd_options="-A 127.0.0.1"
                bfdd_options="-A 127.0.0.1"
                """;
    }

    /**
     * Content of {@code /etc/frr/frr.conf}.
     *
     * @return lines of text
     */
    public String text() {
        return """
                frr defaults traditional
                log syslog informational
                !
                interface lo
                 ip address %1$s
                !
                router bgp %2$d
                 bgp router-id %3$s
                 neighbor ROUTE-SERVER peer-group
                 neighbor ROUTE-SERVER remote-as %4$d
                 neighbor ROUTE-SERVER bfd
                %5$s
                 !
                 address-family ipv4 unicast
                  network %1$s
                  neighbor ROUTE-SERVER route-map NOTHING in
                  neighbor ROUTE-SERVER route-map FLOATING out
                 exit-address-family
                !
                ip prefix-list FLOATING seq 10 permit %1$s
                !
                route-map FLOATING permit 10
                 match ip address prefix-list FLOATING
                 set metric %6$d
                !
                route-map NOTHING deny 10
                !
                """.formatted(
                        floatingPrefix,
                        asn,
                        address,
                        routeServerAsn,
                        endpointAddresses.stream()
                                .map(endpoint -> " neighbor " + endpoint + " peer-group ROUTE-SERVER")
                                .collect(Collectors.joining("\n")),
                        med);
    }
}
