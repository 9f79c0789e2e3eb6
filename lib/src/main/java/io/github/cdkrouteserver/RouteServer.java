package io.github.cdkrouteserver;

import io.github.cdkrouteserver.contract.RouteServerContract;
import io.github.cdkrouteserver.internal.Checks;
import io.github.cdkrouteserver.internal.RouteServerProvider;
import io.github.cdkrouteserver.internal.TagRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.CfnResourceProps;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.ITaggableV2;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.TagManager;
import software.amazon.awscdk.TagType;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.ec2.IVpc;
import software.constructs.Construct;

/**
 * A VPC route server that tells everything the Amazon EC2 API knows of it, its SNS topic above all.
 *
 * <p>It is one {@code Custom::RouteServer} in the template. The first one in a stack also brings the Lambda function that
 * answers for all of them, its role and its log group. Changing {@code amazonSideAsn} replaces the route server;
 * everything else is changed in place.
 */
public final class RouteServer extends RouteServerBase implements IRouteServer, ITaggableV2 {
    private static final String RETAIN = "Retain";
    private static final String SNAPSHOT = "Snapshot";

    private final CfnResource resource;
    private final TagManager tagManager;
    private final boolean notifications;
    private final boolean dryRun;
    private final Number givenAsn;
    private boolean retainOnReplace;
    private boolean retainOnRollback;
    private @Nullable List<String> problems;

    /**
     * Creates a route server.
     *
     * @param scope parent of the route server
     * @param id id of the route server in its parent
     * @param props properties of the route server
     * @throws IllegalArgumentException if a property is out of its range or contradicts another one, a tag cannot be used,
     *     or the VPC is in another Region than the stack
     * @throws NullPointerException if {@code props} or {@code amazonSideAsn} is missing
     */
    public RouteServer(Construct scope, String id, RouteServerProps props) {
        this(scope, id, RouteServerSettings.of(scope, id, props));
    }

    private RouteServer(Construct scope, String id, RouteServerSettings settings) {
        super(scope, id, null);
        notifications = settings.notifications();
        dryRun = settings.dryRun();
        givenAsn = settings.amazonSideAsn();
        tagManager = new TagManager(TagType.KEY_VALUE, RouteServerContract.RESOURCE_TYPE, settings.tags());

        Map<String, Object> properties = new LinkedHashMap<>();
        RouteServerProvider provider = RouteServerProvider.getOrCreate(scope);
        properties.put("ServiceToken", provider.getServiceToken());
        properties.put("ServiceTimeout", settings.serviceTimeout());
        properties.putAll(settings.wire());
        properties.put(RouteServerContract.TAGS, tagManager.getRenderedTags());
        resource = new CfnResource(
                this,
                "Resource",
                CfnResourceProps.builder()
                        .type(RouteServerContract.RESOURCE_TYPE)
                        .properties(properties)
                        .build());
        if (settings.removalPolicy() != null) {
            resource.applyRemovalPolicy(settings.removalPolicy());
            markRetention(
                    settings.removalPolicy() != RemovalPolicy.DESTROY,
                    settings.removalPolicy() == RemovalPolicy.RETAIN);
        }
        if (settings.publicAsn() != null) {
            Annotations.of(this)
                    .addWarningV2("io.github.cdkrouteserver:publicAmazonSideAsn", settings.publicAsnWarning());
        }
        if (settings.vpc() != null) {
            if (dryRun) {
                // A rehearsal has no route server to associate; what is added to it selects its subnets all the same.
                family().rehearsedFor(settings.vpc());
            } else {
                associateVpc(settings.vpc());
            }
        }
        provider.whenSettled(resource, this::settle);
    }

    /**
     * Imports a route server.
     *
     * @param scope parent of the import
     * @param id id of the import in its parent
     * @param attributes what is known of the route server
     * @return the route server
     * @throws IllegalArgumentException if neither id nor ARN is given, either cannot be one, one contradicts the other, or
     *     {@code amazonSideAsn} is out of its range
     * @throws NullPointerException if {@code attributes} is missing
     */
    public static IRouteServer fromRouteServerAttributes(Construct scope, String id, RouteServerAttributes attributes) {
        return ImportedRouteServer.of(
                scope,
                id,
                Checks.of(scope, id)
                        .required(
                                attributes,
                                "attributes",
                                "pass RouteServerAttributes with a routeServerId or a routeServerArn"));
    }

