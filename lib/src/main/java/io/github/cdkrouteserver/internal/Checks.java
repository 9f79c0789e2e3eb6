package io.github.cdkrouteserver.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Token;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * Refuses values before their construct joins the tree, in messages that name the construct.
 *
 * <p>A value is asked whether it is a token only when it is about to be refused: every such question is a round trip to
 * the Node process, and values that are in order need none.
 */
public final class Checks {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    private static final String NAME = "[^\\s/:]+";
    private static final Pattern ID = Pattern.compile(NAME);
    private static final Pattern ARN =
            Pattern.compile("arn:" + NAME + ":ec2:" + NAME + ":" + NAME + ":(" + NAME + ")/" + NAME);

    private static final int LOOPBACK = 127;
    private static final int FIRST_MULTICAST = 224;

    private final Supplier<String> path;
    private final Predicate<Object> token;

    Checks(Supplier<String> path, Predicate<Object> token) {
        this.path = path;
        this.token = token;
    }

    /**
     * Checks for a construct that does not exist yet.
     *
     * @param scope parent of the construct
     * @param id id of the construct
     * @return the checks
     */
    public static Checks of(@Nullable Construct scope, @Nullable String id) {
        return new Checks(
                () -> {
                    String parent = scope == null ? "" : scope.getNode().getPath();
                    String name = id == null ? "(no id)" : id;
                    return parent.isEmpty() ? name : parent + "/" + name;
                },
                Token::isUnresolved);
    }

    /**
     * Checks what is asked of a construct that exists.
     *
     * @param construct the construct
     * @return the checks
     */
    public static Checks of(IConstruct construct) {
        return new Checks(() -> construct.getNode().getPath(), Token::isUnresolved);
    }

    /**
     * The exception for a value that cannot be used.
     *
     * @param problem what is wrong, and what to do about it
     * @return the exception, for the caller to throw
     */
    public IllegalArgumentException refusal(String problem) {
        return new IllegalArgumentException(path.get() + ": " + problem);
    }

    /**
     * The exception for an id that the library uses itself.
     *
     * @param id the id
     * @param parent what the id is used in
     * @return the exception, for the caller to throw
     */
    public IllegalArgumentException reservedId(String id, String parent) {
        return refusal("the id '" + id + "' is kept for what this library puts into " + parent
                + " itself; choose another one");
    }

    /**
     * Refuses a value that is missing.
     *
     * @param <T> type of the value
     * @param value the value
     * @param name name of the property
     * @param remedy what to give
     * @return the value
     * @throws NullPointerException if it is missing, as the builders of CDK do
     */
    public <T> T required(@Nullable T value, String name, String remedy) {
        if (value == null) {
            throw new NullPointerException(path.get() + ": " + name + " is required; " + remedy);
        }
        return value;
    }

    /**
     * Refuses a number that is not whole or out of range.
     *
     * @param value the number, or a token for one
     * @param name name of the property
     * @param min lowest number
     * @param max highest number
     * @param remedy what to do about a number that is refused
     * @return the number as a {@link Long}, or the token as it came
     */
    public Number wholeNumber(Number value, String name, long min, long max, String remedy) {
        Long whole = wholeOrNull(value);
        if (whole != null && whole >= min && whole <= max) {
            return whole;
        }
        if (token.test(value)) {
            return value;
        }
        throw refusal(
                name + " is " + value + ", but has to be a whole number from " + min + " to " + max + "; " + remedy);
    }

    /**
     * Refuses a duration that is no whole number of a unit, or out of range.
     *
     * @param milliseconds the duration
     * @param givenIn the unit that it was given in, as CDK's {@code Duration.unitLabel} spells it; asked only where the
     *     duration is refused
     * @param name name of the property
     * @param unit the unit
     * @param min least number of units
     * @param max greatest number of units
     * @param remedy what to do about a duration that is refused
     * @return the number of units
     */
    public long wholeUnits(
            Number milliseconds,
            Supplier<String> givenIn,
            String name,
            TimeUnit unit,
            long min,
            long max,
            String remedy) {
        BigDecimal given = new BigDecimal(milliseconds.toString());
        BigDecimal[] units = given.divideAndRemainder(BigDecimal.valueOf(unit.milliseconds));
        if (units[1].signum() == 0
                && units[0].compareTo(BigDecimal.valueOf(min)) >= 0
                && units[0].compareTo(BigDecimal.valueOf(max)) <= 0) {
            return units[0].longValueExact();
        }
        throw refusal(name + " is " + inUnit(given, givenIn.get()) + ", but has to be a whole number of " + unit.label
                + " from " + min + " to " + max + "; " + remedy);
    }

    /**
     * Refuses tags that EC2 would refuse, or that belong to this library.
     *
     * @param tags the tags by key
     */
    public void tags(Map<String, String> tags) {
        List<String> problems = TagRules.problems(tags, token);
        if (!problems.isEmpty()) {
            throw refusal(String.join("; ", problems));
        }
    }

