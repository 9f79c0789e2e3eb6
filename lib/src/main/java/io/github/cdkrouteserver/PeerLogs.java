package io.github.cdkrouteserver;

import io.github.cdkrouteserver.internal.Checks;
import io.github.cdkrouteserver.internal.Hashes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.MetricProps;
import software.amazon.awscdk.services.logs.CfnDelivery;
import software.amazon.awscdk.services.logs.CfnDeliveryDestination;
import software.amazon.awscdk.services.logs.CfnDeliveryDestinationProps;
import software.amazon.awscdk.services.logs.CfnDeliveryProps;
import software.amazon.awscdk.services.logs.CfnDeliverySource;
import software.amazon.awscdk.services.logs.CfnDeliverySourceProps;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.amazon.awscdk.services.logs.MetricFilterProps;
import software.constructs.Construct;

/**
 * Deliveries of one peer's log, and metrics from it.
 *
 * <p>Type, fields and values of the log are those of "Route server peer logging" in the Amazon VPC user guide.
 */
final class PeerLogs {
    private static final String NAMESPACE = "RouteServerPeers";
    private static final Pattern TOKEN = Pattern.compile("\\$\\{Token\\[[^\\]]*\\]\\}");
    private static final String ARN_FIELD = "resource_arn";

    /** All there are: some of them are optional, and the metrics need those. */
    private static final List<String> FIELDS =
            List.of(ARN_FIELD, "event_timestamp", "type", "timestamp", "resource_id", "status", "message");

    private final RouteServerPeerBase peer;
    private final Construct scope;
    private final CfnDeliverySource source;
    private @Nullable ILogGroup logGroup;

    PeerLogs(RouteServerPeerBase peer) {
        this.peer = peer;
        scope = new Construct(peer, "EventLogs");
        source = new CfnDeliverySource(
                scope,
                "Source",
                CfnDeliverySourceProps.builder()
                        // Named by the peer: the replacement of one has its own while that of the old one is there.
                        .name(peer.getRouteServerPeerId())
                        .logType("EVENT_LOGS")
                        .resourceArn(peer.getRouteServerPeerArn())
                        .build());
    }

    void deliverTo(PeerLogDestination destination) {
        Stack stack = Stack.of(peer);
        String id = StableIds.inside(stack.getNode().getPath(), destination.resource());
        // Constructs replace slashes in ids.
        if (scope.getNode().tryFindChild(id.replace("/", "--")) != null) {
            throw Checks.of(scope, id)
                    .refusal("the log of the peer goes there already; call logEvents once for each destination");
        }
        Construct parent = new Construct(scope, id);
        String arn = destination.arn(stack);
        CfnDeliveryDestination target = new CfnDeliveryDestination(
                parent,
                "Destination",
                CfnDeliveryDestinationProps.builder()
                        // Unique in the account for as long as it lives: the peer's id, and a hash of where it delivers
                        // to. It is what CloudFormation knows the destination by, and another ARN makes another
                        // destination while this one is there: so the name has to be another one as well.
                        .name(peer.getRouteServerPeerId() + "-" + hash(destination, arn))
                        .destinationResourceArn(arn)
                        .outputFormat(destination.format().getValue())
                        .build());
        CfnDelivery delivery = new CfnDelivery(
                parent,
                "Delivery",
                CfnDeliveryProps.builder()
                        .deliverySourceName(source.getRef())
                        .deliveryDestinationArn(target.getAttrArn())
                        .recordFields(FIELDS)
                        .build());
        LogPermission permission = RouteServerFamilies.of(peer).logPermission(stack, destination);
        if (permission.dependable() != null) {
            delivery.getNode().addDependency(permission.dependable());
        }
        if (permission.warningId() != null) {
            Annotations.of(peer).addWarningV2(permission.warningId(), permission.warning());
        }
        if (logGroup == null) {
            logGroup = destination.readableLogGroup();
        }
    }

    /** Of all that is known here; what a token stands for is known at deployment only. */
    private static String hash(PeerLogDestination destination, String arn) {
        String known = destination.resource().getNode().getPath() + "\n" + arn + "\n" + destination.kindAndName();
        byte[] text = TOKEN.matcher(known).replaceAll("").getBytes(StandardCharsets.UTF_8);
        return Hashes.sha256(text).substring(0, 16);
    }

    boolean areReadable() {
        return logGroup != null;
    }

    Metric metric(Event event, MetricOptions options) {
        if (scope.getNode().tryFindChild(event.metricName) == null) {
            countFilter();
            new MetricFilter(
                    scope,
                    event.metricName,
                    MetricFilterProps.builder()
                            .logGroup(logGroup)
                            .filterPattern(FilterPattern.all(
                                    FilterPattern.stringValue("$." + ARN_FIELD, "=", peer.getRouteServerPeerArn()),
                                    FilterPattern.stringValue("$.type", "=", event.type),
                                    FilterPattern.stringValue("$.status", "=", event.status)))
                            .metricNamespace(NAMESPACE)
                            .metricName(event.metricName)
                            .metricValue("1")
                            .dimensions(Map.of("RouteServerPeerArn", "$." + ARN_FIELD))
                            .build());
        }
        return new Metric(MetricProps.builder()
                        .namespace(NAMESPACE)
                        .metricName(event.metricName)
                        .dimensionsMap(Map.of("RouteServerPeerArn", peer.getRouteServerPeerArn()))
                        .statistic("Sum")
                        .period(Duration.minutes(1))
                        .build())
                .with(options);
    }

    /**
     * A filter for each peer and event, although one for each event could tell the peers apart by the dimension: it would
     * count what another app, or an import of the same log group, counts already, and make metrics that nobody asked for.
     */
    private void countFilter() {
        String group = Stack.of(peer).getRegion() + " " + logGroup.getLogGroupName();
        if (!RouteServerFamilies.of(peer).addMetricFilter(group)) {
            throw new IllegalStateException(peer.getNode().getPath() + ": this is metric filter number "
                    + (RouteServerFamilies.METRIC_FILTERS_PER_LOG_GROUP + 1) + " of log group "
                    + logGroup.getNode().getPath() + ", but CloudWatch Logs allows "
                    + RouteServerFamilies.METRIC_FILTERS_PER_LOG_GROUP
                    + "; let some of the peers log to another log group, or ask for fewer metrics");
        }
    }

    /** What the log tells, by the names of the metrics. */
    enum Event {
        BGP_DOWN("BgpDown", "BGPStatus", "DOWN"),
        BGP_UP("BgpUp", "BGPStatus", "UP"),
        BFD_DOWN("BfdDown", "BFDStatus", "DOWN"),
        BFD_UP("BfdUp", "BFDStatus", "UP"),
        ROUTES_ADVERTISED("RoutesAdvertised", "RouteStatus", "ADVERTISED"),
        ROUTES_WITHDRAWN("RoutesWithdrawn", "RouteStatus", "WITHDRAWN");

        private final String metricName;
        private final String type;
        private final String status;

        Event(String metricName, String type, String status) {
            this.metricName = metricName;
            this.type = type;
            this.status = status;
        }
    }
}