    /**
     * Imports a route server of the account and Region of the stack. Its topic is not known.
     *
     * @param scope parent of the import
     * @param id id of the import in its parent
     * @param routeServerId id of the route server, such as {@code rs-1234567890abcdef0}
     * @return the route server
     * @throws IllegalArgumentException if {@code routeServerId} is empty, or an ARN or a path rather than an id
     * @throws NullPointerException if {@code routeServerId} is missing
     */
    public static IRouteServer fromRouteServerId(Construct scope, String id, String routeServerId) {
        return fromRouteServerAttributes(
                scope,
                id,
                RouteServerAttributes.builder()
                        .routeServerId(ImportedIdentity.requiredId(
                                scope, id, ImportedIdentity.Kind.ROUTE_SERVER, routeServerId))
                        .build());
    }

    /**
     * Imports a route server of any account and Region. Its topic is not known.
     *
     * <p>One of another account or Region is for grants and events. AWS documents no sharing of route servers, so what is
     * attached to one of another account is warned of, and to one of another Region refused.
     *
     * @param scope parent of the import
     * @param id id of the import in its parent
     * @param routeServerArn ARN of the route server
     * @return the route server
     * @throws IllegalArgumentException if {@code routeServerArn} is no ARN of a route server
     * @throws NullPointerException if {@code routeServerArn} is missing
     */
    public static IRouteServer fromRouteServerArn(Construct scope, String id, String routeServerArn) {
        return fromRouteServerAttributes(
                scope,
                id,
                RouteServerAttributes.builder()
                        .routeServerArn(ImportedIdentity.requiredArn(
                                scope, id, ImportedIdentity.Kind.ROUTE_SERVER, routeServerArn))
                        .build());
    }

    @Override
    public String getRouteServerId() {
        return resource.getRef();
    }

    @Override
    public String getRouteServerArn() {
        return attribute(RouteServerContract.ROUTE_SERVER_ARN);
    }

    /**
     * BGP autonomous system number of the Amazon side, as AWS reports it.
     *
     * @return a number token
     */
    public Number getAmazonSideAsn() {
        return Token.asNumber(resource.getAtt(RouteServerContract.AMAZON_SIDE_ASN));
    }

    /**
     * State of the route server when it was last created or changed: {@code available}.
     *
     * @return a token
     */
    public String getState() {
        return attribute(RouteServerContract.STATE);
    }

    /**
     * State of the persistence when the route server was last created or changed, such as {@code enabled}.
     *
     * @return a token
     */
    public String getPersistRoutesState() {
        return attribute(RouteServerContract.PERSIST_ROUTES_STATE);
    }

    /**
     * Minutes that routes stay persisted after BGP is back.
     *
     * @return a string token rather than a number, because AWS reports nothing where persistence was never enabled, and
     *     it is empty then
     */
    public String getPersistRoutesDuration() {
        return attribute(RouteServerContract.PERSIST_ROUTES_DURATION);
    }

    /**
     * Whether AWS publishes the events of the route server, as AWS reports it.
     *
     * @return a token for {@code true} or {@code false}
     */
    public String getSnsNotificationsEnabled() {
        return attribute(RouteServerContract.SNS_NOTIFICATIONS_ENABLED);
    }

    @Override
    public String getSnsTopicArn() {
        if (!notifications) {
            throw new IllegalStateException(getNode().getPath() + ": " + whyWithoutSnsTopic());
        }
        return attribute(RouteServerContract.SNS_TOPIC_ARN);
    }

    @Override
    public TagManager getCdkTagManager() {
        return tagManager;
    }

    @Override
    @Nullable
    String whyWithoutSnsTopic() {
        if (!notifications) {
            return "the route server has no topic; set snsNotificationsEnabled to true";
        }
        return dryRun ? "a dry run has no topic; leave dryRun out, or do not ask for the topic while it is set" : null;
    }

    @Override
    void introduceTo(RouteServerFamily members) {
        members.createdBy(this, givenAsn, dryRun);
    }

    /** The ASN of a route server that will be there, where it is known before the deployment. */
    @Nullable
    Long knownAsn() {
        return dryRun ? null : Asns.known(givenAsn);
    }

    private String attribute(String name) {
        return Token.asString(resource.getAtt(name));
    }

    /** Aspects and {@code cfnOptions} set policies and tags without asking this construct, so it looks when they are done. */
    private void settle(Map<?, ?> options) {
        // Not RetainExceptOnCreate: the rollback of its creation deletes such a server.
        markRetention(RETAIN.equals(options.get("updateReplacePolicy")), RETAIN.equals(options.get("deletionPolicy")));
        List<String> found = new ArrayList<>(TagRules.problems(tagManager.tagValues(), Token::isUnresolved));
        if (SNAPSHOT.equals(options.get("updateReplacePolicy")) || SNAPSHOT.equals(options.get("deletionPolicy"))) {
            found.add(RouteServerSettings.NO_SNAPSHOTS);
        }
        if (problems == null && !found.isEmpty()) {
            // Once, and only where there is a problem: a validation of every route server is a call from Node each.
            getNode().addValidation(() -> problems);
        }
        problems = found.isEmpty() && problems == null ? null : found;
    }

