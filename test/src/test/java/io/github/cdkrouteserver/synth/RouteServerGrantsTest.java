package io.github.cdkrouteserver.synth;

import static io.github.cdkrouteserver.synth.Synth.json;
import static io.github.cdkrouteserver.synth.Synth.resource;
import static io.github.cdkrouteserver.synth.Synth.routeServer;
import static io.github.cdkrouteserver.synth.Synth.stack;
import static io.github.cdkrouteserver.synth.Synth.template;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdkrouteserver.RouteServer;
import io.github.cdkrouteserver.RouteServerGrants;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.CfnRouteServer;
import software.amazon.awscdk.services.ec2.CfnVPC;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.Role;

class RouteServerGrantsTest {
    private static final JsonNode OWNED_ARN = json("{'Fn::GetAtt': ['Rs406C30BA', 'RouteServerArn']}");

    private final Stack stack = stack();
    private final RouteServer routeServer = routeServer(stack, props -> props);
    private final Role operator = Role.Builder.create(stack, "Operator")
            .assumedBy(new AccountRootPrincipal())
            .build();

    @Test
    void read_ofARouteServer_listsAllAndReadsThisOne() {
        Grant grant = routeServer.getGrants().read(operator);

        assertThat(grant.getSuccess()).isTrue();
        assertThat(statements()).isEqualTo(json("""
                        [{'Action': 'ec2:DescribeRouteServers', 'Effect': 'Allow', 'Resource': '*'},
                         {'Action': ['ec2:GetRouteServerAssociations', 'ec2:GetRouteServerPropagations',
                                     'ec2:GetRouteServerRoutingDatabase'],
                          'Effect': 'Allow', 'Resource': {'Fn::GetAtt': ['Rs406C30BA', 'RouteServerArn']}}]
                        """));
    }

    @Test
    void associate_oneVpc_isForThatVpcOnly() {
        routeServer.getGrants().associate(operator, new Vpc(stack, "Vpc"));

        JsonNode statements = statements();
        assertThat(statements.get(0).path("Action"))
                .isEqualTo(json("['ec2:AssociateRouteServer', 'ec2:DisassociateRouteServer']"));
        assertThat(statements.get(0).path("Resource")).hasSize(2).contains(OWNED_ARN);
        assertThat(statements.get(0).path("Resource").toString())
                .contains(":vpc/")
                .doesNotContain("*");
        assertThat(statements.get(1).path("Action")).isEqualTo(json("'ec2:GetRouteServerAssociations'"));
    }

    @Test
    void associate_vpcOfWhichTheIdIsKnown_isForThatVpcOnly() {
        CfnVPC vpc =
                CfnVPC.Builder.create(stack, "Vpc").cidrBlock("10.0.0.0/16").build();

        routeServer.getGrants().associate(operator, vpc);

        assertThat(statements().get(0).path("Resource")).isEqualTo(json("""
                        [{'Fn::GetAtt': ['Rs406C30BA', 'RouteServerArn']},
                         {'Fn::Join': ['', ['arn:', {'Ref': 'AWS::Partition'}, ':ec2:', {'Ref': 'AWS::Region'}, ':',
                                            {'Ref': 'AWS::AccountId'}, ':vpc/', {'Ref': 'Vpc'}]]}]
                        """));
    }

    @Test
    void modify_ofARouteServer_includesTheTopicsThatEc2Makes() {
        routeServer.getGrants().modify(operator);

        JsonNode statements = statements();
        assertThat(statements.get(0).path("Action")).isEqualTo(json("'ec2:ModifyRouteServer'"));
        assertThat(statements.get(0).path("Resource")).isEqualTo(OWNED_ARN);
        assertThat(statements.get(1).path("Action")).isEqualTo(json("['sns:CreateTopic', 'sns:DeleteTopic']"));
        assertThat(statements.toString()).doesNotContain("DeleteRouteServer");
    }

    @Test
    void actions_any_areForThisRouteServerOnly() {
        routeServer.getGrants().actions(operator, List.of("ec2:EnableRouteServerPropagation"));

        assertThat(statements().get(0)).isEqualTo(json("""
                        {'Action': 'ec2:EnableRouteServerPropagation', 'Effect': 'Allow',
                         'Resource': {'Fn::GetAtt': ['Rs406C30BA', 'RouteServerArn']}}
                        """));
    }

    @Test
    void actions_onAnImport_areForItsArn() {
        String arn = "arn:aws:ec2:eu-west-1:111122223333:route-server/rs-0123456789abcdef0";
        RouteServer.fromRouteServerArn(stack, "Imported", arn)
                .getGrants()
                .actions(operator, List.of("ec2:DeleteRouteServer"));

        assertThat(statements().get(0).path("Resource").asText()).isEqualTo(arn);
    }

    @Test
    void fromRouteServer_nativeResource_isForItsArn() {
        CfnRouteServer nativeRouteServer = CfnRouteServer.Builder.create(stack, "Native")
                .amazonSideAsn(65001)
                .build();

        RouteServerGrants.fromRouteServer(nativeRouteServer).actions(operator, List.of("ec2:ModifyRouteServer"));

        assertThat(statements().get(0).path("Resource")).isEqualTo(json("{'Fn::GetAtt': ['Native', 'Arn']}"));
    }

    private JsonNode statements() {
        return resource(template(stack), "AWS::IAM::Policy")
                .path("Properties")
                .path("PolicyDocument")
                .path("Statement");
    }
}
