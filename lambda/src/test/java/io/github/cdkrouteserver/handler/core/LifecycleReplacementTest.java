package io.github.cdkrouteserver.handler.core;

import static io.github.cdkrouteserver.handler.core.Requests.asn;
import static io.github.cdkrouteserver.handler.core.Requests.create;
import static io.github.cdkrouteserver.handler.core.Requests.delete;
import static io.github.cdkrouteserver.handler.core.Requests.redelivered;
import static io.github.cdkrouteserver.handler.core.Requests.signedAt;
import static io.github.cdkrouteserver.handler.core.Requests.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Updates that put a new server in place of the old one, and those that go back. */
class LifecycleReplacementTest {
    private static final String ABANDONED = "cdk-route-server:abandoned";
    private static final Map<String, Object> OLD = asn(65_000);
    private static final Map<String, Object> NEW = asn(65_001);
    private static final ResourceRequest REPLACE = update("u1", "rs-1", OLD, NEW);
    private static final ResourceRequest ROLLBACK = update("u2", "rs-1", NEW, OLD);

    private final Resource resource = new Resource();
    private final FakeEc2 ec2 = resource.ec2;

    @Test
    void update_otherAsn_makesANewServerAndLeavesTheOldOneToCloudFormation() {
        resource.created("c1", OLD);
        Outcome outcome = resource.send(REPLACE);
        assertThat(outcome.success()).isTrue();
        assertThat(outcome.physicalId()).isEqualTo("rs-2");
        assertThat(outcome.data()).containsEntry("AmazonSideAsn", "65001").containsEntry("RouteServerId", "rs-2");
        assertThat(ec2.alive()).containsExactly("rs-1", "rs-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "find rs-2"})
    void update_deniedWhileTheRoleSpreads_replaces(String call) {
        resource.created("c1", OLD);
        ec2.refuse(call, AwsFailure.Kind.DENIED, 3);
        assertThat(resource.send(REPLACE).physicalId()).isEqualTo("rs-2");
        assertThat(ec2.alive()).containsExactly("rs-1", "rs-2");
    }

    /** Some of the looks wait for the server, some are at what is there by then. */
    @RepeatedTest(16)
    void update_oneLookDenied_replaces(RepetitionInfo look) {
        resource.created("c1", OLD);
        int[] looks = new int[1];
        ec2.after(call -> {
            if (call.equals("find rs-2") && ++looks[0] == look.getCurrentRepetition()) {
                ec2.refuse("find rs-2", AwsFailure.Kind.DENIED, 1);
            }
        });
        assertThat(resource.send(REPLACE).success()).isTrue();
        assertThat(looks[0]).isGreaterThan(look.getCurrentRepetition());
    }

    @Test
    void update_otherAsn_isNotedBeforeAndAfterTheAnswer() {
        resource.created("c1", OLD);
        Lifecycle lifecycle = resource.begin(REPLACE);
        lifecycle.fulfil();
        assertThat(ec2.server("rs-2").provenance()).startsWith("answering u1 rs-1 0 ");
        lifecycle.answered();
        assertThat(ec2.server("rs-2").provenance()).startsWith("created u1 rs-1 0 ");
    }

    @Test
    void unanswered_afterAReplacement_makesTheServerAnOrphanAgain() {
        resource.created("c1", OLD);
        Lifecycle lifecycle = resource.begin(REPLACE);
        lifecycle.fulfil();
        lifecycle.unanswered();
        assertThat(ec2.server("rs-2").provenance()).startsWith("creating u1 rs-1 0 ");
    }

    @Test
    void update_noteNotShownYet_isNotAnsweredBeforeEc2ShowsIt() {
        resource.created("c1", OLD);
        ec2.after(call -> ec2.staleTagsMillis = call.equals("create") ? 40_000 : ec2.staleTagsMillis);
        long before = resource.time.nowMillis();
        assertThat(resource.send(REPLACE).success()).isTrue();
        assertThat(resource.time.nowMillis() - before).isGreaterThan(60_000);
    }

    @Test
    void update_noteNeverShown_fails() {
        resource.created("c1", OLD);
        ec2.staleTagsMillis = 3_600_000;
        Outcome outcome = resource.send(REPLACE);
        assertThat(outcome.success()).isFalse();
        assertThat(outcome.physicalId()).isEqualTo("rs-1");
        assertThat(outcome.reason())
                .contains("rs-2 was not ready to be announced in time: EC2 does not show its new tags yet");
    }

    @Test
    void update_topicOnlyInTheAnswerOfCreate_isAnswered() {
        ec2.hidesTopics = true;
        resource.created("c1", OLD);
        assertThat(resource.send(update("u1", "rs-1", OLD, asn(65_001, "SnsNotificationsEnabled", "true")))
                        .data())
                .containsEntry("SnsTopicArn", "arn:aws:sns:eu-west-1:123456789012:rs-2");
    }

    @Test
    void rollback_ofAnUnansweredReplacement_sweepsItsServer() {
        resource.created("c1", OLD);
        resource.sendUnanswered(REPLACE);
        assertThat(resource.send(ROLLBACK).physicalId()).isEqualTo("rs-1");
        assertThat(ec2.alive()).containsExactly("rs-1");
    }

    @Test
    void rollback_ofAnInterruptedReplacement_sweepsItsServer() {
        resource.created("c1", OLD);
        resource.sendKilledAfter("create", REPLACE);
        resource.send(ROLLBACK);
        assertThat(ec2.alive()).containsExactly("rs-1");
    }

    @Test
    void rollback_whoseOrphanCannotBeDeletedYet_triesForAMinuteAndSucceedsAllTheSame() {
        resource.created("c1", OLD);
        resource.sendUnanswered(REPLACE);
        ec2.server("rs-2").hasDependents = true;
        long before = resource.time.nowMillis();
        assertThat(resource.send(ROLLBACK).success()).isTrue();
        assertThat(resource.time.nowMillis() - before).isBetween(60_000L, 61_000L);
        assertThat(ec2.count("delete")).isGreaterThan(5);
    }

    @Test
    void rollback_whoseOrphanMayNotBeDeleted_succeedsAtOnce() {
        resource.created("c1", OLD);
        resource.sendUnanswered(REPLACE);
        ec2.refuse("delete", AwsFailure.Kind.OTHER);
        assertThat(resource.send(ROLLBACK).success()).isTrue();
        assertThat(ec2.count("delete")).isEqualTo(1);
    }

    @Test
    void update_takenOverFromOneThatNeverAnswered_keepsTheServerThatItAnswersWith() {
        resource.created("c1", OLD);
        ec2.deleteByHand("rs-1");
        resource.sendUnanswered(update("u1", "rs-1", OLD, OLD));
        assertThat(resource.send(update("u2", "rs-1", OLD, OLD)).physicalId()).isEqualTo("rs-2");
        assertThat(ec2.alive()).containsExactly("rs-2");
    }

    @Test
    void rollback_whoseOrphanMayNotBeDeleted_leavesItToTheNextRequest() {
        resource.created("c1", OLD);
        resource.sendUnanswered(REPLACE);
        ec2.refuse("delete", AwsFailure.Kind.OTHER, 1);
        resource.send(ROLLBACK);
        assertThat(ec2.alive()).containsExactly("rs-1", "rs-2");
        resource.send(delete("d1", "rs-1"));
        assertThat(ec2.alive()).isEmpty();
    }

    /** A rollback that may not delete is handled by another function while this one makes such a call. */
    private void overtakeBefore(String operation) {
        ec2.refuse("delete", AwsFailure.Kind.OTHER, 1);
        boolean[] overtaken = {false};
        ec2.before(call -> {
            if (call.startsWith(operation) && !overtaken[0]) {
                overtaken[0] = true;
                assertThat(resource.send(ROLLBACK).success()).isTrue();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"find rs-2", "tag rs-2"})
    void update_givenUpByARollbackThatCouldNotDeleteItsServer_doesNotAnnounceIt(String meanwhile) {
        resource.created("c1", OLD);
        overtakeBefore(meanwhile);
        Outcome outcome = resource.send(REPLACE);
        assertThat(outcome.success()).isFalse();
        assertThat(outcome.reason()).contains("rs-2 was given up by a later request");
        assertThat(ec2.server("rs-2").tags).containsKey(ABANDONED);
    }

    @Test
    void server_givenUpWhenItsUpdateWasDecided_isLeftToTheNextRequest() {
        resource.created("c1", OLD);
        Lifecycle decided = resource.begin(REPLACE);
        decided.fulfil();
        ec2.refuse("delete", AwsFailure.Kind.OTHER, 1);
        resource.send(ROLLBACK);
        decided.answered();
        assertThat(ec2.alive()).containsExactly("rs-1", "rs-2");
        resource.send(delete("d1", "rs-1"));
        assertThat(ec2.alive()).isEmpty();
    }

    @Test
    void server_givenUpWithoutRoomForATagMore_isNotAnnouncedEither() {
        resource.created("c1", OLD);
        ec2.refuse("tag rs-2 [" + ABANDONED, AwsFailure.Kind.OTHER);
        overtakeBefore("find rs-2");
        assertThat(resource.send(REPLACE).reason()).contains("rs-2 was given up by a later request");
        assertThat(ec2.server("rs-2").provenance()).startsWith("abandoned u1 rs-1 0 ");
    }

    @Test
    void server_givenUpButNamedByCloudFormation_isNoOrphan() {
        resource.created("c1", OLD);
        resource.send(REPLACE);
        ec2.server("rs-2").tags.put(ABANDONED, "u0");
        assertThat(resource.send(update("u2", "rs-2", NEW, NEW)).physicalId()).isEqualTo("rs-2");
        assertThat(ec2.server("rs-2").tags).doesNotContainKey(ABANDONED);
        assertThat(ec2.server("rs-2").provenance()).startsWith("created u1 rs-1 0 ");
        resource.send(delete("d1", "rs-1"));
        assertThat(ec2.alive()).containsExactly("rs-2");
    }

    @Test
    void update_besideAServerThatIsMadeInPlaceOfAnother_leavesThatAlone() {
        resource.created("c1", OLD);
        ec2.existing(65_001, Requests.OWNER.tags()).tags.put("cdk-route-server:provenance", "creating u0 rs-7 0");
        assertThat(resource.send(update("u1", "rs-1", OLD, OLD)).success()).isTrue();
        assertThat(ec2.alive()).containsExactly("rs-1", "rs-2");
    }

    @Test
    void update_redeliveredLate_leavesWhatALaterOneIsMaking() {
        resource.send(signedAt(1_000, create("c1", OLD)));
        resource.sendKilledAfter("create", signedAt(3_000, REPLACE));
        resource.send(signedAt(2_000, update("u0", "rs-1", OLD, OLD)));
        assertThat(ec2.alive()).containsExactly("rs-1", "rs-2");
    }

    @Test
    void update_besideAnAbandonedServer_isNotTakenForOneThatCameTooLate() {
        resource.created("c1", OLD);
        resource.sendUnanswered(REPLACE);
        ec2.refuse("delete", AwsFailure.Kind.OTHER, 1);
        resource.send(ROLLBACK);
        ec2.deleteByHand("rs-1");
        assertThat(resource.send(update("u3", "rs-1", OLD, asn(65_002))).physicalId())
                .isEqualTo("rs-3");
        assertThat(ec2.alive()).containsExactly("rs-3");
    }

    @Test
    void rollback_whoseServerMayBeNeitherDeletedNorTagged_failsRatherThanForgetsIt() {
        resource.created("c1", OLD);
        resource.send(REPLACE);
        ec2.refuse("delete", AwsFailure.Kind.DENIED);
        ec2.refuse("tag rs-2", AwsFailure.Kind.DENIED);
        Outcome outcome = resource.send(ROLLBACK);
        assertThat(outcome.success()).isFalse();
        assertThat(outcome.physicalId()).isEqualTo("rs-1");
        assertThat(outcome.reason()).contains("rs-2", "DENIED", "continue the rollback");
        ec2.acceptEverythingAgain();
        assertThat(resource.send(ROLLBACK).success()).isTrue();
        assertThat(ec2.alive()).containsExactly("rs-1");
    }

    @Test
    void rollback_ofAReplacementAnsweredInVain_takesItsServerBack() {
        resource.created("c1", OLD);
        resource.send(REPLACE);
        ec2.refuse("delete", AwsFailure.Kind.TRANSIENT, 2);
        assertThat(resource.send(ROLLBACK).physicalId()).isEqualTo("rs-1");
        assertThat(ec2.alive()).containsExactly("rs-1");
    }

    @Test
    void rollback_ofAServerThatCannotBeDeletedYet_marksItForTheNextRequest() {
        resource.created("c1", OLD);
        resource.send(REPLACE);
        ec2.server("rs-2").hasDependents = true;
        assertThat(resource.send(ROLLBACK).success()).isTrue();
        assertThat(ec2.server("rs-2").provenance()).startsWith("creating u1 rs-1 0 ");
        ec2.server("rs-2").hasDependents = false;
        resource.send(delete("d1", "rs-1"));
        assertThat(ec2.alive()).isEmpty();
    }

    @Test
    void rollback_ofAServerThatIsGoneAlready_marksNothing() {
        resource.created("c1", OLD);
        resource.send(REPLACE);
        ec2.refuse("delete", AwsFailure.Kind.NOT_FOUND);
        assertThat(resource.send(ROLLBACK).success()).isTrue();
        assertThat(ec2.server("rs-2").provenance()).startsWith("created");
    }

    @Test
    void rollback_toTheSameAsn_takesNothingBack() {
        resource.created("c1", OLD);
        resource.send(REPLACE);
        resource.send(update("u2", "rs-1", OLD, OLD));
        assertThat(ec2.alive()).containsExactly("rs-1", "rs-2");
    }

    @Test
    void rollback_namingTheNewServer_goesBackToTheOldOne() {
        resource.created("c1", OLD);
        resource.send(REPLACE);
        Outcome outcome = resource.send(update("u2", "rs-2", NEW, OLD));
        assertThat(outcome.success()).isTrue();
        assertThat(outcome.physicalId()).isEqualTo("rs-1");
        assertThat(ec2.count("create")).isEqualTo(2);
    }

    @Test
    void rollback_namingTheNewServerOfARetainedOne_makesAThird() {
        Map<String, Object> retained = asn(65_000, "RetainOnReplace", "true");
        resource.created("c1", retained);
        resource.send(update("u1", "rs-1", retained, NEW));
        assertThat(resource.send(update("u2", "rs-2", NEW, retained)).physicalId())
                .isEqualTo("rs-3");
    }

    @Test
    void update_toAnAsnThatNoPredecessorHas_makesAThird() {
        resource.created("c1", OLD);
        resource.send(REPLACE);
        assertThat(resource.send(update("u2", "rs-2", NEW, asn(65_002))).physicalId())
                .isEqualTo("rs-3");
    }

    @Test
    void update_toTheAsnOfAServerThatItDidNotReplace_makesAThird() {
        resource.created("c1", OLD);
        resource.created("c2", NEW);
        assertThat(resource.send(update("u2", "rs-2", NEW, OLD)).physicalId()).isEqualTo("rs-3");
    }

    @Test
    void rollback_deliveredAgainOnceTheNewServerIsForgotten_doesNothing() {
        resource.created("c1", OLD);
        resource.send(REPLACE);
        ResourceRequest rollback = update("u2", "rs-2", NEW, OLD);
        resource.send(rollback);
        resource.send(delete("d1", "rs-2"));
        ec2.forget("rs-2");
        assertThat(resource.send(redelivered(rollback)).success()).isFalse();
        assertThat(ec2.count("create")).isEqualTo(2);
        assertThat(ec2.alive()).containsExactly("rs-1");
    }

    @Test
    void update_ofAServerThatIsGoneWithoutATrace_doesNotTakeBackARetainedOne() {
        resource.created("c1", OLD);
        resource.created("c2", OLD);
        ec2.forget("rs-2");
        assertThat(resource.send(update("u1", "rs-2", OLD, OLD)).physicalId()).isEqualTo("rs-3");
        assertThat(ec2.alive()).containsExactly("rs-1", "rs-3");
    }

    @Test
    void rollback_onceTheNewServerIsForgottenBesideAnUnannouncedOne_doesNotTakeThatForThePredecessor() {
        resource.sendUnanswered(create("c1", OLD));
        ec2.existing(65_001, Requests.OWNER.tags());
        ec2.forget("rs-2");
        assertThat(resource.send(update("u2", "rs-2", NEW, OLD)).physicalId()).isEqualTo("rs-3");
    }

    @Test
    void update_predecessorDeletedMeanwhile_makesAThird() {
        resource.created("c1", OLD);
        resource.send(REPLACE);
        ec2.deleteByHand("rs-1");
        assertThat(resource.send(update("u2", "rs-2", NEW, OLD)).physicalId()).isEqualTo("rs-3");
    }

    @Test
    void update_deliveredLateAfterItsServerWasReplaced_makesNothing() {
        resource.created("c1", OLD);
        resource.send(REPLACE);
        resource.send(delete("d1", "rs-1"));
        Outcome outcome = resource.send(update("u0", "rs-1", OLD, asn(65_009)));
        assertThat(outcome.success()).isFalse();
        assertThat(outcome.reason())
                .isEqualTo("route server rs-1 is gone and rs-2 has taken its place: this request came too late and"
                        + " changed nothing");
        assertThat(ec2.alive()).containsExactly("rs-2");
    }

    @Test
    void update_ofAServerDeletedByHandThatWasMadeAnewAlready_answersThatOne() {
        resource.created("c1", OLD);
        ec2.deleteByHand("rs-1");
        resource.send(update("u1", "rs-1", OLD, OLD));
        Outcome outcome = resource.send(update("u2", "rs-1", OLD, OLD));
        assertThat(outcome.success()).isTrue();
        assertThat(outcome.physicalId()).isEqualTo("rs-2");
        assertThat(ec2.count("create")).isEqualTo(2);
    }

    @Test
    void update_answeredWithWhatAnUnansweredOneMade_notesThatCloudFormationKnowsItNow() {
        resource.created("c1", OLD);
        ec2.deleteByHand("rs-1");
        resource.sendUnanswered(update("u1", "rs-1", OLD, OLD));
        assertThat(resource.send(update("u2", "rs-1", OLD, OLD)).physicalId()).isEqualTo("rs-2");
        assertThat(ec2.server("rs-2").provenance()).startsWith("created");
    }

    @Test
    void update_namingAReplacementThatWasNotNoted_notesItEvenIfItFails() {
        resource.created("c1", OLD);
        resource.sendUnanswered(REPLACE);
        ec2.refuse("modify", AwsFailure.Kind.OTHER);
        resource.send(update("u2", "rs-2", NEW, asn(65_001, "SnsNotificationsEnabled", "true")));
        assertThat(ec2.server("rs-2").provenance()).startsWith("created");
    }

    @Test
    void update_namingATombstone_leavesItsTagsAlone() {
        resource.created("c1", OLD);
        resource.sendUnanswered(REPLACE);
        ec2.deleteByHand("rs-2");
        assertThat(resource.send(update("u2", "rs-2", NEW, NEW)).physicalId()).isEqualTo("rs-3");
        assertThat(ec2.server("rs-2").provenance()).startsWith("answering");
    }

    @Test
    void update_deliveredAgain_leavesWhatALaterOneIsMaking() {
        resource.send(signedAt(1_000, create("c1", OLD)));
        resource.send(signedAt(2_000, REPLACE));
        resource.sendKilledAfter("create", signedAt(3_000, update("u2", "rs-1", OLD, asn(65_002))));
        resource.send(signedAt(2_000, REPLACE));
        assertThat(ec2.alive()).containsExactly("rs-1", "rs-2", "rs-3");
    }

    @Test
    void rollback_ofAReplacementWhoseOldServerIsGone_makesAThirdAndTakesTheSecondBack() {
        resource.created("c1", OLD);
        resource.send(REPLACE);
        ec2.deleteByHand("rs-1");
        Outcome outcome = resource.send(ROLLBACK);
        assertThat(outcome.success()).isTrue();
        assertThat(outcome.physicalId()).isEqualTo("rs-3");
        assertThat(ec2.alive()).containsExactly("rs-3");
    }

    @Test
    void update_outOfTime_leavesTheServerOfTheLaterOneAlone() {
        resource.send(signedAt(1_000, create("c1", OLD)));
        resource.send(signedAt(3_000, REPLACE));
        Outcome outcome = resource.send(signedAt(2_000, update("u0", "rs-1", NEW, OLD)));
        assertThat(outcome.reason()).contains("came too late", "rs-2 was made by a later one");
        assertThat(ec2.alive()).containsExactly("rs-1", "rs-2");
    }

    @Test
    void update_itsOwnServerBesideALaterOne_isAnsweredAgain() {
        resource.send(signedAt(1_000, create("c1", OLD)));
        Outcome first = resource.send(signedAt(2_000, REPLACE));
        resource.send(signedAt(3_000, update("u2", "rs-2", NEW, asn(65_002))));
        assertThat(resource.send(signedAt(2_000, REPLACE))).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void update_backToTheAsnOfARetainedServer_leavesThatAlone(boolean policyChangesFirst) {
        Map<String, Object> retained = asn(65_001, "RetainOnReplace", "true");
        resource.created("c1", asn(65_000, "RetainOnReplace", "true"));
        resource.send(update("u1", "rs-1", asn(65_000, "RetainOnReplace", "true"), retained));
        if (policyChangesFirst) {
            resource.send(update("u2", "rs-2", retained, NEW));
        }
        Outcome outcome = resource.send(update("u3", "rs-2", policyChangesFirst ? NEW : retained, OLD));
        assertThat(outcome.physicalId()).isEqualTo("rs-3");
    }

    @Test
    void update_whereOnlyTheOldTemplateRetained_isNotTakenBackToThatServer() {
        Map<String, Object> retained = asn(65_000, "RetainOnReplace", "true");
        resource.created("c1", retained);
        resource.send(update("u1", "rs-1", retained, NEW));
        assertThat(ec2.server("rs-2").provenance()).isEqualTo("created u1 rs-1 0");
        assertThat(resource.send(update("u2", "rs-2", NEW, retained)).physicalId())
                .isEqualTo("rs-3");
    }

    @Test
    void unanswered_inALaterDelivery_leavesWhatAnEarlierOneMayHaveAnnounced() {
        resource.created("c1", OLD);
        resource.sendUnanswered(REPLACE);
        Lifecycle again = resource.begin(REPLACE);
        assertThat(again.fulfil().physicalId()).isEqualTo("rs-2");
        again.unanswered();
        assertThat(ec2.server("rs-2").provenance()).startsWith("answering u1 rs-1 0 ");
        resource.send(delete("d1", "rs-1"));
        assertThat(ec2.alive()).containsExactly("rs-2");
    }

    @Test
    void unanswered_whereAnotherDeliveryWasAnsweredMeanwhile_leavesWhatThatNoted() {
        resource.created("c1", OLD);
        Lifecycle first = resource.begin(REPLACE);
        first.fulfil();
        resource.send(REPLACE);
        first.unanswered();
        assertThat(ec2.server("rs-2").provenance()).startsWith("created u1 rs-1 0 ");
    }

    @Test
    void update_whereAnotherDeliveryIsAnsweredMeanwhile_doesNotUndoItsNote() {
        resource.created("c1", OLD);
        resource.sendKilledAfter("create", REPLACE);
        boolean[] once = {true};
        ec2.after(call -> {
            if (call.equals("find rs-2") && once[0]) {
                once[0] = false;
                resource.send(REPLACE);
            }
        });
        Lifecycle stale = resource.begin(REPLACE);
        stale.fulfil();
        stale.unanswered();
        assertThat(ec2.server("rs-2").provenance()).startsWith("created u1 rs-1 0 ");
    }

    @Test
    void update_thatOnlyHappensToWantTheAsnOfAServerThatIsStillThere_leavesThatAlone() {
        resource.created("c1", OLD);
        resource.send(REPLACE);
        Map<String, Object> other = asn(65_000, "SnsNotificationsEnabled", "true");
        assertThat(resource.send(update("u2", "rs-2", NEW, other)).physicalId()).isEqualTo("rs-3");
    }

    @Test
    void update_afterACleanUpThatFailed_removesWhatThatLeft() {
        resource.created("c1", OLD);
        resource.send(REPLACE);
        ec2.server("rs-1").hasDependents = true;
        assertThat(resource.send(delete("d1", "rs-1")).success()).isFalse();
        ec2.server("rs-1").hasDependents = false;
        assertThat(resource.send(update("u2", "rs-2", NEW, NEW)).success()).isTrue();
        assertThat(ec2.alive()).containsExactly("rs-2");
    }

    @Test
    void delete_afterACleanUpThatFailed_triesToRemoveWhatThatLeft() {
        resource.created("c1", OLD);
        resource.send(REPLACE);
        ec2.server("rs-1").hasDependents = true;
        resource.send(delete("d1", "rs-1"));
        assertThat(resource.send(delete("d2", "rs-2")).success()).isTrue();
        assertThat(ec2.alive()).containsExactly("rs-1");
        ec2.server("rs-1").hasDependents = false;
        assertThat(resource.send(delete("d3", "rs-2")).success()).isTrue();
        assertThat(ec2.alive()).isEmpty();
    }

    @Test
    void rollback_whoseSweepIsDeniedOnce_triesAgain() {
        resource.created("c1", OLD);
        resource.sendKilledAfter("create", REPLACE);
        ec2.refuse("delete", AwsFailure.Kind.INCORRECT_STATE, 1);
        ec2.refuse("delete", AwsFailure.Kind.DENIED, 2);
        assertThat(resource.send(ROLLBACK).success()).isTrue();
        assertThat(ec2.alive()).containsExactly("rs-1");
    }

    @Test
    void update_backToAServerThatCouldNotBeCleanedUp_makesANewOne() {
        resource.created("c1", OLD);
        resource.send(REPLACE);
        ec2.server("rs-1").hasDependents = true;
        resource.send(delete("d1", "rs-1"));
        ec2.server("rs-1").hasDependents = false;
        assertThat(resource.send(update("u2", "rs-2", NEW, OLD)).physicalId()).isEqualTo("rs-3");
        assertThat(ec2.alive()).containsExactly("rs-2", "rs-3");
    }

    @Test
    void update_whereAServerCouldNotBeCleanedUp_takesNoneThatIsToBeDeleted() {
        resource.send(signedAt(1_000, create("c1", OLD)));
        resource.send(signedAt(2_000, REPLACE));
        leaveUndeleted("rs-2");
        assertThat(resource.send(signedAt(9_000, update("u3", "rs-1", OLD, NEW)))
                        .physicalId())
                .isEqualTo("rs-3");
        assertThat(ec2.alive()).containsExactly("rs-3");
        resource.send(redelivered(delete("d1", "rs-2")));
        assertThat(ec2.alive()).containsExactly("rs-3");
    }

    @Test
    void update_sentBeforeTheServerThatCouldNotBeCleanedUp_makesNone() {
        resource.send(signedAt(1_000, create("c1", OLD)));
        resource.send(signedAt(2_000, REPLACE));
        leaveUndeleted("rs-2");
        assertThat(resource.send(signedAt(2_000, update("u0", "rs-1", OLD, NEW)))
                        .reason())
                .contains("rs-2 has taken its place");
    }

    @Test
    void rollback_whereEc2RefusesToSayWhetherTheReplacementIsGone_marksIt() {
        resource.created("c1", OLD);
        resource.send(REPLACE);
        ec2.server("rs-2").hasDependents = true;
        ec2.refuse("find rs-2", AwsFailure.Kind.DENIED);
        assertThat(resource.send(update("u2", "rs-1", NEW, OLD)).success()).isTrue();
        assertThat(ec2.server("rs-2").provenance()).startsWith("creating u1 ");
    }

    /** A replacement that died first, and is delivered once more when a rollback is done. */
    private void answerNobody(Map<String, Object> from, Map<String, Object> to) {
        resource.send(signedAt(1_000, create("c1", from)));
        resource.send(signedAt(2_100, update("u2", "rs-1", to, from)));
        assertThat(resource.send(signedAt(2_000, update("u1", "rs-1", from, to)))
                        .physicalId())
                .isEqualTo("rs-2");
    }

    @Test
    void update_whereAServerWasAnnouncedToNobody_removesIt() {
        answerNobody(OLD, NEW);
        assertThat(resource.send(signedAt(3_000, update("u3", "rs-1", OLD, OLD)))
                        .physicalId())
                .isEqualTo("rs-1");
        assertThat(ec2.alive()).containsExactly("rs-1");
    }

    @Test
    void update_whereAServerWasAnnouncedToNobodyAndIsStillInUse_marksIt() {
        answerNobody(OLD, NEW);
        ec2.server("rs-2").hasDependents = true;
        assertThat(resource.send(signedAt(3_000, update("u3", "rs-1", OLD, OLD)))
                        .success())
                .isTrue();
        assertThat(ec2.server("rs-2").tags).containsEntry("cdk-route-server:abandoned", "u3");
    }

    @Test
    void replacement_whereAServerWasAnnouncedToNobody_removesIt() {
        answerNobody(OLD, NEW);
        assertThat(resource.send(signedAt(3_000, update("u3", "rs-1", OLD, asn(65_009))))
                        .physicalId())
                .isEqualTo("rs-3");
        assertThat(ec2.alive()).containsExactly("rs-1", "rs-3");
    }

    @Test
    void update_whereWhatWasAnnouncedMayBeRetained_leavesIt() {
        answerNobody(asn(65_000, "RetainOnReplace", "true"), asn(65_001, "RetainOnReplace", "true"));
        resource.send(signedAt(3_000, update("u3", "rs-1", OLD, OLD)));
        assertThat(ec2.alive()).containsExactly("rs-1", "rs-2");
    }

    @Test
    void update_whereNoDateTellsWhichCameLater_leavesWhatWasAnnounced() {
        answerNobody(OLD, NEW);
        resource.send(update("u3", "rs-1", OLD, OLD));
        assertThat(ec2.alive()).containsExactly("rs-1", "rs-2");
    }

    @Test
    void update_thatInheritsTheServerOfAnEarlierOne_keepsIt() {
        resource.send(signedAt(1_000, create("c1", OLD)));
        resource.send(signedAt(2_000, REPLACE));
        ec2.deleteByHand("rs-1");
        assertThat(resource.send(signedAt(3_000, update("u3", "rs-1", OLD, NEW)))
                        .physicalId())
                .isEqualTo("rs-2");
        assertThat(ec2.alive()).containsExactly("rs-2");
    }

    @Test
    void update_whereWhatWasAnnouncedHasNoDate_leavesIt() {
        resource.send(create("c1", OLD));
        resource.send(REPLACE);
        resource.send(signedAt(3_000, update("u3", "rs-1", OLD, OLD)));
        assertThat(ec2.alive()).containsExactly("rs-1", "rs-2");
    }

    @Test
    void update_whereAnOrphanIsLeft_deletesItOnce() {
        resource.send(signedAt(1_000, create("c1", OLD)));
        resource.sendKilledAfter("create", signedAt(2_000, REPLACE));
        resource.send(signedAt(3_000, update("u3", "rs-1", OLD, OLD)));
        assertThat(ec2.count("delete rs-2")).isEqualTo(1);
    }

    @Test
    void update_whereWhatCouldNotBeCleanedUpHasNoDate_makesNone() {
        resource.send(create("c1", OLD));
        resource.send(REPLACE);
        leaveUndeleted("rs-2");
        assertThat(resource.send(signedAt(9_000, update("u0", "rs-1", OLD, asn(65_009))))
                        .reason())
                .contains("rs-2 has taken its place");
    }

    @Test
    void update_ofTheSameMoment_leavesWhatWasAnnounced() {
        answerNobody(OLD, NEW);
        resource.send(signedAt(2_000, update("u3", "rs-1", OLD, OLD)));
        assertThat(ec2.alive()).containsExactly("rs-1", "rs-2");
    }

    @Test
    void replacement_besideAnOrphanThatCannotBeDeleted_hasTimeToBeAnnounced() {
        resource.created("c1", OLD);
        resource.sendKilledAfter("create", REPLACE);
        ec2.server("rs-2").hasDependents = true;
        ec2.pendingMillis = 1_000;
        ec2.staleTagsMillis = 2_000;
        Lifecycle lifecycle =
                resource.begin(update("u2", "rs-1", OLD, asn(65_009)), Deadline.in(resource.time, 20_000));
        assertThat(lifecycle.fulfil().physicalId()).isEqualTo("rs-3");
    }

    @Test
    void update_besideAnOrphanThatEc2DeletesAlready_doesNotWaitForThat() {
        resource.created("c1", OLD);
        resource.sendKilledAfter("create", REPLACE);
        ec2.deletingMillis = 600_000;
        boolean[] lost = new boolean[1];
        ec2.after(call -> {
            if (call.equals("delete rs-2") && !lost[0]) {
                lost[0] = true;
                throw FakeEc2.failure(call, AwsFailure.Kind.TRANSIENT);
            }
        });
        ec2.before(call -> {
            if (call.equals("delete rs-2") && lost[0]) {
                throw FakeEc2.failure(call, AwsFailure.Kind.INCORRECT_STATE);
            }
        });
        resource.send(update("u2", "rs-1", OLD, OLD));
        assertThat(ec2.count("delete")).isEqualTo(2);
        assertThat(ec2.server("rs-2").tags).doesNotContainKey("cdk-route-server:abandoned");
    }

    private void leaveUndeleted(String id) {
        resource.send(signedAt(2_100, update("u2", id, NEW, OLD)));
        ec2.server(id).hasDependents = true;
        resource.send(signedAt(2_200, delete("d1", id)));
        ec2.server(id).hasDependents = false;
        ec2.deleteByHand("rs-1");
    }

    @ParameterizedTest
    @EnumSource(names = {"INCORRECT_STATE", "OTHER", "DENIED"})
    void rollback_whoseServerGoesMeanwhile_succeeds(AwsFailure.Kind kind) {
        resource.created("c1", OLD);
        resource.send(REPLACE);
        ec2.before(call -> {
            if (call.startsWith("delete rs-2")) {
                ec2.deleteByHand("rs-2");
                throw FakeEc2.failure(call, kind);
            }
        });
        assertThat(resource.send(ROLLBACK).success()).isTrue();
        assertThat(ec2.server("rs-2").provenance()).startsWith("created ");
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_FOUND", "DENIED"})
    void update_whoseNoteIsRefusedAtFirst_isAnnouncedAllTheSame(AwsFailure.Kind kind) {
        resource.created("c1", OLD);
        ec2.refuse("tag rs-2", kind, 1);
        assertThat(resource.send(REPLACE).success()).isTrue();
        assertThat(ec2.server("rs-2").provenance()).startsWith("created u1 ");
    }

    @Test
    void update_whoseServerCloudFormationHasLetGoOf_announcesItNoMore() {
        resource.created("c1", OLD);
        resource.send(REPLACE);
        ec2.server("rs-2").hasDependents = true;
        resource.send(delete("d1", "rs-2"));
        assertThat(resource.send(REPLACE).reason()).contains("has let go of route server rs-2");
        assertThat(ec2.server("rs-2").provenance()).startsWith("released u1 ");
    }

    @Test
    void answered_longAfterItWasDecided_doesNotUndoWhatWasNotedSince() {
        resource.created("c1", OLD);
        Lifecycle decided = resource.begin(REPLACE);
        decided.fulfil();
        ec2.server("rs-2").hasDependents = true;
        resource.send(delete("d1", "rs-2"));
        decided.answered();
        assertThat(ec2.server("rs-2").provenance()).startsWith("released u1 ");
    }

    @Test
    void update_whoseNoteDoesNotShowInTime_takesItBack() {
        resource.created("c1", OLD);
        ec2.staleTagsMillis = 3_600_000;
        assertThat(resource.send(REPLACE).success()).isFalse();
        assertThat(ec2.server("rs-2").provenance()).startsWith("creating u1 ");
    }

    @Test
    void update_besideALeftoverThatCannotBeDeleted_losesAMinuteAtMost() {
        resource.created("c1", OLD);
        resource.send(REPLACE);
        ec2.server("rs-1").hasDependents = true;
        resource.send(delete("d1", "rs-1"));
        ec2.refuse("delete rs-1", AwsFailure.Kind.TRANSIENT);
        long before = resource.time.nowMillis();
        assertThat(resource.send(update("u2", "rs-2", NEW, asn(65_002))).success())
                .isTrue();
        assertThat(resource.time.nowMillis() - before).isLessThan(120_000);
    }

    @Test
    void update_afterACleanUp_leavesTheTombstoneAlone() {
        resource.created("c1", OLD);
        resource.send(REPLACE);
        resource.send(delete("d1", "rs-1"));
        assertThat(resource.send(update("u2", "rs-2", NEW, NEW)).success()).isTrue();
        assertThat(ec2.count("delete")).isEqualTo(1);
    }

    @Test
    void update_ofAServerWhoseDeletionFailed_leavesThatToCloudFormation() {
        resource.created("c1", OLD);
        ec2.server("rs-1").hasDependents = true;
        resource.send(delete("d1", "rs-1"));
        ec2.server("rs-1").hasDependents = false;
        assertThat(resource.send(REPLACE).physicalId()).isEqualTo("rs-2");
        assertThat(ec2.alive()).containsExactly("rs-1", "rs-2");
    }

    @Test
    void rollback_namingATombstone_goesBackToItsPredecessor() {
        resource.created("c1", OLD);
        resource.send(REPLACE);
        ec2.deleteByHand("rs-2");
        assertThat(resource.send(update("u2", "rs-2", NEW, OLD)).physicalId()).isEqualTo("rs-1");
        assertThat(ec2.count("create")).isEqualTo(2);
    }

    @Test
    void delete_whoseListLagsBehindTheAnnouncement_leavesTheNewServerAlone() {
        resource.created("c1", OLD);
        resource.send(REPLACE);
        ec2.listsProvenanceAs("rs-2", "creating u1 rs-1 0");
        assertThat(resource.send(delete("d1", "rs-1")).success()).isTrue();
        assertThat(ec2.alive()).containsExactly("rs-2");
    }

    @Test
    void update_whosePersistenceMovesForLong_hasTimeToBeAnnounced() {
        resource.created("c1", OLD);
        ec2.staleTagsMillis = 4_000;
        ec2.after(call -> {
            if (call.startsWith("find rs-2")) {
                ec2.server("rs-2").persistence = "resetting";
            }
        });
        Lifecycle lifecycle = resource.begin(REPLACE, Deadline.in(resource.time, 45_000));
        assertThat(lifecycle.fulfil().success()).isTrue();
    }
}
