package io.github.cdkrouteserver;

import org.jspecify.annotations.Nullable;

/** BGP autonomous system numbers that no network owns. */
final class Asns {
    static final String PRIVATE = "64512 to 65534 and 4200000000 to 4294967294";

    private static final long TRANSITION = 23_456;
    private static final long LAST_OF_TWO_BYTES = 65_535;
    private static final long LAST_OF_FOUR_BYTES = 4_294_967_295L;

    private Asns() {}

    static boolean isPrivate(long asn) {
        return asn >= 64_512 && asn <= 65_534 || asn >= 4_200_000_000L && asn <= 4_294_967_294L;
    }

    /** The number where it is one, and not the negative double that stands for a token. */
    static @Nullable Long known(@Nullable Number asn) {
        return asn == null || asn.doubleValue() < 1 ? null : Long.valueOf(asn.longValue());
    }

    /** What keeps a number for BGP itself, or null. */
    private static @Nullable String reservedBy(long asn) {
        if (asn == TRANSITION) {
            return "RFC 6793";
        }
        return asn == LAST_OF_TWO_BYTES || asn == LAST_OF_FOUR_BYTES ? "RFC 7300" : null;
    }

    static String publicWarning(String property, long asn) {
        String reservedBy = reservedBy(asn);
        if (reservedBy != null) {
            return property + " " + asn + " is not a private ASN, but one that " + reservedBy
                    + " keeps from all networks, so devices may refuse it; private ASNs are " + PRIVATE;
        }
        return property + " " + asn + " is not a private ASN, so another network may own it; private ASNs are "
                + PRIVATE;
    }
}
