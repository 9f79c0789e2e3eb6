package io.github.cdkrouteserver.localaws.ec2;

import java.time.Instant;

/**
 * A record of a peer's vended log.
 *
 * @param resourceArn ARN of the peer
 * @param eventTimestamp when it happened
 * @param type RouteStatus, BGPStatus or BFDStatus
 * @param status ADVERTISED, UPDATED or WITHDRAWN for routes, UP or DOWN for sessions
 * @param message for routes the prefix, AS path, MED and next hop; empty for sessions
 */
public record PeerLogRecord(String resourceArn, Instant eventTimestamp, String type, String status, String message) {}