    /**
     * Refuses tags that EC2 would refuse.
     *
     * @param what what they are tags of, other than a route server
     * @param tags the tags by key
     */
    public void tags(String what, Map<String, String> tags) {
        List<String> problems = TagRules.problems(what, tags, token);
        if (!problems.isEmpty()) {
            throw refusal(String.join("; ", problems));
        }
    }

    /**
     * Refuses what is no IPv4 address that one network interface may have: neither is 0.0.0.0/8, 127.0.0.0/8,
     * 169.254.0.0/16, or anything from 224.0.0.0 on.
     *
     * @param value the address, or a token for one
     * @param name name of the property
     * @param remedy what to do about a value that is refused
     */
    public void ipv4Address(String value, String name, String remedy) {
        if (!IPV4.matcher(value).matches()) {
            if (!token.test(value)) {
                throw refusal(name + " is '" + value + "', but has to be an IPv4 address such as 10.0.1.10; " + remedy);
            }
            return;
        }
        String kind = kindOfNoHost(value);
        if (kind != null) {
            throw refusal(name + " is '" + value + "', which is " + kind
                    + " and never the address of a network interface; use one such as 10.0.1.10: " + remedy);
        }
    }

    /**
     * Refuses what cannot be the id of a resource: nothing at all, an ARN or a path. How ids of EC2 begin is left to EC2.
     *
     * @param value the id, or a token for one
     * @param name name of the property
     * @param example an id of the kind
     * @return the id
     */
    public String id(String value, String name, String example) {
        if (!ID.matcher(value).matches() && !token.test(value)) {
            throw refusal(name + " is '" + value + "', but has to be an id such as " + example + "; give the id alone");
        }
        return value;
    }

    /**
     * Refuses what is missing or cannot be the id of a resource.
     *
     * @param value the id, or a token for one, or null
     * @param name name of the property
     * @param of what it is the id of
     * @param example an id of the kind
     * @return the id
     */
    public String requiredId(@Nullable String value, String name, String of, String example) {
        return id(required(value, name, "pass the id of " + of), name, example);
    }

    /**
     * Refuses what is no ARN of a type of resource of EC2.
     *
     * @param value the ARN, or a token for one
     * @param name name of the property
     * @param resource how EC2 calls the type in ARNs
     * @param example an id of the type
     * @return the ARN
     */
    public String arn(String value, String name, String resource, String example) {
        Matcher arn = ARN.matcher(value);
        if (!(arn.matches() && arn.group(1).equals(resource)) && !token.test(value)) {
            throw refusal(name + " is '" + value + "', but has to be the ARN of a " + resource
                    + ", such as arn:aws:ec2:eu-west-1:111122223333:" + resource + "/" + example
                    + "; give that, or the id in place of it");
        }
        return value;
    }

    private static @Nullable String kindOfNoHost(String address) {
        int first = Integer.parseInt(address.substring(0, address.indexOf('.')));
        if (first == 0) {
            return "in 0.0.0.0/8 (\"this network\")";
        }
        if (first == LOOPBACK) {
            return "in 127.0.0.0/8 (loopback)";
        }
        if (address.startsWith("169.254.")) {
            return "in 169.254.0.0/16 (link-local)";
        }
        return first >= FIRST_MULTICAST ? "224.0.0.0 or above (multicast, reserved or broadcast)" : null;
    }

    private static String inUnit(BigDecimal milliseconds, String label) {
        long size = switch (label) {
            case "seconds" -> 1_000;
            case "minutes" -> 60_000;
            case "hours" -> 3_600_000;
            case "days" -> 86_400_000;
            default -> 1;
        };
        String unit = size == 1 ? "milliseconds" : label;
        BigDecimal amount = milliseconds.divide(BigDecimal.valueOf(size), MathContext.DECIMAL64);
        return amount.stripTrailingZeros().toPlainString() + " "
                + (amount.compareTo(BigDecimal.ONE) == 0 ? unit.substring(0, unit.length() - 1) : unit);
    }

    private static @Nullable Long wholeOrNull(Number value) {
        if (value instanceof Long || value instanceof Integer) {
            return value.longValue();
        }
        try {
            return new BigDecimal(value.toString()).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    /** Unit of a duration on the wire. */
    public enum TimeUnit {
        /** Minutes. */
        MINUTES("minutes", 60_000),
        /** Seconds. */
        SECONDS("seconds", 1_000);

        private final String label;
        private final long milliseconds;

        TimeUnit(String label, long milliseconds) {
            this.label = label;
            this.milliseconds = milliseconds;
        }

        /**
         * The unit as CDK's {@code Duration.unitLabel} spells it.
         *
         * @return the plural
         */
        public String getLabel() {
            return label;
        }
    }
}
