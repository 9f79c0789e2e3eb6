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
    /**
     * Makes what is missing of what is given.
     *
     * @param resource how EC2 calls the type in ARNs
     * @param property how properties of the type start
     */
    static ImportedIdentity of(
            Construct scope,
            String id,
            String resource,
            String property,
            @Nullable String givenId,
            @Nullable String givenArn) {
        Stack stack = Stack.of(scope);
        if (givenId != null && givenArn != null) {
            refuseContradiction(Checks.of(scope, id), property, givenId, givenArn);
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
                    .resource(resource)
                    .resourceName(givenId)
                    .build());
            return new ImportedIdentity(givenId, arn, null);
        }
        throw Checks.of(scope, id)
                .refusal("neither " + property + "Id nor " + property + "Arn is given; an import needs one of them");
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
