package io.github.cdkrouteserver.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdkrouteserver.contract.RouteServerContract;
import io.github.cdkrouteserver.localaws.ec2.LocalEc2;
import io.github.cdkrouteserver.localaws.ec2.RouteServer;
import io.github.cdkrouteserver.localaws.ec2.VirtualClock;
import io.github.cdkrouteserver.localaws.iam.Credentials;
import io.github.cdkrouteserver.schedules.Step.Ending;
import io.github.cdkrouteserver.schedules.Step.Op;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The role that the constructs write is enough for every schedule, and nothing in it is too much. */
class LeastPrivilegeTest {
    private static final long SEED = 3_000_000;
    private static final int COUNT = 100;
    private static final Set<String> NOT_FOR_EC2 = Set.of("logs:CreateLogStream", "logs:PutLogEvents");

    private static List<JsonNode> policies;

    @BeforeAll
    static void synthesize() {
        policies = ProviderRole.policies();
    }

    @Test
    void schedules_underTheSynthesizedRole_hold() {
        Map<Long, List<String>> broken = new TreeMap<>();
        for (long seed = SEED; seed < SEED + COUNT; seed++) {
            List<String> violations = ScheduleRunner.run(ScheduleGenerator.generate(seed), Variant.ofRole(policies));
            if (!violations.isEmpty()) {
                broken.put(seed, violations);
            }
        }
        assertThat(broken).isEmpty();
        assertThat(deniedIn(everything(), policies)).isEmpty();
    }

    @Test
    void schedule_withAnyActionTakenAway_isDenied() {
        List<JsonNode> statements = ProviderRole.statements(policies);
        List<String> tested = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            for (String action : ProviderRole.actions(statements.get(i))) {
                if (NOT_FOR_EC2.contains(action)) {
                    continue;
                }
                List<JsonNode> less =
                        ProviderRole.with(policies, i, ProviderRole.withoutAction(statements.get(i), action));
                String name = statements.get(i).path("Sid").asText() + " " + action;
                assertThat(deniedIn(everything(), less))
                        .as("the role without " + name)
                        .isNotEmpty();
                tested.add(name);
            }
        }
        System.out.println("least privilege: needed are " + tested);
        assertThat(tested).hasSizeGreaterThanOrEqualTo(9);
    }

    @Test
    void role_withAnyConditionTakenAway_reachesWhatIsNotItsOwn() {
        List<JsonNode> statements = ProviderRole.statements(policies);
        Map<String, Boolean> asItIs = reach(policies);
        assertThat(asItIs).doesNotContainValue(true);
        List<String> tested = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            if (!statements.get(i).has("Condition")) {
                continue;
            }
            Map<String, Boolean> more =
                    reach(ProviderRole.with(policies, i, ProviderRole.withoutCondition(statements.get(i))));
            String name = statements.get(i).path("Sid").asText();
            assertThat(more).as("without the condition of " + name).containsValue(true);
            tested.add(name);
        }
        System.out.println("least privilege: conditions that hold something back are those of " + tested);
        assertThat(tested).hasSizeGreaterThanOrEqualTo(3);
    }

    /** Whether a role may do what it must not, each thing on its own. */
    private static Map<String, Boolean> reach(List<JsonNode> role) {
        Map<String, Boolean> reach = new LinkedHashMap<>();
        try (LocalEc2 ec2 = LocalEc2.builder().clock(new VirtualClock()).start()) {
            Credentials credentials = ec2.iam().issue("arn:aws:sts::123456789012:assumed-role/provider/p", role);
            String stranger = made(ec2, Map.of("Name", "somebody's"));
            String neighbour = made(
                    ec2,
                    Map.of(
                            RouteServerContract.STACK_TAG,
                            Event.STACK.replace("net", "other"),
                            RouteServerContract.LOGICAL_ID_TAG,
                            Event.LOGICAL_ID));
            try (Ec2Client client = client(ec2.endpoint(), credentials)) {
                Tag ours = Tag.builder()
                        .key(RouteServerContract.STACK_TAG)
                        .value(Event.STACK)
                        .build();
                allowed(reach, client, "create without tags", c -> c.createRouteServer(r -> r.amazonSideAsn(64_512L)));
                allowed(
                        reach,
                        client,
                        "create for another stack",
                        c -> c.createRouteServer(r -> r.amazonSideAsn(64_512L)
                                .tagSpecifications(TagSpecification.builder()
                                        .resourceType(ResourceType.ROUTE_SERVER)
                                        .tags(Tag.builder()
                                                .key(RouteServerContract.STACK_TAG)
                                                .value("other")
                                                .build())
                                        .build())));
                for (String id : List.of(stranger, neighbour)) {
                    allowed(
                            reach,
                            client,
                            "take over " + id,
                            c -> c.createTags(r -> r.resources(id).tags(ours)));
                    allowed(
                            reach,
                            client,
                            "untag " + id,
                            c -> c.deleteTags(r -> r.resources(id).tags(ours)));
                    allowed(
                            reach,
                            client,
                            "modify " + id,
                            c -> c.modifyRouteServer(r -> r.routeServerId(id).snsNotificationsEnabled(true)));
                    allowed(reach, client, "delete " + id, c -> c.deleteRouteServer(r -> r.routeServerId(id)));
                }
            }
        }
        return reach;
    }

    private static String made(LocalEc2 ec2, Map<String, String> tags) {
        RouteServer server = ec2.admin().createRouteServer(64_999, tags);
        return server.routeServerId();
    }

    private static void allowed(Map<String, Boolean> reach, Ec2Client client, String what, Consumer<Ec2Client> call) {
        boolean allowed = true;
        try {
            call.accept(client);
        } catch (Ec2Exception e) {
            allowed = !e.awsErrorDetails().errorCode().equals("UnauthorizedOperation");
        }
        reach.put(what, allowed);
    }

    private static Ec2Client client(URI endpoint, Credentials credentials) {
        return Ec2Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken())))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private static List<String> deniedIn(Schedule schedule, List<JsonNode> role) {
        return ScheduleRunner.result(schedule, Variant.ofRole(role)).log().stream()
                .filter(line -> line.contains("aws-call") && line.contains("UnauthorizedOperation"))
                .toList();
    }

    /** One life in which the handler makes every call that it ever makes. */
    private static Schedule everything() {
        Props first = Props.plain().withTags(Map.of("Name", "a", "team", "a"));
        Props second = first.withTags(Map.of("Name", "b")).withSns(true);
        return new Schedule(
                1,
                EnumSet.noneOf(Switch.class),
                true,
                false,
                List.of(step(first), step(second), step(second.withAsn(64_513)), step(second.withSns(false))));
    }

    private static Step step(Props props) {
        return new Step(Op.DEPLOY, props, Ending.COMPLETES, 0, false, 60, List.of());
    }
}
