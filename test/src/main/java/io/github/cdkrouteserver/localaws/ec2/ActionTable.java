package io.github.cdkrouteserver.localaws.ec2;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Every action by its name. */
final class ActionTable {
    private final Map<String, Function<Parameters, Prepared>> actions = new HashMap<>();

    ActionTable(Ec2State state) {
        new ServerActions(state).register(actions);
        new AssociationActions(state).register(actions);
        new EndpointActions(state).register(actions);
        new PeerActions(state).register(actions);
        new PropagationActions(state).register(actions);
        new TagActions(state).register(actions);
    }

    Prepared prepare(String action, Parameters parameters) {
        Function<Parameters, Prepared> found = actions.get(action);
        if (found == null) {
            throw new Ec2Error("InvalidAction", "The action " + action + " is not valid for this web service.");
        }
        return found.apply(parameters);
    }
}
