package io.github.cdkrouteserver.handler.core;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest behind tokens and fingerprints. */
public final class Sha256 {
    private Sha256() {}

    /**
     * Digests a text.
     *
     * @param text the text, which is taken in UTF-8
     * @return 64 hexadecimal digits
     */
    public static String of(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
