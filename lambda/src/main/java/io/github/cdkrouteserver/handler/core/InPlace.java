package io.github.cdkrouteserver.handler.core;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Brings a server that exists to what is desired. */
final class InPlace {
    /** How long the Modify of an update that a rollback takes back may not show. */
    private static final long LOOK_AGAIN_MILLIS = 10_000;

    private final Calls calls;
    private final ResourceRequest request;

    InPlace(Calls calls, ResourceRequest request) {
        this.calls = calls;
        this.request = request;
    }

    RouteServer bringTo(DesiredState desired, RouteServer observed) {
        retag(desired, observed);
        boolean resetIsNew = !DesiredState.asksForReset(request.oldProperties());
        RouteServer settled = Settling.await(calls, observed.id(), Settling.Missing.NOTHING, "available");
        if (isUpdate() && desired.hasOtherSettingsThan(request.oldProperties())) {
            settled = lookedAtAgain(settled, desired, resetIsNew);
        }
        return modified(settled, desired, desired.changesFrom(settled, resetIsNew));
    }

    /**
     * A server that is as desired before this update has changed it may only be described so: the Modify of the update that
     * this one takes back shows after a while.
     */
    private RouteServer lookedAtAgain(RouteServer server, DesiredState desired, boolean resetIsNew) {
        return calls.lookAgain(
                server,
                () -> Settling.await(calls, server.id(), Settling.Missing.NOTHING, "available"),
                seen -> !desired.changesFrom(seen, resetIsNew).isEmpty(),
                calls.deadline().within(LOOK_AGAIN_MILLIS));
    }

    private RouteServer modified(RouteServer settled, DesiredState desired, Modification modification) {
        if (modification.isEmpty() && desired.missingFrom(settled) == null) {
            return settled;
        }
        RouteServer modified = modification.isEmpty()
                ? settled
                : calls.onceSpread(Failures.NOT_YET, () -> calls.servers().modify(settled.id(), modification));
        return withTopicOf(
                modified,
                Settling.await(calls, settled.id(), server -> missing(desired, server, modified), "as desired"));
    }

    /** What this update changes is sent whatever EC2 shows: tags that the update before it set may not show yet. */
    private void retag(DesiredState desired, RouteServer observed) {
        Map<String, String> old = DesiredState.tagsOf(request.oldProperties());
        Set<String> obsolete = new HashSet<>(old.keySet());
        obsolete.removeAll(desired.tags().keySet());
        if (!obsolete.isEmpty()) {
            calls.onceSpread(Failures.NOT_YET, () -> calls.servers().untag(observed.id(), obsolete));
        }
        Map<String, String> changed = new HashMap<>(desired.tags());
        Map<String, String> before = isUpdate() ? old : desired.tags();
        changed.entrySet()
                .removeIf(tag -> observed.tags().entrySet().contains(tag)
                        && before.entrySet().contains(tag));
        if (!changed.isEmpty()) {
            calls.onceSpread(Failures.NOT_YET, () -> calls.servers().tag(observed.id(), changed));
        }
    }

    private boolean isUpdate() {
        return request.type() == ResourceRequest.Type.UPDATE;
    }

    static String missing(DesiredState desired, RouteServer observed, RouteServer answered) {
        return desired.missingFrom(withTopicOf(answered, observed));
    }

    /** Only the answer of the call may have named the topic; EC2 does not say where it does. */
    static RouteServer withTopicOf(RouteServer answered, RouteServer observed) {
        boolean onlyThere = observed.snsNotificationsEnabled()
                && observed.snsTopicArn().isEmpty()
                && !answered.snsTopicArn().isEmpty();
        return onlyThere ? observed.withTopic(answered.snsTopicArn()) : observed;
    }
}
