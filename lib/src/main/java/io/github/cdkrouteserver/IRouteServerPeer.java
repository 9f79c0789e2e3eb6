package io.github.cdkrouteserver;

import software.amazon.awscdk.IResource;
import software.amazon.awscdk.interfaces.ec2.IRouteServerPeerRef;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;

/** A device that an endpoint of a route server exchanges routes with, created in this app or imported into it. */
public interface IRouteServerPeer extends IResource, IRouteServerPeerRef {
    /**
     * Id of the peer, such as {@code rsp-1234567890abcdef0}.
     *
     * @return a token where the peer is created in this app
     */
    String getRouteServerPeerId();

    /**
     * ARN of the peer.
     *
     * @return a token where the peer is created in this app
     */
    String getRouteServerPeerArn();

    /**
     * Id of the network interface of the endpoint.
     *
     * @return a token where the peer is created in this app
     * @throws IllegalStateException if the peer was imported without {@code endpointEniId}
     */
    String getEndpointEniId();

    /**
     * Private IPv4 address of the endpoint, which the device dials.
     *
     * @return a token where the peer is created in this app
     * @throws IllegalStateException if the peer was imported without {@code endpointEniAddress}
     */
    String getEndpointEniAddress();

    /**
     * Delivers the log of the peer: its BGP and BFD sessions going up and down, and routes that are advertised, updated
     * and withdrawn.
     *
     * <p>May be called once for each destination. CloudWatch Logs charges for what it delivers.
     *
     * @param destination where the log goes
     * @throws IllegalArgumentException if the log goes there already, or that is known to be in another account, or to be a
     *     log group in another Region
     * @throws NullPointerException if {@code destination} is missing
     */
    void logEvents(PeerLogDestination destination);

    /**
     * How often the BGP session was lost: 1 for each time, and nothing in between.
     *
     * <p>It comes from the log, so {@link #logEvents} has to be called with a log group in JSON first. An alarm on it
     * tells that a session was lost, and is over when the time it looks at is; treat missing data as not breaching.
     *
     * @return the sum in a minute
     * @throws IllegalStateException if the log goes to no log group in JSON, or that has 100 metric filters of this app, which
     *     is as many as CloudWatch Logs allows
     */
    Metric metricBgpDown();

    /**
     * How often the BGP session was lost, with another period or statistic.
     *
     * @param options period, statistic and the like
     * @return the metric
     * @throws IllegalStateException if the log goes to no log group in JSON, or that has 100 metric filters of this app, which
     *     is as many as CloudWatch Logs allows
     * @throws NullPointerException if {@code options} is missing
     */
    Metric metricBgpDown(MetricOptions options);

    /**
     * How often the BGP session came up: 1 for each time, and nothing in between.
     *
     * @return the sum in a minute
     * @throws IllegalStateException if the log goes to no log group in JSON, or that has 100 metric filters of this app, which
     *     is as many as CloudWatch Logs allows
     */
    Metric metricBgpUp();

    /**
     * How often the BGP session came up, with another period or statistic.
     *
     * @param options period, statistic and the like
     * @return the metric
     * @throws IllegalStateException if the log goes to no log group in JSON, or that has 100 metric filters of this app, which
     *     is as many as CloudWatch Logs allows
     * @throws NullPointerException if {@code options} is missing
     */
    Metric metricBgpUp(MetricOptions options);

    /**
     * How often the BFD session was lost: 1 for each time, and nothing in between.
     *
     * @return the sum in a minute
     * @throws IllegalStateException if the log goes to no log group in JSON, or that has 100 metric filters of this app, which
     *     is as many as CloudWatch Logs allows
     */
    Metric metricBfdDown();

    /**
     * How often the BFD session was lost, with another period or statistic.
     *
     * @param options period, statistic and the like
     * @return the metric
     * @throws IllegalStateException if the log goes to no log group in JSON, or that has 100 metric filters of this app, which
     *     is as many as CloudWatch Logs allows
     * @throws NullPointerException if {@code options} is missing
     */
    Metric metricBfdDown(MetricOptions options);

    /**
     * How often the BFD session came up: 1 for each time, and nothing in between.
     *
     * @return the sum in a minute
     * @throws IllegalStateException if the log goes to no log group in JSON, or that has 100 metric filters of this app, which
     *     is as many as CloudWatch Logs allows
     */
    Metric metricBfdUp();

    /**
     * How often the BFD session came up, with another period or statistic.
     *
     * @param options period, statistic and the like
     * @return the metric
     * @throws IllegalStateException if the log goes to no log group in JSON, or that has 100 metric filters of this app, which
     *     is as many as CloudWatch Logs allows
     * @throws NullPointerException if {@code options} is missing
     */
    Metric metricBfdUp(MetricOptions options);

    /**
     * How many routes the device advertised: 1 for each, and nothing in between.
     *
     * @return the sum in a minute
     * @throws IllegalStateException if the log goes to no log group in JSON, or that has 100 metric filters of this app, which
     *     is as many as CloudWatch Logs allows
     */
    Metric metricRoutesAdvertised();

    /**
     * How many routes the device advertised, with another period or statistic.
     *
     * @param options period, statistic and the like
     * @return the metric
     * @throws IllegalStateException if the log goes to no log group in JSON, or that has 100 metric filters of this app, which
     *     is as many as CloudWatch Logs allows
     * @throws NullPointerException if {@code options} is missing
     */
    Metric metricRoutesAdvertised(MetricOptions options);

    /**
     * How many routes the device withdrew: 1 for each, and nothing in between.
     *
     * @return the sum in a minute
     * @throws IllegalStateException if the log goes to no log group in JSON, or that has 100 metric filters of this app, which
     *     is as many as CloudWatch Logs allows
     */
    Metric metricRoutesWithdrawn();

    /**
     * How many routes the device withdrew, with another period or statistic.
     *
     * @param options period, statistic and the like
     * @return the metric
     * @throws IllegalStateException if the log goes to no log group in JSON, or that has 100 metric filters of this app, which
     *     is as many as CloudWatch Logs allows
     * @throws NullPointerException if {@code options} is missing
     */
    Metric metricRoutesWithdrawn(MetricOptions options);
}
