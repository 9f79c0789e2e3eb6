package io.github.cdkrouteserver.handler.core;

import static io.github.cdkrouteserver.contract.RouteServerContract.AMAZON_SIDE_ASN;
import static io.github.cdkrouteserver.contract.RouteServerContract.PERSIST_ROUTES_DURATION;
import static io.github.cdkrouteserver.contract.RouteServerContract.PERSIST_ROUTES_STATE;
import static io.github.cdkrouteserver.contract.RouteServerContract.ROUTE_SERVER_ARN;
import static io.github.cdkrouteserver.contract.RouteServerContract.ROUTE_SERVER_ID;
import static io.github.cdkrouteserver.contract.RouteServerContract.SNS_NOTIFICATIONS_ENABLED;
import static io.github.cdkrouteserver.contract.RouteServerContract.SNS_TOPIC_ARN;
import static io.github.cdkrouteserver.contract.RouteServerContract.STATE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code Fn::GetAtt} can read. Every key is always there: a missing one would fail the deployment. */
final class Attributes {
    private static final List<String> NAMES = List.of(
            ROUTE_SERVER_ID,
            ROUTE_SERVER_ARN,
            AMAZON_SIDE_ASN,
            STATE,
            PERSIST_ROUTES_STATE,
            PERSIST_ROUTES_DURATION,
            SNS_NOTIFICATIONS_ENABLED,
            SNS_TOPIC_ARN);
    private static final int ARN_PARTS = 6;

    private Attributes() {}

    static Map<String, String> of(RouteServer server, Owner owner) {
        Map<String, String> attributes = none();
        attributes.put(ROUTE_SERVER_ID, server.id());
        attributes.put(ROUTE_SERVER_ARN, arn(server.id(), owner.stackId()));
        if (server.amazonSideAsn() > 0) {
            attributes.put(AMAZON_SIDE_ASN, Long.toString(server.amazonSideAsn()));
        }
        attributes.put(STATE, server.state());
        attributes.put(PERSIST_ROUTES_STATE, server.persistRoutesState());
        if (server.persistRoutesDuration() != null) {
            attributes.put(
                    PERSIST_ROUTES_DURATION, server.persistRoutesDuration().toString());
        }
        attributes.put(SNS_NOTIFICATIONS_ENABLED, Boolean.toString(server.snsNotificationsEnabled()));
        attributes.put(SNS_TOPIC_ARN, server.snsTopicArn());
        return attributes;
    }

    static Map<String, String> none() {
        Map<String, String> attributes = new LinkedHashMap<>();
        NAMES.forEach(name -> attributes.put(name, ""));
        return attributes;
    }

    /** EC2 returns no ARN; it is in the partition, Region and account of the stack. */
    private static String arn(String id, String stackId) {
        String[] stack = stackId.split(":", ARN_PARTS);
        return "arn:" + stack[1] + ":ec2:" + stack[3] + ":" + stack[4] + ":route-server/" + id;
    }
}
