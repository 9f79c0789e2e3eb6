package io.github.cdkrouteserver.localaws.ec2;

import static io.github.cdkrouteserver.localaws.ec2.Ec2Bench.ASN;
import static io.github.cdkrouteserver.localaws.ec2.Ec2Bench.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cdkrouteserver.localaws.iam.Credentials;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

class AuthorizationTest {
    private static final String ROLE = "arn:aws:sts::123456789012:assumed-role/provider/function";
    private static final String SERVERS = "arn:aws:ec2:us-east-1:123456789012:route-server/*";
    private static final String TOPICS = "arn:aws:sns:us-east-1:123456789012:*";
    private static final String CREATE = allow("ec2:CreateRouteServer", SERVERS, "");
    private static final String TAG_ON_CREATE =
            allow("ec2:CreateTags", SERVERS, "\"StringEquals\":{\"ec2:CreateAction\":\"CreateRouteServer\"}");
    private static final String TAG_OWN =
            allow("ec2:CreateTags\",\"ec2:DeleteTags", SERVERS, "\"StringEquals\":{\"aws:ResourceTag/owner\":\"me\"}");
    private static final String CHANGE_OWN = allow(
            "ec2:ModifyRouteServer\",\"ec2:DeleteRouteServer",
            SERVERS,
            "\"StringEquals\":{\"aws:ResourceTag/owner\":\"me\"}");
    private static final String DESCRIBE = allow("ec2:DescribeRouteServers", "*", "");
    private static final String TOPIC_CREATE = allow("sns:CreateTopic", TOPICS, "");
    private static final String TOPIC_DELETE = allow("sns:DeleteTopic", TOPICS, "");
    private static final List<String> ALL =
            List.of(CREATE, TAG_ON_CREATE, TAG_OWN, CHANGE_OWN, DESCRIBE, TOPIC_CREATE, TOPIC_DELETE);

    @Test
    void lifecycle_withExactlyThePermissionsNeeded_passes() {
        try (Ec2Bench bench = new Ec2Bench();
                Ec2Client client = bench.clientFor(issue(bench, ALL))) {
            assertThat(lifecycle(bench, client)).isEqualTo("OK");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, ec2:CreateRouteServer",
        "1, ec2:CreateTags",
        "2, ec2:CreateTags",
        "3, ec2:ModifyRouteServer",
        "4, ec2:DescribeRouteServers",
        "5, sns:CreateTopic",
        "6, sns:DeleteTopic",
    })
    void lifecycle_withoutOnePermission_isRefusedByName(int missing, String action) {
        List<String> rest = ALL.stream().filter(s -> s != ALL.get(missing)).toList();
        try (Ec2Bench bench = new Ec2Bench();
                Ec2Client client = bench.clientFor(issue(bench, rest))) {
            Ec2Exception e = catchThrowableOfType(Ec2Exception.class, () -> run(bench, client));

            assertThat(e.statusCode()).isEqualTo(403);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnauthorizedOperation");
            assertThat(e.awsErrorDetails().errorMessage())
                    .startsWith("You are not authorized to perform this operation. User: " + ROLE)
                    .contains("is not authorized to perform: " + action + " on resource: ")
                    .endsWith("because no identity-based policy allows the " + action + " action");
        }
    }

    @Test
    void changes_ofAStrangersServer_areRefused() {
        try (Ec2Bench bench = new Ec2Bench();
                Ec2Client client = bench.clientFor(issue(bench, ALL))) {
            String strange = bench.ec2.admin().createRouteServer(ASN, Map.of()).routeServerId();

            assertThat(codeOf(() -> client.deleteRouteServer(r -> r.routeServerId(strange))))
                    .isEqualTo("UnauthorizedOperation");
            assertThat(codeOf(() -> client.modifyRouteServer(
                            r -> r.routeServerId(strange).snsNotificationsEnabled(true))))
                    .isEqualTo("UnauthorizedOperation");
            assertThat(codeOf(() -> client.createTags(r -> r.resources(strange)
                            .tags(Tag.builder().key("owner").value("me").build()))))
                    .as("adopting it by tagging")
                    .isEqualTo("UnauthorizedOperation");
            bench.ec2.admin().setTags(strange, Map.of("owner", "me"));
            assertThat(codeOf(() -> client.deleteRouteServer(r -> r.routeServerId(strange))))
                    .isEqualTo("OK");
        }
    }

