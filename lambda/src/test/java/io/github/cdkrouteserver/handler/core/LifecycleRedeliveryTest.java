package io.github.cdkrouteserver.handler.core;

import static io.github.cdkrouteserver.handler.core.Requests.asn;
import static io.github.cdkrouteserver.handler.core.Requests.create;
import static io.github.cdkrouteserver.handler.core.Requests.delete;
import static io.github.cdkrouteserver.handler.core.Requests.redelivered;
import static io.github.cdkrouteserver.handler.core.Requests.signedAt;
import static io.github.cdkrouteserver.handler.core.Requests.tags;
import static io.github.cdkrouteserver.handler.core.Requests.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A request that is delivered again, wherever its first delivery died, makes no second server and answers the same. */
class LifecycleRedeliveryTest {
    private static final Map<String, Object> OLD = asn(65_000, "Tags", tags("a", "1"));
    private static final Map<String, Object> CHANGED =
            asn(65_000, "PersistRoutes", "enable", "SnsNotificationsEnabled", "true", "Tags", tags("b", "1"));
    private static final Map<String, Object> NEW = asn(65_001, "SnsNotificationsEnabled", "true");
    private static final ResourceRequest REPLACE = update("u1", "rs-1", OLD, NEW);
    private static final int MORE_THAN_ITS_CALLS = 200;

    static Stream<Arguments> fulfil_killedAtAnyCall_isFinishedByTheNextDelivery() {
        return Stream.of(
                Arguments.of(List.of(), create("c1", CHANGED), List.of("rs-1")),
                Arguments.of(List.of(create("c1", OLD)), update("u1", "rs-1", OLD, CHANGED), List.of("rs-1")),
                Arguments.of(List.of(create("c1", OLD)), update("u1", "rs-1", OLD, NEW), List.of("rs-1", "rs-2")),
                Arguments.of(
                        List.of(create("c1", OLD), update("u1", "rs-1", OLD, NEW)),
                        update("u2", "rs-2", NEW, OLD),
                        List.of("rs-1", "rs-2")),
                Arguments.of(
                        List.of(create("c1", OLD), update("u1", "rs-1", OLD, NEW)),
                        update("u2", "rs-1", NEW, OLD),
                        List.of("rs-1")),
                Arguments.of(List.of(create("c1", OLD)), delete("d1", "rs-1"), List.of()));
    }

    @ParameterizedTest
    @MethodSource
    void fulfil_killedAtAnyCall_isFinishedByTheNextDelivery(
            List<ResourceRequest> earlier, ResourceRequest request, List<String> left) {
        Outcome undisturbed = after(earlier).send(request);
        int deaths = 0;
        for (boolean afterIt : List.of(false, true)) {
            for (int call = 1; call < MORE_THAN_ITS_CALLS; call++) {
                Resource resource = after(earlier);
                if (!resource.sendKilledAt(call, afterIt, request)) {
                    break;
                }
                deaths++;
                assertThat(resource.send(request)).isEqualTo(undisturbed);
                assertThat(resource.ec2.alive()).isEqualTo(left);
                assertThat(left)
                        .allSatisfy(id ->
                                assertThat(resource.ec2.server(id).provenance()).startsWith("created"));
            }
        }
        assertThat(deaths).isGreaterThanOrEqualTo(4);
    }

    private static Resource after(List<ResourceRequest> earlier) {
        Resource resource = new Resource();
        earlier.forEach(resource::send);
        return resource;
    }

    @Test
    void create_deliveredAgainAfterLaterUpdates_answersWhatTheServerIsNow() {
        Resource resource = new Resource();
        resource.send(create("c1", OLD));
        resource.send(update("u1", "rs-1", OLD, CHANGED));
        assertThat(resource.send(create("c1", OLD)).data()).containsEntry("PersistRoutesState", "enabled");
    }

    @Test
    void create_deliveredAgainAfterItsServerWasDeleted_makesNoOther() {
        Resource resource = new Resource();
        resource.send(create("c1", OLD));
        resource.send(delete("d1", "rs-1"));
        Outcome outcome = resource.send(create("c1", OLD));
        assertThat(outcome.success()).isFalse();
        assertThat(outcome.physicalId()).isEqualTo("rs-1");
        assertThat(outcome.reason()).contains("rs-1 was deleted (state deleted)");
        assertThat(resource.ec2.count("create")).isEqualTo(1);
    }

    @Test
    void create_answerOfTheCallLost_findsTheServerThatItMade() {
        Resource resource = new Resource();
        boolean[] lost = new boolean[1];
        resource.ec2.after(call -> {
            if (call.equals("create") && !lost[0]) {
                lost[0] = true;
                throw FakeEc2.failure(call, AwsFailure.Kind.TRANSIENT);
            }
        });
        assertThat(resource.send(create("c1", OLD)).physicalId()).isEqualTo("rs-1");
        assertThat(resource.ec2.alive()).containsExactly("rs-1");
    }

