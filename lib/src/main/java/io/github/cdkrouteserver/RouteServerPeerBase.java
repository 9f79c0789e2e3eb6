package io.github.cdkrouteserver;

import io.github.cdkrouteserver.internal.Checks;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Resource;
import software.amazon.awscdk.ResourceProps;
import software.amazon.awscdk.interfaces.ec2.RouteServerPeerReference;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.constructs.Construct;

/** What created and imported peers have in common. */
abstract class RouteServerPeerBase extends Resource implements IRouteServerPeer {
    private static final MetricOptions BY_THE_MINUTE = MetricOptions.builder().build();

    private @Nullable PeerLogs logs;

    RouteServerPeerBase(Construct scope, String id, @Nullable ResourceProps props) {
        super(scope, id, props);
    }

    @Override
    public RouteServerPeerReference getRouteServerPeerRef() {
        return RouteServerPeerReference.builder()
                .routeServerPeerId(getRouteServerPeerId())
                .routeServerPeerArn(getRouteServerPeerArn())
                .build();
    }

    @Override
    public void logEvents(PeerLogDestination destination) {
        Checks.of(this, "EventLogs")
                .required(
                        destination, "destination", "pass PeerLogDestination.toCloudWatchLogs(logGroup), for example");
        destination.refuseElsewhere(this);
        if (logs == null) {
            logs = new PeerLogs(this);
        }
        logs.deliverTo(destination);
    }

    @Override
    public Metric metricBgpDown() {
        return metricBgpDown(BY_THE_MINUTE);
    }

    @Override
    public Metric metricBgpDown(MetricOptions options) {
        return metric(PeerLogs.Event.BGP_DOWN, options);
    }

    @Override
    public Metric metricBgpUp() {
        return metricBgpUp(BY_THE_MINUTE);
    }

    @Override
    public Metric metricBgpUp(MetricOptions options) {
        return metric(PeerLogs.Event.BGP_UP, options);
    }

    @Override
    public Metric metricBfdDown() {
        return metricBfdDown(BY_THE_MINUTE);
    }

    @Override
    public Metric metricBfdDown(MetricOptions options) {
        return metric(PeerLogs.Event.BFD_DOWN, options);
    }

    @Override
    public Metric metricBfdUp() {
        return metricBfdUp(BY_THE_MINUTE);
    }

    @Override
    public Metric metricBfdUp(MetricOptions options) {
        return metric(PeerLogs.Event.BFD_UP, options);
    }

    @Override
    public Metric metricRoutesAdvertised() {
        return metricRoutesAdvertised(BY_THE_MINUTE);
    }

    @Override
    public Metric metricRoutesAdvertised(MetricOptions options) {
        return metric(PeerLogs.Event.ROUTES_ADVERTISED, options);
    }

    @Override
    public Metric metricRoutesWithdrawn() {
        return metricRoutesWithdrawn(BY_THE_MINUTE);
    }

    @Override
    public Metric metricRoutesWithdrawn(MetricOptions options) {
        return metric(PeerLogs.Event.ROUTES_WITHDRAWN, options);
    }

    private Metric metric(PeerLogs.Event event, MetricOptions options) {
        Checks.of(this).required(options, "options", "pass MetricOptions, or call the method without them");
        if (logs == null || !logs.areReadable()) {
            throw new IllegalStateException(
                    getNode().getPath() + ": the metrics of a peer come from its log in a log group;"
                            + " call logEvents(PeerLogDestination.toCloudWatchLogs(logGroup)) first");
        }
        return logs.metric(event, options);
    }
}
