package io.github.cdkrouteserver.localaws.cloudformation;

/** Where a stack lives: what the pseudo parameters say. */
public record StackIdentity(String name, String stackId, String region, String accountId, String partition) {
    /** Returns an ARN in the stack's account and Region. */
    public String arn(String service, String resource) {
        return "arn:" + partition + ":" + service + ":" + region + ":" + accountId + ":" + resource;
    }

    /** Returns the domain suffix of the partition. */
    public String urlSuffix() {
        return partition.equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
    }
}
