package io.github.cdkrouteserver.localaws.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomResourceProtocolTest {
    private static final String TEMPLATE = """
            {Resources: {A: {Type: 'Custom::Thing', Properties: {ServiceToken: 'arn:token', ServiceTimeout: 60,
              Asn: 65000, On: true, Tags: [{Key: 'k', Value: 1}], Nothing: {Ref: 'AWS::NoValue'}}}}}
            """;

    private LocalCloudFormation cloudFormation;

    @AfterEach
    void stop() {
        if (cloudFormation != null) {
            cloudFormation.close();
        }
    }

    @Test
    void request_create_hasEveryFieldAndOnlyTextScalars() throws Exception {
        FakeFunction function = start(FakeFunction.succeeding());

        deploy();

        JsonNode event = function.events().get(0);
        assertThat(event.path("RequestType").asText()).isEqualTo("Create");
        assertThat(event.path("ServiceToken").asText()).isEqualTo("arn:token");
        assertThat(event.path("StackId").asText()).matches("arn:aws:cloudformation:us-east-1:123456789012:stack/s/.+");
        assertThat(event.path("LogicalResourceId").asText()).isEqualTo("A");
        assertThat(event.path("ResourceType").asText()).isEqualTo("Custom::Thing");
        assertThat(event.path("RequestId").asText()).isNotEmpty();
        assertThat(event.path("ResponseURL").asText())
                .matches("http://127\\.0\\.0\\.1:\\d+/.+\\?.*X-Amz-Date=.+&X-Amz-Expires=\\d+&X-Amz-Signature=.+");
        assertThat(event.has("PhysicalResourceId")).isFalse();
        assertThat(event.has("OldResourceProperties")).isFalse();
        assertThat(event.path("ResourceProperties")).isEqualTo(Json.of("""
                                {ServiceToken: 'arn:token', ServiceTimeout: '60', Asn: '65000', On: 'true',
                                 Tags: [{Key: 'k', Value: '1'}]}
                                """));
    }

    @Test
    void answer_withContentTypeOtherMethodOrWrongSignature_isRefused() throws Exception {
        AtomicReference<FakeFunction> self = new AtomicReference<>();
        FakeFunction function = start(FakeFunction.except(event -> {
            if (event.path("RequestType").asText().equals("Create")) {
                String body = FakeFunction.success(event).toString();
                ObjectNode elsewhere = event.deepCopy();
                elsewhere.put("ResponseURL", event.path("ResponseURL").asText() + "0");
                assertThat(self.get().put(event, body, r -> r.header("Content-Type", "application/json")))
                        .isEqualTo(403);
                assertThat(self.get().put(event, body, r -> r.POST(BodyPublishers.ofString(body))))
                        .isEqualTo(403);
                assertThat(self.get().put(elsewhere, body, UnaryOperator.identity()))
                        .isEqualTo(403);
                assertThat(self.get()
                                .put(
                                        event,
                                        body,
                                        r -> r.PUT(BodyPublishers.fromPublisher(BodyPublishers.ofString(body)))))
                        .isEqualTo(411);
            }
            return null;
        }));
        self.set(function);

        assertThat(deploy().status()).isEqualTo("CREATE_COMPLETE");
        assertThat(cloudFormation.exchanges().get(0).attempts())
                .extracting(PutAttempt::status)
                .containsExactly(403, 403, 411, 200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Status | DONE | Value of property Status",
                "StackId | other | Value of property StackId",
                "RequestId | other | Value of property RequestId",
                "LogicalResourceId | other | Value of property LogicalResourceId",
                "PhysicalResourceId | '' | Value of property PhysicalResourceId",
                "Data | text | Value of property Data",
                "Status | FAILED | Value of property Reason",
            })
    void answer_invalid_failsAndDeletesUnderAnInventedId(String property, String value, String reason)
            throws Exception {
        FakeFunction function =
                start(onCreate(event -> FakeFunction.success(event).put(property, value)));

        StackResult result = deploy();

        assertThat(result.reason()).contains("Invalid Response object").contains(reason);
        assertThat(function.summary().get(1)).matches("Delete s-A-[0-9A-Z]{12}");
    }

    @Test
    void answer_tooLongOrLongId_fails() throws Exception {
        start(onCreate(event -> FakeFunction.success(event).put("Reason", "x".repeat(4096))));
        assertThat(deploy().reason()).contains("Response object is too long");
        cloudFormation.close();

        start(onCreate(event -> FakeFunction.success(event).put("PhysicalResourceId", "x".repeat(1025))));
        assertThat(deploy().reason()).contains("at most 1024 bytes");
    }

    @Test
    void answer_never_timesOutAndDeletesUnderAnInventedId() throws Exception {
        FakeFunction function = FakeFunction.except(
                event -> event.path("RequestType").asText().equals("Create") ? FakeFunction.silence() : null);
        List<Duration> asked = new CopyOnWriteArrayList<>();
        cloudFormation = LocalCloudFormation.builder()
                .functions(function)
                .patience(limit -> {
                    asked.add(limit);
                    return limit.equals(Duration.ofSeconds(60)) && asked.size() == 1 ? Duration.ofMillis(50) : limit;
                })
                .build();

        StackResult result = deploy();

        assertThat(result.status()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(result.reason()).contains("did not receive a response from your Custom Resource");
        assertThat(function.summary().get(1)).matches("Delete s-A-[0-9A-Z]{12}");
        assertThat(asked.get(0)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void answer_twice_onlyTheFirstCounts() throws Exception {
        AtomicReference<FakeFunction> self = new AtomicReference<>();
        FakeFunction function = start(FakeFunction.except(event -> {
            if (event.path("RequestType").asText().equals("Create")) {
                self.get().put(event, FakeFunction.success(event).toString(), UnaryOperator.identity());
                return FakeFunction.failure(event, "late", "late");
            }
            return null;
        }));
        self.set(function);

        StackResult result = deploy();
        cloudFormation.delete("s");

        assertThat(result.status()).isEqualTo("CREATE_COMPLETE");
        assertThat(function.summary()).containsExactly("Create -", "Delete id-A-65000");
        assertThat(cloudFormation.exchanges().get(0).attempts())
                .extracting(PutAttempt::counted)
                .startsWith(true);
    }

    @Test
    void answerFaults_failuresOnTheWay_areOvercomeByRetries() throws Exception {
        start(FakeFunction.succeeding());
        Iterator<PutFault> faults = List.of(PutFault.status(503), PutFault.DROPPED, PutFault.status(500))
                .iterator();
        cloudFormation.answerFaults(() -> faults.hasNext() ? faults.next() : null);

        assertThat(deploy().status()).isEqualTo("CREATE_COMPLETE");
        assertThat(cloudFormation.exchanges().get(0).attempts())
                .extracting(PutAttempt::counted)
                .containsExactly(false, false, false, true);
    }

    @Test
    void answerFaults_droppedAfterArrival_countsTheAnswer() throws Exception {
        start(FakeFunction.succeeding());
        Iterator<PutFault> faults = List.of(PutFault.DROPPED_AFTER).iterator();
        cloudFormation.answerFaults(() -> faults.hasNext() ? faults.next() : null);

        assertThat(deploy().status()).isEqualTo("CREATE_COMPLETE");
        assertThat(cloudFormation.exchanges().get(0).attempts().get(0).counted())
                .isTrue();
    }

    @Test
    void delivery_twiceAndAgainLater_isRecordedAndHarmless() throws Exception {
        FakeFunction function = start(FakeFunction.succeeding());
        cloudFormation.delivery((exchange, send) -> {
            send.run();
            send.run();
        });

        StackResult result = deploy();
        cloudFormation.exchanges().get(0).redeliver();

        assertThat(result.status()).isEqualTo("CREATE_COMPLETE");
        assertThat(function.summary()).containsExactly("Create -", "Create -", "Create -");
        assertThat(function.events())
                .allSatisfy(
                        event -> assertThat(event).isEqualTo(function.events().get(0)));
    }

    @Test
    void create_tokenOfNothing_failsWithoutADelete() throws Exception {
        cloudFormation = LocalCloudFormation.builder().build();

        StackResult result = deploy();

        assertThat(result.status()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(result.reason()).contains("Invalid service token");
        assertThat(cloudFormation.exchanges()).hasSize(1);
    }

    private static FakeFunction onCreate(Function<JsonNode, ObjectNode> answer) {
        return FakeFunction.except(
                event -> event.path("RequestType").asText().equals("Create") ? answer.apply(event) : null);
    }

    private FakeFunction start(FakeFunction function) {
        cloudFormation = LocalCloudFormation.builder().functions(function).build();
        return function;
    }

    private StackResult deploy() throws InterruptedException {
        return cloudFormation.deploy("s", StackTemplate.of(Json.of(TEMPLATE)));
    }
}
