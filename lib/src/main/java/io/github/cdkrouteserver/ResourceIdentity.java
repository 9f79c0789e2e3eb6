package io.github.cdkrouteserver;

import io.github.cdkrouteserver.contract.RouteServerContract;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.IResolvable;
import software.amazon.awscdk.Reference;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.Tokenization;
import software.amazon.awscdk.TokenizedStringFragments;
import software.constructs.IConstruct;

/**
 * What the id of a resource is known to stand for.
 *
 * <p>Two ids can be shown to differ where both are literal, or both are of resources that the same app creates. A literal
 * id and a created resource may be the same thing in two deployments, and of any other token nothing is known.
 *
 * @param resource the resource that the app creates; {@code null} for a literal id
 */
record ResourceIdentity(String id, @Nullable IConstruct resource, boolean known) {
    private static final Pattern LITERAL = Pattern.compile("[a-z]+-[0-9a-zA-Z]+");

    /** The attribute beside {@code Ref} that is the id of a resource of the type. */
    private static final Map<String, String> ID_ATTRIBUTES = Map.of(
            "AWS::EC2::VPC",
            "VpcId",
            "AWS::EC2::Subnet",
            "SubnetId",
            "AWS::EC2::RouteTable",
            "RouteTableId",
            "AWS::EC2::RouteServer",
            "Id",
            RouteServerContract.RESOURCE_TYPE,
            RouteServerContract.ROUTE_SERVER_ID);

    static ResourceIdentity of(String id) {
        if (isLiteral(id)) {
            return new ResourceIdentity(id, null, true);
        }
        TokenizedStringFragments fragments = Tokenization.reverseString(id);
        IResolvable token = fragments.getLength().intValue() == 1 ? fragments.getFirstToken() : null;
        if (token instanceof Reference reference && reference.getTarget() instanceof CfnResource target) {
            String attribute = reference.getDisplayName();
            if (attribute.equals("Ref") || attribute.equals(ID_ATTRIBUTES.get(target.getCfnResourceType()))) {
                return new ResourceIdentity(target.getNode().getPath(), target, true);
            }
        }
        return new ResourceIdentity(id, null, false);
    }

    /** Asks the Node process only about what does not look like an id of EC2. */
    static boolean isLiteral(String id) {
        return LITERAL.matcher(id).matches() || !Token.isUnresolved(id);
    }

    static boolean areDifferent(String one, String other) {
        if (one.equals(other)) {
            return false;
        }
        ResourceIdentity first = of(one);
        ResourceIdentity second = of(other);
        return first.known
                && second.known
                && (first.resource == null) == (second.resource == null)
                && !first.id.equals(second.id);
    }

    static boolean areSame(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        ResourceIdentity first = of(one);
        ResourceIdentity second = of(other);
        return first.known && second.known && first.id.equals(second.id);
    }
}
