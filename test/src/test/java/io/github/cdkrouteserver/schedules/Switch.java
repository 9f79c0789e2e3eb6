package io.github.cdkrouteserver.schedules;

import io.github.cdkrouteserver.localaws.ec2.AfterReset;
import io.github.cdkrouteserver.localaws.ec2.DeleteAgain;
import io.github.cdkrouteserver.localaws.ec2.Ec2Behavior;
import io.github.cdkrouteserver.localaws.ec2.SnsPermissions;
import io.github.cdkrouteserver.localaws.ec2.TokenAfterDeletion;
import io.github.cdkrouteserver.localaws.ec2.TopicAppears;
import io.github.cdkrouteserver.localaws.ec2.Transition;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** One way in which AWS may behave where nothing tells how it does. */
enum Switch {
    NEW_SERVERS_UNSEEN_3_S(b -> b.newServerUnseenFor(Duration.ofSeconds(3))),
    NEW_SERVERS_UNSEEN_8_S(b -> b.newServerUnseenFor(Duration.ofSeconds(8))),
    NEW_SERVERS_UNKNOWN_TO_WRITES(b -> b.newServerUnknownToWrites(true)),
    NEW_TAGS_UNSEEN_4_S(b -> b.newTagsUnseenFor(Duration.ofSeconds(4))),
    TAG_CHANGES_UNSEEN_4_S(b -> b.tagChangesUnseenFor(Duration.ofSeconds(4))),
    CHANGES_UNSEEN_3_S(b -> b.changesUnseenFor(Duration.ofSeconds(3))),
    TOMBSTONES_20_S(b -> b.tombstoneLife(Duration.ofSeconds(20))),
    NO_TOMBSTONES(b -> b.tombstoneLife(Duration.ZERO)),
    TOKENS_REMEMBERED_90_S(b -> b.clientTokenMemory(Duration.ofSeconds(90))),
    TOKEN_OF_DELETED_CREATES_ANOTHER(b -> b.tokenAfterDeletion(TokenAfterDeletion.CREATES_ANOTHER)),
    TOKEN_OF_DELETED_REFUSED(b -> b.tokenAfterDeletion(TokenAfterDeletion.REFUSED)),
    ENABLE_WITHOUT_DURATION_REFUSED(b -> b.enableWithoutDurationRefused(true)),
    DURATION_WITHOUT_ENABLE_IGNORED(b -> b.durationWithoutEnableRefused(false)),
    MODIFY_WHILE_BUSY_ALLOWED(b -> b.modifyWhileBusyAllowed(true)),
    DELETE_WHILE_BUSY_ALLOWED(b -> b.deleteWhileBusyAllowed(true)),
    RESET_ENDS_ENABLED(b -> b.afterReset(AfterReset.ENABLED)),
    RESET_ENDS_DISABLED(b -> b.afterReset(AfterReset.DISABLED)),
    DELETED_IS_NOT_FOUND(b -> b.deleteOfDeleted(DeleteAgain.NOT_FOUND).deleteOfDeleting(DeleteAgain.NOT_FOUND)),
    DELETED_IS_SUCCESS(b -> b.deleteOfDeleted(DeleteAgain.SUCCESS).deleteOfDeleting(DeleteAgain.SUCCESS)),
    MISSING_IS_UNAUTHORIZED(b -> b.missingIsUnauthorized(true)),
    TOPIC_WHEN_AVAILABLE(b -> b.topicAppears(TopicAppears.WHEN_AVAILABLE)),
    TOPIC_LATER(b -> b.topicAppears(TopicAppears.LATER)),
    TOPIC_KEPT_AFTER_DISABLING(b -> b.topicKeptAfterDisabling(true)),
    SNS_CHECKED_WHEN_USED(b -> b.snsPermissions(SnsPermissions.WHEN_USED)),
    PERSISTENCE_SETTLES_LATE(b -> b.delay(Transition.PERSISTENCE_SETTLING, Duration.ofSeconds(90))),
    PERSISTENCE_SETTLES_VERY_LATE(b -> b.delay(Transition.PERSISTENCE_SETTLING, Duration.ofSeconds(300))),
    EVERYTHING_AT_ONCE(b -> b.scaleDelays(0)),
    CREATION_TAKES_A_MINUTE(b -> b.delay(Transition.SERVER_CREATION, Duration.ofSeconds(60))),
    DELETION_TAKES_A_MINUTE(b -> b.delay(Transition.SERVER_DELETION, Duration.ofSeconds(60)));

    private final UnaryOperator<Ec2Behavior.Builder> setting;

    Switch(UnaryOperator<Ec2Behavior.Builder> setting) {
        this.setting = setting;
    }

    Ec2Behavior.Builder applyTo(Ec2Behavior.Builder builder) {
        return setting.apply(builder);
    }
}