    /** Says on the wire what the handler cannot see: whether CloudFormation keeps this server when it lets go of it. */
    private void markRetention(boolean onReplace, boolean onRollback) {
        retainOnReplace = mark(RouteServerContract.RETAIN_ON_REPLACE, onReplace, retainOnReplace);
        retainOnRollback = mark(RouteServerContract.RETAIN_ON_ROLLBACK, onRollback, retainOnRollback);
    }

    private boolean mark(String property, boolean retained, boolean marked) {
        if (retained && !marked) {
            resource.addPropertyOverride(property, true);
        } else if (marked && !retained) {
            resource.addPropertyDeletionOverride(property);
        }
        return retained;
    }

    /** Collects the properties of a {@link RouteServer} and creates it. */
    public static final class Builder implements software.amazon.jsii.Builder<RouteServer> {
        private final Construct scope;
        private final String id;
        private final RouteServerProps.Builder props = RouteServerProps.builder();

        private Builder(Construct scope, String id) {
            this.scope = scope;
            this.id = id;
        }

        /**
         * A builder for a route server.
         *
         * @param scope parent of the route server
         * @param id id of the route server in its parent
         * @return a new builder
         */
        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        /**
         * Sets {@link RouteServerProps#getAmazonSideAsn()}.
         *
         * @param amazonSideAsn BGP autonomous system number of the Amazon side, 1 to 4294967295; required
         * @return this builder
         */
        public Builder amazonSideAsn(Number amazonSideAsn) {
            props.amazonSideAsn(amazonSideAsn);
            return this;
        }

        /**
         * Sets {@link RouteServerProps#getPersistRoutes()}.
         *
         * @param persistRoutes whether routes stay in place while all BGP sessions are down
         * @return this builder
         */
        public Builder persistRoutes(@Nullable PersistRoutes persistRoutes) {
            props.persistRoutes(persistRoutes);
            return this;
        }

        /**
         * Sets {@link RouteServerProps#getPersistRoutesDuration()}.
         *
         * @param persistRoutesDuration how long routes stay persisted after BGP is back, 1 to 5 whole minutes
         * @return this builder
         */
        public Builder persistRoutesDuration(@Nullable Duration persistRoutesDuration) {
            props.persistRoutesDuration(persistRoutesDuration);
            return this;
        }

        /**
         * Sets {@link RouteServerProps#getSnsNotificationsEnabled()}.
         *
         * @param snsNotificationsEnabled whether AWS publishes events to a topic
         * @return this builder
         */
        public Builder snsNotificationsEnabled(@Nullable Boolean snsNotificationsEnabled) {
            props.snsNotificationsEnabled(snsNotificationsEnabled);
            return this;
        }

        /**
         * Sets {@link RouteServerProps#getTags()}.
         *
         * @param tags tags by key; replaces what was set before
         * @return this builder
         */
        public Builder tags(@Nullable Map<String, String> tags) {
            props.tags(tags);
            return this;
        }

        /**
         * Sets {@link RouteServerProps#getVpc()}.
         *
         * @param vpc VPC to associate the route server with
         * @return this builder
         */
        public Builder vpc(@Nullable IVpc vpc) {
            props.vpc(vpc);
            return this;
        }

        /**
         * Sets {@link RouteServerProps#getRemovalPolicy()}.
         *
         * @param removalPolicy what happens to the route server when it leaves the stack or is replaced
         * @return this builder
         */
        public Builder removalPolicy(@Nullable RemovalPolicy removalPolicy) {
            props.removalPolicy(removalPolicy);
            return this;
        }

        /**
         * Sets {@link RouteServerProps#getTimeout()}.
         *
         * @param timeout how long the deployment waits for AWS, 30 seconds to 14 minutes
         * @return this builder
         */
        public Builder timeout(@Nullable Duration timeout) {
            props.timeout(timeout);
            return this;
        }

        /**
         * Sets {@link RouteServerProps#getDryRun()}.
         *
         * @param dryRun whether the deployment only rehearses the creation
         * @return this builder
         */
        public Builder dryRun(@Nullable Boolean dryRun) {
            props.dryRun(dryRun);
            return this;
        }

        /**
         * Creates the route server.
         *
         * @throws IllegalArgumentException if a property is out of its range or contradicts another one, a tag cannot be
         *     used, or the VPC is in another Region than the stack
         * @throws NullPointerException if {@code amazonSideAsn} was not set
         */
        @Override
        public RouteServer build() {
            // Not props.build(): it refuses a missing number too, and cannot name the construct.
            return new RouteServer(scope, id, new RouteServerPropsValue(props));
        }
    }
}
