package io.github.cdkrouteserver.handler.core;

import java.util.Map;

/**
 * What CloudFormation asks of one custom resource.
 *
 * @param type what is asked
 * @param owner the resource
 * @param token unique to this request and the same in every delivery of it; at most 64 ASCII characters
 * @param physicalId physical id that CloudFormation has for the resource, or empty where it is being created
 * @param properties its properties
 * @param oldProperties its properties before an update
 * @param signedAt when CloudFormation made the request, in seconds since 1970, or 0 where that is not known
 * @param redelivered whether so much time has passed since then that this cannot be the first delivery
 */
public record ResourceRequest(
        Type type,
        Owner owner,
        String token,
        String physicalId,
        Map<String, Object> properties,
        Map<String, Object> oldProperties,
        long signedAt,
        boolean redelivered) {
    /** The three requests of CloudFormation's protocol. */
    public enum Type {
        /** The resource is new. */
        CREATE,
        /** Its properties changed. */
        UPDATE,
        /** It goes. */
        DELETE
    }
}
