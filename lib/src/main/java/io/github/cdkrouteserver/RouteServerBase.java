package io.github.cdkrouteserver;

import io.github.cdkrouteserver.internal.Checks;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Resource;
import software.amazon.awscdk.ResourceProps;
import software.amazon.awscdk.interfaces.ec2.IRouteServerAssociationRef;
import software.amazon.awscdk.interfaces.ec2.IVPCRef;
import software.amazon.awscdk.interfaces.ec2.RouteServerReference;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.ITopicSubscription;
import software.amazon.awscdk.services.sns.Subscription;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;
import software.constructs.IConstruct;

/** What created and imported route servers have in common. */
abstract class RouteServerBase extends Resource implements IRouteServer {
    private static final Set<String> RESERVED = Set.of("Association", "Propagations", "Resource", "Topic");

    private @Nullable ITopic snsTopic;
    private @Nullable RouteServerFamily family;

    RouteServerBase(Construct scope, String id, @Nullable ResourceProps props) {
        super(scope, id, props);
    }

    /** Why the route server has no topic, and what to do about it; {@code null} where it has one. */
    abstract @Nullable String whyWithoutSnsTopic();

    @Override
    public RouteServerReference getRouteServerRef() {
        return RouteServerReference.builder()
                .routeServerId(getRouteServerId())
                .routeServerArn(getRouteServerArn())
                .build();
    }

    @Override
    public ITopic getSnsTopic() {
        String why = whyWithoutSnsTopic();
        if (why != null) {
            throw new IllegalStateException(getNode().getPath() + ": " + why);
        }
        if (snsTopic == null) {
            snsTopic = Topic.fromTopicArn(this, "Topic", getSnsTopicArn());
        }
        return snsTopic;
    }

    @Override
    public RouteServerGrants getGrants() {
        return RouteServerGrants.fromRouteServer(this);
    }

    /** Tells the family what is known of this route server. */
    abstract void introduceTo(RouteServerFamily members);

    /** The family, which most route servers of a stack full of them never ask for. */
    RouteServerFamily family() {
        if (family == null) {
            RouteServerFamily members =
                    RouteServerFamilies.of(this).family(getRouteServerId(), this::getRouteServerArn);
            introduceTo(members);
            family = members;
        }
        return family;
    }

    @Override
    public IRouteServerAssociation associateVpc(IVPCRef vpc) {
        Checks.of(this, "Association").required(vpc, "vpc", "pass the VPC to associate the route server with");
        RouteServerFamily members = family();
        RouteServerAssociation existing = members.associationWith(vpc);
        if (existing != null) {
            return existing;
        }
        IConstruct taken = getNode().tryFindChild("Association");
        // The second one will be reported at synthesis, together with whatever else is wrong.
        String id =
                taken == null ? "Association" : "Association-" + vpc.getNode().getPath();
        if (members.isAssociatedElsewhereWith(vpc)) {
            return taken instanceof ImportedRouteServerAssociation imported
                    ? imported
                    : new ImportedRouteServerAssociation(
                            this, id, getRouteServerId(), vpc.getVpcRef().getVpcId());
        }
        return new RouteServerAssociation(
                this,
                id,
                RouteServerAssociationProps.builder().routeServer(this).vpc(vpc).build());
    }

    @Override
    public RouteServerEndpoint addEndpoint(String id, RouteServerEndpointOptions options) {
        refuseReserved(id);
        Checks.of(this, id).required(options, "options", "pass RouteServerEndpointOptions with a subnet");
        // Not build(): it refuses a missing value too, and cannot name the construct.
        return new RouteServerEndpoint(
                this,
                id,
                new RouteServerEndpointPropsValue(RouteServerEndpointProps.builder()
                        .routeServer(this)
                        .subnet(options.getSubnet())
                        .association(options.getAssociation())
                        .tags(options.getTags())));
    }

    @Override
    public RouteServerEndpoints addEndpoints(String id) {
        return addEndpoints(id, RouteServerEndpointsOptions.builder().build());
    }

    @Override
    public RouteServerEndpoints addEndpoints(String id, RouteServerEndpointsOptions options) {
        refuseReserved(id);
        Checks.of(this, id)
                .required(options, "options", "pass RouteServerEndpointsOptions, or call the method without them");
        return RouteServerEndpoints.of(this, id, options);
    }

    static boolean isReserved(String id) {
        return RESERVED.contains(id) || id.startsWith("Association-");
    }

    /** Later, what the library itself adds would clash with it, or be put into it. */
    private void refuseReserved(@Nullable String id) {
        if (id == null) {
            return; // CDK's to refuse
        }
        if (isReserved(id)) {
            throw Checks.of(this, id).reservedId(id, "a route server");
        }
    }

    @Override
    public List<RouteServerPropagation> propagateTo(PropagationTarget... targets) {
        return PropagationTarget.propagate(this, null, targets);
    }

    @Override
    public List<RouteServerPropagation> propagateTo(
            IRouteServerAssociationRef association, PropagationTarget... targets) {
        Checks.of(this)
                .required(association, "association", "pass the one that has to be there first, or leave it out");
        return PropagationTarget.propagate(this, association, targets);
    }

    @Override
    public Subscription onBgpStatusChange(String id, ITopicSubscription subscription) {
        return onBgpStatusChange(id, subscription, PeerEventOptions.builder().build());
    }

    @Override
    public Subscription onBgpStatusChange(String id, ITopicSubscription subscription, PeerEventOptions options) {
        return RouteServerEvents.onBgpStatusChange(this, id, subscription, options);
    }

    @Override
    public Subscription onBfdStatusChange(String id, ITopicSubscription subscription) {
        return onBfdStatusChange(id, subscription, PeerEventOptions.builder().build());
    }

    @Override
    public Subscription onBfdStatusChange(String id, ITopicSubscription subscription, PeerEventOptions options) {
        return RouteServerEvents.onBfdStatusChange(this, id, subscription, options);
    }

    @Override
    public Subscription onEndpointMaintenance(String id, ITopicSubscription subscription) {
        return onEndpointMaintenance(
                id, subscription, EndpointEventOptions.builder().build());
    }

    @Override
    public Subscription onEndpointMaintenance(
            String id, ITopicSubscription subscription, EndpointEventOptions options) {
        return RouteServerEvents.onEndpointMaintenance(this, id, subscription, options);
    }
}
