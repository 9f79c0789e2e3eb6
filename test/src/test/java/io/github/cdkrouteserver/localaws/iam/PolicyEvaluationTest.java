package io.github.cdkrouteserver.localaws.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyEvaluationTest {
    private static final String ROLE = "arn:aws:sts::123456789012:assumed-role/r/s";
    private static final String SERVER = "arn:aws:ec2:us-east-1:123456789012:route-server/rs-1";
    private static final AccessRequest DELETE = AccessRequest.of("ec2:DeleteRouteServer", SERVER)
            .withResourceTags(Map.of("owner", "me", "Empty", ""))
            .with("ec2:Region", "us-east-1");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "Action":"ec2:DeleteRouteServer","Resource":"*"                                  | true
            "Action":"EC2:deleterouteserver","Resource":"*"                                  | true
            "Action":["ec2:Nothing","ec2:Delete*"],"Resource":["arn:x","arn:aws:ec2:*:*:route-server/*"] | true
            "Action":"ec2:DeleteRouteServe?","Resource":"arn:aws:ec2:us-east-1:123456789012:route-server/rs-?" | true
            "Action":"*","Resource":"*"                                                      | true
            "Action":"ec2:DeleteRouteServers","Resource":"*"                                 | false
            "Action":"sns:*","Resource":"*"                                                  | false
            "Action":"ec2:*","Resource":"arn:aws:ec2:us-east-1:123456789012:route-server/rs-2" | false
            "Action":"ec2:*","Resource":"ARN:AWS:EC2:US-EAST-1:123456789012:ROUTE-SERVER/RS-1" | false
            "NotAction":"iam:*","Resource":"*"                                               | true
            "NotAction":["ec2:Delete*"],"Resource":"*"                                       | false
            "Action":"ec2:*","NotResource":"arn:aws:ec2:*:*:vpc/*"                           | true
            "Action":"ec2:*","NotResource":"arn:aws:ec2:*:*:route-server/*"                  | false
            """)
    void decide_actionAndResource_matchesAsIamDoes(String statement, boolean expected) {
        assertThat(decide("{\"Effect\":\"Allow\"," + statement + "}", DELETE).allowed())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"StringEquals":{"ec2:ResourceTag/owner":"me"}}                                   | true
            {"StringEquals":{"aws:ResourceTag/OWNER":"me"}}                                   | true
            {"StringEquals":{"aws:ResourceTag/owner":"ME"}}                                   | false
            {"StringEqualsIgnoreCase":{"aws:ResourceTag/owner":"ME"}}                         | true
            {"StringNotEqualsIgnoreCase":{"aws:ResourceTag/owner":"ME"}}                      | false
            {"StringEquals":{"aws:ResourceTag/owner":["you","me"]}}                           | true
            {"StringEquals":{"aws:ResourceTag/owner":["you","they"]}}                         | false
            {"StringEquals":{"aws:ResourceTag/absent":"me"}}                                  | false
            {"StringEquals":{"aws:ResourceTag/Empty":""}}                                     | true
            {"StringEqualsIfExists":{"aws:ResourceTag/absent":"me"}}                          | true
            {"StringEqualsIfExists":{"aws:ResourceTag/owner":"you"}}                          | false
            {"StringNotEquals":{"aws:ResourceTag/owner":"me"}}                                | false
            {"StringNotEquals":{"aws:ResourceTag/owner":["you","me"]}}                        | false
            {"StringNotEquals":{"aws:ResourceTag/owner":["you","they"]}}                      | true
            {"StringNotEquals":{"aws:ResourceTag/absent":"me"}}                               | true
            {"StringLike":{"aws:ResourceTag/owner":"m*"}}                                     | true
            {"StringLike":{"aws:ResourceTag/owner":"n*"}}                                     | false
            {"StringLike":{"aws:ResourceTag/owner":"*"}}                                      | true
            {"StringLike":{"aws:ResourceTag/absent":"*"}}                                     | false
            {"StringNotLike":{"aws:ResourceTag/owner":"n*"}}                                  | true
            {"StringNotLike":{"aws:ResourceTag/owner":"m*"}}                                  | false
            {"Null":{"aws:ResourceTag/owner":"false"}}                                        | true
            {"Null":{"aws:ResourceTag/owner":true}}                                           | false
            {"Null":{"aws:ResourceTag/absent":"true"}}                                        | true
            {"StringEquals":{"ec2:Region":"us-east-1","aws:ResourceTag/owner":"me"}}          | true
            {"StringEquals":{"ec2:Region":"us-east-1","aws:ResourceTag/owner":"you"}}         | false
            {"StringEquals":{"ec2:Region":"us-east-1"},"Null":{"aws:ResourceTag/owner":true}} | false
            {"StringEquals":{"aws:PrincipalAccount":"123456789012"}}                          | true
            {"ArnLike":{"aws:PrincipalArn":"arn:aws:sts::*:assumed-role/r/*"}}                | true
            {"ArnEquals":{"aws:PrincipalArn":"arn:aws:sts::*:assumed-role/x/*"}}              | false
            {"ArnNotLike":{"aws:PrincipalArn":"arn:aws:sts::*:assumed-role/x/*"}}             | true
            {"ArnNotEquals":{"aws:PrincipalArn":"arn:*"}}                                     | true
            {"ArnLike":{"aws:PrincipalArn":"arn:*"}}                                          | false
            {"Bool":{"ec2:Region":"US-EAST-1"}}                                               | true
            """)
    void decide_condition_holdsAsInIam(String condition, boolean expected) {
        String statement = "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":" + condition + "}";

        assertThat(decide(statement, DELETE).allowed()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a,b | {"ForAllValues:StringEquals":{"aws:TagKeys":["a","b","c"]}}     | true
            a,x | {"ForAllValues:StringEquals":{"aws:TagKeys":["a","b","c"]}}     | false
            ``  | {"ForAllValues:StringEquals":{"aws:TagKeys":["a"]}}             | true
            a,x | {"ForAnyValue:StringEquals":{"aws:TagKeys":["a","b"]}}          | true
            x,y | {"ForAnyValue:StringEquals":{"aws:TagKeys":["a","b"]}}          | false
            ``  | {"ForAnyValue:StringEquals":{"aws:TagKeys":["a"]}}              | false
            ``  | {"ForAnyValue:StringEqualsIfExists":{"aws:TagKeys":["a"]}}      | true
            a,x | {"ForAllValues:StringNotEquals":{"aws:TagKeys":["a"]}}          | false
            x,y | {"ForAllValues:StringNotEquals":{"aws:TagKeys":["a"]}}          | true
            a,x | {"ForAnyValue:StringNotEquals":{"aws:TagKeys":["a"]}}           | true
            a   | {"ForAnyValue:StringNotEquals":{"aws:TagKeys":["a"]}}           | false
            ab  | {"ForAllValues:StringLike":{"aws:TagKeys":"a*"}}                | true
            ab  | {"ForAllValues:StringNotLike":{"aws:TagKeys":"a*"}}             | false
            """)
    void decide_conditionOnTagKeys_combinesValues(String keys, String condition, boolean expected) {
        AccessRequest request = AccessRequest.of("ec2:CreateTags", SERVER);
        if (keys != null && !keys.isEmpty()) {
            request = request.with("aws:TagKeys", List.of(keys.split(",")));
        }
        String statement = "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":" + condition + "}";

        assertThat(decide(statement, request).allowed()).isEqualTo(expected);
    }

    @Test
    void decide_denyBesideAllow_denies() {
        LocalIam iam = new LocalIam();
        Credentials credentials = iam.issue(
                ROLE,
                List.of(
                        policy("{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}"),
                        policy("{\"Sid\":\"No\",\"Effect\":\"Deny\",\"Action\":\"ec2:Delete*\",\"Resource\":\"*\"}")));

        Decision decision = iam.decide(credentials, DELETE);

        assertThat(decision).isEqualTo(new Decision(false, true, "policy 1 statement 0 (No)"));
        assertThat(iam.decide(credentials, AccessRequest.of("ec2:CreateTags", SERVER))
                        .statement())
                .isEqualTo("policy 0 statement 0");
    }

    @Test
    void decide_describe_needsTheWholeResource() {
        AccessRequest describe = AccessRequest.of("ec2:DescribeRouteServers", "*");

        assertThat(decide("{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}", describe)
                        .allowed())
                .isTrue();
        assertThat(decide("{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"arn:aws:ec2:*:*:*\"}", describe)
                        .allowed())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"}}}",
                "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"StringMatches\":{\"ec2:Region\":\"x\"}}}",
                "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"NullIfExists\":{\"ec2:Region\":\"true\"}}}",
                "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"ForAnyValue:Null\":{\"ec2:Region\":\"true\"}}}",
                "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:TagKeys\":\"a\"}}}",
                "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"ec2:Region\":\"${aws:x}\"}}}",
                "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"arn:aws:ec2:*:*:${aws:x}\"}",
                "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":{\"Ref\":\"Topic\"}}",
                "{\"Effect\":\"Allow\",\"Action\":\"*\"}",
                "{\"Effect\":\"Allow\",\"Resource\":\"*\"}",
                "{\"Effect\":\"allow\",\"Action\":\"*\",\"Resource\":\"*\"}",
                "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Principal\":\"*\"}",
                "{\"Effect\":\"Allow\",\"Action\":\"*\",\"NotAction\":\"*\",\"Resource\":\"*\"}",
            })
    void issue_policyThatCannotBeEvaluated_throws(String statement) {
        assertThatIllegalArgumentException().isThrownBy(() -> new LocalIam().issue(ROLE, List.of(policy(statement))));
    }

    @Test
    void decide_unknownConditionKey_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> decide(
                        "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\","
                                + "\"Condition\":{\"StringEquals\":{\"aws:SourceVpc\":\"vpc-1\"}}}",
                        DELETE))
                .withMessageContaining("aws:SourceVpc");
    }

    @Test
    void replacePolicies_ofIssuedCredentials_appliesAtOnce() {
        LocalIam iam = new LocalIam();
        Credentials credentials =
                iam.issue(ROLE, List.of(policy("{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}")));

        iam.replacePolicies(credentials, List.of());

        assertThat(iam.decide(credentials, DELETE).allowed()).isFalse();
        assertThat(iam.decide(iam.administrator(), DELETE).allowed()).isTrue();
    }

    @Test
    void toString_ofCredentials_keepsTheSecret() {
        Credentials credentials = new LocalIam().issue(ROLE, List.of());

        assertThat(credentials.toString())
                .contains(credentials.accessKeyId())
                .doesNotContain(credentials.secretAccessKey(), credentials.sessionToken());
    }

    private static Decision decide(String statement, AccessRequest request) {
        LocalIam iam = new LocalIam();
        return iam.decide(iam.issue(ROLE, List.of(policy(statement))), request);
    }

    private static JsonNode policy(String statement) {
        try {
            return new ObjectMapper().readTree("{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
