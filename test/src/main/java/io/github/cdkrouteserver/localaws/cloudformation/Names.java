package io.github.cdkrouteserver.localaws.cloudformation;

import java.util.Locale;
import java.util.UUID;

/** The physical ids and names that CloudFormation and AWS make up. */
final class Names {
    private Names() {}

    /** Returns an EC2 id such as {@code vpc-0123456789abcdef0}. */
    static String ec2Id(String prefix) {
        return prefix + "-0" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    /** Returns the name of a resource that the template does not name. */
    static String generated(ResourceRequest request) {
        return request.stack().name() + "-" + request.logicalId() + "-" + suffix();
    }

    static String suffix() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 12).toUpperCase(Locale.ROOT);
    }
}
