package io.github.cdkrouteserver.handler.cfn;

import io.github.cdkrouteserver.handler.core.ResourceRequest;
import java.util.Map;

/**
 * A request of CloudFormation, checked for form only.
 *
 * @param type what is asked
 * @param requestId unique in the stack
 * @param stack the stack
 * @param responseUrl where the answer goes
 * @param logicalId logical id of the resource
 * @param physicalId physical id of the resource, or empty
 * @param properties its properties
 * @param oldProperties its properties before an update
 */
public record CfnRequest(
        ResourceRequest.Type type,
        String requestId,
        StackId stack,
        ResponseUrl responseUrl,
        String logicalId,
        String physicalId,
        Map<String, Object> properties,
        Map<String, Object> oldProperties) {}