    @Test
    void dryRun_tellsPermissionFromRefusalAndMakesNothing() {
        try (Ec2Bench bench = new Ec2Bench();
                Ec2Client client = bench.clientFor(issue(bench, ALL));
                Ec2Client poor = bench.clientFor(issue(bench, List.of(DESCRIBE)))) {
            assertThat(codeOf(() ->
                            client.createRouteServer(r -> r.amazonSideAsn(ASN).dryRun(true))))
                    .isEqualTo("DryRunOperation");
            assertThat(codeOf(() ->
                            poor.createRouteServer(r -> r.amazonSideAsn(ASN).dryRun(true))))
                    .isEqualTo("UnauthorizedOperation");
            assertThat(codeOf(() -> poor.describeRouteServers(r -> r.dryRun(true))))
                    .isEqualTo("DryRunOperation");
            assertThat(bench.ec2.inventory().routeServers()).isEmpty();
        }
    }

    @Test
    void snsPermissions_checkedWhenUsed_areNotNeededWithoutNotifications() {
        List<String> noTopics = List.of(CREATE, CHANGE_OWN, TAG_ON_CREATE);
        try (Ec2Bench strict = new Ec2Bench();
                Ec2Bench lenient = new Ec2Bench(b -> b.snsPermissions(SnsPermissions.WHEN_USED));
                Ec2Client refused = strict.clientFor(issue(strict, noTopics));
                Ec2Client client = lenient.clientFor(issue(lenient, noTopics))) {
            assertThat(codeOf(() -> create(refused, false))).isEqualTo("UnauthorizedOperation");
            String id = create(client, false);
            lenient.settle();
            assertThat(codeOf(() -> create(client, true))).isEqualTo("UnauthorizedOperation");
            assertThat(codeOf(() ->
                            client.modifyRouteServer(r -> r.routeServerId(id).snsNotificationsEnabled(true))))
                    .isEqualTo("UnauthorizedOperation");
            assertThat(codeOf(() ->
                            client.modifyRouteServer(r -> r.routeServerId(id).snsNotificationsEnabled(false))))
                    .isEqualTo("OK");
            lenient.settle();
            assertThat(codeOf(() -> client.deleteRouteServer(r -> r.routeServerId(id))))
                    .isEqualTo("OK");
        }
    }

    @ParameterizedTest
    @CsvSource({"true, UnauthorizedOperation", "false, InvalidRouteServerId.NotFound"})
    void missingServer_underATagCondition_isAnsweredAsSet(boolean unauthorized, String expected) {
        try (Ec2Bench bench = new Ec2Bench(b -> b.missingIsUnauthorized(unauthorized));
                Ec2Client client = bench.clientFor(issue(bench, ALL))) {
            assertThat(codeOf(() -> client.deleteRouteServer(r -> r.routeServerId("rs-0123456789abcdef0"))))
                    .isEqualTo(expected);
            assertThat(codeOf(() -> bench.client.deleteRouteServer(r -> r.routeServerId("rs-0123456789abcdef0"))))
                    .isEqualTo("InvalidRouteServerId.NotFound");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ec2:CreateNetworkInterface",
        "ec2:CreateNetworkInterfacePermission",
        "ec2:CreateSecurityGroup",
        "ec2:DescribeSecurityGroups",
        "ec2:AuthorizeSecurityGroupIngress",
        "ec2:CreateTags",
        "ec2:DeleteTags",
        "ec2:CreateRouteServerEndpoint",
    })
    void createRouteServerEndpoint_withoutADependent_isRefused(String denied) {
        try (Ec2Bench bench = new Ec2Bench()) {
            String server = bench.available().routeServerId();
            bench.client.associateRouteServer(r -> r.routeServerId(server).vpcId("vpc-1"));
            bench.settle();
            Credentials almost = issue(
                    bench,
                    List.of(
                            allow("ec2:*", "*", ""),
                            "{\"Effect\":\"Deny\",\"Action\":\"" + denied + "\",\"Resource\":\"*\"}"));
            try (Ec2Client client = bench.clientFor(almost)) {
                Ec2Exception e = catchThrowableOfType(
                        Ec2Exception.class,
                        () -> client.createRouteServerEndpoint(
                                r -> r.routeServerId(server).subnetId("subnet-1")));

                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnauthorizedOperation");
                assertThat(e.getMessage()).contains(denied).contains("explicit deny");
            }
        }
    }

