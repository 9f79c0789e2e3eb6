package io.github.cdkrouteserver;

import io.github.cdkrouteserver.contract.RouteServerContract;
import io.github.cdkrouteserver.internal.Checks;
import org.jspecify.annotations.Nullable;
import software.constructs.Construct;

/** A route server that this app knows of, and did not create. */
final class ImportedRouteServer extends RouteServerBase implements IRouteServer {
    private final ImportedIdentity identity;
    private final RouteServerAttributes attributes;

    private ImportedRouteServer(
            Construct scope, String id, ImportedIdentity identity, RouteServerAttributes attributes) {
        super(scope, id, identity.environment());
        this.identity = identity;
        this.attributes = attributes;
        if (attributes.getRouteServerId() == null && !ResourceIdentity.isLiteral(identity.arn())) {
            // The id is a function of the ARN, from which nobody else could tell the route server.
            family();
        }
    }

    static ImportedRouteServer of(Construct scope, String id, RouteServerAttributes attributes) {
        if (attributes.getAmazonSideAsn() != null) {
            Checks.of(scope, id)
                    .wholeNumber(
                            attributes.getAmazonSideAsn(),
                            "amazonSideAsn",
                            RouteServerContract.MIN_ASN,
                            RouteServerContract.MAX_ASN,
                            "give the ASN that the route server has, or leave it out");
        }
        ImportedIdentity identity = ImportedIdentity.of(
                scope,
                id,
                ImportedIdentity.Kind.ROUTE_SERVER,
                attributes.getRouteServerId(),
                attributes.getRouteServerArn());
        return new ImportedRouteServer(scope, id, identity, attributes);
    }

    @Override
    @Nullable
    String whyWithoutSnsTopic() {
        return attributes.getSnsTopicArn() == null
                ? "the topic of an imported route server is not known; import it with fromRouteServerAttributes and give"
                        + " snsTopicArn"
                : null;
    }

    @Override
    public String getRouteServerId() {
        return identity.id();
    }

    @Override
    public String getRouteServerArn() {
        return identity.arn();
    }

    @Override
    public String getSnsTopicArn() {
        String snsTopicArn = attributes.getSnsTopicArn();
        if (snsTopicArn == null) {
            throw new IllegalStateException(getNode().getPath() + ": " + whyWithoutSnsTopic());
        }
        return snsTopicArn;
    }

    @Override
    void introduceTo(RouteServerFamily members) {
        members.imported(attributes.getAmazonSideAsn(), attributes.getVpc());
    }
}
