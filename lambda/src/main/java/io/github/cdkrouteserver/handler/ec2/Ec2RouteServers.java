package io.github.cdkrouteserver.handler.ec2;

import io.github.cdkrouteserver.contract.RouteServerContract;
import io.github.cdkrouteserver.handler.core.AwsFailure;
import io.github.cdkrouteserver.handler.core.DesiredState;
import io.github.cdkrouteserver.handler.core.Modification;
import io.github.cdkrouteserver.handler.core.Owner;
import io.github.cdkrouteserver.handler.core.RouteServer;
import io.github.cdkrouteserver.handler.core.RouteServers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateRouteServerRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteServerRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteServersRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteServersResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ModifyRouteServerRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** {@link RouteServers} on the AWS SDK. */
public final class Ec2RouteServers implements RouteServers {
    private static final String DRY_RUN_WOULD_SUCCEED = "DryRunOperation";

    private final Supplier<Ec2Client> ec2;
    private final CallListener listener;

    /**
     * Wraps a client.
     *
     * @param ec2 gives the client, the same for every call, or throws what is told instead of calling
     * @param listener told of each call
     */
    public Ec2RouteServers(Supplier<Ec2Client> ec2, CallListener listener) {
        this.ec2 = ec2;
        this.listener = listener;
    }

    @Override
    public List<RouteServer> ownedBy(Owner owner) {
        List<RouteServer> servers = new ArrayList<>();
        String nextToken = null;
        do {
            DescribeRouteServersRequest request = DescribeRouteServersRequest.builder()
                    .filters(
                            tagFilter(RouteServerContract.STACK_TAG, owner.stackId()),
                            tagFilter(RouteServerContract.LOGICAL_ID_TAG, owner.logicalId()))
                    .nextToken(nextToken)
                    .build();
            DescribeRouteServersResponse page =
                    call("DescribeRouteServers", "", client -> client.describeRouteServers(request));
            page.routeServers().forEach(server -> servers.add(view(server)));
            nextToken = page.nextToken();
        } while (nextToken != null && !nextToken.isEmpty());
        return servers;
    }

    @Override
    public Optional<RouteServer> find(String id) {
        DescribeRouteServersRequest request =
                DescribeRouteServersRequest.builder().routeServerIds(id).build();
        try {
            return call("DescribeRouteServers", id, client -> client.describeRouteServers(request))
                    .routeServers()
                    .stream()
                    .filter(server -> id.equals(server.routeServerId()))
                    .findFirst()
                    .map(Ec2RouteServers::view);
        } catch (AwsFailure e) {
            if (e.kind() == AwsFailure.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public RouteServer create(DesiredState desired, Map<String, String> tags, String clientToken) {
        CreateRouteServerRequest request =
                createRequest(desired, tags).clientToken(clientToken).build();
        return view(
                "CreateRouteServer",
                call("CreateRouteServer", "", client -> client.createRouteServer(request))
                        .routeServer());
    }

    @Override
    public void rehearseCreate(DesiredState desired, Map<String, String> tags) {
        CreateRouteServerRequest request =
                createRequest(desired, tags).dryRun(true).build();
        call("CreateRouteServer", "", client -> {
            try {
                return client.createRouteServer(request);
            } catch (Ec2Exception e) {
                if (e.awsErrorDetails() != null
                        && DRY_RUN_WOULD_SUCCEED.equals(e.awsErrorDetails().errorCode())) {
                    return null;
                }
                throw e;
            }
        });
    }

    @Override
    public RouteServer modify(String id, Modification modification) {
        ModifyRouteServerRequest request = ModifyRouteServerRequest.builder()
                .routeServerId(id)
                .persistRoutes(modification.persistRoutes())
                .persistRoutesDuration(modification.persistRoutesDuration())
                .snsNotificationsEnabled(modification.snsNotificationsEnabled())
                .build();
        return view(
                "ModifyRouteServer of " + id,
                call("ModifyRouteServer", id, client -> client.modifyRouteServer(request))
                        .routeServer());
    }

    @Override
    public void delete(String id) {
        DeleteRouteServerRequest request =
                DeleteRouteServerRequest.builder().routeServerId(id).build();
        call("DeleteRouteServer", id, client -> client.deleteRouteServer(request));
    }

    @Override
    public void tag(String id, Map<String, String> tags) {
        CreateTagsRequest request =
                CreateTagsRequest.builder().resources(id).tags(sdkTags(tags)).build();
        call("CreateTags", id, client -> client.createTags(request));
    }

    @Override
    public void untag(String id, Set<String> keys) {
        DeleteTagsRequest request = DeleteTagsRequest.builder()
                .resources(id)
                .tags(keys.stream()
                        .sorted()
                        .map(key -> Tag.builder().key(key).build())
                        .toList())
                .build();
        call("DeleteTags", id, client -> client.deleteTags(request));
    }

    private static CreateRouteServerRequest.Builder createRequest(DesiredState desired, Map<String, String> tags) {
        return CreateRouteServerRequest.builder()
                .amazonSideAsn(desired.amazonSideAsn())
                .persistRoutes(desired.persistRoutes())
                .persistRoutesDuration(desired.persistRoutesDuration())
                .snsNotificationsEnabled(desired.snsNotificationsEnabled())
                .tagSpecifications(TagSpecification.builder()
                        .resourceType(ResourceType.ROUTE_SERVER)
                        .tags(sdkTags(tags))
                        .build());
    }

    /** Sorted, so that a repeated create has the very parameters that its client token stands for. */
    private static List<Tag> sdkTags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    private static Filter tagFilter(String key, String value) {
        return Filter.builder().name("tag:" + key).values(value).build();
    }

    private <T extends AwsResponse> T call(String operation, String id, Function<Ec2Client, T> call) {
        Ec2Client client = ec2.get();
        long start = System.nanoTime();
        String outcome = "unexpected";
        String requestId = "";
        listener.calling(operation, id);
        try {
            T response = call.apply(client);
            outcome = "ok";
            requestId = response == null ? "" : response.responseMetadata().requestId();
            return response;
        } catch (SdkException e) {
            AwsFailure failure = Ec2Failures.translate(operation, id, e);
            outcome = failure.code();
            requestId = failure.requestId();
            throw failure;
        } finally {
            listener.called(
                    operation, id, outcome, requestId, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }
    }

    /** Both calls may be repeated: one has a client token, and the other says the same again. */
    private static RouteServer view(String operation, software.amazon.awssdk.services.ec2.model.RouteServer answered) {
        if (answered == null) {
            throw new AwsFailure(
                    AwsFailure.Kind.TRANSIENT, operation, "EmptyAnswer", "EC2 named no route server", null, null);
        }
        return view(answered);
    }

    private static RouteServer view(software.amazon.awssdk.services.ec2.model.RouteServer server) {
        Map<String, String> tags = new HashMap<>();
        server.tags().forEach(tag -> tags.put(tag.key(), orEmpty(tag.value())));
        return new RouteServer(
                server.routeServerId(),
                server.amazonSideAsn() == null ? 0 : server.amazonSideAsn(),
                orEmpty(server.stateAsString()),
                tags,
                orEmpty(server.persistRoutesStateAsString()),
                server.persistRoutesDuration(),
                Boolean.TRUE.equals(server.snsNotificationsEnabled()),
                orEmpty(server.snsTopicArn()));
    }

    private static String orEmpty(String value) {
        return value == null ? "" : value;
    }
}
