package io.github.cdkrouteserver.handler.core;

import static io.github.cdkrouteserver.contract.RouteServerContract.AMAZON_SIDE_ASN;
import static io.github.cdkrouteserver.contract.RouteServerContract.ANSWER_GRACE_SECONDS;
import static io.github.cdkrouteserver.contract.RouteServerContract.DEFAULT_TIMEOUT_SECONDS;
import static io.github.cdkrouteserver.contract.RouteServerContract.DRY_RUN;
import static io.github.cdkrouteserver.contract.RouteServerContract.MAX_ASN;
import static io.github.cdkrouteserver.contract.RouteServerContract.MAX_PERSIST_ROUTES_MINUTES;
import static io.github.cdkrouteserver.contract.RouteServerContract.MAX_TAGS_PER_RESOURCE;
import static io.github.cdkrouteserver.contract.RouteServerContract.MAX_TAG_KEY_LENGTH;
import static io.github.cdkrouteserver.contract.RouteServerContract.MAX_TAG_VALUE_LENGTH;
import static io.github.cdkrouteserver.contract.RouteServerContract.MAX_TIMEOUT_SECONDS;
import static io.github.cdkrouteserver.contract.RouteServerContract.MIN_ASN;
import static io.github.cdkrouteserver.contract.RouteServerContract.MIN_PERSIST_ROUTES_MINUTES;
import static io.github.cdkrouteserver.contract.RouteServerContract.OWN_TAGS;
import static io.github.cdkrouteserver.contract.RouteServerContract.OWN_TAG_PREFIX;
import static io.github.cdkrouteserver.contract.RouteServerContract.PERSIST_ROUTES;
import static io.github.cdkrouteserver.contract.RouteServerContract.PERSIST_ROUTES_DURATION;
import static io.github.cdkrouteserver.contract.RouteServerContract.RETAIN_ON_REPLACE;
import static io.github.cdkrouteserver.contract.RouteServerContract.RETAIN_ON_ROLLBACK;
import static io.github.cdkrouteserver.contract.RouteServerContract.SNS_NOTIFICATIONS_ENABLED;
import static io.github.cdkrouteserver.contract.RouteServerContract.TAGS;
import static io.github.cdkrouteserver.contract.RouteServerContract.TIMEOUT;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a route server is to be, read from the properties of its custom resource.
 *
 * <p>CloudFormation sends every scalar as a string. Unknown properties are ignored and missing optional ones have their
 * defaults, so that what any release of the constructs has ever written stays readable.
 */
public final class DesiredState {
    private static final int LONGEST_NUMBER = 40;

