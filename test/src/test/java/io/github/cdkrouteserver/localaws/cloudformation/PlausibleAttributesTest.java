package io.github.cdkrouteserver.localaws.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlausibleAttributesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "AWS::SQS::Queue | QueueName: 'q' | Arn | https://sqs.us-east-1.amazonaws.com/123456789012/q | arn:aws:sqs:us-east-1:123456789012:q",
                "AWS::SNS::Topic | TopicName: 't' | TopicName | arn:aws:sns:us-east-1:123456789012:t | t",
                "AWS::Logs::LogGroup | LogGroupName: '/l' | Arn | /l | arn:aws:logs:us-east-1:123456789012:log-group:/l:*",
                "AWS::S3::Bucket | BucketName: 'b' | Arn | b | arn:aws:s3:::b",
                "AWS::IAM::Role | RoleName: 'r' | Arn | r | arn:aws:iam::123456789012:role/r",
                "AWS::CloudWatch::Alarm | AlarmName: 'a' | Arn | a | arn:aws:cloudwatch:us-east-1:123456789012:alarm:a",
                "AWS::SSM::Parameter | Name: '/p', Value: 'v' | Value | /p | v",
                "AWS::Some::Thing | ThingName: 'n' | RoleArn | n | arn:aws:some:us-east-1:123456789012:thing/n",
                "AWS::Some::Thing | ThingName: 'n' | Other.Part | n | n-Other-Part",
                "AWS::Some::Thing | X: 1 | Id | s-L-[0-9A-Z]{12} | s-L-[0-9A-Z]{12}-Id",
            })
    void refAndGetAtt_otherTypes_arePlausible(
            String type, String properties, String attribute, String ref, String value) throws Exception {
        try (LocalCloudFormation cloudFormation = LocalCloudFormation.builder().build()) {
            StackResult result = cloudFormation.create(
                    "s",
                    StackTemplate.of(Json.of(
                            "{Resources: {L: {Type: '%s', Properties: {%s}}}, Outputs: {R: {Value: {Ref: 'L'}}, V: {Value: {'Fn::GetAtt': ['L', '%s']}}}}"
                                    .formatted(type, properties, attribute))));

            assertThat(result.outputs().get("R")).matches(pattern(ref));
            assertThat(result.outputs().get("V")).matches(pattern(value));
        }
    }

    private static String pattern(String text) {
        return text.replace("/", "\\/").replace(":*", ":\\*");
    }
}
