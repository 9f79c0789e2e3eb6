package io.github.cdkrouteserver.benchmark;

/** What all measured functions are given. */
final class Handlers {
    static final String REGION = "eu-central-1";
    static final String FUNCTION_ARN = "arn:aws:lambda:eu-central-1:123456789012:function:handler";

    private static final String ENVELOPE = """
            {"RequestType":"Create","ResponseURL":"%s",\
            "StackId":"arn:aws:cloudformation:eu-central-1:123456789012:stack/bench/51af3dc0-da77-11e4-872e-1234567db123",\
            "RequestId":"5478764e-a1ad-4d37-a4a6-%012d","LogicalResourceId":"RouteServer",\
            "ResourceType":"Custom::RouteServer","ResourceProperties":%s}""";

    private Handlers() {}

    static String routeServerEvent(String responseUrl, int number) {
        return ENVELOPE.formatted(responseUrl, number, """
                {"ServiceToken":"%s","AmazonSideAsn":"65001","PersistRoutes":"disable",\
                "SnsNotificationsEnabled":"true","Tags":[{"Key":"Name","Value":"bench"}]}""".formatted(FUNCTION_ARN));
    }

    /** The same server, asked for in AwsCustomResource's own words. */
    static String awsCustomResourceEvent(String responseUrl, int number) {
        return ENVELOPE.formatted(responseUrl, number, """
                {"ServiceToken":"%s","InstallLatestAwsSdk":"false","Create":"{\\"service\\":\\"EC2\\",\
                \\"action\\":\\"createRouteServer\\",\\"physicalResourceId\\":{\\"responsePath\\":\
                \\"RouteServer.RouteServerId\\"},\\"parameters\\":{\\"AmazonSideAsn\\":65001,\\"PersistRoutes\\":\
                \\"disable\\",\\"SnsNotificationsEnabled\\":true,\\"TagSpecifications\\":[{\\"ResourceType\\":\
                \\"route-server\\",\\"Tags\\":[{\\"Key\\":\\"Name\\",\\"Value\\":\\"bench\\"}]}]}}"}""".formatted(FUNCTION_ARN));
    }
}
