package io.github.cdkrouteserver.localaws.ec2;

/**
 * Where the local EC2 is, and whose.
 *
 * @param partition such as {@code aws}
 * @param region such as {@code us-east-1}
 * @param account twelve digits
 */
public record Ec2Location(String partition, String region, String account) {
    /** Partition {@code aws}, Region {@code us-east-1}, account {@code 123456789012}. */
    public static final Ec2Location DEFAULT = new Ec2Location("aws", "us-east-1", "123456789012");

    /**
     * Returns the ARN of an EC2 resource.
     *
     * @param type such as {@code route-server}
     * @param id such as {@code rs-0123456789abcdef0}, or {@code *} for one that is yet to be made
     * @return the ARN
     */
    public String ec2Arn(String type, String id) {
        return "arn:" + partition + ":ec2:" + region + ":" + account + ":" + type + "/" + id;
    }

    /**
     * Returns the ARN of an SNS topic.
     *
     * @param name name of the topic
     * @return the ARN
     */
    public String topicArn(String name) {
        return "arn:" + partition + ":sns:" + region + ":" + account + ":" + name;
    }
}
