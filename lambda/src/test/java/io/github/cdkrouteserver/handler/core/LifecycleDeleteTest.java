package io.github.cdkrouteserver.handler.core;

import static io.github.cdkrouteserver.handler.core.Requests.OWNER;
import static io.github.cdkrouteserver.handler.core.Requests.asn;
import static io.github.cdkrouteserver.handler.core.Requests.create;
import static io.github.cdkrouteserver.handler.core.Requests.delete;
import static io.github.cdkrouteserver.handler.core.Requests.signedAt;
import static io.github.cdkrouteserver.handler.core.Requests.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LifecycleDeleteTest {
    private static final Map<String, Object> PLAIN = asn(65_000);

    /** What CloudFormation calls a resource whose create never answered. */
    private static final String INVENTED = "net-Rs-1A2B3C4D5E6F";

    private final Resource resource = new Resource();
    private final FakeEc2 ec2 = resource.ec2;

    private long secondsFor(ResourceRequest request) {
        long before = resource.time.nowMillis();
        assertThat(resource.send(request)).isEqualTo(Outcome.success(request.physicalId(), Map.of()));
        return (resource.time.nowMillis() - before) / 1_000;
    }

    @Test
    void delete_aServer_succeedsOnceEc2SaysThatItIsDeleted() {
        resource.created("c1", PLAIN);
        assertThat(secondsFor(delete("d1", "rs-1"))).isBetween(10L, 12L);
        assertThat(ec2.server("rs-1").state).isEqualTo("deleted");
        assertThat(ec2.count("delete")).isEqualTo(1);
        assertThat(ec2.server("rs-1").provenance()).isEqualTo("released c1  0");
    }

    @Test
    void delete_invalidProperties_deletesAllTheSame() {
        resource.created("c1", PLAIN);
        assertThat(resource.send(delete("d1", "rs-1", Map.of())).success()).isTrue();
        assertThat(ec2.alive()).isEmpty();
    }

    @Test
    void delete_aTombstone_succeedsAtOnceAndTagsNothing() {
        resource.created("c1", PLAIN);
        ec2.deleteByHand("rs-1");
        int tagged = ec2.count("tag");
        assertThat(secondsFor(delete("d1", "rs-1"))).isZero();
        assertThat(ec2.count("delete")).isZero();
        assertThat(ec2.count("tag")).isEqualTo(tagged);
    }

    @Test
    void delete_aServerThatSomeoneDeletesAlready_waitsForThat() {
        resource.created("c1", PLAIN);
        ec2.delete("rs-1");
        assertThat(secondsFor(delete("d1", "rs-1"))).isBetween(9L, 12L);
        assertThat(ec2.count("delete")).isEqualTo(1);
    }

    @Test
    void delete_aServerThatEc2ForgetsOnceDeleted_succeeds() {
        resource.created("c1", PLAIN);
        ec2.after(call -> {
            if (call.startsWith("delete")) {
                ec2.forget("rs-1");
            }
        });
        assertThat(secondsFor(delete("d1", "rs-1"))).isZero();
    }

    @Test
    void delete_aServerThatNeitherDescribeNorDeleteKnows_isBelievedAfterTenSeconds() {
        assertThat(secondsFor(delete("d1", "rs-9"))).isBetween(10L, 12L);
    }

    @Test
    void delete_aServerThatNeitherDescribeNorDeleteKnowsInAShortTime_isBelievedOnceThatIsOver() {
        Deadline soon = Deadline.in(resource.time, 4_000);
        assertThat(resource.begin(delete("d1", "rs-9"), soon).fulfil().success())
                .isTrue();
        assertThat(resource.time.nowMillis()).isEqualTo(4_000);
    }

    @Test
    void delete_aServerThatOnlyDescribeDoesNotKnowInAShortTime_fails() {
        ec2.refuse("delete", AwsFailure.Kind.DENIED);
        Deadline soon = Deadline.in(resource.time, 4_000);
        assertThat(resource.begin(delete("d1", "rs-9"), soon).fulfil().success())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"DENIED", "INCORRECT_STATE", "OTHER"})
    void delete_aServerThatDescribeDoesNotKnowButDeleteRefuses_isBelievedAfterThirtySeconds(AwsFailure.Kind kind) {
        ec2.refuse("delete", kind);
        assertThat(secondsFor(delete("d1", "rs-9"))).isBetween(30L, 32L);
    }

    @Test
    void delete_throttled_isNeverTakenForGone() {
        ec2.refuse("delete", AwsFailure.Kind.TRANSIENT);
        Outcome outcome = resource.send(delete("d1", "rs-9"));
        assertThat(outcome.success()).isFalse();
        assertThat(outcome.physicalId()).isEqualTo("rs-9");
        assertThat(resource.time.nowMillis()).isEqualTo(600_000);
    }

    @Test
    void delete_describeDenied_isNeverTakenForGone() {
        resource.created("c1", PLAIN);
        ec2.refuse("find", AwsFailure.Kind.DENIED);
        Outcome outcome = resource.send(delete("d1", "rs-1"));
        assertThat(outcome.success()).isFalse();
        assertThat(outcome.reason()).contains("DENIED");
        assertThat(ec2.alive()).containsExactly("rs-1");
    }

    @Test
    void delete_aServerThatDescribeShowsAgain_isNotTakenForGone() {
        resource.created("c1", PLAIN);
        FakeEc2.Server server = ec2.server("rs-1");
        ec2.forget("rs-1");
        ec2.refuse("delete", AwsFailure.Kind.INCORRECT_STATE);
        // It is never unknown for thirty seconds together.
        ec2.before(call -> {
            ec2.forget("rs-1");
            if (resource.time.nowMillis() % 20_000 > 14_000) {
                ec2.restore(server);
            }
        });
        assertThat(resource.send(delete("d1", "rs-1")).success()).isFalse();
    }

    @Test
    void delete_refusedWithNotFoundThoughDescribed_isTriedAgain() {
        resource.created("c1", PLAIN);
        ec2.refuse("delete", AwsFailure.Kind.NOT_FOUND, 3);
        assertThat(resource.send(delete("d1", "rs-1")).success()).isTrue();
        assertThat(ec2.alive()).isEmpty();
    }

    @Test
    void delete_aServerThatStillHasDependents_waitsUntilTheyAreGone() {
        resource.created("c1", PLAIN);
        ec2.server("rs-1").hasDependents = true;
        ec2.before(call -> {
            if (resource.time.nowMillis() > 100_000) {
                ec2.server("rs-1").hasDependents = false;
            }
        });
        assertThat(secondsFor(delete("d1", "rs-1"))).isGreaterThan(80);
        assertThat(ec2.alive()).isEmpty();
    }

    @Test
    void delete_aServerWhoseDependentsStay_failsSayingWhatBlocksIt() {
        resource.created("c1", PLAIN);
        ec2.server("rs-1").hasDependents = true;
        long before = resource.time.nowMillis();
        Outcome outcome = resource.send(delete("d1", "rs-1"));
        assertThat(outcome.success()).isFalse();
        assertThat(outcome.reason())
                .startsWith("route server rs-1 could not be deleted in time: delete rs-1 failed with INCORRECT_STATE")
                .contains("associations, endpoints, propagations");
        assertThat(resource.time.nowMillis() - before).isEqualTo(600_000);
    }

    @Test
    void delete_notGoneInTime_saysHowFarItCame() {
        resource.created("c1", PLAIN);
        ec2.deletingMillis = 3_600_000;
        assertThat(resource.send(delete("d1", "rs-1")).reason()).contains("in time: it is still deleting");
    }

    @Test
    void giveUp_whileTheDeletionIsWaitedFor_callsNothingMore() {
        resource.created("c1", PLAIN);
        Lifecycle lifecycle = resource.begin(delete("d1", "rs-1"));
        ec2.after(call -> {
            if (call.startsWith("delete")) {
                lifecycle.giveUp("no time left");
            }
        });
        assertThat(lifecycle.fulfil().success()).isFalse();
        assertThat(ec2.calls).endsWith("delete rs-1");
    }

    @Test
    void delete_acceptedButStillDescribedAsBefore_isNotTakenForGone() {
        resource.created("c1", PLAIN);
        ec2.after(call -> {
            if (call.startsWith("delete")) {
                ec2.server("rs-1").revive();
            }
        });
        assertThat(resource.send(delete("d1", "rs-1")).reason())
                .contains("EC2 has accepted the delete but still describes the server");
    }

    @ParameterizedTest
    @EnumSource(names = {"OTHER", "TOKEN_MISMATCH"})
    void delete_refusedForGood_failsAtOnce(AwsFailure.Kind kind) {
        resource.created("c1", PLAIN);
        ec2.refuse("delete", kind);
        Outcome outcome = resource.send(delete("d1", "rs-1"));
        assertThat(outcome.success()).isFalse();
        assertThat(outcome.reason()).contains(kind.name());
        assertThat(ec2.count("delete")).isEqualTo(1);
    }

    @Test
    void delete_aServerThatMayNotBeTagged_deletesItAllTheSame() {
        resource.created("c1", PLAIN);
        ec2.refuse("tag", AwsFailure.Kind.DENIED);
        assertThat(resource.send(delete("d1", "rs-1")).success()).isTrue();
        assertThat(ec2.alive()).isEmpty();
    }

    @Test
    void delete_aServerWithoutOurTags_deletesItAndTagsNothing() {
        ec2.existing(65_000, Map.of());
        assertThat(resource.send(delete("d1", "rs-1")).success()).isTrue();
        assertThat(ec2.count("tag")).isZero();
    }

    @Test
    void delete_aServer_removesWhatItsInterruptedReplacementMade() {
        resource.created("c1", PLAIN);
        resource.sendKilledAfter("create", update("u1", "rs-1", PLAIN, asn(65_001)));
        resource.send(delete("d1", "rs-1"));
        assertThat(ec2.alive()).isEmpty();
    }

    @Test
    void delete_aReplacedServer_leavesTheAnnouncedNewOneAlone() {
        resource.created("c1", PLAIN);
        resource.sendUnanswered(update("u1", "rs-1", PLAIN, asn(65_001)));
        resource.send(delete("d1", "rs-1"));
        assertThat(ec2.alive()).containsExactly("rs-2");
    }

    @Test
    void delete_aServer_removesATwinOfTheSameRequest() {
        resource.created("c1", PLAIN);
        ec2.existing(65_000, OWNER.tags()).tags.put("cdk-route-server:provenance", "creating c1  0");
        ec2.existing(65_000, OWNER.tags()).tags.put("cdk-route-server:provenance", "creating c2  0");
        resource.send(delete("d1", "rs-1"));
        assertThat(ec2.alive()).containsExactly("rs-3");
    }

    @Test
    void delete_redeliveredLate_leavesWhatALaterRequestMade() {
        resource.send(signedAt(1_000, create("c1", PLAIN)));
        resource.sendKilledAfter("create", signedAt(3_000, update("u1", "rs-1", PLAIN, asn(65_001))));
        resource.send(signedAt(2_000, delete("d1", "rs-1")));
        assertThat(ec2.alive()).containsExactly("rs-2");
    }

    @Test
    void delete_ofACreateThatCouldNotNameItsServer_findsItByItsToken() {
        resource.sendKilledAfter("create", create("c1", PLAIN));
        resource.sendKilledAfter("create", create("c2", PLAIN));
        resource.send(delete("d1", "route-server/not-created/c2"));
        assertThat(ec2.alive()).containsExactly("rs-1");
    }

    @Test
    void delete_ofACreateThatMadeNothing_looksForTenSecondsThenSucceeds() {
        assertThat(secondsFor(delete("d1", "route-server/not-created/c1"))).isEqualTo(10);
        assertThat(ec2.count("delete")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {INVENTED, "route-server/not-created/c1"})
    void delete_ofACreateWhoseServerIsNotListedYet_waitsForIt(String id) {
        ec2.unknownMillis = 5_000;
        resource.sendKilledAfter("create", create("c1", PLAIN));
        assertThat(resource.send(delete("d1", id)).success()).isTrue();
        assertThat(ec2.alive()).isEmpty();
    }

    @Test
    void delete_underAnInventedId_removesWhatWasNeverAnnounced() {
        resource.sendUnanswered(create("c1", PLAIN));
        assertThat(resource.send(delete("d1", INVENTED)).physicalId()).isEqualTo(INVENTED);
        assertThat(ec2.alive()).isEmpty();
    }

    @Test
    void delete_underAnInventedIdThatFailed_isFoundAgainByTheNextOneHoweverOld() {
        resource.sendUnanswered(signedAt(10_000, create("c1", PLAIN)));
        ec2.server("rs-1").hasDependents = true;
        assertThat(resource.send(signedAt(10_500, delete("d1", INVENTED))).success())
                .isFalse();
        assertThat(ec2.server("rs-1").provenance()).startsWith("released");
        ec2.server("rs-1").hasDependents = false;
        assertThat(resource.send(signedAt(99_000, delete("d2", INVENTED))).success())
                .isTrue();
        assertThat(ec2.alive()).isEmpty();
    }

    @Test
    void delete_underAnInventedId_leavesWhatReplacedAServer() {
        resource.created("c1", PLAIN);
        resource.sendKilledAfter("create", update("u1", "rs-1", PLAIN, asn(65_001)));
        resource.send(delete("d1", INVENTED));
        assertThat(ec2.alive()).containsExactly("rs-1", "rs-2");
    }

    @Test
    void delete_underAnInventedId_leavesARetainedServerWhoseAgeNobodyTells() {
        resource.created("c1", PLAIN);
        resource.send(delete("d1", INVENTED));
        resource.send(signedAt(2_000, delete("d2", INVENTED)));
        assertThat(ec2.alive()).containsExactly("rs-1");
    }

    @Test
    void delete_underAnInventedIdUnsigned_leavesASignedServer() {
        resource.send(signedAt(10_000, create("c1", PLAIN)));
        resource.send(delete("d1", INVENTED));
        assertThat(ec2.alive()).containsExactly("rs-1");
    }

    @Test
    void delete_underAnInventedId_removesOneAnsweredWhenNobodyListenedAnyMore() {
        resource.send(signedAt(10_000, create("c1", PLAIN)));
        resource.send(signedAt(16_000, delete("d1", INVENTED)));
        assertThat(ec2.alive()).isEmpty();
    }

    @Test
    void delete_underAnInventedId_leavesWhatIsTooOldToBeOfThisStackOperation() {
        resource.send(signedAt(10_000, create("c1", PLAIN)));
        resource.send(signedAt(16_001, delete("d1", INVENTED)));
        assertThat(ec2.alive()).containsExactly("rs-1");
        resource.sendUnanswered(signedAt(20_000, create("c2", PLAIN)));
        resource.send(signedAt(26_001, delete("d2", INVENTED)));
        assertThat(ec2.alive()).containsExactly("rs-1", "rs-2");
    }

    @Test
    void delete_underAnInventedId_leavesOneThatIsRetainedByItsPolicy() {
        resource.send(signedAt(10_000, create("c1", PLAIN)));
        resource.send(signedAt(11_000, delete("d1", INVENTED, asn(65_000, "RetainOnReplace", "true"))));
        assertThat(ec2.alive()).containsExactly("rs-1");
    }

    @Test
    void delete_underAnInventedId_prefersWhatWasNeverAnnouncedToWhatWas() {
        resource.send(signedAt(10_000, create("c1", PLAIN)));
        resource.sendUnanswered(signedAt(11_000, create("c2", PLAIN)));
        resource.send(signedAt(12_000, delete("d1", INVENTED)));
        assertThat(ec2.alive()).containsExactly("rs-1");
    }

    /** A server that an earlier resource of the same logical id could not delete, since something still belonged to it. */
    private FakeEc2.Server releasedEarlier() {
        return releasedBy(1_000, 2_000);
    }

    private FakeEc2.Server releasedBy(long created, long deleted) {
        resource.send(signedAt(created, create("c1", PLAIN)));
        FakeEc2.Server server = ec2.server("rs-1");
        server.hasDependents = true;
        assertThat(resource.send(signedAt(deleted, delete("d1", "rs-1"))).success())
                .isFalse();
        assertThat(server.provenance()).startsWith("released");
        return server;
    }

    @Test
    void delete_underAnInventedId_removesOneAnsweredInVainBesideOneReleasedEarlier() {
        FakeEc2.Server earlier = releasedEarlier();
        resource.send(signedAt(90_000, create("c2", PLAIN)));
        earlier.hasDependents = false;
        assertThat(resource.send(signedAt(90_100, delete("d2", INVENTED))).success())
                .isTrue();
        assertThat(ec2.alive()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 90_000})
    void delete_underAnInventedId_leavesOneAnsweredThatNoDateShowsToBeYoungerThanOneReleased(long created) {
        releasedBy(created, created).hasDependents = false;
        resource.send(signedAt(90_000, create("c2", PLAIN)));
        assertThat(resource.send(signedAt(90_100, delete("d2", INVENTED))).success())
                .isTrue();
        assertThat(ec2.alive()).containsExactly("rs-2");
    }

    @Test
    void delete_underAnInventedId_doesNotWaitForOneReleasedEarlier() {
        releasedEarlier();
        resource.sendUnanswered(signedAt(90_000, create("c2", PLAIN)));
        assertThat(resource.send(signedAt(90_100, delete("d2", INVENTED))).success())
                .isTrue();
        assertThat(ec2.alive()).containsExactly("rs-1");
    }

    @Test
    void delete_underAnInventedId_looksForOneThatIsNotListedYetBesideOneReleasedEarlier() {
        releasedEarlier().hasDependents = false;
        resource.sendUnanswered(signedAt(90_000, create("c2", PLAIN)));
        ec2.server("rs-2").hideFor(5_000);
        assertThat(resource.send(signedAt(90_100, delete("d2", INVENTED))).success())
                .isTrue();
        assertThat(ec2.alive()).isEmpty();
    }

    @Test
    void delete_underAnInventedIdAgain_triesAllThoughTheFirstIsBlocked() {
        releasedEarlier();
        resource.sendUnanswered(signedAt(90_000, create("c2", PLAIN)));
        ec2.server("rs-2").hasDependents = true;
        assertThat(resource.send(signedAt(90_100, delete("d2", INVENTED))).success())
                .isFalse();
        ec2.server("rs-2").hasDependents = false;
        assertThat(resource.send(signedAt(90_800, delete("d3", INVENTED))).reason())
                .contains("rs-1");
        assertThat(ec2.alive()).doesNotContain("rs-2");
    }

    @Test
    void delete_underAnInventedId_leavesARetainedServerOlderThanOneReleased() {
        resource.send(signedAt(10_000, create("c1", PLAIN)));
        resource.sendUnanswered(signedAt(11_000, create("c2", PLAIN)));
        ec2.server("rs-2").hasDependents = true;
        assertThat(resource.send(signedAt(12_000, delete("d1", INVENTED))).success())
                .isFalse();
        ec2.server("rs-2").hasDependents = false;
        assertThat(resource.send(signedAt(12_700, delete("d2", INVENTED))).success())
                .isTrue();
        assertThat(ec2.alive()).containsExactly("rs-1");
    }

    @Test
    void delete_underAnInventedIdRedeliveredLate_leavesWhatALaterRequestMade() {
        resource.sendUnanswered(signedAt(12_000, create("c2", PLAIN)));
        resource.send(signedAt(11_000, delete("d1", INVENTED)));
        assertThat(ec2.alive()).containsExactly("rs-1");
    }

    @ParameterizedTest
    @EnumSource(names = {"TRANSIENT", "NOT_FOUND"})
    void delete_whoseDescribesFailAfterOneThatMissedTheServer_isNotBelieved(AwsFailure.Kind first) {
        resource.created("c1", PLAIN);
        ec2.server("rs-1").hideFor(1_000);
        ec2.refuse("delete", first, 1);
        boolean[] missed = {false};
        ec2.before(call -> {
            if (missed[0] && call.startsWith("find")) {
                throw FakeEc2.failure(call, AwsFailure.Kind.DENIED);
            }
            missed[0] |= call.startsWith("find");
        });
        Outcome outcome = resource.send(delete("d1", "rs-1"));
        assertThat(outcome.success()).isFalse();
        assertThat(outcome.reason()).contains("DENIED");
    }

    @Test
    void delete_whoseDescribeIsDeniedForGood_failsWithinSecondsWithoutADelete() {
        resource.created("c1", PLAIN);
        ec2.refuse("find", AwsFailure.Kind.DENIED);
        long before = resource.time.nowMillis();
        assertThat(resource.send(delete("d1", "rs-1")).success()).isFalse();
        assertThat(resource.time.nowMillis() - before).isBetween(10_000L, 15_000L);
        assertThat(ec2.count("delete")).isZero();
    }

    @Test
    void delete_whoseDescribeIsDeniedForAWhileAfterTheDeleteWasAccepted_goesOnLooking() {
        resource.created("c1", PLAIN);
        ec2.after(call -> {
            if (call.equals("delete rs-1")) {
                ec2.refuse("find", AwsFailure.Kind.DENIED, 15);
            }
        });
        assertThat(resource.send(delete("d1", "rs-1")).success()).isTrue();
        assertThat(ec2.alive()).isEmpty();
    }

    @Test
    void delete_deniedAtFirst_isRepeated() {
        resource.created("c1", PLAIN);
        ec2.refuse("find", AwsFailure.Kind.DENIED, 1);
        ec2.refuse("delete", AwsFailure.Kind.DENIED, 2);
        assertThat(resource.send(delete("d1", "rs-1")).success()).isTrue();
        assertThat(ec2.alive()).isEmpty();
    }

    @Test
    void delete_deniedForGood_failsWithinSeconds() {
        resource.created("c1", PLAIN);
        ec2.refuse("delete", AwsFailure.Kind.DENIED);
        long before = resource.time.nowMillis();
        assertThat(resource.send(delete("d1", "rs-1")).reason()).contains("DENIED");
        assertThat(resource.time.nowMillis() - before).isBetween(10_000L, 15_000L);
    }

    @Test
    void delete_whoseReleaseIsThrottled_isNotedAllTheSame() {
        resource.created("c1", PLAIN);
        ec2.refuse("tag", AwsFailure.Kind.TRANSIENT, 2);
        resource.send(delete("d1", "rs-1"));
        assertThat(ec2.server("rs-1").provenance()).isEqualTo("released c1  0");
    }

    @Test
    void delete_whoseDescribeIsDeniedForAWhileAfterOneThatMissedTheServer_goesOnLooking() {
        resource.created("c1", PLAIN);
        ec2.server("rs-1").hideFor(1_000);
        ec2.refuse("delete", AwsFailure.Kind.TRANSIENT, 1);
        boolean[] missed = {false};
        ec2.after(call -> {
            if (call.startsWith("find") && !missed[0]) {
                missed[0] = true;
                ec2.refuse("find", AwsFailure.Kind.DENIED, 15);
            }
        });
        assertThat(resource.send(delete("d1", "rs-1")).success()).isTrue();
        assertThat(ec2.alive()).isEmpty();
    }
}
