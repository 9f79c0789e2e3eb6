package io.github.cdkrouteserver.handler.ec2;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateRouteServerRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteServersRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Makes the SDK load what a create needs, by calls that are answered from memory. */
final class Priming {
    private Priming() {}

    static void run(Ec2Client client) {
        try {
            client.describeRouteServers(DescribeRouteServersRequest.builder()
                    .filters(Filter.builder().name("tag:k").values("v").build())
                    .build());
            client.createRouteServer(CreateRouteServerRequest.builder()
                    .amazonSideAsn(1L)
                    .tagSpecifications(TagSpecification.builder()
                            .resourceType(ResourceType.ROUTE_SERVER)
                            .tags(Tag.builder().key("k").value("v").build())
                            .build())
                    .build());
        } catch (SdkException e) {
            // A request will meet the same, and answer it; without credentials, for one, nothing can be signed.
            return;
        }
    }
}
