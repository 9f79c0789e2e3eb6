package io.github.cdkrouteserver.handler.core;

import static io.github.cdkrouteserver.handler.core.Requests.asn;
import static io.github.cdkrouteserver.handler.core.Requests.create;
import static io.github.cdkrouteserver.handler.core.Requests.redelivered;
import static io.github.cdkrouteserver.handler.core.Requests.tags;
import static io.github.cdkrouteserver.handler.core.Requests.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Updates that change a server where it stands. */
class LifecycleUpdateTest {
    private static final Map<String, Object> PLAIN = asn(65_000);
    private static final Map<String, Object> PERSISTENT = asn(65_000, "PersistRoutes", "enable");
    private static final Map<String, Object> RESET = asn(65_000, "PersistRoutes", "reset");
    private static final Map<String, Object> NOTIFYING = asn(65_000, "SnsNotificationsEnabled", "true");

    private final Resource resource = new Resource();
    private final FakeEc2 ec2 = resource.ec2;

    @Test
    void update_nothingToChange_onlyLooks() {
        resource.created("c1", PLAIN);
        ec2.calls.clear();
        Outcome outcome = resource.send(update("u1", "rs-1", PLAIN, PLAIN));
        assertThat(outcome.success()).isTrue();
        assertThat(outcome.physicalId()).isEqualTo("rs-1");
        assertThat(outcome.data()).containsEntry("State", "available");
        assertThat(ec2.calls).containsExactly("list", "find rs-1");
    }

    @Test
    void update_settings_areChangedInPlaceAndAnsweredOnceEc2ShowsThem() {
        resource.created("c1", PLAIN);
        Outcome outcome = resource.send(update(
                "u1",
                "rs-1",
                PLAIN,
                asn(
                        65_000,
                        "PersistRoutes",
                        "enable",
                        "PersistRoutesDuration",
                        "5",
                        "SnsNotificationsEnabled",
                        "true")));
        assertThat(outcome.physicalId()).isEqualTo("rs-1");
        assertThat(outcome.data())
                .containsEntry("PersistRoutesState", "enabled")
                .containsEntry("PersistRoutesDuration", "5")
                .containsEntry("SnsTopicArn", "arn:aws:sns:eu-west-1:123456789012:rs-1");
        assertThat(ec2.count("modify")).isEqualTo(1);
        assertThat(ec2.count("create")).isEqualTo(1);
    }

    @Test
    void update_settingsChangedByHandMeanwhile_setsThemBack() {
        resource.created("c1", PERSISTENT);
        ec2.server("rs-1").persistence = "disabled";
        ec2.server("rs-1").notifies = true;
        Outcome outcome = resource.send(update("u1", "rs-1", PERSISTENT, PERSISTENT));
        assertThat(outcome.data())
                .containsEntry("PersistRoutesState", "enabled")
                .containsEntry("SnsNotificationsEnabled", "false");
    }

    @Test
    void update_topicOnlyInTheAnswerOfModify_isAnswered() {
        ec2.hidesTopics = true;
        resource.created("c1", PLAIN);
        assertThat(resource.send(update("u1", "rs-1", PLAIN, NOTIFYING)).data())
                .containsEntry("SnsTopicArn", "arn:aws:sns:eu-west-1:123456789012:rs-1");
    }

    @Test
    void update_topicThatEc2NeverNames_failsRatherThanAnsweringNone() {
        resource.created("c1", NOTIFYING);
        ec2.hidesTopics = true;
        Outcome outcome = resource.send(update("u1", "rs-1", NOTIFYING, NOTIFYING));
        assertThat(outcome.success()).isFalse();
        assertThat(outcome.reason())
                .isEqualTo("route server rs-1 was not as desired in time: its notifications are on, but EC2 names no"
                        + " SNS topic for it; raise the construct's timeout, or look at the server in EC2");
        assertThat(ec2.count("modify")).isZero();
    }

