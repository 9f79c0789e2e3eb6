package io.github.cdkrouteserver;

import org.jspecify.annotations.Nullable;
import software.constructs.Construct;

/** A peer that this app knows of, and did not create. */
final class ImportedRouteServerPeer extends RouteServerPeerBase implements IRouteServerPeer {
    private final ImportedIdentity identity;
    private final @Nullable String endpointEniId;
    private final @Nullable String endpointEniAddress;

    private ImportedRouteServerPeer(
            Construct scope, String id, ImportedIdentity identity, RouteServerPeerAttributes attributes) {
        super(scope, id, identity.environment());
        this.identity = identity;
        this.endpointEniId = attributes.getEndpointEniId();
        this.endpointEniAddress = attributes.getEndpointEniAddress();
    }

    static ImportedRouteServerPeer of(Construct scope, String id, RouteServerPeerAttributes attributes) {
        ImportedIdentity identity = ImportedIdentity.of(
                scope,
                id,
                ImportedIdentity.Kind.PEER,
                attributes.getRouteServerPeerId(),
                attributes.getRouteServerPeerArn());
        return new ImportedRouteServerPeer(scope, id, identity, attributes);
    }

    @Override
    public String getRouteServerPeerId() {
        return identity.id();
    }

    @Override
    public String getRouteServerPeerArn() {
        return identity.arn();
    }

    @Override
    public String getEndpointEniId() {
        return ImportedIdentity.known(this, "fromRouteServerPeerAttributes", "endpointEniId", endpointEniId);
    }

    @Override
    public String getEndpointEniAddress() {
        return ImportedIdentity.known(this, "fromRouteServerPeerAttributes", "endpointEniAddress", endpointEniAddress);
    }
}
