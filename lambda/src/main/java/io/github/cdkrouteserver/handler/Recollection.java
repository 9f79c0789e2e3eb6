package io.github.cdkrouteserver.handler;

import io.github.cdkrouteserver.handler.core.ResourceRequest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What one process remembers of the requests that it was delivered.
 *
 * <p>Lambda may deliver a request again when later ones are done, and EC2 may have forgotten by then all that would tell:
 * a server made so late would belong to nobody. A process that saw the later request knows.
 */
public final class Recollection {
    private static final int MOST_RESOURCES = 1_000;

    private final Map<String, Resource> resources = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Resource> eldest) {
            return size() > MOST_RESOURCES;
        }
    };

    /** Remembers nothing yet. */
    public Recollection() {
        // Only says so.
    }

    /**
     * Takes note of a delivery.
     *
     * @param request the request
     * @return whether a later request for the same resource has been delivered before
     */
    boolean isOutdated(ResourceRequest request) {
        return of(request).isOutdated(request);
    }

    /**
     * Takes note of a server that CloudFormation has given up.
     *
     * @param request the delete that succeeded
     */
    void deleted(ResourceRequest request) {
        of(request).deletedIds.add(request.physicalId());
    }

    private Resource of(ResourceRequest request) {
        // A record as the key would cost a cold request dearly: the JVM writes the code of its hash when first asked.
        String key = request.owner().stackId() + '/' + request.owner().logicalId();
        return resources.computeIfAbsent(key, owner -> new Resource());
    }

    /** The requests for one resource, which CloudFormation sends one after another. */
    private static final class Resource {
        private final Set<String> tokens = new HashSet<>();
        private final Set<String> deletedIds = new HashSet<>();
        private String lastToken;
        private long lastSignedAt;

        private boolean isOutdated(ResourceRequest request) {
            boolean known = !tokens.add(request.token());
            boolean outdated = (known && !request.token().equals(lastToken))
                    || (request.signedAt() > 0 && request.signedAt() < lastSignedAt)
                    || (request.type() == ResourceRequest.Type.UPDATE && deletedIds.contains(request.physicalId()));
            if (!outdated) {
                lastToken = request.token();
                lastSignedAt = Math.max(lastSignedAt, request.signedAt());
            }
            return outdated;
        }
    }
}
