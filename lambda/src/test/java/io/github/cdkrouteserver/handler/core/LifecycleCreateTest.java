package io.github.cdkrouteserver.handler.core;

import static io.github.cdkrouteserver.handler.core.Requests.OWNER;
import static io.github.cdkrouteserver.handler.core.Requests.asn;
import static io.github.cdkrouteserver.handler.core.Requests.create;
import static io.github.cdkrouteserver.handler.core.Requests.signedAt;
import static io.github.cdkrouteserver.handler.core.Requests.tags;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LifecycleCreateTest {
    private final Resource resource = new Resource();
    private final FakeEc2 ec2 = resource.ec2;

    @Test
    void create_everythingAskedFor_answersEveryAttributeOnceEc2ShowsIt() {
        Outcome outcome = resource.send(create(
                "c1",
                asn(
                        4_200_000_000L,
                        "PersistRoutes",
                        "enable",
                        "PersistRoutesDuration",
                        "3",
                        "SnsNotificationsEnabled",
                        "true",
                        "Tags",
                        tags("Name", "edge"))));
        assertThat(outcome)
                .isEqualTo(Outcome.success(
                        "rs-1",
                        Map.of(
                                "RouteServerId", "rs-1",
                                "RouteServerArn", "arn:aws-eusc:ec2:eusc-de-east-1:123456789012:route-server/rs-1",
                                "AmazonSideAsn", "4200000000",
                                "State", "available",
                                "PersistRoutesState", "enabled",
                                "PersistRoutesDuration", "3",
                                "SnsNotificationsEnabled", "true",
                                "SnsTopicArn", "arn:aws:sns:eu-west-1:123456789012:rs-1")));
        assertThat(resource.time.nowMillis()).isBetween(20_000L, 22_000L);
        assertThat(ec2.server("rs-1").tags)
                .containsEntry("Name", "edge")
                .containsEntry("cdk-route-server:stack", OWNER.stackId())
                .containsEntry("cdk-route-server:logical-id", "Rs");
    }

    @Test
    void create_onlyTheAsn_answersEmptyAttributesRatherThanNone() {
        assertThat(resource.send(create("c1", asn(65_000))).data())
                .containsEntry("SnsTopicArn", "")
                .containsEntry("PersistRoutesDuration", "")
                .hasSize(8);
    }

    @Test
    void create_untilCloudFormationHasAccepted_marksTheServerAsUnannounced() {
        Lifecycle lifecycle = resource.begin(signedAt(1_700_000_000, create("c1", asn(65_000))));
        lifecycle.fulfil();
        assertThat(ec2.server("rs-1").provenance()).isEqualTo("creating c1  1700000000");
        lifecycle.unanswered();
        assertThat(ec2.server("rs-1").provenance()).isEqualTo("creating c1  1700000000");
        lifecycle.answered();
        assertThat(ec2.server("rs-1").provenance()).isEqualTo("created c1  1700000000");
    }

    @Test
    void create_describedWithoutTagsAtFirst_isAnnouncedAllTheSame() {
        ec2.staleTagsMillis = 60_000;
        resource.send(create("c1", asn(65_000)));
        assertThat(ec2.server("rs-1").provenance()).startsWith("created c1");
    }

    @Test
    void answered_afterAFailure_notesNothing() {
        ec2.refuse("create", AwsFailure.Kind.OTHER);
        Lifecycle lifecycle = resource.begin(create("c1", asn(65_000)));
        lifecycle.fulfil();
        lifecycle.answered();
        lifecycle.unanswered();
        assertThat(ec2.count("tag")).isZero();
    }

    @Test
    void create_unknownToDescribeAtFirst_isWaitedFor() {
        ec2.unknownMillis = 30_000;
        assertThat(resource.send(create("c1", asn(65_000))).data()).containsEntry("State", "available");
    }

    @Test
    void create_topicOnlyInTheAnswerOfTheCall_isAnswered() {
        ec2.hidesTopics = true;
        assertThat(resource.send(create("c1", asn(65_000, "SnsNotificationsEnabled", "true")))
                        .data())
                .containsEntry("SnsTopicArn", "arn:aws:sns:eu-west-1:123456789012:rs-1");
    }

    @Test
    void create_invalidProperties_callsNothingAndLeavesNothingToDelete() {
        Outcome outcome = resource.send(create("0123456789abcdef0123", asn(0)));
        assertThat(outcome.success()).isFalse();
        assertThat(outcome.physicalId()).isEqualTo("route-server/refused/0123456789abcdef");
        assertThat(outcome.reason()).contains("AmazonSideAsn is 0");
        assertThat(ec2.calls).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"OTHER", "INCORRECT_STATE", "NOT_FOUND"})
    void create_refusedForGood_failsAtOnceWithAnIdThatALaterDeleteUnderstands(AwsFailure.Kind kind) {
        ec2.refuse("create", kind);
        Outcome outcome = resource.send(create("c1", asn(65_000)));
        assertThat(outcome.success()).isFalse();
        assertThat(outcome.physicalId()).isEqualTo("route-server/not-created/c1");
        assertThat(outcome.reason())
                .startsWith("create failed with " + kind + ": refused by the test (request id request-1); ");
        assertThat(ec2.count("create")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"'', TRANSIENT, 12", "create, DENIED, 3", "find, DENIED, 3"})
    void create_throttledOrDeniedForAWhile_succeeds(String call, AwsFailure.Kind kind, int times) {
        ec2.refuse(call, kind, times);
        assertThat(resource.send(create("c1", asn(65_000))).success()).isTrue();
        assertThat(resource.ec2.alive()).containsExactly("rs-1");
    }

    @Test
    void create_deniedForGood_failsAfterTenSecondsWithAnIdThatALaterDeleteUnderstands() {
        ec2.refuse("create", AwsFailure.Kind.DENIED);
        Outcome outcome = resource.send(create("c1", asn(65_000)));
        assertThat(outcome.success()).isFalse();
        assertThat(outcome.physicalId()).isEqualTo("route-server/not-created/c1");
        assertThat(outcome.reason())
                .startsWith("create failed with DENIED: refused by the test (request id request-1); ")
                .contains("allow the action to the provider's role");
        assertThat(resource.time.nowMillis()).isEqualTo(10_000);
    }

    @Test
    void create_throttledUntilItsTimeIsOver_failsThenAndNotLater() {
        ec2.refuse("create", AwsFailure.Kind.TRANSIENT);
        Outcome outcome = resource.send(create("c1", asn(65_000)));
        assertThat(outcome.reason()).contains("TRANSIENT", "could not be reached or is throttling");
        assertThat(resource.time.nowMillis()).isEqualTo(600_000);
    }

    @Test
    void create_describeThrottledUntilItsTimeIsOver_namesServerAndFailure() {
        ec2.refuse("find", AwsFailure.Kind.TRANSIENT);
        Outcome outcome = resource.send(create("c1", asn(65_000)));
        assertThat(outcome.physicalId()).isEqualTo("rs-1");
        assertThat(outcome.reason()).contains("route server rs-1 was not available in time: find rs-1 failed");
        assertThat(resource.time.nowMillis()).isEqualTo(600_000);
    }

    @Test
    void create_describeDeniedForGood_failsAfterTenSecondsWithTheServersId() {
        ec2.refuse("find", AwsFailure.Kind.DENIED);
        Outcome outcome = resource.send(create("c1", asn(65_000)));
        assertThat(outcome.physicalId()).isEqualTo("rs-1");
        assertThat(outcome.success()).isFalse();
        assertThat(outcome.reason()).contains("DENIED", "allow the action to the provider's role");
        assertThat(resource.time.nowMillis()).isBetween(10_000L, 12_000L);
    }

    @Test
    void create_notAvailableInTime_saysWhatItWaitedForAndNamesTheServer() {
        ec2.pendingMillis = 3_600_000;
        Outcome outcome = resource.send(create("c1", asn(65_000)));
        assertThat(outcome.success()).isFalse();
        assertThat(outcome.physicalId()).isEqualTo("rs-1");
        assertThat(outcome.reason())
                .isEqualTo("route server rs-1 was not available in time: its state is pending; raise the construct's"
                        + " timeout, or look at the server in EC2");
        assertThat(resource.time.nowMillis()).isEqualTo(600_000);
    }

    @Test
    void create_neverDescribed_saysSo() {
        ec2.unknownMillis = 3_600_000;
        assertThat(resource.send(create("c1", asn(65_000))).reason()).contains("EC2 does not describe it yet");
    }

    @Test
    void create_deletedByHandMeanwhile_failsAtOnce() {
        ec2.before(call -> {
            if (call.equals("find rs-1")) {
                ec2.deleteByHand("rs-1");
            }
        });
        Outcome outcome = resource.send(create("c1", asn(65_000)));
        assertThat(outcome.reason()).contains("rs-1 was deleted (state deleted)", "deploy again");
        assertThat(outcome.physicalId()).isEqualTo("rs-1");
        assertThat(resource.time.nowMillis()).isLessThan(1_000);
    }

    @Test
    void create_persistenceStillMovingTwoMinutesAfterwards_isAnsweredAsItIs() {
        ec2.after(call -> {
            if (call.equals("create")) {
                ec2.server("rs-1").persistence = "modifying";
            }
        });
        Outcome outcome = resource.send(create("c1", asn(65_000)));
        assertThat(outcome.data()).containsEntry("PersistRoutesState", "modifying");
        assertThat(resource.time.nowMillis()).isBetween(140_000L, 146_000L);
    }

    @Test
    void create_persistenceStillMovingWhenHalfOfWhatIsLeftIsOver_isAnsweredAsItIs() {
        ec2.pendingMillis = 550_000;
        ec2.after(call -> {
            if (call.equals("create")) {
                ec2.server("rs-1").persistence = "modifying";
            }
        });
        Outcome outcome = resource.send(create("c1", asn(65_000)));
        assertThat(outcome.data()).containsEntry("PersistRoutesState", "modifying");
        assertThat(resource.time.nowMillis()).isBetween(570_000L, 590_000L);
    }

    @Test
    void create_persistenceThatComesToRestElsewhere_failsSayingWhatIsMissing() {
        ec2.after(call -> {
            if (call.equals("create")) {
                ec2.server("rs-1").persistence = "disabled";
            }
        });
        assertThat(resource.send(create("c1", asn(65_000, "PersistRoutes", "enable")))
                        .reason())
                .contains("its persistence is disabled where enabled is asked for");
    }

    @Test
    void create_tokenUsedWithOtherParameters_findsTheServerThatItMade() {
        resource.sendUnanswered(create("c1", asn(65_000)));
        ec2.server("rs-1").hideFor(3_600_000);
        ec2.before(call -> {
            if (call.equals("create")) {
                ec2.server("rs-1").hideFor(0);
            }
        });
        ec2.refuse("create", AwsFailure.Kind.TOKEN_MISMATCH);
        assertThat(resource.send(create("c1", asn(65_000))).physicalId()).isEqualTo("rs-1");
    }

    @Test
    void create_tokenUsedButNoServerFound_failsWithWhatEc2Said() {
        ec2.refuse("create", AwsFailure.Kind.TOKEN_MISMATCH);
        Outcome outcome = resource.send(create("c1", asn(65_000)));
        assertThat(outcome.reason()).contains("TOKEN_MISMATCH", "correct the request");
        assertThat(outcome.physicalId()).isEqualTo("route-server/not-created/c1");
    }

    @Test
    void create_strangersWithAlikeTags_areNeitherTakenNorTouched() {
        FakeEc2.Server otherResource = ec2.existing(65_000, new Owner(OWNER.stackId(), "Other").tags());
        FakeEc2.Server otherStack = ec2.existing(65_000, new Owner(OWNER.stackId() + "x", "Rs").tags());
        for (FakeEc2.Server stranger : Set.of(otherResource, otherStack)) {
            stranger.tags.put("cdk-route-server:provenance", "creating c1  0");
        }
        assertThat(resource.created("c1", asn(65_000))).isEqualTo("rs-3");
        assertThat(otherStack.provenance()).isEqualTo("creating c1  0");
    }

    @Test
    void create_afterALaterRequestMadeAServer_changesNothing() {
        resource.send(signedAt(2_000, create("c2", asn(65_000))));
        Outcome outcome = resource.send(signedAt(1_999, create("c1", asn(65_000))));
        assertThat(outcome.success()).isFalse();
        assertThat(outcome.reason())
                .isEqualTo("this request came too late and changed nothing: rs-1 was made by a later one");
        assertThat(ec2.count("create")).isEqualTo(1);
    }

    @Test
    void create_signedTheSameSecondAsAnother_isNotTakenForTooLate() {
        resource.send(signedAt(2_000, create("c1", asn(65_000))));
        assertThat(resource.send(signedAt(2_000, create("c2", asn(65_000)))).success())
                .isTrue();
    }

    @Test
    void create_unsignedBesideASignedOne_isNotTakenForTooLate() {
        resource.send(signedAt(2_000, create("c1", asn(65_000))));
        assertThat(resource.send(create("c2", asn(65_000))).success()).isTrue();
    }

    @Test
    void giveUp_whileTheServerIsWaitedFor_namesItAndCallsNothingMore() {
        Lifecycle lifecycle = resource.begin(create("c1", asn(65_000)));
        Outcome[] givenUp = new Outcome[1];
        ec2.after(call -> {
            if (call.equals("find rs-1") && givenUp[0] == null) {
                givenUp[0] = lifecycle.giveUp("no time left");
            }
        });
        Outcome late = lifecycle.fulfil();
        assertThat(givenUp[0]).isEqualTo(Outcome.failure("rs-1", "no time left"));
        assertThat(late.reason()).isEqualTo("the request was given up before it was decided");
        assertThat(ec2.calls).endsWith("find rs-1");
        assertThat(ec2.count("find")).isEqualTo(1);
    }

    @Test
    void fulfil_onAnInterruptedThread_callsNothing() {
        Thread.currentThread().interrupt();
        Outcome outcome = resource.begin(create("c1", asn(65_000))).fulfil();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome.reason()).contains("given up");
        assertThat(ec2.calls).isEmpty();
    }

    @Test
    void fulfil_interruptedWhileItSleeps_staysInterruptedAndStops() {
        ec2.after(call -> {
            if (call.startsWith("find")) {
                Thread.currentThread().interrupt();
            }
        });
        Outcome outcome = resource.begin(create("c1", asn(65_000))).fulfil();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome.reason()).contains("given up");
        assertThat(ec2.count("find")).isEqualTo(1);
    }

    @Test
    void create_byARoleThatIsNotKnownEverywhereYet_waitsForThat() {
        ec2.refuse("list", AwsFailure.Kind.DENIED, 3);
        assertThat(resource.send(create("c1", asn(65_000))).success()).isTrue();
    }

    @Test
    void create_byARoleThatIsDeniedForGood_failsWithinSeconds() {
        ec2.refuse("list", AwsFailure.Kind.DENIED);
        assertThat(resource.send(create("c1", asn(65_000))).reason()).contains("DENIED");
        assertThat(resource.time.nowMillis()).isBetween(10_000L, 15_000L);
    }

    @Test
    void answered_atOnce_looksAtNothingAgain() {
        Lifecycle lifecycle = resource.begin(create("c1", asn(65_000)));
        lifecycle.fulfil();
        int finds = ec2.count("find");
        lifecycle.answered();
        assertThat(ec2.count("find")).isEqualTo(finds);
        assertThat(ec2.server("rs-1").provenance()).startsWith("created ");
    }

    @Test
    void create_whereEc2DoesNotTellTheAsn_answersNone() {
        ec2.after(call -> {
            if (call.equals("create")) {
                ec2.server("rs-1").asn = 0;
            }
        });
        assertThat(resource.send(create("c1", asn(65_000))).data()).containsEntry("AmazonSideAsn", "");
    }
}