    @Test
    void comeTooLate_aReplacementThatDiedBeforeItsAnswer_removesWhatItMade() {
        Resource resource = diedReplacing();
        Outcome outcome = resource.begin(REPLACE).comeTooLate();
        assertThat(outcome)
                .isEqualTo(Outcome.failure(
                        "rs-1",
                        "the request came too late: CloudFormation has given it up; route server rs-2, which it had made,"
                                + " was deleted"));
        assertThat(resource.ec2.alive()).containsExactly("rs-1");
    }

    @Test
    void comeTooLate_whatCannotBeDeletedYet_isMarked() {
        Resource resource = diedReplacing();
        resource.ec2.server("rs-2").hasDependents = true;
        Lifecycle lifecycle = resource.begin(REPLACE);
        assertThat(lifecycle.isUnfinished()).isFalse();
        assertThat(lifecycle.comeTooLate().reason())
                .endsWith("rs-2, which it had made, could not be deleted yet and is"
                        + " marked, so that the next update or delete removes it");
        assertThat(resource.ec2.server("rs-2").tags).containsEntry("cdk-route-server:abandoned", "u1");
        assertThat(lifecycle.isUnfinished()).isTrue();
        resource.ec2.server("rs-2").hasDependents = false;
        lifecycle.finish(1_000);
        assertThat(resource.ec2.alive()).containsExactly("rs-1");
    }

    @Test
    void comeTooLate_whatCanNeitherBeDeletedNorMarked_saysSo() {
        Resource resource = diedReplacing();
        resource.ec2.refuse("delete", AwsFailure.Kind.DENIED);
        resource.ec2.refuse("tag", AwsFailure.Kind.DENIED);
        assertThat(resource.begin(REPLACE).comeTooLate().reason())
                .endsWith("rs-2, which it had made, could be neither deleted nor marked: delete it by hand");
    }

    @Test
    void finish_whatCloudFormationNamesByNow_isLeftAlone() {
        Resource resource = diedReplacing();
        resource.ec2.server("rs-2").hasDependents = true;
        Lifecycle lifecycle = resource.begin(REPLACE);
        lifecycle.comeTooLate();
        resource.ec2.server("rs-2").hasDependents = false;
        resource.send(update("u2", "rs-2", NEW, NEW));
        lifecycle.finish(60_000);
        assertThat(resource.ec2.alive()).contains("rs-2");
    }

    @Test
    void finish_onceTheRequestWasGivenUp_isNotDue() {
        Resource resource = diedReplacing();
        resource.ec2.server("rs-2").hasDependents = true;
        Lifecycle lifecycle = resource.begin(REPLACE);
        lifecycle.comeTooLate();
        lifecycle.giveUp("no time left");
        assertThat(lifecycle.isUnfinished()).isFalse();
    }

    @Test
    void comeTooLate_whereEc2NamesTheServerOnlyInItsList_leavesItAlone() {
        Resource resource = after(List.of(create("c1", OLD), REPLACE));
        resource.ec2.listsProvenanceAs("rs-2", Provenance.of(REPLACE).tagValue());
        resource.ec2.before(call -> {
            if (call.equals("find rs-2")) {
                resource.ec2.server("rs-2").hideFor(1_000);
            }
        });
        assertNothingIsDone(resource, REPLACE, "rs-1", "rs-2");
    }

    @Test
    void comeTooLate_whereEc2DoesNotNameTheServerAtFirst_looksAgain() {
        Resource resource = diedReplacing();
        boolean[] hidden = new boolean[1];
        resource.ec2.before(call -> {
            if (call.equals("find rs-2") && !hidden[0]) {
                hidden[0] = true;
                resource.ec2.server("rs-2").hideFor(1_000);
            }
        });
        assertThat(resource.begin(REPLACE).comeTooLate().reason()).endsWith("was deleted");
        assertThat(resource.ec2.alive()).containsExactly("rs-1");
    }

    @Test
    void delete_deliveredAgainAfterItsServerWasOffered_leavesIt() {
        Resource resource = undeletableOnce();
        resource.ec2.server("rs-1").tags.put("cdk-route-server:provenance", "offered");
        assertIsNotDeleted(resource);
    }

    @Test
    void delete_deliveredAgainAfterItsServerWasAdopted_leavesIt() {
        Resource resource = undeletableOnceAndAdopted();
        assertIsNotDeleted(resource);
    }

    @Test
    void delete_deliveredAgainAfterItsServerBecameAnotherResources_leavesIt() {
        Resource resource = undeletableOnce();
        resource.ec2.server("rs-1").tags.put("cdk-route-server:logical-id", "Other");
        resource.ec2.server("rs-1").tags.put("cdk-route-server:provenance", "created c9 offered 0");
        assertIsNotDeleted(resource);
    }

    @Test
    void delete_underALogicalIdThatTheTagsDoNotHave_deletesWhatNobodyAdopted() {
        Resource resource = after(List.of(create("c1", OLD)));
        resource.ec2.server("rs-1").tags.put("cdk-route-server:logical-id", "BeforeItWasRenamed");
        assertThat(resource.send(delete("d1", "rs-1")).success()).isTrue();
        assertThat(resource.ec2.alive()).isEmpty();
    }

