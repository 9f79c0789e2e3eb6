package io.github.cdkrouteserver;

import io.github.cdkrouteserver.contract.RouteServerContract;
import java.util.Map;
import java.util.function.Predicate;
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
 * @param id what the same resource always has: the literal id, or the path of a resource of this app; else the token
 * @param resource the resource that the app creates; {@code null} for a literal id
 * @param known whether it is known what the id stands for
 */
record ResourceIdentity(String id, @Nullable IConstruct resource, boolean known) {
    private static final Pattern LITERAL = Pattern.compile("[a-z]+-[0-9a-zA-Z]+");

    /** The attribute beside {@code Ref} that is the id of a resource of the type. */
    private static final Map<String, String> ID_ATTRIBUTES = Map.of(
            "AWS::EC2::InternetGateway",
            "InternetGatewayId",
            "AWS::EC2::VPC",
            "VpcId",
            "AWS::EC2::Subnet",
            "SubnetId",
            "AWS::EC2::RouteTable",
            "RouteTableId",
            "AWS::EC2::RouteServer",
            "Id",
            "AWS::EC2::RouteServerEndpoint",
            "Id",
            RouteServerContract.RESOURCE_TYPE,
            RouteServerContract.ROUTE_SERVER_ID);

    /** The attribute that is the ARN of a resource of the type. */
    private static final Map<String, String> ARN_ATTRIBUTES = Map.of(
            "AWS::EC2::RouteServer",
            "Arn",
            "AWS::EC2::RouteServerEndpoint",
            "Arn",
            RouteServerContract.RESOURCE_TYPE,
            RouteServerContract.ROUTE_SERVER_ARN);

    static ResourceIdentity of(String id) {
        if (isLiteral(id)) {
            return new ResourceIdentity(id, null, true);
        }
        CfnResource target = target(id, attribute -> attribute.equals("Ref"), ID_ATTRIBUTES);
        return target == null
                ? new ResourceIdentity(id, null, false)
                : new ResourceIdentity(target.getNode().getPath(), target, true);
    }

    /** What an ARN stands for, where it is an attribute of a resource of this app; {@code null} otherwise. */
    static @Nullable ResourceIdentity ofArn(String arn) {
        CfnResource target = target(arn, attribute -> false, ARN_ATTRIBUTES);
        return target == null ? null : new ResourceIdentity(target.getNode().getPath(), target, true);
    }

    private static @Nullable CfnResource target(
            String token, Predicate<String> always, Map<String, String> attributesByType) {
        TokenizedStringFragments fragments = Tokenization.reverseString(token);
        IResolvable only = fragments.getLength().intValue() == 1 ? fragments.getFirstToken() : null;
        if (only instanceof Reference reference && reference.getTarget() instanceof CfnResource target) {
            String attribute = reference.getDisplayName();
            if (always.test(attribute) || attribute.equals(attributesByType.get(target.getCfnResourceType()))) {
                return target;
            }
        }
        return null;
    }

    /** Asks the Node process only about what does not look like an id of EC2. */
    static boolean isLiteral(String id) {
        return LITERAL.matcher(id).matches() || !Token.isUnresolved(id);
    }

    boolean differsFrom(ResourceIdentity other) {
        return known && other.known && (resource == null) == (other.resource == null) && !id.equals(other.id);
    }

    /** Whether both are the same: a token of which nothing is known is at least itself. */
    boolean isSameAs(ResourceIdentity other) {
        return known == other.known && id.equals(other.id);
    }
}
