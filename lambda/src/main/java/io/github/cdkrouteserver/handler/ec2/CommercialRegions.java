package io.github.cdkrouteserver.handler.ec2;

import java.util.regex.Pattern;

/** The Regions of the commercial partition, which are known by their form: no list has to be parsed to find their EC2. */
final class CommercialRegions {
    private static final Pattern FORM = Pattern.compile("(us|eu|ap|sa|ca|me|af|il|mx)-[a-z]{1,16}-[0-9]{1,2}");

    private CommercialRegions() {}

    /** The endpoint of EC2 in a Region, or null where the Region is not known to be a commercial one. */
    static String endpoint(String region) {
        return FORM.matcher(region).matches() ? "https://ec2." + region + ".amazonaws.com" : null;
    }
}
