package io.github.cdkrouteserver.localaws.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StackLifecycleTest {
    private LocalCloudFormation cloudFormation;
    private FakeFunction function;

    @AfterEach
    void stop() {
        if (cloudFormation != null) {
            cloudFormation.close();
        }
    }

    @Test
    void create_resourcesAndOutputs_complete() throws Exception {
        start(FakeFunction.succeeding());

        StackResult result = create("""
                {Resources: {A: %s, Q: {Type: 'AWS::SQS::Queue', Properties: {n: {'Fn::GetAtt': ['A', 'Asn']}}}},
                 Outputs: {Id: {Value: {Ref: 'A'}}, Asn: {Value: {'Fn::GetAtt': ['A', 'Asn']}, Export: {Name: 'asn'}},
                           Off: {Condition: 'Never', Value: 'x'}},
                 Conditions: {Never: {'Fn::Equals': [1, 2]}}}
                """.formatted(custom(1)));

        assertThat(result).isEqualTo(new StackResult("s", "CREATE_COMPLETE", Map.of("Id", "id-A-1", "Asn", "1"), ""));
        assertThat(statuses())
                .containsSubsequence(
                        "s CREATE_IN_PROGRESS",
                        "A CREATE_IN_PROGRESS",
                        "A CREATE_COMPLETE",
                        "Q CREATE_IN_PROGRESS",
                        "Q CREATE_COMPLETE",
                        "s CREATE_COMPLETE");
    }

    @Test
    void create_failure_deletesWhatWasCreatedInReverse() throws Exception {
        start(FakeFunction.except(
                event -> event.path("LogicalResourceId").asText().equals("C")
                                && event.path("RequestType").asText().equals("Create")
                        ? FakeFunction.failure(event, "half-made", "quota")
                        : null));

        StackResult result =
                create("{Resources: {A: %s, B: %s, C: %s}}".formatted(custom(1), custom(1, "A"), custom(1, "B")));

        assertThat(result.status()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(result.reason())
                .startsWith("C: Received response status [FAILED]")
                .contains("quota");
        assertThat(function.summary())
                .containsExactly(
                        "Create -", "Create -", "Create -", "Delete half-made", "Delete id-B-1", "Delete id-A-1");
        assertThat(statuses())
                .contains("s ROLLBACK_IN_PROGRESS", "C CREATE_FAILED")
                .endsWith("s ROLLBACK_COMPLETE");
        assertThatThrownBy(() -> create("{Resources: {A: %s}}".formatted(custom(1))))
                .hasMessageContaining("is in ROLLBACK_COMPLETE state and can not be updated");
    }

    @Test
    void create_siblingFails_cancelsAndDeletesUnderAnInventedId() throws Exception {
        start(FakeFunction.except(
                event -> event.path("LogicalResourceId").asText().equals("Slow")
                                && event.path("RequestType").asText().equals("Create")
                        ? FakeFunction.silence()
                        : event.path("LogicalResourceId").asText().equals("Bad")
                                        && event.path("RequestType").asText().equals("Create")
                                ? FakeFunction.failure(event, "none", "no")
                                : null));

        create("{Resources: {Slow: %s, Bad: %s}}".formatted(custom(1), custom(1)));

        assertThat(reasons("Slow")).contains("Resource creation cancelled");
        assertThat(function.summary())
                .hasSize(4)
                .anySatisfy(sent -> assertThat(sent).matches("Delete s-Slow-[0-9A-Z]{12}"));
    }

    @Test
    void create_missingAttribute_failsTheDependent() throws Exception {
        start(FakeFunction.succeeding());

        StackResult result = create(
                "{Resources: {A: %s, Q: {Type: 'AWS::SQS::Queue', Properties: {n: {'Fn::GetAtt': ['A', 'Missing']}}}}}"
                        .formatted(custom(1)));

        assertThat(result.status()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(result.reason()).contains("Q: ").contains("doesn't contain Missing key");
        assertThat(function.summary()).endsWith("Delete id-A-1");
    }

    @Test
    void create_outputWithMissingAttribute_rollsBack() throws Exception {
        start(FakeFunction.succeeding());

        StackResult result = create(
                "{Resources: {A: %s}, Outputs: {O: {Value: {'Fn::GetAtt': ['A', 'Missing']}}}}".formatted(custom(1)));

        assertThat(result.status()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(function.summary()).containsExactly("Create -", "Delete id-A-1");
    }

    @ParameterizedTest
    @CsvSource({"Delete, true, true", "Retain, false, false", "RetainExceptOnCreate, true, false"})
    void deletionPolicy_rollbackAndDelete_isFollowed(String policy, boolean inRollback, boolean inDelete)
            throws Exception {
        start(FakeFunction.except(
                event -> event.path("LogicalResourceId").asText().equals("Bad")
                                && event.path("RequestType").asText().equals("Create")
                        ? FakeFunction.failure(event, "none", "no")
                        : null));
        String retained = custom(1).replaceFirst("\\{", "{DeletionPolicy: '" + policy + "', ");

        create("{Resources: {A: %s, Bad: %s}}".formatted(retained, custom(1, "A")));
        assertThat(function.summary().contains("Delete id-A-1")).isEqualTo(inRollback);

        cloudFormation.create("t", StackTemplate.of(Json.of("{Resources: {A: %s}}".formatted(retained))));
        int before = function.summary().size();
        StackResult deleted = cloudFormation.delete("t");
        assertThat(deleted.status()).isEqualTo("DELETE_COMPLETE");
        assertThat(function.summary().size() > before).isEqualTo(inDelete);
        if (!inDelete) {
            assertThat(statuses()).contains("A DELETE_SKIPPED");
        }
    }

    @Test
    void update_inPlace_sendsOldAndNewProperties() throws Exception {
        start(new FakeFunction(event -> {
            var answer = FakeFunction.success(event);
            return answer.put("PhysicalResourceId", "same");
        }));
        create("{Resources: {A: %s}}".formatted(custom(1)));

        StackResult result = create("{Resources: {A: %s}}".formatted(custom(2)));

        assertThat(result.status()).isEqualTo("UPDATE_COMPLETE");
        JsonNode update = function.events().get(1);
        assertThat(update.path("PhysicalResourceId").asText()).isEqualTo("same");
        assertThat(update.path("ResourceProperties").path("Asn").asText()).isEqualTo("2");
        assertThat(update.path("OldResourceProperties").path("Asn").asText()).isEqualTo("1");
        assertThat(function.summary()).containsExactly("Create -", "Update same");
    }

    @Test
    void update_sameTemplateOrOnlyScalarType_sendsNothing() throws Exception {
        start(FakeFunction.succeeding());
        create("{Resources: {A: %s}}".formatted(custom(1)));

        create("{Resources: {A: %s}}".formatted(custom(1)));
        create("{Resources: {A: {Type: 'Custom::Thing', Properties: {ServiceToken: 't', Asn: '1'}}}}");

        assertThat(function.summary()).containsExactly("Create -");
    }

    @Test
    void update_replacement_deletesTheOldOneInCleanUp() throws Exception {
        start(FakeFunction.succeeding());
        create("{Resources: {A: %s, B: %s}}".formatted(custom(1), referring("A")));

        StackResult result = create("{Resources: {A: %s, B: %s}}".formatted(custom(2), referring("A")));

        assertThat(result.status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(cloudFormation.physicalId("s", "A")).isEqualTo("id-A-2");
        assertThat(function.summary())
                .containsExactly("Create -", "Create -", "Update id-A-1", "Update id-B-0", "Delete id-A-1");
        assertThat(function.events()
                        .get(4)
                        .path("ResourceProperties")
                        .path("Asn")
                        .asText())
                .isEqualTo("1");
        assertThat(statuses())
                .containsSubsequence(
                        "B UPDATE_COMPLETE",
                        "s UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
                        "A DELETE_COMPLETE",
                        "s UPDATE_COMPLETE");
    }

    @Test
    void update_replacedWithRetain_keepsTheOldOne() throws Exception {
        start(FakeFunction.succeeding());
        String policy = "{UpdateReplacePolicy: 'Retain', ";
        create("{Resources: {A: %s}}".formatted(custom(1).replaceFirst("\\{", policy)));

        create("{Resources: {A: %s}}".formatted(custom(2).replaceFirst("\\{", policy)));

        assertThat(function.summary()).containsExactly("Create -", "Update id-A-1");
        assertThat(statuses()).contains("A DELETE_SKIPPED");
    }

    @Test
    void update_failedCleanUp_isReportedAndGivenUp() throws Exception {
        start(FakeFunction.except(event -> event.path("RequestType").asText().equals("Delete")
                ? FakeFunction.failure(event, event.path("PhysicalResourceId").asText(), "in use")
                : null));
        create("{Resources: {A: %s}}".formatted(custom(1)));

        StackResult result = create("{Resources: {A: %s}}".formatted(custom(2)));

        assertThat(result.status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(result.succeeded()).isTrue();
        assertThat(statuses()).contains("A DELETE_FAILED");
    }

    @Test
    void update_addedAndRemovedResources_areCreatedThenDeleted() throws Exception {
        start(FakeFunction.succeeding());
        create("{Resources: {A: %s, B: %s}}".formatted(custom(1), custom(1)));

        create("{Resources: {A: %s, C: %s}}".formatted(custom(1), custom(1)));

        assertThat(function.summary()).containsExactly("Create -", "Create -", "Create -", "Delete id-B-1");
        assertThat(cloudFormation.physicalId("s", "B")).isNull();
    }

    @Test
    void update_failure_sendsTheUpdateBackWithSwappedProperties() throws Exception {
        start(FakeFunction.except(
                event -> event.path("ResourceProperties").path("Asn").asText().equals("2")
                        ? FakeFunction.failure(
                                event, event.path("PhysicalResourceId").asText(), "no")
                        : null));
        create("{Resources: {A: %s, N: {Type: 'X::Y::Z'}}}".formatted(custom(1)));

        StackResult result =
                create("{Resources: {A: %s, N: {Type: 'X::Y::Z'}, M: {Type: 'X::Y::Z'}}}".formatted(custom(2)));

        assertThat(result.status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(function.summary()).containsExactly("Create -", "Update id-A-1", "Update id-A-1");
        JsonNode back = function.events().get(2);
        assertThat(back.path("ResourceProperties").path("Asn").asText()).isEqualTo("1");
        assertThat(back.path("OldResourceProperties").path("Asn").asText()).isEqualTo("2");
        assertThat(cloudFormation.physicalId("s", "M")).isNull();
        assertThat(statuses())
                .containsSubsequence(
                        "A UPDATE_FAILED",
                        "s UPDATE_ROLLBACK_IN_PROGRESS",
                        "A UPDATE_COMPLETE",
                        "s UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
                        "s UPDATE_ROLLBACK_COMPLETE");

        assertThat(create("{Resources: {A: %s}}".formatted(custom(3))).status()).isEqualTo("UPDATE_COMPLETE");
    }

    @ParameterizedTest
    @EnumSource(RollbackId.class)
    void update_failureAfterReplacement_carriesTheChosenId(RollbackId rollbackId) throws Exception {
        function = FakeFunction.except(event -> event.path("LogicalResourceId")
                                .asText()
                                .equals("B")
                        && event.path("ResourceProperties").path("V").asText().equals("2")
                ? FakeFunction.failure(event, "x", "no")
                : null);
        cloudFormation = LocalCloudFormation.builder()
                .functions(function)
                .rollbackId(rollbackId)
                .build();
        String b = "{Type: 'Custom::Thing', DependsOn: 'A', Properties: {ServiceToken: 't', V: %d}}";
        create("{Resources: {A: %s, B: %s}}".formatted(custom(1), b.formatted(1)));

        StackResult result = create("{Resources: {A: %s, B: %s}}".formatted(custom(2), b.formatted(2)));

        assertThat(result.status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(cloudFormation.physicalId("s", "A")).isEqualTo("id-A-1");
        assertThat(function.summary())
                .containsExactly(
                        "Create -",
                        "Create -",
                        "Update id-A-1",
                        "Update id-B-0",
                        rollbackId == RollbackId.NEW ? "Update id-A-2" : "Update id-A-1",
                        "Update id-B-0",
                        "Delete id-A-2");
    }

    @Test
    void update_rollbackEndsWithAThirdResource_bothOthersAreDeleted() throws Exception {
        start(FakeFunction.except(event -> {
            if (event.path("LogicalResourceId").asText().equals("B")) {
                return event.path("ResourceProperties").path("V").asText().equals("2")
                        ? FakeFunction.failure(event, "x", "no")
                        : null;
            }
            return event.path("OldResourceProperties").path("Asn").asText().equals("2")
                    ? FakeFunction.success(event).put("PhysicalResourceId", "third")
                    : null;
        }));
        String b = "{Type: 'Custom::Thing', DependsOn: 'A', Properties: {ServiceToken: 't', V: %d}}";
        create("{Resources: {A: %s, B: %s}}".formatted(custom(1), b.formatted(1)));

        create("{Resources: {A: %s, B: %s}}".formatted(custom(2), b.formatted(2)));

        assertThat(cloudFormation.physicalId("s", "A")).isEqualTo("third");
        assertThat(function.summary()).contains("Delete id-A-1", "Delete id-A-2");
    }

    @Test
    void update_failedRollback_isSaid() throws Exception {
        start(FakeFunction.except(event -> event.path("RequestType").asText().equals("Update")
                ? FakeFunction.failure(event, "x", "never")
                : null));
        create("{Resources: {A: %s}}".formatted(custom(1)));

        assertThat(create("{Resources: {A: %s}}".formatted(custom(2))).status()).isEqualTo("UPDATE_ROLLBACK_FAILED");
    }

    @Test
    void update_nativeReplacementRolledBack_returnsToTheOldOneWithoutACall() throws Exception {
        start(FakeFunction.except(
                event -> event.path("ResourceProperties").path("Asn").asText().equals("2")
                        ? FakeFunction.failure(event, "x", "no")
                        : null));
        String queue = "{Type: 'AWS::SQS::Queue', Properties: {QueueName: '%s'}}";
        create("{Resources: {Q: %s, A: %s}}".formatted(queue.formatted("one"), custom(1, "Q")));
        String old = cloudFormation.physicalId("s", "Q");

        create("{Resources: {Q: %s, A: %s}}".formatted(queue.formatted("two"), custom(2, "Q")));

        assertThat(cloudFormation.physicalId("s", "Q")).isEqualTo(old);
        assertThat(cloudFormation.events())
                .anyMatch(event -> event.status().equals("DELETE_COMPLETE")
                        && event.physicalId().endsWith("/two"));
    }

    @Test
    void update_customTypeChange_isRefusedBeforeAnythingHappens() throws Exception {
        start(FakeFunction.succeeding());
        create("{Resources: {A: %s}}".formatted(custom(1)));

        assertThatThrownBy(
                        () -> create("{Resources: {A: %s}}".formatted(custom(1).replace("Thing", "Other"))))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("Update of resource type is not permitted");
        assertThat(statuses()).endsWith("s CREATE_COMPLETE");
    }

    @Test
    void delete_failure_blocksTheStackUntilItSucceeds() throws Exception {
        boolean[] refuse = {true};
        start(FakeFunction.except(event -> refuse[0]
                        && event.path("RequestType").asText().equals("Delete")
                        && event.path("LogicalResourceId").asText().equals("B")
                ? FakeFunction.failure(event, event.path("PhysicalResourceId").asText(), "in use")
                : null));
        create("{Resources: {A: %s, B: %s}}".formatted(custom(1), custom(1, "A")));

        StackResult failed = cloudFormation.delete("s");
        refuse[0] = false;
        StackResult deleted = cloudFormation.delete("s");

        assertThat(failed.status()).isEqualTo("DELETE_FAILED");
        assertThat(failed.reason()).contains("[A, B]");
        assertThat(deleted.status()).isEqualTo("DELETE_COMPLETE");
        assertThat(function.summary())
                .containsExactly("Create -", "Create -", "Delete id-B-1", "Delete id-B-1", "Delete id-A-1");
    }

    @Test
    void exports_betweenStacks_areImportedAndProtected() throws Exception {
        start(FakeFunction.succeeding());
        create("{Resources: {A: %s}, Outputs: {O: {Value: {Ref: 'A'}, Export: {Name: 'id'}}}}".formatted(custom(1)));

        StackResult other = cloudFormation.deploy(
                "t",
                StackTemplate.of(
                        Json.of(
                                "{Resources: {Q: {Type: 'AWS::SQS::Queue'}}, Outputs: {I: {Value: {'Fn::ImportValue': 'id'}}}}")));

        assertThat(other.outputs()).containsEntry("I", "id-A-1");
        assertThatThrownBy(() -> cloudFormation.delete("s")).hasMessageContaining("in use by t");
        cloudFormation.delete("t").orThrow();
        cloudFormation.delete("s").orThrow();
    }

    private void start(FakeFunction fake) {
        function = fake;
        cloudFormation = LocalCloudFormation.builder().functions(fake).build();
    }

    private StackResult create(String template) throws InterruptedException {
        return cloudFormation.deploy("s", StackTemplate.of(Json.of(template)));
    }

    private static String custom(int asn, String... dependsOn) {
        String names = String.join(
                ",", List.of(dependsOn).stream().map(name -> "'" + name + "'").toList());
        return "{Type: 'Custom::Thing', DependsOn: [%s], Properties: {ServiceToken: 't', Asn: %d}}"
                .formatted(names, asn);
    }

    private static String referring(String other) {
        return "{Type: 'Custom::Thing', Properties: {ServiceToken: 't', Of: {Ref: '%s'}}}".formatted(other);
    }

    private List<String> statuses() {
        return cloudFormation.events().stream()
                .map(event -> event.logicalId() + " " + event.status())
                .toList();
    }

    private List<String> reasons(String logicalId) {
        return cloudFormation.events().stream()
                .filter(event -> event.logicalId().equals(logicalId))
                .map(StackEvent::reason)
                .toList();
    }
}