    @Test
    void update_reset_isSentWhenThePropertyComesToItAndNeverAgain() {
        resource.created("c1", PERSISTENT);
        resource.send(update("u1", "rs-1", PERSISTENT, RESET));
        assertThat(ec2.count("modify")).isEqualTo(1);
        resource.send(update("u2", "rs-1", RESET, RESET));
        assertThat(ec2.count("modify")).isEqualTo(1);
    }

    @Test
    void update_serverStillChanging_waitsBeforeItModifies() {
        resource.created("c1", PLAIN);
        ec2.refuse("modify", AwsFailure.Kind.INCORRECT_STATE, 3);
        assertThat(resource.send(update("u1", "rs-1", PLAIN, NOTIFYING)).success())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"modify", "tag", "untag"})
    void update_refusedForGood_failsAtOnceAndKeepsTheServer(String operation) {
        Map<String, Object> old = asn(65_000, "Tags", tags("gone", "1"));
        resource.created("c1", old);
        ec2.refuse(operation + " rs-1", AwsFailure.Kind.OTHER);
        Outcome outcome = resource.send(
                update("u1", "rs-1", old, asn(65_000, "Tags", tags("new", "1"), "SnsNotificationsEnabled", "true")));
        assertThat(outcome.success()).isFalse();
        assertThat(outcome.physicalId()).isEqualTo("rs-1");
        assertThat(outcome.reason()).contains(operation + " rs-1", "OTHER", "correct the request");
        assertThat(ec2.calls.stream()
                        .filter(call -> call.startsWith(operation + " rs-1") && !call.contains("provenance")))
                .hasSize(1);
    }

    @Test
    void update_invalidProperties_changesNothingAndKeepsTheId() {
        resource.created("c1", PLAIN);
        ec2.calls.clear();
        Outcome outcome = resource.send(update("u1", "rs-1", PLAIN, asn(65_000, "DryRun", "maybe")));
        assertThat(outcome.physicalId()).isEqualTo("rs-1");
        assertThat(outcome.reason()).contains("DryRun is maybe");
        assertThat(ec2.calls).isEmpty();
    }

    @Test
    void update_tags_removesOnlyTheUsersObsoleteOnesAndSendsOnlyWhatDiffers() {
        Map<String, Object> old =
                asn(65_000, "Tags", tags("kept", "1", "changed", "1", "gone", "1", "goneByHand", "1"));
        resource.created("c1", old);
        ec2.server("rs-1").tags.remove("goneByHand");
        ec2.server("rs-1").tags.put("byHand", "1");
        ec2.calls.clear();
        resource.send(update("u1", "rs-1", old, asn(65_000, "Tags", tags("kept", "1", "changed", "2", "new", "1"))));
        assertThat(ec2.server("rs-1").tags)
                .containsEntry("kept", "1")
                .containsEntry("changed", "2")
                .containsEntry("new", "1")
                .containsEntry("byHand", "1")
                .doesNotContainKey("gone")
                .hasSize(7);
        assertThat(ec2.calls)
                .contains("untag rs-1 [gone, goneByHand]")
                .containsAnyOf("tag rs-1 [new, changed]", "tag rs-1 [changed, new]");
    }

    @ParameterizedTest
    @EnumSource(names = {"TRANSIENT", "INCORRECT_STATE"})
    void update_tagsRefusedForNow_areSentAgain(AwsFailure.Kind kind) {
        Map<String, Object> old = asn(65_000, "Tags", tags("gone", "1"));
        resource.created("c1", old);
        ec2.refuse("untag", kind, 2);
        ec2.refuse("tag", kind, 2);
        assertThat(resource.send(update("u1", "rs-1", old, asn(65_000, "Tags", tags("new", "1"))))
                        .success())
                .isTrue();
        assertThat(ec2.server("rs-1").tags).containsKey("new").doesNotContainKey("gone");
    }

    @Test
    void update_namingAServerThatWasNeverNoted_notesThatCloudFormationKnowsIt() {
        resource.sendUnanswered(create("c1", PLAIN));
        resource.send(update("u1", "rs-1", PLAIN, PLAIN));
        assertThat(ec2.server("rs-1").provenance()).isEqualTo("created c1  0");
    }

    @Test
    void update_failing_hasNotedAllTheSameThatCloudFormationKnowsTheServer() {
        resource.sendUnanswered(create("c1", PLAIN));
        ec2.refuse("modify", AwsFailure.Kind.OTHER);
        resource.send(update("u1", "rs-1", PLAIN, NOTIFYING));
        assertThat(ec2.server("rs-1").provenance()).isEqualTo("created c1  0");
    }

    @Test
    void update_ofAServerWhoseTagsSomeoneRemoved_findsItByItsId() {
        resource.created("c1", PLAIN);
        ec2.server("rs-1").tags.clear();
        Outcome outcome = resource.send(update("u1", "rs-1", PLAIN, PLAIN));
        assertThat(outcome.physicalId()).isEqualTo("rs-1");
        assertThat(ec2.alive()).containsExactly("rs-1");
    }

    @Test
    void update_describeThatDoesNotKnowTheServerForAMoment_isNotBelieved() {
        resource.created("c1", PLAIN);
        ec2.server("rs-1").hideFor(900);
        assertThat(resource.send(update("u1", "rs-1", PLAIN, PLAIN)).physicalId())
                .isEqualTo("rs-1");
    }

    @Test
    void update_serverDeletedByHand_makesANewOne() {
        resource.created("c1", PLAIN);
        ec2.deleteByHand("rs-1");
        Outcome outcome = resource.send(update("u1", "rs-1", PLAIN, PLAIN));
        assertThat(outcome.success()).isTrue();
        assertThat(outcome.physicalId()).isEqualTo("rs-2");
        assertThat(ec2.server("rs-2").provenance()).startsWith("created u1 rs-1 0 ");
    }

    @Test
    void update_serverForgottenByEc2_makesANewOne() {
        resource.created("c1", PLAIN);
        ec2.forget("rs-1");
        assertThat(resource.send(update("u1", "rs-1", PLAIN, PLAIN)).physicalId())
                .isEqualTo("rs-2");
    }

    @Test
    void update_redeliveredAfterItsServerIsGone_makesNothing() {
        resource.created("c1", PLAIN);
        ec2.deleteByHand("rs-1");
        Outcome outcome = resource.send(redelivered(update("u1", "rs-1", PLAIN, PLAIN)));
        assertThat(outcome.success()).isFalse();
        assertThat(outcome.physicalId()).isEqualTo("rs-1");
        assertThat(outcome.reason()).contains("rs-1 is gone", "delivered again", "deploy again");
        assertThat(ec2.alive()).isEmpty();
    }

    @Test
    void update_afterCloudFormationAskedForTheDeletion_makesNothing() {
        resource.created("c1", PLAIN);
        resource.send(Requests.delete("d1", "rs-1"));
        Outcome outcome = resource.send(update("u1", "rs-1", PLAIN, PLAIN));
        assertThat(outcome.success()).isFalse();
        assertThat(outcome.reason())
                .isEqualTo("route server rs-1 was deleted because CloudFormation asked for that: this request came too"
                        + " late and changed nothing");
        assertThat(ec2.alive()).isEmpty();
    }

    @Test
    void rollback_whoseUpdateSetTagsThatDoNotShowYet_setsThemBack() {
        Map<String, Object> before = asn(65_000, "Tags", tags("a", "1", "gone", "x"));
        Map<String, Object> after = asn(65_000, "Tags", tags("a", "2", "new", "y"), "SnsNotificationsEnabled", "true");
        resource.created("c1", before);
        ec2.staleTagsMillis = 4_000;
        ec2.refuse("modify", AwsFailure.Kind.DENIED);
        assertThat(resource.send(update("u1", "rs-1", before, after)).success()).isFalse();
        ec2.acceptEverythingAgain();
        assertThat(resource.send(update("u2", "rs-1", after, before)).success()).isTrue();
        assertThat(ec2.server("rs-1").tags)
                .containsEntry("a", "1")
                .containsEntry("gone", "x")
                .doesNotContainKey("new");
    }

    @Test
    void rollback_whoseUpdateSetSettingsThatDoNotShowYet_setsThemBack() {
        resource.created("c1", PLAIN);
        ec2.staleSettingsMillis = 4_000;
        resource.sendKilledAfter("modify", update("u1", "rs-1", PLAIN, NOTIFYING));
        assertThat(resource.send(update("u2", "rs-1", NOTIFYING, PLAIN)).success())
                .isTrue();
        assertThat(ec2.server("rs-1").notifies).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_FOUND", "DENIED"})
    void update_refusedByAPartOfEc2ThatDoesNotKnowTheServerYet_isRepeated(AwsFailure.Kind kind) {
        Map<String, Object> old = asn(65_000, "Tags", tags("gone", "1"));
        resource.created("c1", old);
        ec2.refuse("modify", kind, 2);
        ec2.refuse("tag", kind, 2);
        ec2.refuse("untag", kind, 2);
        Map<String, Object> desired = asn(65_000, "SnsNotificationsEnabled", "true", "Tags", tags("new", "1"));
        assertThat(resource.send(update("u1", "rs-1", old, desired)).success()).isTrue();
        assertThat(ec2.server("rs-1").tags).containsKey("new").doesNotContainKey("gone");
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_FOUND", "DENIED"})
    void update_refusedForGood_failsWithinSeconds(AwsFailure.Kind kind) {
        resource.created("c1", PLAIN);
        ec2.refuse("modify", kind);
        long before = resource.time.nowMillis();
        assertThat(resource.send(update("u1", "rs-1", PLAIN, NOTIFYING)).reason())
                .contains(kind.name());
        assertThat(resource.time.nowMillis() - before).isBetween(10_000L, 15_000L);
    }

    @Test
    void update_ofAServerWhoseAsnEc2DoesNotTell_replacesNothing() {
        resource.created("c1", PLAIN);
        ec2.server("rs-1").asn = 0;
        Outcome outcome = resource.send(update("u1", "rs-1", PLAIN, PLAIN));
        assertThat(outcome.success()).isFalse();
        assertThat(outcome.reason()).contains("does not tell the ASN of route server rs-1", "nothing was changed");
        assertThat(ec2.count("create")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "PersistRoutes,disable",
        "SnsNotificationsEnabled,false",
        "Unknown,value",
    })
    void update_toWhatMeansTheSame_doesNotWait(String property, String value) {
        resource.created("c1", PLAIN);
        long before = resource.time.nowMillis();
        assertThat(resource.send(update("u1", "rs-1", PLAIN, asn(65_000, property, value)))
                        .success())
                .isTrue();
        assertThat(resource.send(update("u2", "rs-1", asn(65_000, property, value), PLAIN))
                        .success())
                .isTrue();
        assertThat(resource.time.nowMillis() - before).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "PersistRoutes,enable",
        "SnsNotificationsEnabled,true",
        "PersistRoutes,nonsense",
    })
    void update_thatIsDoneAlready_isLookedAtAgain(String property, String value) {
        resource.created("c1", PLAIN);
        long before = resource.time.nowMillis();
        assertThat(resource.send(update("u1", "rs-1", asn(65_000, property, value), PLAIN))
                        .success())
                .isTrue();
        assertThat(resource.time.nowMillis() - before).isBetween(10_000L, 12_000L);
        assertThat(ec2.count("modify")).isZero();
    }
}
