package io.github.cdkrouteserver.handler.core;

import static io.github.cdkrouteserver.handler.core.Requests.asn;
import static io.github.cdkrouteserver.handler.core.Requests.create;
import static io.github.cdkrouteserver.handler.core.Requests.delete;
import static io.github.cdkrouteserver.handler.core.Requests.signedAt;
import static io.github.cdkrouteserver.handler.core.Requests.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LifecycleDryRunTest {
    private static final Map<String, Object> REAL = asn(65_000);
    private static final Map<String, Object> REHEARSAL = asn(65_000, "DryRun", "true");
    private static final String REHEARSED = "route-server/dry-run/c1";

    private final Resource resource = new Resource();
    private final FakeEc2 ec2 = resource.ec2;

    @Test
    void create_dryRun_asksEc2AndCreatesNothing() {
        Outcome outcome = resource.send(create("c1", REHEARSAL));
        assertThat(outcome.success()).isTrue();
        assertThat(outcome.physicalId()).isEqualTo(REHEARSED);
        assertThat(outcome.data()).hasSize(8).containsEntry("RouteServerId", "");
        assertThat(outcome.data().values()).containsOnly("");
        assertThat(ec2.calls).containsExactly("rehearse");
    }

    @Test
    void create_dryRunRefused_failsWithAnIdThatStandsForNothing() {
        ec2.refuse("rehearse", AwsFailure.Kind.DENIED);
        Outcome outcome = resource.send(create("c1", REHEARSAL));
        assertThat(outcome.success()).isFalse();
        assertThat(outcome.physicalId()).isEqualTo("route-server/refused/c1");
        assertThat(outcome.reason()).contains("DENIED", "provider's role");
    }

    @Test
    void create_dryRunThrottled_isRepeated() {
        ec2.refuse("rehearse", AwsFailure.Kind.TRANSIENT, 3);
        assertThat(resource.send(create("c1", REHEARSAL)).success()).isTrue();
    }

    @Test
    void update_ofARehearsal_keepsItsIdSoThatNothingIsReplaced() {
        Outcome outcome = resource.send(update("u1", REHEARSED, REHEARSAL, asn(65_001, "DryRun", "true")));
        assertThat(outcome.physicalId()).isEqualTo(REHEARSED);
        assertThat(ec2.calls).containsExactly("list", "rehearse");
    }

    @Test
    void update_ofARehearsalRefused_keepsItsId() {
        ec2.refuse("rehearse", AwsFailure.Kind.DENIED);
        Outcome outcome = resource.send(update("u1", REHEARSED, REHEARSAL, asn(65_001, "DryRun", "true")));
        assertThat(outcome.success()).isFalse();
        assertThat(outcome.physicalId()).isEqualTo(REHEARSED);
    }

    @Test
    void update_toTheRealThing_createsTheServer() {
        Outcome outcome = resource.send(update("u1", REHEARSED, REHEARSAL, REAL));
        assertThat(outcome.physicalId()).isEqualTo("rs-1");
        assertThat(ec2.server("rs-1").provenance()).startsWith("created u1 " + REHEARSED + " 0 ");
    }

    @Test
    void update_fromTheRealThingToARehearsal_isRefusedAndChangesNothing() {
        resource.created("c1", REAL);
        Outcome outcome = resource.send(update("u1", "rs-1", REAL, REHEARSAL));
        assertThat(outcome.success()).isFalse();
        assertThat(outcome.physicalId()).isEqualTo("rs-1");
        assertThat(outcome.reason()).contains("DryRun cannot be turned on for rs-1", "nothing was created or changed");
        assertThat(ec2.alive()).containsExactly("rs-1");
    }

    @Test
    void rollback_ofTheStepToTheRealThing_goesBackToTheRehearsal() {
        resource.send(update("u1", REHEARSED, REHEARSAL, REAL));
        Outcome outcome = resource.send(update("u2", "rs-1", REAL, REHEARSAL));
        assertThat(outcome.success()).isTrue();
        assertThat(outcome.physicalId()).isEqualTo(REHEARSED);
        assertThat(outcome.data()).hasSize(8);
    }

    @Test
    void update_toARehearsalLongAfterTheStepToTheRealThing_isRefused() {
        resource.send(signedAt(10_000, update("u1", REHEARSED, REHEARSAL, REAL)));
        assertThat(resource.send(signedAt(16_001, update("u2", "rs-1", REAL, REHEARSAL)))
                        .success())
                .isFalse();
        assertThat(resource.send(signedAt(16_000, update("u2", "rs-1", REAL, REHEARSAL)))
                        .success())
                .isTrue();
    }

    @Test
    void rollback_whoseStepWasNeverAnswered_sweepsWhatThatMade() {
        resource.sendUnanswered(update("u1", REHEARSED, REHEARSAL, REAL));
        assertThat(resource.send(update("u2", REHEARSED, REAL, REHEARSAL)).physicalId())
                .isEqualTo(REHEARSED);
        assertThat(ec2.alive()).isEmpty();
    }

    @Test
    void rollback_whoseStepWasAnsweredInVain_takesTheServerBack() {
        resource.send(update("u1", REHEARSED, REHEARSAL, REAL));
        resource.send(update("u2", REHEARSED, REAL, REHEARSAL));
        assertThat(ec2.alive()).isEmpty();
    }

    @Test
    void delete_ofARehearsal_removesOnlyWhatItsInterruptedUpdatesMade() {
        resource.sendKilledAfter("create", update("u1", REHEARSED, REHEARSAL, REAL));
        resource.created("c9", REAL);
        assertThat(resource.send(delete("d1", REHEARSED))).isEqualTo(Outcome.success(REHEARSED, Map.of()));
        assertThat(ec2.alive()).containsExactly("rs-2");
    }

    @Test
    void delete_ofARefusedCreate_callsNothing() {
        Outcome outcome = resource.send(delete("d1", "route-server/refused/c1"));
        assertThat(outcome.success()).isTrue();
        assertThat(ec2.calls).isEmpty();
    }

    @Test
    void update_toARehearsalThatCloudFormationHasCleanedUp_isRefused() {
        resource.send(update("u1", REHEARSED, REHEARSAL, REAL));
        resource.send(delete("d1", REHEARSED));
        assertThat(ec2.server("rs-1").provenance()).isEqualTo("created u1 " + REHEARSED + " 0");
        assertThat(resource.send(update("u2", "rs-1", REAL, REHEARSAL)).success())
                .isFalse();
        assertThat(ec2.alive()).containsExactly("rs-1");
    }

    @Test
    void delete_ofARehearsalThatCannotBeNoted_fails() {
        resource.send(update("u1", REHEARSED, REHEARSAL, REAL));
        ec2.refuse("tag", AwsFailure.Kind.DENIED);
        Outcome outcome = resource.send(delete("d1", REHEARSED));
        assertThat(outcome.success()).isFalse();
        assertThat(outcome.reason()).contains("tag rs-1", "allow the action");
    }

    @Test
    void delete_ofARehearsalThatCannotBeNotedForAMinute_waitsForThat() {
        resource.send(update("u1", REHEARSED, REHEARSAL, REAL));
        ec2.refuse("tag", AwsFailure.Kind.TRANSIENT, 30);
        assertThat(resource.send(delete("d1", REHEARSED)).success()).isTrue();
        assertThat(resource.send(update("u2", "rs-1", REAL, REHEARSAL)).success())
                .isFalse();
    }

    @Test
    void delete_ofARehearsalWhoseSuccessorIsGoneMeanwhile_succeeds() {
        resource.send(update("u1", REHEARSED, REHEARSAL, REAL));
        ec2.refuse("tag", AwsFailure.Kind.NOT_FOUND);
        assertThat(resource.send(delete("d1", REHEARSED)).success()).isTrue();
    }

    @Test
    void rollback_toARehearsalThatWasNeverLeft_rehearsesNothing() {
        ec2.refuse("rehearse", AwsFailure.Kind.DENIED);
        Outcome outcome = resource.send(update("u2", REHEARSED, REAL, REHEARSAL));
        assertThat(outcome.success()).isTrue();
        assertThat(outcome.physicalId()).isEqualTo(REHEARSED);
        assertThat(outcome.data()).hasSize(8);
    }

    @Test
    void create_dryRunByARoleThatIsNotKnownEverywhereYet_waitsForThat() {
        ec2.refuse("rehearse", AwsFailure.Kind.DENIED, 2);
        assertThat(resource.send(create("c1", REHEARSAL)).success()).isTrue();
    }

    @Test
    void answered_afterTheCleanUpOfTheRehearsal_leavesTheWayBackClosed() throws InterruptedException {
        Lifecycle decided = resource.begin(update("u1", REHEARSED, REHEARSAL, REAL));
        decided.fulfil();
        resource.send(delete("d1", REHEARSED));
        resource.time.sleep(5_000);
        decided.answered();
        assertThat(resource.send(update("u2", "rs-1", REAL, REHEARSAL)).success())
                .isFalse();
    }

    @Test
    void delete_ofARehearsalDeliveredAgain_notesNothingAnew() {
        resource.send(update("u1", REHEARSED, REHEARSAL, REAL));
        resource.send(delete("d1", REHEARSED));
        int notes = ec2.count("tag");
        resource.send(delete("d1", REHEARSED));
        assertThat(ec2.count("tag")).isEqualTo(notes);
    }
}
