package io.github.cdkrouteserver.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdkrouteserver.handler.core.RouteServers;
import io.github.cdkrouteserver.handler.core.Time;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a run differs in from the handler as it is: a promise broken on purpose, or a role.
 *
 * @param calls stands between the handler and EC2
 * @param clock stands between the handler and the clock
 * @param event stands between CloudFormation and the handler
 * @param policies of the handler's role; null where it may do everything
 */
record Variant(
        UnaryOperator<RouteServers> calls,
        UnaryOperator<Time> clock,
        UnaryOperator<String> event,
        List<JsonNode> policies) {
    static final Variant NONE =
            new Variant(UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity(), null);

    static Variant ofCalls(UnaryOperator<RouteServers> calls) {
        return new Variant(calls, UnaryOperator.identity(), UnaryOperator.identity(), null);
    }

    static Variant ofClock(UnaryOperator<Time> clock) {
        return new Variant(UnaryOperator.identity(), clock, UnaryOperator.identity(), null);
    }

    static Variant ofEvents(UnaryOperator<String> event) {
        return new Variant(UnaryOperator.identity(), UnaryOperator.identity(), event, null);
    }

    static Variant ofRole(List<JsonNode> policies) {
        return new Variant(UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity(), policies);
    }
}
