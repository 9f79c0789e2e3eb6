package io.github.cdkrouteserver;

import org.jspecify.annotations.Nullable;
import software.constructs.Construct;

/** An endpoint that this app knows of, and did not create. */
final class ImportedRouteServerEndpoint extends RouteServerEndpointBase implements IRouteServerEndpoint {
    private final ImportedIdentity identity;
    private final @Nullable String eniId;
    private final @Nullable String eniAddress;

    private ImportedRouteServerEndpoint(
            Construct scope, String id, ImportedIdentity identity, RouteServerEndpointAttributes attributes) {
        super(scope, id, identity.environment());
        this.identity = identity;
        this.eniId = attributes.getEniId();
        this.eniAddress = attributes.getEniAddress();
    }

    static ImportedRouteServerEndpoint of(Construct scope, String id, RouteServerEndpointAttributes attributes) {
        ImportedIdentity identity = ImportedIdentity.of(
                scope,
                id,
                ImportedIdentity.Kind.ENDPOINT,
                attributes.getRouteServerEndpointId(),
                attributes.getRouteServerEndpointArn());
        return new ImportedRouteServerEndpoint(scope, id, identity, attributes);
    }

    @Override
    public String getRouteServerEndpointId() {
        return identity.id();
    }

    @Override
    public String getRouteServerEndpointArn() {
        return identity.arn();
    }

    @Override
    public String getEniId() {
        return ImportedIdentity.known(this, "fromRouteServerEndpointAttributes", "eniId", eniId);
    }

    @Override
    public String getEniAddress() {
        return ImportedIdentity.known(this, "fromRouteServerEndpointAttributes", "eniAddress", eniAddress);
    }
}