    /** CloudFormation's own property. */
    private static final String SERVICE_TIMEOUT = "ServiceTimeout";

    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,8}");
    private static final long MOST_PATIENCE_SECONDS = 3_600;

    private final long amazonSideAsn;
    private final PersistRoutes persistRoutes;
    private final Long persistRoutesDuration;
    private final boolean snsNotificationsEnabled;
    private final Map<String, String> tags;
    private final boolean dryRun;
    private final boolean retainOnRollback;

    private DesiredState(Map<String, Object> properties) {
        this.amazonSideAsn = required(
                number(properties, AMAZON_SIDE_ASN, MIN_ASN, MAX_ASN, "choose a BGP ASN in that range"),
                AMAZON_SIDE_ASN);
        this.persistRoutes = persistRoutes(properties);
        this.persistRoutesDuration = duration(properties, persistRoutes);
        this.snsNotificationsEnabled = flag(properties, SNS_NOTIFICATIONS_ENABLED);
        this.tags = tags(properties.get(TAGS));
        this.dryRun = flag(properties, DRY_RUN);
        // Read from properties that need not be valid; what is wrong is refused while it can still be corrected.
        flag(properties, RETAIN_ON_REPLACE);
        this.retainOnRollback = flag(properties, RETAIN_ON_ROLLBACK);
        timeoutSeconds(properties);
    }

    /**
     * Reads and checks the properties of a custom resource.
     *
     * @param properties as CloudFormation sent them
     * @return the desired state
     * @throws InvalidPropertyException where a value is missing or not allowed; says what is
     */
    public static DesiredState parse(Map<String, Object> properties) {
        return new DesiredState(properties);
    }

    /**
     * Reads how long the request may take.
     *
     * @param properties as CloudFormation sent them
     * @return seconds
     * @throws InvalidPropertyException where the value is not allowed
     */
    public static long timeoutSeconds(Map<String, Object> properties) {
        Long timeout = number(properties, TIMEOUT, 1, MAX_TIMEOUT_SECONDS, "give whole seconds in that range");
        return timeout == null ? DEFAULT_TIMEOUT_SECONDS : timeout;
    }

    /**
     * Reads how long the request may take, from properties that need not be valid.
     *
     * @param properties as CloudFormation sent them
     * @return seconds; the default where the value is not allowed
     */
    public static long timeoutSecondsOrDefault(Map<String, Object> properties) {
        try {
            return timeoutSeconds(properties);
        } catch (InvalidPropertyException e) {
            // Refused with everything else where properties count; a delete must get along with any.
            return DEFAULT_TIMEOUT_SECONDS;
        }
    }

    /**
     * Reads after how long CloudFormation gives up on an answer.
     *
     * @param properties as CloudFormation sent them
     * @return seconds
     */
    public static long patienceSeconds(Map<String, Object> properties) {
        boolean given = properties.get(SERVICE_TIMEOUT) instanceof String seconds
                && SECONDS.matcher(seconds).matches();
        return given
                ? Math.min(MOST_PATIENCE_SECONDS, Long.parseLong((String) properties.get(SERVICE_TIMEOUT)))
                : timeoutSecondsOrDefault(properties) + ANSWER_GRACE_SECONDS;
    }

    /** The tags in properties that may be of any age and need not be valid. */
    static Map<String, String> tagsOf(Map<String, Object> properties) {
        try {
            return tags(properties.get(TAGS));
        } catch (InvalidPropertyException e) {
            return Map.of();
        }
    }

    /** Whether properties that need not be valid say that what is replaced is retained. */
    static boolean retainsOnReplace(Map<String, Object> properties) {
        return "true".equalsIgnoreCase(String.valueOf(properties.get(RETAIN_ON_REPLACE)));
    }

    /** Whether these settings are others than were asked for before, whatever is there. */
    boolean hasOtherSettingsThan(Map<String, Object> old) {
        try {
            DesiredState before = parse(old);
            return persistRoutes != before.persistRoutes
                            && (persistRoutes != null || before.persistRoutes != PersistRoutes.DISABLE)
                            && (persistRoutes != PersistRoutes.DISABLE || before.persistRoutes != null)
                    || !Objects.equals(persistRoutesDuration, before.persistRoutesDuration)
                    || snsNotificationsEnabled != before.snsNotificationsEnabled;
        } catch (InvalidPropertyException e) {
            return true;
        }
    }

    /** Whether an update from old properties to new ones takes back the update that made a server. */
    static boolean isRollbackFrom(Map<String, Object> properties, Map<String, Object> old, RouteServer made) {
        try {
            DesiredState now = parse(properties);
            DesiredState before = parse(old);
            return !before.dryRun
                    && before.amazonSideAsn == made.amazonSideAsn()
                    && (now.dryRun || now.amazonSideAsn != made.amazonSideAsn());
        } catch (InvalidPropertyException e) {
            return false;
        }
    }

    /** Whether properties that need not be valid asked for a dry run. */
    static boolean isDryRun(Map<String, Object> properties) {
        return "true".equalsIgnoreCase(String.valueOf(properties.get(DRY_RUN)));
    }

    /** Whether properties that need not be valid asked for a reset. */
    static boolean asksForReset(Map<String, Object> properties) {
        return PersistRoutes.RESET.wireName().equals(properties.get(PERSIST_ROUTES));
    }

    /**
     * Tells the ASN of the Amazon side.
     *
     * @return 1 to 4294967295
     */
    public long amazonSideAsn() {
        return amazonSideAsn;
    }

    /**
     * Tells what CreateRouteServer is to be given for persistence.
     *
     * @return {@code enable}, {@code disable}, {@code reset}, or null where nothing is asked
     */
    public String persistRoutes() {
        return persistRoutes == null ? null : persistRoutes.wireName();
    }

    /**
     * Tells how long routes are kept after BGP is back.
     *
     * @return minutes, or null where persistence is not asked for
     */
    public Long persistRoutesDuration() {
        return persistRoutesDuration;
    }

    /**
     * Tells whether BGP events are published.
     *
     * @return true where they are
     */
    public boolean snsNotificationsEnabled() {
        return snsNotificationsEnabled;
    }

    Map<String, String> tags() {
        return tags;
    }

    boolean isDryRun() {
        return dryRun;
    }

    boolean retainsOnRollback() {
        return retainOnRollback;
    }

    /** What ModifyRouteServer has to be told, given what is there; {@code reset} is an action and only sent anew. */
    Modification changesFrom(RouteServer observed, boolean resetIsNew) {
        String action = null;
        Long minutes = null;
        if (persistRoutes == PersistRoutes.RESET) {
            if (resetIsNew && !observed.persistRoutesState().equals("resetting")) {
                action = persistRoutes.wireName();
            }
        } else if (persistRoutes == PersistRoutes.ENABLE) {
            if (!observed.persists() || !persistRoutesDuration.equals(observed.persistRoutesDuration())) {
                action = persistRoutes.wireName();
                minutes = persistRoutesDuration;
            }
        } else if (observed.persists()) {
            action = PersistRoutes.DISABLE.wireName();
        }
        return new Modification(
                action,
                minutes,
                observed.snsNotificationsEnabled() == snsNotificationsEnabled ? null : snsNotificationsEnabled);
    }

    /** Says what keeps a server from being what is desired, or null where nothing does. */
    String missingFrom(RouteServer observed) {
        boolean comesToRest = !observed.persistenceMoves() && persistRoutes != PersistRoutes.RESET;
        if (comesToRest && observed.persists() != (persistRoutes == PersistRoutes.ENABLE)) {
            return "its persistence is " + named(observed.persistRoutesState()) + " where "
                    + (persistRoutes == PersistRoutes.ENABLE ? "enabled" : "disabled") + " is asked for";
        }
        if (persistRoutes == PersistRoutes.ENABLE
                && observed.persistRoutesDuration() != null
                && !observed.persistRoutesDuration().equals(persistRoutesDuration)) {
            return "it persists routes for " + observed.persistRoutesDuration() + " minutes where "
                    + persistRoutesDuration + " are asked for";
        }
        if (observed.snsNotificationsEnabled() != snsNotificationsEnabled) {
            return "its notifications are " + (snsNotificationsEnabled ? "off where on" : "on where off")
                    + " is asked for";
        }
        if (snsNotificationsEnabled && observed.snsTopicArn().isEmpty()) {
            return "its notifications are on, but EC2 names no SNS topic for it";
        }
        return null;
    }

    private static String named(String state) {
        return state.isEmpty() ? "not reported" : state;
    }

    private static PersistRoutes persistRoutes(Map<String, Object> properties) {
        String value = scalar(properties, PERSIST_ROUTES);
        if (value == null) {
            return null;
        }
        PersistRoutes action = PersistRoutes.parse(value);
        if (action == null) {
            throw invalid(PERSIST_ROUTES, value, "enable, disable or reset", "use one of these, in lower case");
        }
        return action;
    }

    private static Long duration(Map<String, Object> properties, PersistRoutes action) {
        Long minutes = number(
                properties,
                PERSIST_ROUTES_DURATION,
                MIN_PERSIST_ROUTES_MINUTES,
                MAX_PERSIST_ROUTES_MINUTES,
                "give whole minutes in that range");
        if (action == PersistRoutes.ENABLE) {
            return minutes == null ? Long.valueOf(MIN_PERSIST_ROUTES_MINUTES) : minutes;
        }
        if (minutes != null) {
            throw invalid(
                    PERSIST_ROUTES_DURATION,
                    minutes.toString(),
                    "a duration only where " + PERSIST_ROUTES + " is enable",
                    "enable persistence or leave the duration out");
        }
        return null;
    }

    private static Map<String, String> tags(Object value) {
        if (value == null || "".equals(value)) {
            return Map.of();
        }
        if (!(value instanceof List<?> list)) {
            throw invalid(TAGS, "something else", "a list of {Key, Value}", "give such a list");
        }
        Map<String, String> tags = new LinkedHashMap<>();
        for (Object item : list) {
            if (!(item instanceof Map<?, ?> tag) || !(tag.get("Key") instanceof String key)) {
                throw invalid(TAGS, "a list of something else", "a list of {Key, Value}", "give such a list");
            }
            Object given = tag.get("Value");
            if (given != null && !(given instanceof String)) {
                throw invalid(TAGS, "a list or an object at key '" + key + "'", "a single value", "give one");
            }
            String text = given == null ? "" : (String) given;
            checkTag(key, text);
            if (tags.put(key, text) != null) {
                throw invalid(TAGS, key, "each key once", "remove the duplicate");
            }
        }
        int most = MAX_TAGS_PER_RESOURCE - OWN_TAGS;
        if (tags.size() > most) {
            throw invalid(
                    TAGS,
                    tags.size() + " tags",
                    "at most " + most + ", because EC2 allows " + MAX_TAGS_PER_RESOURCE + " and " + OWN_TAGS
                            + " are needed to recognise the server",
                    "remove some");
        }
        return Collections.unmodifiableMap(tags);
    }

    private static void checkTag(String key, String value) {
        String lower = key.toLowerCase(Locale.ROOT);
        if (key.isEmpty() || characters(key) > MAX_TAG_KEY_LENGTH) {
            throw invalid(
                    TAGS, "key '" + key + "'", "keys of 1 to " + MAX_TAG_KEY_LENGTH + " characters", "shorten it");
        }
        if (lower.startsWith("aws:") || lower.startsWith(OWN_TAG_PREFIX)) {
            throw invalid(
                    TAGS,
                    "key '" + key + "'",
                    "keys that start with neither 'aws:' nor '" + OWN_TAG_PREFIX + "'",
                    "choose another key");
        }
        if (characters(value) > MAX_TAG_VALUE_LENGTH) {
            throw invalid(
                    TAGS,
                    "a value of " + characters(value) + " characters at key '" + key + "'",
                    "values of at most " + MAX_TAG_VALUE_LENGTH + " characters",
                    "shorten it");
        }
    }

    /** EC2 counts characters, of which Java's strings may need two units each. */
    private static int characters(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean flag(Map<String, Object> properties, String name) {
        String value = scalar(properties, name);
        if (value == null || value.equalsIgnoreCase("false")) {
            return false;
        }
        if (value.equalsIgnoreCase("true")) {
            return true;
        }
        throw invalid(name, value, "true or false", "use one of these");
    }

    private static Long number(Map<String, Object> properties, String name, long least, long most, String remedy) {
        String value = scalar(properties, name);
        if (value == null) {
            return null;
        }
        try {
            if (value.length() <= LONGEST_NUMBER) {
                BigDecimal number = new BigDecimal(value);
                // Compared before it is expanded: 1E999999999 is short to write and long to hold.
                if (number.compareTo(BigDecimal.valueOf(least)) >= 0
                        && number.compareTo(BigDecimal.valueOf(most)) <= 0) {
                    return number.longValueExact();
                }
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw invalid(name, value, "a whole number from " + least + " to " + most, remedy);
        }
        throw invalid(name, value, "a whole number from " + least + " to " + most, remedy);
    }

    private static String scalar(Map<String, Object> properties, String name) {
        Object value = properties.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text)) {
            throw invalid(name, "a list or an object", "a single value", "give a single value");
        }
        return text.isBlank() ? null : text.strip();
    }

    private static long required(Long value, String name) {
        if (value == null) {
            throw new InvalidPropertyException(
                    name + " is missing; allowed: a whole number from " + MIN_ASN + " to " + MAX_ASN + "; set it");
        }
        return value;
    }

    private static InvalidPropertyException invalid(String name, String value, String allowed, String remedy) {
        return new InvalidPropertyException(
                name + " is " + value + "; allowed: " + allowed + "; " + remedy + " (nothing was created or changed)");
    }
}