    @Test
    void policy_thatCannotBeEvaluated_failsLoudly() {
        String odd = allow("ec2:*", "*", "\"StringEquals\":{\"aws:SourceVpc\":\"vpc-1\"}");
        try (Ec2Bench bench = new Ec2Bench();
                Ec2Client client = bench.clientFor(issue(bench, List.of(odd)))) {
            assertThat(codeOf(() -> client.describeRouteServers(r -> {}))).isEqualTo("LocalEc2Failure");
            assertThat(bench.ec2.journal().entries())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.message()).contains("aws:SourceVpc"));
        }
    }

    @Test
    void credentials_ofAnotherRegion_areRefused() {
        try (Ec2Bench bench = new Ec2Bench();
                Ec2Client client = bench.clientFor(bench.ec2.iam().administrator(), Region.EU_WEST_1)) {
            assertThat(codeOf(() -> client.describeRouteServers(r -> {}))).isEqualTo("SignatureDoesNotMatch");
        }
    }

    @Test
    void credentials_expired_areRefused() {
        try (Ec2Bench bench = new Ec2Bench()) {
            Credentials credentials = issue(bench, ALL);
            bench.ec2.iam().expire(credentials);
            try (Ec2Client client = bench.clientFor(credentials)) {
                assertThat(codeOf(() -> client.describeRouteServers(r -> {}))).isEqualTo("RequestExpired");
            }
        }
    }

    @Test
    void location_ofAnotherPartition_showsInArns() {
        Ec2Location china = new Ec2Location("aws-cn", "cn-north-1", "210987654321");
        try (LocalEc2 ec2 = LocalEc2.builder().location(china).start()) {
            RouteServerApi api = ec2.api(ec2.iam().administrator());

            assertThat(api.createRouteServer(ASN, null, null, true, Map.of(), null)
                            .snsTopicArn())
                    .startsWith("arn:aws-cn:sns:cn-north-1:210987654321:");
            assertThat(ec2.journal().entries().get(0).call().caller())
                    .isEqualTo("arn:aws-cn:iam::210987654321:user/administrator");
        }
    }

    private static String lifecycle(Ec2Bench bench, Ec2Client client) {
        return codeOf(() -> run(bench, client));
    }

    private static void run(Ec2Bench bench, Ec2Client client) {
        String id = create(client, true);
        bench.settle();
        client.describeRouteServers(r -> r.routeServerIds(id));
        client.createTags(
                r -> r.resources(id).tags(Tag.builder().key("k").value("v").build()));
        client.deleteTags(r -> r.resources(id).tags(Tag.builder().key("k").build()));
        client.modifyRouteServer(r -> r.routeServerId(id).snsNotificationsEnabled(false));
        bench.settle();
        client.deleteRouteServer(r -> r.routeServerId(id));
    }

    private static String create(Ec2Client client, boolean notifications) {
        return client.createRouteServer(r -> r.amazonSideAsn(ASN)
                        .snsNotificationsEnabled(notifications)
                        .tagSpecifications(TagSpecification.builder()
                                .resourceType("route-server")
                                .tags(Tag.builder().key("owner").value("me").build())
                                .build()))
                .routeServer()
                .routeServerId();
    }

    private static Credentials issue(Ec2Bench bench, List<String> statements) {
        return bench.ec2.iam().issue(ROLE, List.of(policy(String.join(",", statements))));
    }

    private static String allow(String actions, String resource, String condition) {
        return "{\"Effect\":\"Allow\",\"Action\":[\"" + actions + "\"],\"Resource\":\"" + resource + "\""
                + (condition.isEmpty() ? "" : ",\"Condition\":{" + condition + "}") + "}";
    }

    private static JsonNode policy(String statements) {
        try {
            return new ObjectMapper().readTree("{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
