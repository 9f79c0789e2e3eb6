package io.github.cdkrouteserver.handler.core;

import java.util.regex.Pattern;

/**
 * The forms of physical id that the handler answers with.
 *
 * <p>The slashes tell them from the ids that CloudFormation invents ({@code stack-logicalid-suffix}).
 */
public final class PhysicalId {
    private static final Pattern SERVER = Pattern.compile("rs-[0-9a-z]{1,64}");
    private static final String DRY_RUN = "route-server/dry-run/";
    private static final String REFUSED = "route-server/refused/";
    private static final String NOT_CREATED = "route-server/not-created/";
    private static final int SHORT_TOKEN = 16;

    private PhysicalId() {}

    /**
     * Tells the id of a create that was refused before any call: there is nothing to delete.
     *
     * @param token token of the request
     * @return the id
     */
    public static String refused(String token) {
        return REFUSED + shorten(token);
    }

    /**
     * Tells the id of a create that failed without a server it could name: one may exist all the same.
     *
     * @param token token of the request
     * @return the id
     */
    public static String notCreated(String token) {
        return NOT_CREATED + shorten(token);
    }

    static String dryRun(String token) {
        return DRY_RUN + shorten(token);
    }

    static boolean isServer(String id) {
        return SERVER.matcher(id).matches();
    }

    static boolean isDryRun(String id) {
        return id.startsWith(DRY_RUN);
    }

    /** Whether an id stands for any create that could not name its server. */
    static boolean isNotCreated(String id) {
        return id.startsWith(NOT_CREATED);
    }

    static boolean isNothing(String id) {
        return id.startsWith(REFUSED);
    }

    private static String shorten(String token) {
        return token.substring(0, Math.min(SHORT_TOKEN, token.length()));
    }
}
