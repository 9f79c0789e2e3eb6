package io.github.cdkrouteserver.handler.cfn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cdkrouteserver.handler.core.ResourceRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestDecoderTest {
    private static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:provider";
    private static final String UPDATE = """
            {"RequestType":"Update","RequestId":"r-1","ResponseURL":"https://bucket.example/a?X-Amz-Signature=s3cret",
             "StackId":"arn:aws:cloudformation:eu-west-1:123456789012:stack/net/0a1b","LogicalResourceId":"Rs",
             "PhysicalResourceId":"rs-1","ResourceType":"Custom::RouteServer",
             "ResourceProperties":{"AmazonSideAsn":"65000","Tags":[{"Key":"a","Value":"b"}],"Nothing":null},
             "OldResourceProperties":{"AmazonSideAsn":65001,"SnsNotificationsEnabled":true}}""";

    private static CfnRequest decode(String event) throws IOException {
        return RequestDecoder.decode(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), FUNCTION);
    }

    @Test
    void decode_update_readsEverything() throws IOException {
        CfnRequest request = decode(UPDATE);
        assertThat(request.type()).isEqualTo(ResourceRequest.Type.UPDATE);
        assertThat(request.requestId()).isEqualTo("r-1");
        assertThat(request.stack().region()).isEqualTo("eu-west-1");
        assertThat(request.stack().account()).isEqualTo("123456789012");
        assertThat(request.logicalId()).isEqualTo("Rs");
        assertThat(request.physicalId()).isEqualTo("rs-1");
        assertThat(request.properties())
                .containsEntry("AmazonSideAsn", "65000")
                .containsEntry("Tags", List.of(Map.of("Key", "a", "Value", "b")))
                .containsEntry("Nothing", null);
        assertThat(request.oldProperties())
                .containsEntry("AmazonSideAsn", "65001")
                .containsEntry("SnsNotificationsEnabled", "true");
    }

    @Test
    void decode_create_needsNoPhysicalId() throws IOException {
        CfnRequest request = decode(UPDATE.replace("Update", "Create").replace("\"PhysicalResourceId\":\"rs-1\",", ""));
        assertThat(request.physicalId()).isEmpty();
    }

    @Test
    void toString_ofARequest_doesNotShowTheUrl() throws IOException {
        assertThat(decode(UPDATE).toString()).doesNotContain("s3cret").doesNotContain("bucket.example");
    }

    @ParameterizedTest
    @CsvSource({
        "Update,Upsert,RequestType",
        "r-1,r 1,RequestId",
        "eu-west-1,us-east-1,'another partition, account or Region'",
        "123456789012,210987654321,'another partition, account or Region'",
        "arn:aws:cloudformation,arn:aws:iam,StackId",
        "rs-1,'',PhysicalResourceId",
    })
    void decode_fieldThatIsWrong_isAnswerable(String part, String by, String named) {
        InvalidRequestException refusal =
                catchThrowableOfType(InvalidRequestException.class, () -> decode(UPDATE.replace(part, by)));
        assertThat(refusal).hasMessageContaining(named).hasMessageNotContaining("s3cret");
        assertThat(refusal.answerable()).isNotNull();
        assertThat(refusal.answerable().logicalId()).isEqualTo("Rs");
    }

    @ParameterizedTest
    @CsvSource({"StackId,512", "RequestId,256", "LogicalResourceId,255", "PhysicalResourceId,1024"})
    void decode_fieldOfARefusedEvent_isRepeatedUpToItsOwnLimit(String name, int longest) {
        for (int beyond = 0; beyond <= 1; beyond++) {
            String text = "a".repeat(longest + beyond);
            String event = UPDATE.replaceFirst("\"" + name + "\":\"[^\"]*\"", "\"" + name + "\":\"" + text + "\"")
                    .replace("Update", "Upsert");
            Answerable to = catchThrowableOfType(InvalidRequestException.class, () -> decode(event))
                    .answerable();
            List<String> echoed = List.of(to.stackId(), to.requestId(), to.logicalId(), to.physicalId());
            assertThat(echoed.contains(text)).isEqualTo(beyond == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://bucket.example/a",
                "http://127.0.0.1.example/a",
                "http://127.0.0.1@bucket.example/",
                "https://user:secret@bucket.example/",
                "ftp://127.0.0.1/",
                "file:///etc/passwd",
                "jar:https://bucket.example/a.jar!/",
                "https:///nohost",
                "not a url",
                "",
            })
    void decode_responseUrlThatMayNotBeAnswered_isNotAnswerable(String url) {
        String event = UPDATE.replace("https://bucket.example/a?X-Amz-Signature=s3cret", url);
        InvalidRequestException refusal = catchThrowableOfType(InvalidRequestException.class, () -> decode(event));
        assertThat(refusal).hasMessageContaining("ResponseURL");
        assertThat(refusal.answerable()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:1234/a", "http://localhost/a", "http://[::1]:80/a", "HTTPS://b.example/a"})
    void decode_responseUrlOnLoopbackOrHttps_isAccepted(String url) throws IOException {
        assertThat(decode(UPDATE.replace("https://bucket.example/a?X-Amz-Signature=s3cret", url))
                        .responseUrl())
                .isNotNull();
    }

    @Test
    void decode_eventThatIsNoRequest_isRefused() {
        for (String event : List.of("", "null", "[]", "{", "\"x\"", "{}{}", "{\"a\":" + "[".repeat(5000))) {
            assertThatThrownBy(() -> decode(event)).isInstanceOf(InvalidRequestException.class);
        }
    }

    @Test
    void decode_hugeEvent_isRefused() {
        String event = UPDATE.replace("65001", "\"" + "1".repeat(2_000_000) + "\"");
        assertThatThrownBy(() -> decode(event))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("larger");
    }

    @Test
    void decode_eventAsLargeAsAllowed_isRead() throws IOException {
        assertThat(decode(UPDATE + " ".repeat(1024 * 1024 - UPDATE.length())).requestId())
                .isEqualTo("r-1");
    }

    @ParameterizedTest
    @CsvSource({"0,true", "1,false"})
    void decode_responseUrlAtItsLimit_isReadUpToIt(int beyond, boolean read) {
        String url = "https://bucket.example/" + "a".repeat(16 * 1024 - 23 + beyond);
        String event = UPDATE.replace("https://bucket.example/a?X-Amz-Signature=s3cret", url);
        assertThat(catchThrowable(() -> decode(event)) == null).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ResourceProperties", "OldResourceProperties"})
    void decode_propertiesThatAreNoObject_areRefused(String name) {
        String event =
                UPDATE.replace("\"" + name + "\":{", "\"" + name + "\":[{").replace("},\"", "}],\"");
        assertThatThrownBy(() -> decode(event)).isInstanceOf(InvalidRequestException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 5_000})
    void decode_whatIsNestedDeeperThanAnyPropertyOfOurs_isLeftOut(int depth) throws IOException {
        String nested = "[".repeat(depth) + "]".repeat(depth);
        CfnRequest request = decode(UPDATE.replace("\"Nothing\":null", "\"Nothing\":" + nested));
        assertThat(request.properties()).containsEntry("AmazonSideAsn", "65000").containsKey("Nothing");
    }

    @Test
    void decode_aVeryLongString_isRead() throws IOException {
        CfnRequest request = decode(UPDATE.replace("\"Nothing\":null", "\"Nothing\":\"" + "x".repeat(200_000) + "\""));
        assertThat((String) request.properties().get("Nothing")).hasSize(200_000);
    }

    @Test
    void decode_stackOfAnotherPartition_isRefused() {
        assertThatThrownBy(() -> decode(UPDATE.replace("arn:aws:cloudformation", "arn:aws-cn:cloudformation")))
                .hasMessageContaining("another partition, account or Region");
    }
}
