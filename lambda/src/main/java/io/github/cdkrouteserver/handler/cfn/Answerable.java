package io.github.cdkrouteserver.handler.cfn;

/**
 * What an answer has to repeat of its request.
 *
 * @param responseUrl where it goes
 * @param stackId as the request gave it
 * @param requestId as the request gave it
 * @param logicalId as the request gave it
 * @param physicalId as the request gave it, or empty
 */
public record Answerable(
        ResponseUrl responseUrl, String stackId, String requestId, String logicalId, String physicalId) {
    /**
     * Takes from a request what its answer needs.
     *
     * @param request the request
     * @return its addressee
     */
    public static Answerable of(CfnRequest request) {
        return new Answerable(
                request.responseUrl(),
                request.stack().arn(),
                request.requestId(),
                request.logicalId(),
                request.physicalId());
    }
}
