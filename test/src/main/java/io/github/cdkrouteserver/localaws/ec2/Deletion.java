package io.github.cdkrouteserver.localaws.ec2;

import java.util.Set;

/** What deleting a server, an endpoint and a peer have in common. */
final class Deletion {
    private static final Set<String> BUSY = Set.of("pending", "modifying", "failing");

    private Deletion() {}

    /** Whether the call changes nothing because the resource is deleted or going away, and that is a success. */
    static boolean isRepeated(Ec2State state, ResourceType type, String id, String resourceState) {
        DeleteAgain answer;
        if (resourceState.equals(RouteServer.DELETED)) {
            answer = state.behavior().deleteOfDeleted();
        } else if (resourceState.equals(RouteServer.DELETING)) {
            answer = state.behavior().deleteOfDeleting();
        } else {
            return false;
        }
        return switch (answer) {
            case SUCCESS -> true;
            case NOT_FOUND -> throw type.notFound(id);
            case INCORRECT_STATE -> throw Ec2Error.incorrectState(id + " is in state " + resourceState + ".");
        };
    }

    static void requireSettled(Ec2State state, String id, String resourceState) {
        if (BUSY.contains(resourceState) && !state.behavior().deleteWhileBusyAllowed()) {
            throw Ec2Error.incorrectState(id + " is in state " + resourceState + ".");
        }
    }

    /** Removes a tombstone once its time is over. */
    static void bury(Ec2State state, ResourceTable<?> table, String id) {
        state.agenda()
                .replace(id + "/tombstone", state.now().plus(state.behavior().tombstoneLife()), () -> table.remove(id));
    }
}
