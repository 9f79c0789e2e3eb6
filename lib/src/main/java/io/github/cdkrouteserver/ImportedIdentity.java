package io.github.cdkrouteserver;

import io.github.cdkrouteserver.internal.Checks;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.ResourceProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.constructs.Construct;
import software.constructs.IConstruct;

/** Id, ARN and environment of something imported by either of the first two. */
record ImportedIdentity(String id, String arn, @Nullable ResourceProps environment) {
    /** What has an ARN and can be imported. */
    enum Kind {
        ROUTE_SERVER("route-server", "routeServer", "rs-1234567890abcdef0"),
        ENDPOINT("route-server-endpoint", "routeServerEndpoint", "rse-1234567890abcdef0"),
        PEER("route-server-peer", "routeServerPeer", "rsp-1234567890abcdef0");

        /** How EC2 calls the type in ARNs. */
        private final String resource;

        /** How properties of the type start. */
        private final String property;

        private final String example;

        Kind(String resource, String property, String example) {
            this.resource = resource;
            this.property = property;
            this.example = example;
        }
    }

    /** Makes what is missing of what is given. */
    static ImportedIdentity of(
            Construct scope, String id, Kind kind, @Nullable String givenId, @Nullable String givenArn) {
        Stack stack = Stack.of(scope);
        Checks checks = Checks.of(scope, id);
        if (givenId != null) {
            checks.id(givenId, kind.property + "Id", kind.example);
        }
        if (givenArn != null) {
            checks.arn(givenArn, kind.property + "Arn", kind.resource, kind.example);
        }
        if (givenId != null && givenArn != null) {
            refuseContradiction(checks, kind.property, givenId, givenArn);
        }
        if (givenArn != null) {
            return new ImportedIdentity(
                    givenId != null
                            ? givenId
                            : stack.splitArn(givenArn, ArnFormat.SLASH_RESOURCE_NAME)
                                    .getResourceName(),
                    givenArn,
                    ResourceProps.builder().environmentFromArn(givenArn).build());
        }
        if (givenId != null) {
            String arn = stack.formatArn(ArnComponents.builder()
                    .service("ec2")
                    .resource(kind.resource)
                    .resourceName(givenId)
                    .build());
            return new ImportedIdentity(givenId, arn, null);
        }
        throw checks.refusal(
                "neither " + kind.property + "Id nor " + kind.property + "Arn is given; an import needs one of them");
    }

    /** The id that an import by id alone takes. */
    static String requiredId(Construct scope, String id, Kind kind, @Nullable String givenId) {
        return Checks.of(scope, id)
                .required(givenId, kind.property + "Id", "pass the id of what is imported, such as " + kind.example);
    }

    /** The ARN that an import by ARN alone takes. */
    static String requiredArn(Construct scope, String id, Kind kind, @Nullable String givenArn) {
        return Checks.of(scope, id)
                .required(
                        givenArn,
                        kind.property + "Arn",
                        "pass the ARN of what is imported, that of a " + kind.resource);
    }

    /** Both are believed for different things, so they have to agree; a token in either hides whether they do. */
    private static void refuseContradiction(Checks checks, String property, String givenId, String givenArn) {
        String named = givenArn.substring(givenArn.lastIndexOf('/') + 1);
        if (!named.equals(givenId) && ResourceIdentity.isLiteral(givenId) && !Token.isUnresolved(givenArn)) {
            throw checks.refusal(
                    property + "Id is " + givenId + ", but " + property + "Arn names " + named + "; give one of them");
        }
    }

    /** An attribute that an import may lack. */
    static String known(IConstruct construct, String method, String name, @Nullable String value) {
        if (value == null) {
            throw new IllegalStateException(construct.getNode().getPath() + ": the " + name
                    + " of an import is not known; import it with " + method + " and give " + name);
        }
        return value;
    }
}
