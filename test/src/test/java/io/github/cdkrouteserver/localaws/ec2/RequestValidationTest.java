package io.github.cdkrouteserver.localaws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestValidationTest {
    private static final String DESCRIBE = "Action=DescribeRouteServers&Version=2016-11-15";
    private static Ec2Bench bench;

    @BeforeAll
    static void start() {
        bench = new Ec2Bench();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Action=CreateRouteServer&AmazonSideAsn=65000                                                  | OK
            Action=CreateRouteServer                                                                      | 400 MissingParameter
            Action=CreateRouteServer&AmazonSideAsn=                                                       | 400 MissingParameter
            Action=CreateRouteServer&AmazonSideAsn=0                                                      | 400 InvalidParameterValue
            Action=CreateRouteServer&AmazonSideAsn=4294967296                                             | 400 InvalidParameterValue
            Action=CreateRouteServer&AmazonSideAsn=65000.0                                                | 400 InvalidParameterValue
            Action=CreateRouteServer&AmazonSideAsn=99999999999999999999                                   | 400 InvalidParameterValue
            Action=CreateRouteServer&AmazonSideAsn=65000&PersistRoutes=Enable                             | 400 InvalidParameterValue
            Action=CreateRouteServer&AmazonSideAsn=65000&PersistRoutes=enable&PersistRoutesDuration=0     | 400 InvalidParameterValue
            Action=CreateRouteServer&AmazonSideAsn=65000&PersistRoutes=enable&PersistRoutesDuration=6     | 400 InvalidParameterValue
            Action=CreateRouteServer&AmazonSideAsn=65000&PersistRoutesDuration=2                          | 400 InvalidParameterCombination
            Action=CreateRouteServer&AmazonSideAsn=65000&SnsNotificationsEnabled=yes                      | 400 InvalidParameterValue
            Action=CreateRouteServer&AmazonSideAsn=65000&VpcId=vpc-1                                      | 400 UnknownParameter
            Action=CreateRouteServer&AmazonSideAsn=65000&AmazonSideAsn=65001                              | 400 InvalidParameterCombination
            Action=CreateRouteServer&AmazonSideAsn=65000&DryRun=maybe                                     | 400 InvalidParameterValue
            Action=CreateRouteServer&AmazonSideAsn=65000&DryRun=true                                      | 412 DryRunOperation
            Action=CreateRouteServer&AmazonSideAsn=65000&Tag.1.Key=a                                      | 400 UnknownParameter
            Action=CreateRouteServer&AmazonSideAsn=65000&TagSpecification.1.ResourceType=vpc              | 400 InvalidParameterValue
            Action=CreateRouteServer&AmazonSideAsn=65000&TagSpecification.1.Tag.1.Key=a                   | 400 MissingParameter
            Action=CreateRouteServer&AmazonSideAsn=65000&Version=2010-01-01                               | 400 NoSuchVersion
            Action=ModifyRouteServer&RouteServerId=rs-0123456789abcdef0&ClientToken=x                     | 400 UnknownParameter
            Action=ModifyRouteServer&RouteServerId=rs-0123456789abcdef0                                   | 400 InvalidRouteServerId.NotFound
            Action=ModifyRouteServer&RouteServerId=stack-Server-1A2B                                      | 400 InvalidRouteServerId.Malformed
            Action=DeleteRouteServer                                                                      | 400 MissingParameter
            Action=DeleteRouteServer&RouteServerId=rs-0123456789abcdef0                                   | 400 InvalidRouteServerId.NotFound
            Action=DescribeRouteServers&RouteServerIds.1=rs-0123456789abcdef0                             | 400 UnknownParameter
            Action=DescribeRouteServers&MaxResults=4                                                      | 400 InvalidParameterValue
            Action=DescribeRouteServers&MaxResults=1001                                                   | 400 InvalidParameterValue
            Action=DescribeRouteServers&NextToken=nonsense                                                | 400 InvalidNextToken
            Action=DescribeRouteServers&MaxResults=5&RouteServerId.1=rs-0123456789abcdef0                 | 400 InvalidParameterCombination
            Action=DescribeRouteServers&Filter.1.Name=state&Filter.1.Value.1=available                    | 400 InvalidParameterValue
            Action=DescribeRouteServers&Filter.1.Name=tag:                                                | 400 MissingParameter
            Action=DescribeRouteServerEndpoints&Filter.1.Name=route-server-id&Filter.1.Value.1=x          | 400 InvalidParameterValue
            Action=DescribeRouteServerPeers&RouteServerPeerId.1=rsp-0123456789abcdef0                     | 400 InvalidRouteServerPeerId.NotFound
            Action=DescribeRouteServerEndpoints&RouteServerEndpointId.1=rse-0123456789abcdef0             | 400 InvalidRouteServerEndpointId.NotFound
            Action=CreateTags&ResourceId.1=vpc-1&Tag.1.Key=a                                              | 400 InvalidID
            Action=CreateTags&ResourceId.1=rs-0123456789abcdef0                                           | 400 MissingParameter
            Action=DeleteTags&Tag.1.Key=a                                                                 | 400 MissingParameter
            Action=CreateRouteServerPeer&RouteServerEndpointId=rse-0123456789abcdef0&PeerAddress=10.0.0&BgpOptions.PeerAsn=1 | 400 InvalidParameterValue
            Action=CreateRouteServerPeer&RouteServerEndpointId=rse-0123456789abcdef0&PeerAddress=10.0.0.4 | 400 MissingParameter
            Action=ModifyRouteServerEndpoint&RouteServerEndpointId=rse-0123456789abcdef0                  | 400 InvalidAction
            Version=2016-11-15                                                                            | 400 MissingAction
            """)
    void call_withGoodOrBadParameters_answersAsEc2(String form, String expected) {
        assertThat(bench.raw(form)).isEqualTo(expected);
    }

    @Test
    void call_withoutAuthorization_isRefused() {
        assertThat(bench.raw(DESCRIBE, null, null)).isEqualTo("403 MissingAuthenticationToken");
    }

    @Test
    void call_withMalformedAuthorization_isRefused() {
        assertThat(bench.raw(DESCRIBE, "AWS4-HMAC-SHA256 Credential=AKIA", null))
                .isEqualTo("400 IncompleteSignature");
    }

    @Test
    void call_withUnknownKey_isRefusedAndJournaled() {
        String foreign = bench.authorization("us-east-1", "ec2")
                .replace(bench.ec2.iam().administrator().accessKeyId(), "AKIAIOSFODNN7EXAMPLE");
        bench.ec2.journal().clear();

        assertThat(bench.raw(DESCRIBE, foreign, null)).isEqualTo("401 AuthFailure");
        assertThat(bench.ec2.journal().entries()).singleElement().satisfies(entry -> {
            assertThat(entry.call().caller()).isEqualTo("anonymous");
            assertThat(entry.outcome()).isEqualTo("AuthFailure");
        });
    }

    @ParameterizedTest
    @CsvSource({"eu-west-1, ec2", "us-east-1, sns"})
    void call_scopedElsewhere_isRefused(String region, String service) {
        String token = bench.ec2.iam().administrator().sessionToken();

        assertThat(bench.raw(DESCRIBE, bench.authorization(region, service), token))
                .isEqualTo("403 SignatureDoesNotMatch");
    }

    @Test
    void call_withoutItsSessionToken_isRefused() {
        assertThat(bench.raw(DESCRIBE, bench.authorization("us-east-1", "ec2"), null))
                .isEqualTo("401 AuthFailure");
    }
}
