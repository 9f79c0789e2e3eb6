package io.github.cdkrouteserver.handler.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Requests for one custom resource. The token is what the handler makes of CloudFormation's request id. */
final class Requests {
    static final Owner OWNER =
            new Owner("arn:aws-eusc:cloudformation:eusc-de-east-1:123456789012:stack/net/0a1b", "Rs");

    private Requests() {}

    static Map<String, Object> asn(long asn, Object... keysAndValues) {
        Map<String, Object> properties = new HashMap<>(Map.of("AmazonSideAsn", Long.toString(asn)));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return properties;
    }

    static List<Object> tags(String... keysAndValues) {
        List<Object> tags = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            tags.add(Map.of("Key", keysAndValues[i], "Value", keysAndValues[i + 1]));
        }
        return tags;
    }

    static ResourceRequest create(String token, Map<String, Object> properties) {
        return new ResourceRequest(ResourceRequest.Type.CREATE, OWNER, token, "", properties, Map.of(), 0, false);
    }

    static ResourceRequest update(String token, String id, Map<String, Object> from, Map<String, Object> to) {
        return new ResourceRequest(ResourceRequest.Type.UPDATE, OWNER, token, id, to, from, 0, false);
    }

    static ResourceRequest delete(String token, String id, Map<String, Object> properties) {
        return new ResourceRequest(ResourceRequest.Type.DELETE, OWNER, token, id, properties, Map.of(), 0, false);
    }

    static ResourceRequest delete(String token, String id) {
        return delete(token, id, asn(65_000));
    }

    static ResourceRequest signedAt(long seconds, ResourceRequest request) {
        return delivered(request, seconds, request.redelivered());
    }

    static ResourceRequest redelivered(ResourceRequest request) {
        return delivered(request, request.signedAt(), true);
    }

    private static ResourceRequest delivered(ResourceRequest request, long signedAt, boolean redelivered) {
        return new ResourceRequest(
                request.type(),
                request.owner(),
                request.token(),
                request.physicalId(),
                request.properties(),
                request.oldProperties(),
                signedAt,
                redelivered);
    }
}
