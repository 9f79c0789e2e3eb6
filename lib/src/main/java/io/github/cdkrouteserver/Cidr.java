package io.github.cdkrouteserver;

import java.util.regex.Pattern;

/** IPv4 address blocks. */
final class Cidr {
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern BLOCK = Pattern.compile(ADDRESS.pattern() + "/([0-9]|[12][0-9]|3[0-2])");
    private static final int BITS = 32;

    private Cidr() {}

    /** Whether both are literal, and the address is not in the block. */
    static boolean isOutside(String address, String block) {
        if (!ADDRESS.matcher(address).matches() || !BLOCK.matcher(block).matches()) {
            return false;
        }
        int slash = block.indexOf('/');
        int hostBits = BITS - Integer.parseInt(block.substring(slash + 1));
        return number(address) >> hostBits != number(block.substring(0, slash)) >> hostBits;
    }

    private static long number(String address) {
        long number = 0;
        for (String octet : address.split("\\.")) {
            number = number << Byte.SIZE | Integer.parseInt(octet);
        }
        return number;
    }
}
