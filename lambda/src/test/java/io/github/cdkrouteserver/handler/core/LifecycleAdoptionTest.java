package io.github.cdkrouteserver.handler.core;

import static io.github.cdkrouteserver.handler.core.Requests.OWNER;
import static io.github.cdkrouteserver.handler.core.Requests.asn;
import static io.github.cdkrouteserver.handler.core.Requests.create;
import static io.github.cdkrouteserver.handler.core.Requests.delete;
import static io.github.cdkrouteserver.handler.core.Requests.signedAt;
import static io.github.cdkrouteserver.handler.core.Requests.tags;
import static io.github.cdkrouteserver.handler.core.Requests.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LifecycleAdoptionTest {
    private static final Map<String, Object> RETAINED = asn(65_000, "RetainOnRollback", "true");

    private static final Map<String, Object> KEPT = asn(65_000, "RetainOnReplace", "true", "RetainOnRollback", "true");
    private static final Map<String, Object> KEPT_TOO =
            asn(65_001, "RetainOnReplace", "true", "RetainOnRollback", "true");

    private final Resource resource = new Resource();
    private final FakeEc2 ec2 = resource.ec2;

    private FakeEc2.Server carryingTheOwnerTags(String provenance) {
        FakeEc2.Server server = ec2.existing(65_000, OWNER.tags());
        server.tags.put("cdk-route-server:provenance", provenance);
        return server;
    }

    private void assertRefused(ResourceRequest request, String physicalId, String... reasons) {
        ec2.calls.clear();
        Outcome outcome = resource.send(request);
        assertThat(outcome.success()).isFalse();
        assertThat(outcome.physicalId()).isEqualTo(physicalId);
        assertThat(outcome.reason()).contains(reasons).endsWith("(nothing was created or changed)");
        assertThat(ec2.calls).containsOnly("list");
    }

    @Test
    void create_besideAnOfferedServer_takesItOverAsDesired() {
        FakeEc2.Server offered = carryingTheOwnerTags("offered");
        offered.tags.put("byHand", "1");
        Outcome outcome = resource.send(create(
                "c1",
                asn(
                        65_000,
                        "RetainOnRollback",
                        "true",
                        "SnsNotificationsEnabled",
                        "true",
                        "Tags",
                        tags("Name", "edge"))));
        assertThat(outcome.success()).isTrue();
        assertThat(outcome.physicalId()).isEqualTo("rs-1");
        assertThat(outcome.data()).containsEntry("SnsTopicArn", "arn:aws:sns:eu-west-1:123456789012:rs-1");
        assertThat(offered.tags).containsEntry("byHand", "1").containsEntry("Name", "edge");
        assertThat(offered.provenance()).isEqualTo("created c1 offered 0");
        assertThat(ec2.count("create")).isZero();
    }

    @Test
    void create_throttledWhileItAdopts_succeeds() {
        carryingTheOwnerTags("offered");
        ec2.refuse("tag", AwsFailure.Kind.TRANSIENT, 3);
        assertThat(resource.send(create("c1", RETAINED)).success()).isTrue();
    }

    @Test
    void create_deliveredAgainAfterItAdopted_answersTheSame() {
        carryingTheOwnerTags("offered");
        Outcome first = resource.send(create("c1", RETAINED));
        ec2.server("rs-1").state = "modifying";
        assertThat(resource.send(create("c1", RETAINED))).isEqualTo(first);
        assertThat(ec2.alive()).containsExactly("rs-1");
    }

    @Test
    void create_failingWhileItAdopts_doesNotNameTheServerToBeDeleted() {
        carryingTheOwnerTags("offered");
        ec2.refuse("tag", AwsFailure.Kind.DENIED);
        Outcome outcome = resource.send(create("c1", RETAINED));
        assertThat(outcome.success()).isFalse();
        assertThat(outcome.physicalId()).isEqualTo("route-server/refused/c1");
        assertThat(ec2.server("rs-1").provenance()).isEqualTo("offered");
    }

    @Test
    void create_failingWhenItHadAdoptedBefore_isRolledBackWithoutTheServer() {
        carryingTheOwnerTags("offered");
        resource.sendUnanswered(create("c1", RETAINED));
        ec2.refuse("list", AwsFailure.Kind.DENIED);
        Outcome outcome = resource.send(create("c1", RETAINED));
        assertThat(outcome.success()).isFalse();
        ec2.acceptEverythingAgain();
        assertThat(resource.send(delete("d1", outcome.physicalId())).success()).isTrue();
        assertThat(ec2.alive()).containsExactly("rs-1");
    }

    @Test
    void create_serverNotOffered_isRefusedSayingHow() {
        carryingTheOwnerTags("of unknown origin");
        assertRefused(
                create("c1", RETAINED), "route-server/refused/c1", "rs-1", "cdk-route-server:provenance to offered");
    }

    @Test
    void create_offeredServerWithAnotherAsn_isRefusedSayingBoth() {
        carryingTheOwnerTags("offered");
        assertRefused(
                create("c1", asn(65_001, "RetainOnRollback", "true")), "route-server/refused/c1", "65000", "65001");
    }

    @Test
    void create_offeredServerThatARollbackWouldDelete_isRefused() {
        carryingTheOwnerTags("offered");
        assertRefused(create("c1", asn(65_000)), "route-server/refused/c1", "RemovalPolicy.RETAIN");
    }

    @Test
    void create_twoOfferedServers_isRefusedNamingBoth() {
        carryingTheOwnerTags("offered");
        carryingTheOwnerTags("offered");
        assertRefused(create("c1", RETAINED), "route-server/refused/c1", "rs-1, rs-2", "only one");
    }

    @Test
    void update_thatWouldNeedANewServerBesideAnOfferedOne_isRefused() {
        resource.created("c1", asn(65_001));
        carryingTheOwnerTags("offered");
        assertRefused(update("u1", "rs-1", asn(65_001), RETAINED), "rs-1", "rs-2 is offered", "that is new");
    }

    @Test
    void update_besideAServerThatWasOnceAdopted_replacesItsOwn() {
        resource.created("c1", asn(65_001));
        carryingTheOwnerTags("created c0 offered 0");
        assertThat(resource.send(update("u1", "rs-1", asn(65_001), RETAINED)).physicalId())
                .isEqualTo("rs-3");
    }

    @Test
    void create_adoptingWhatIsAsDesired_doesNotWait() {
        carryingTheOwnerTags("offered");
        long before = resource.time.nowMillis();
        assertThat(resource.send(create("c1", RETAINED)).success()).isTrue();
        assertThat(resource.time.nowMillis() - before).isZero();
    }

    @Test
    void create_offeredServerWhoseAsnEc2DoesNotTell_saysSo() {
        carryingTheOwnerTags("offered");
        ec2.server("rs-1").asn = 0;
        assertThat(resource.send(create("c1", RETAINED)).reason())
                .contains("does not tell the ASN of route server rs-1");
    }

    @Test
    void create_adoptingWhatIsTaggedAsDesired_tagsNothingButWhoseItIs() {
        carryingTheOwnerTags("offered");
        ec2.server("rs-1").tags.put("team", "network");
        Map<String, Object> desired = new HashMap<>(RETAINED);
        desired.put("Tags", Requests.tags("team", "network"));
        assertThat(resource.send(create("c1", desired)).success()).isTrue();
        assertThat(ec2.calls).noneMatch(call -> call.startsWith("tag") && call.contains("team"));
    }

    /** A resource was removed and left two servers behind, the second made in place of the first; a new one adopts that. */
    private void adoptedInASecondLife() {
        resource.send(signedAt(1_000, create("c1", KEPT)));
        resource.send(signedAt(2_000, update("u1", "rs-1", KEPT, KEPT_TOO)));
        ec2.server("rs-1").tags.put("cdk-route-server:provenance", "offered");
        assertThat(resource.send(signedAt(100_000, create("c2", KEPT))).physicalId())
                .isEqualTo("rs-1");
    }

    @Test
    void rollback_toAnAdoptedServer_leavesWhatWasRetainedInItsFirstLife() {
        adoptedInASecondLife();
        resource.send(signedAt(101_000, update("u2", "rs-1", KEPT, KEPT_TOO)));
        assertThat(ec2.alive()).containsExactly("rs-1", "rs-2", "rs-3");
        Outcome outcome = resource.send(signedAt(101_100, update("u3", "rs-1", KEPT_TOO, KEPT)));
        assertThat(outcome.physicalId()).isEqualTo("rs-1");
        assertThat(ec2.alive()).containsExactly("rs-1", "rs-2");
    }

    @Test
    void update_ofAnAdoptedServerThatIsGone_inheritsNothingOfItsFirstLife() {
        adoptedInASecondLife();
        ec2.deleteByHand("rs-1");
        assertThat(resource.send(signedAt(101_000, update("u2", "rs-1", KEPT, KEPT_TOO)))
                        .physicalId())
                .isEqualTo("rs-3");
        assertThat(ec2.alive()).containsExactly("rs-2", "rs-3");
    }

    @Test
    void update_ofAnAdoptedServerThatIsGone_isNotTakenForSuperseded() {
        adoptedInASecondLife();
        ec2.deleteByHand("rs-1");
        assertThat(resource.send(signedAt(101_000, update("u2", "rs-1", KEPT, asn(65_002))))
                        .success())
                .isTrue();
    }

    @Test
    void update_ofAnAdoptedServer_thatDiedBeforeItsAnswer_isCleanedUpByTheNext() {
        adoptedInASecondLife();
        resource.sendKilledAfter("create", signedAt(101_000, update("u2", "rs-1", KEPT, KEPT_TOO)));
        resource.send(signedAt(101_100, update("u3", "rs-1", KEPT_TOO, KEPT)));
        assertThat(ec2.alive()).containsExactly("rs-1", "rs-2");
    }

    @Test
    void rollback_toAnAdoptedServer_withoutDates_leavesWhatMayHaveBeenRetained() {
        resource.send(create("c1", KEPT));
        resource.send(update("u1", "rs-1", KEPT, KEPT_TOO));
        ec2.server("rs-1").tags.put("cdk-route-server:provenance", "offered");
        resource.send(create("c2", KEPT));
        resource.send(update("u3", "rs-1", KEPT_TOO, KEPT));
        assertThat(ec2.alive()).containsExactly("rs-1", "rs-2");
    }
}
