package io.github.cdkrouteserver;

/**
 * How a route server notices that a device is gone.
 *
 * <p>The values are those of {@code PeerLivenessDetection} in the Amazon EC2 API's CreateRouteServerPeer.
 */
public enum PeerLivenessDetection {
    /** Bidirectional forwarding detection beside BGP: fast, and the device has to speak it (UDP 3784). */
    BFD("bfd"),

    /** The keepalive messages of BGP itself. */
    BGP_KEEPALIVE("bgp-keepalive");

    private final String value;

    PeerLivenessDetection(String value) {
        this.value = value;
    }

    /**
     * The value as the Amazon EC2 API spells it.
     *
     * @return {@code bfd} or {@code bgp-keepalive}
     */
    public String getValue() {
        return value;
    }
}