    @Test
    void delete_ofWhatWasAdoptedBefore_deletesIt() {
        Resource resource = undeletableOnceAndAdopted();
        assertThat(resource.send(signedAt(2_000, delete("d2", "rs-1"))).success())
                .isTrue();
        assertThat(resource.ec2.alive()).isEmpty();
    }

    @Test
    void delete_withoutADate_ofWhatWasAdopted_deletesIt() {
        Resource resource = undeletableOnceAndAdopted();
        assertThat(resource.send(delete("d2", "rs-1")).success()).isTrue();
        assertThat(resource.ec2.alive()).isEmpty();
    }

    /** A replacement whose function died once the new server was made. */
    private static Resource diedReplacing() {
        Resource resource = after(List.of(create("c1", OLD)));
        resource.sendKilledAfter("create", REPLACE);
        return resource;
    }

    private static Resource undeletableOnceAndAdopted() {
        Resource resource = undeletableOnce();
        resource.ec2.server("rs-1").tags.put("cdk-route-server:provenance", "offered");
        resource.send(signedAt(2_000, create("c2", asn(65_000, "RetainOnRollback", "true"))));
        return resource;
    }

    private static Resource undeletableOnce() {
        Resource resource = after(List.of(create("c1", OLD)));
        resource.ec2.server("rs-1").hasDependents = true;
        resource.send(signedAt(1_000, delete("d1", "rs-1")));
        resource.ec2.server("rs-1").hasDependents = false;
        return resource;
    }

    private static void assertIsNotDeleted(Resource resource) {
        Outcome outcome = resource.send(redelivered(signedAt(1_000, delete("d1", "rs-1"))));
        assertThat(outcome.success()).isFalse();
        assertThat(outcome.reason()).contains("rs-1 is not to be deleted by this request");
        assertThat(resource.ec2.alive()).containsExactly("rs-1");
    }

    @Test
    void update_overtakenWhileItsServerWasPending_removesItItself() {
        Resource resource = after(List.of(create("c1", OLD)));
        resource.ec2.pendingMillis = 120_000;
        boolean[] overtaken = new boolean[1];
        resource.ec2.before(call -> {
            if (call.equals("find rs-2") && !overtaken[0]) {
                overtaken[0] = true;
                resource.ec2.server("rs-2").hasDependents = true;
                resource.send(update("u2", "rs-1", NEW, OLD));
                resource.ec2.server("rs-2").hasDependents = false;
            }
        });
        assertThat(resource.begin(REPLACE).fulfil().reason())
                .endsWith("this one came too late, and the server was deleted");
        assertThat(resource.ec2.alive()).containsExactly("rs-1");
    }

    @Test
    void comeTooLate_aReplacementThatWasAboutToAnswer_leavesWhatItMade() {
        Resource resource = after(List.of(create("c1", OLD)));
        resource.sendUnanswered(REPLACE);
        assertNothingIsDone(resource, REPLACE, "rs-1", "rs-2");
    }

    @Test
    void comeTooLate_whereOnlyTheListLagsBehindTheAnswer_leavesWhatItMade() {
        Resource resource = after(List.of(create("c1", OLD), REPLACE));
        resource.ec2.listsProvenanceAs("rs-2", Provenance.of(REPLACE).tagValue());
        assertNothingIsDone(resource, REPLACE, "rs-1", "rs-2");
    }

    @Test
    void comeTooLate_whereEc2RefusesTheList_saysThatNothingWasDone() {
        Resource resource = diedReplacing();
        resource.ec2.refuse("list", AwsFailure.Kind.OTHER);
        assertNothingIsDone(resource, REPLACE, "rs-1", "rs-2");
    }

    @Test
    void comeTooLate_whereTheServerIsGoneAlready_saysThatNothingWasDone() {
        Resource resource = diedReplacing();
        resource.ec2.deleteByHand("rs-2");
        assertNothingIsDone(resource, REPLACE, "rs-1");
    }

    @Test
    void comeTooLate_aCreate_asksNothingOfEc2() {
        Resource resource = new Resource();
        resource.sendKilledAfter("create", create("c1", OLD));
        int before = resource.ec2.calls.size();
        Outcome outcome = resource.begin(create("c1", OLD)).comeTooLate();
        assertThat(outcome.reason()).endsWith("nothing was done");
        assertThat(resource.ec2.calls).hasSize(before);
        assertThat(resource.ec2.alive()).containsExactly("rs-1");
    }

    private static void assertNothingIsDone(Resource resource, ResourceRequest request, String... alive) {
        Outcome outcome = resource.begin(request).comeTooLate();
        assertThat(outcome.success()).isFalse();
        assertThat(outcome.reason()).endsWith("nothing was done");
        assertThat(resource.ec2.alive()).containsExactly(alive);
    }
}
