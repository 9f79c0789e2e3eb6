package io.github.cdkrouteserver.schedules;

import io.github.cdkrouteserver.handler.core.DesiredState;
import io.github.cdkrouteserver.handler.core.Modification;
import io.github.cdkrouteserver.handler.core.Owner;
import io.github.cdkrouteserver.handler.core.RouteServer;
import io.github.cdkrouteserver.handler.core.RouteServers;
import io.github.cdkrouteserver.schedules.Trouble.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Ends the process, or lets something else happen, between two calls of one delivery. */
final class CallGate implements RouteServers {
    private final RouteServers servers;
    private final Delivery delivery;
    private final Runnable beforeEachCall;

    CallGate(RouteServers servers, Delivery delivery, Runnable beforeEachCall) {
        this.servers = servers;
        this.delivery = delivery;
        this.beforeEachCall = beforeEachCall;
    }

    /** The process is no more. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private <T> T pass(Supplier<T> call) {
        if (delivery.killed) {
            throw new Killed();
        }
        int number = ++delivery.portCalls;
        beforeEachCall.run();
        killAt(Kind.KILLED_BEFORE_CALL, number);
        try {
            return call.get();
        } finally {
            killAt(Kind.KILLED_AFTER_CALL, number);
        }
    }

    private void killAt(Kind kind, int number) {
        if (delivery.isKilledAt(kind, number)) {
            delivery.kill();
            throw new Killed();
        }
    }

    private void run(Runnable call) {
        pass(() -> {
            call.run();
            return null;
        });
    }

    @Override
    public List<RouteServer> ownedBy(Owner owner) {
        return pass(() -> servers.ownedBy(owner));
    }

    @Override
    public Optional<RouteServer> find(String id) {
        return pass(() -> servers.find(id));
    }

    @Override
    public RouteServer create(DesiredState desired, Map<String, String> tags, String clientToken) {
        return pass(() -> servers.create(desired, tags, clientToken));
    }

    @Override
    public void rehearseCreate(DesiredState desired, Map<String, String> tags) {
        run(() -> servers.rehearseCreate(desired, tags));
    }

    @Override
    public RouteServer modify(String id, Modification modification) {
        return pass(() -> servers.modify(id, modification));
    }

    @Override
    public void delete(String id) {
        run(() -> servers.delete(id));
    }

    @Override
    public void tag(String id, Map<String, String> tags) {
        run(() -> servers.tag(id, tags));
    }

    @Override
    public void untag(String id, Set<String> keys) {
        run(() -> servers.untag(id, keys));
    }
}
