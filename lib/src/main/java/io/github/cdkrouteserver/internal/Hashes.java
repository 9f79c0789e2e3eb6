package io.github.cdkrouteserver.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names made of content. */
public final class Hashes {
    private Hashes() {}

    /**
     * The SHA-256 of some bytes.
     *
     * @param content the bytes
     * @return 64 hexadecimal digits in lower case
     */
    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
