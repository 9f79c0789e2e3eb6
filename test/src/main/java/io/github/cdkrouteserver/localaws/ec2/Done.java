package io.github.cdkrouteserver.localaws.ec2;

/** The payload of calls that only say that they worked. */
enum Done {
    DONE
}
