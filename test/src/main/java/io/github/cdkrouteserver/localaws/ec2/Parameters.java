package io.github.cdkrouteserver.localaws.ec2;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The parameters of one call, by their wire names. Remembers what was read, so that what nobody knows can be refused.
 */
final class Parameters {
    private static final Set<String> OF_EVERY_CALL = Set.of("Action", "Version", "DryRun");

    private final Map<String, String> values;
    private final Set<String> read = new HashSet<>(OF_EVERY_CALL);

    Parameters(Map<String, String> values) {
        this.values = values;
    }

    String text(String name) {
        read.add(name);
        return values.get(name);
    }

    String requiredText(String name) {
        String value = text(name);
        if (value == null || value.isEmpty()) {
            throw Ec2Error.missing(name);
        }
        return value;
    }

    Boolean bool(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw Ec2Error.invalidValue(name, value, "Must be true or false.");
        }
        return Boolean.valueOf(value);
    }

    Long number(String name, long min, long max) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        if (!value.matches("-?[0-9]{1,30}")) {
            throw Ec2Error.invalidValue(name, value, "Must be an integer.");
        }
        BigInteger number = new BigInteger(value);
        if (number.compareTo(BigInteger.valueOf(min)) < 0 || number.compareTo(BigInteger.valueOf(max)) > 0) {
            throw Ec2Error.invalidValue(name, value, "Must be between " + min + " and " + max + ".");
        }
        return number.longValue();
    }

    long requiredNumber(String name, long min, long max) {
        requiredText(name);
        return number(name, min, max);
    }

    String oneOf(String name, Set<String> allowed) {
        String value = text(name);
        if (value != null && !allowed.contains(value)) {
            throw Ec2Error.invalidValue(name, value, "Must be one of " + new TreeSet<>(allowed) + ".");
        }
        return value;
    }

    /** The members of a list of scalars. */
    List<String> list(String name) {
        List<String> members = new ArrayList<>();
        members(name).forEach(member -> members.add(text(member)));
        return members;
    }

    /** The wire names of the members of a list, such as {@code Filter.1}, in their order. */
    List<String> members(String name) {
        Set<Integer> indexes = new TreeSet<>();
        for (String key : values.keySet()) {
            if (key.startsWith(name + ".")) {
                String index = key.substring(name.length() + 1).split("\\.", 2)[0];
                if (index.matches("[1-9][0-9]{0,4}")) {
                    indexes.add(Integer.valueOf(index));
                }
            }
        }
        List<String> members = new ArrayList<>();
        indexes.forEach(index -> members.add(name + "." + index));
        return members;
    }

    void refuseUnread() {
        for (String name : new TreeMap<>(values).keySet()) {
            if (!read.contains(name)) {
                throw new Ec2Error("UnknownParameter", "The parameter " + name + " is not recognized");
            }
        }
    }

    /** What makes two calls the same for a client token. */
    Map<String, String> comparable() {
        Map<String, String> comparable = new TreeMap<>(values);
        comparable.keySet().removeAll(OF_EVERY_CALL);
        comparable.remove("ClientToken");
        return Collections.unmodifiableMap(comparable);
    }
}
