package io.github.cdkrouteserver.handler.cfn;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an answer goes. Whoever knows it can answer in our name, so it is never printed. */
public final class ResponseUrl {
    private static final int LAST_PORT = 65_535;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern SIGNED_AT = Pattern.compile("[?&]X-Amz-Date=([0-9]{8}T[0-9]{6})Z(?:&|$)");
    private static final DateTimeFormatter BASIC_ISO = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT);

    /** Lambda keeps an event for 6 hours at most; an older date is no date of this request. */
    private static final Duration OLDEST = Duration.ofHours(7);

    /** Clocks differ; a date further ahead is no date of this request either. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final URI uri;

    private ResponseUrl(URI uri) {
        this.uri = uri;
    }

    static ResponseUrl parse(String url) {
        try {
            URI uri = new URI(url);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            String host = uri.getHost();
            boolean allowed =
                    host != null && (scheme.equals("https") || (scheme.equals("http") && LOOPBACK.contains(host)));
            if (allowed && uri.getRawUserInfo() == null && hasPort(uri)) {
                return new ResponseUrl(uri);
            }
        } catch (URISyntaxException e) {
            // Falls through: the exception's text would quote the URL.
        }
        throw new InvalidRequestException(
                "ResponseURL is neither https nor http on a loopback address, or its port is none from 1 to "
                        + LAST_PORT);
    }

    /** The scheme's own port, or one that exists: the JDK accepts others, and fails only once the answer is to be sent. */
    private static boolean hasPort(URI uri) {
        int port = uri.getPort();
        return port == -1 || (port > 0 && port <= LAST_PORT);
    }

    URI uri() {
        return uri;
    }

    /**
     * Tells when the URL was signed, where that can be read from it and is plausible.
     *
     * @param now the present
     * @return the time
     */
    public Optional<Instant> signedAt(Instant now) {
        String query = uri.getRawQuery();
        Matcher matcher = SIGNED_AT.matcher(query == null ? "" : "?" + query);
        if (!matcher.find()) {
            return Optional.empty();
        }
        try {
            Instant signed = LocalDateTime.parse(matcher.group(1), BASIC_ISO).toInstant(ZoneOffset.UTC);
            Duration age = Duration.between(signed, now);
            boolean plausible = age.compareTo(SKEW.negated()) >= 0 && age.compareTo(OLDEST) <= 0;
            return plausible ? Optional.of(signed) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "(not shown)";
    }
}
