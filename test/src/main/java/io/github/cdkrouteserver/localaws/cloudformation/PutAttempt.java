package io.github.cdkrouteserver.localaws.cloudformation;

import java.time.Instant;

/**
 * One request that arrived at a response URL.
 *
 * @param time when
 * @param method the HTTP method
 * @param contentType the content type; empty where there is none
 * @param body the body
 * @param status what was answered; 0 where the connection was dropped
 * @param counted whether it was the answer that CloudFormation went by
 */
public record PutAttempt(Instant time, String method, String contentType, String body, int status, boolean counted) {}
