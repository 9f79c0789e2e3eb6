package io.github.cdkrouteserver.handler.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * EC2's route servers in memory: client tokens, transitions that take time, tombstones, and answers that come late.
 *
 * <p>The tests may change a server behind the handler's back, refuse calls, and lose the answer to one.
 */
final class FakeEc2 implements RouteServers {
    private static final int MOST_CALLS = 2_000;

    /** Every call so far, such as {@code modify rs-1}. */
    final List<String> calls = new ArrayList<>();

    long pendingMillis = 20_000;
    long changingMillis = 10_000;
    long deletingMillis = 10_000;

    /** How long a new server stays unknown to Describe. */
    long unknownMillis;

    /** How long Describe goes on showing a server's former tags. */
    long staleTagsMillis;

    /** How long Describe goes on showing a server's former state and settings. */
    long staleSettingsMillis;

    /** Whether only the answers of Create and Modify name a topic. */
    boolean hidesTopics;

    private final VirtualTime time;
    private int made;
    private final Map<String, String> listedProvenance = new HashMap<>();
    private final Map<String, Server> servers = new LinkedHashMap<>();
    private final Map<String, Server> byToken = new HashMap<>();
    private final List<Consumer<String>> before = new ArrayList<>();
    private final List<Consumer<String>> after = new ArrayList<>();

    FakeEc2(VirtualTime time) {
        this.time = time;
    }

    /** A server as it is, for the tests to look at and to change. */
    final class Server {
        final String id = "rs-" + ++made;
        long asn;
        String state = "pending";
        final Map<String, String> tags = new HashMap<>();
        String persistence = "disabled";
        Long duration;
        boolean notifies;

        /** Whether something still belongs to it, so that it cannot be deleted. */
        boolean hasDependents;

        private RouteServer former;
        private long formerUntil;
        private Map<String, String> shownTags = Map.of();
        private long tagsShownAt;
        private long knownAt;
        private String nextState = "available";
        private long nextAt;

        String provenance() {
            return tags.get("cdk-route-server:provenance");
        }

        /** Describe does not know the server for a while. */
        void hideFor(long millis) {
            knownAt = time.nowMillis() + millis;
        }

        /** EC2 goes on as if nothing had happened. */
        void revive() {
            become("available", "available", 0);
        }

        private void advance() {
            if (time.nowMillis() >= nextAt) {
                state = nextState;
                persistence = persistence.replace("enabling", "enabled").replaceFirst("(dis|reset).*ing", "disabled");
            }
            if (time.nowMillis() >= tagsShownAt) {
                shownTags = Map.copyOf(tags);
            }
        }

        private void become(String now, String then, long millis) {
            state = now;
            nextState = then;
            nextAt = time.nowMillis() + millis;
        }

        private void change(Modification modification) {
            if (modification.persistRoutes() != null) {
                duration = modification.persistRoutesDuration();
                persistence = switch (modification.persistRoutes()) {
                    case "enable" -> "enabling";
                    case "disable" -> "disabling";
                    default -> "resetting";
                };
            }
            if (modification.snsNotificationsEnabled() != null) {
                notifies = modification.snsNotificationsEnabled();
            }
        }

        private RouteServer described(boolean withTopic) {
            advance();
            if (former != null && time.nowMillis() < formerUntil) {
                return former;
            }
            String topic = notifies && withTopic ? "arn:aws:sns:eu-west-1:123456789012:" + id : "";
            return new RouteServer(id, asn, state, shownTags, persistence, duration, notifies, topic);
        }
    }

    Server server(String id) {
        return servers.get(id);
    }

    /** The servers that are there and not on their way out. */
    List<String> alive() {
        return servers.values().stream()
                .map(server -> server.described(true))
                .filter(server -> !server.isGone())
                .map(RouteServer::id)
                .toList();
    }

    /** A server that is there already, made by whomever the tags name. */
    Server existing(long asn, Map<String, String> tags) {
        Server server = new Server();
        servers.put(server.id, server);
        server.asn = asn;
        server.tags.putAll(tags);
        server.revive();
        return server;
    }

    /** EC2 no longer describes the server, not even as deleted. */
    void forget(String id) {
        servers.remove(id);
    }

    /** EC2 describes a server again that it had forgotten. */
    void restore(Server server) {
        servers.put(server.id, server);
    }

    /** Someone deletes the server by hand. */
    void deleteByHand(String id) {
        server(id).become("deleted", "deleted", 0);
    }

    /** Calls of an operation fail, the first so many times. */
    void refuse(String operation, AwsFailure.Kind kind, int times) {
        before.add(new Consumer<>() {
            private int left = times;

            @Override
            public void accept(String call) {
                if (call.startsWith(operation) && left > 0) {
                    left--;
                    throw failure(call, kind);
                }
            }
        });
    }

    void refuse(String operation, AwsFailure.Kind kind) {
        refuse(operation, kind, Integer.MAX_VALUE);
    }

    void acceptEverythingAgain() {
        before.clear();
        after.clear();
    }

    /** Something happens before a call takes effect. */
    void before(Consumer<String> event) {
        before.add(event);
    }

    /** Something happens between the effect of a call and its answer. */
    void after(Consumer<String> event) {
        after.add(event);
    }

    /** The list of servers lags behind what is told of a single one. */
    void listsProvenanceAs(String id, String provenance) {
        listedProvenance.put(id, provenance);
    }

    private RouteServer listed(RouteServer server) {
        String provenance = listedProvenance.get(server.id());
        if (provenance == null) {
            return server;
        }
        Map<String, String> tags = new HashMap<>(server.tags());
        tags.put("cdk-route-server:provenance", provenance);
        return new RouteServer(
                server.id(),
                server.amazonSideAsn(),
                server.state(),
                tags,
                server.persistRoutesState(),
                server.persistRoutesDuration(),
                server.snsNotificationsEnabled(),
                server.snsTopicArn());
    }

    int count(String operation) {
        return (int) calls.stream().filter(call -> call.startsWith(operation)).count();
    }

    static AwsFailure failure(String call, AwsFailure.Kind kind) {
        return new AwsFailure(kind, call, kind.name(), "refused by the test", "request-1", null);
    }

    @Override
    public List<RouteServer> ownedBy(Owner owner) {
        return call(
                "list",
                () -> servers.values().stream()
                        .filter(server -> server.knownAt <= time.nowMillis())
                        .map(server -> listed(server.described(!hidesTopics)))
                        .filter(owner::owns)
                        .toList());
    }

    @Override
    public Optional<RouteServer> find(String id) {
        return call(
                "find " + id,
                () -> Optional.ofNullable(server(id))
                        .filter(server -> server.knownAt <= time.nowMillis())
                        .map(server -> server.described(!hidesTopics)));
    }

    @Override
    public RouteServer create(DesiredState desired, Map<String, String> tags, String clientToken) {
        return call("create", () -> {
            Server answer = byToken.computeIfAbsent(clientToken, token -> {
                Server server = new Server();
                servers.put(server.id, server);
                server.asn = desired.amazonSideAsn();
                server.tags.putAll(tags);
                server.change(new Modification(
                        desired.persistRoutes(), desired.persistRoutesDuration(), desired.snsNotificationsEnabled()));
                server.become("pending", "available", pendingMillis);
                server.hideFor(unknownMillis);
                server.tagsShownAt = time.nowMillis() + staleTagsMillis;
                return server;
            });
            return answer.described(true);
        });
    }

    @Override
    public void rehearseCreate(DesiredState desired, Map<String, String> tags) {
        call("rehearse", () -> "");
    }

    @Override
    public RouteServer modify(String id, Modification modification) {
        return call("modify " + id, () -> {
            Server server = existing("modify", id);
            server.former = server.described(!hidesTopics);
            server.formerUntil = time.nowMillis() + staleSettingsMillis;
            server.change(modification);
            server.become("modifying", "available", changingMillis);
            return server.described(true);
        });
    }

    @Override
    public void delete(String id) {
        call("delete " + id, () -> {
            Server server = existing("delete", id);
            server.advance();
            if (server.state.equals("deleted")) {
                throw failure("delete " + id, AwsFailure.Kind.NOT_FOUND);
            }
            if (server.hasDependents || server.state.equals("deleting")) {
                throw failure("delete " + id, AwsFailure.Kind.INCORRECT_STATE);
            }
            server.become("deleting", "deleted", deletingMillis);
            return "";
        });
    }

    @Override
    public void tag(String id, Map<String, String> tags) {
        call("tag " + id + " " + tags.keySet(), () -> {
            Server server = existing("tag", id);
            server.tagsShownAt = time.nowMillis() + staleTagsMillis;
            server.tags.putAll(tags);
            return "";
        });
    }

    @Override
    public void untag(String id, Set<String> keys) {
        call(
                "untag " + id + " " + keys,
                () -> existing("untag", id).tags.keySet().removeAll(keys));
    }

    private Server existing(String operation, String id) {
        return Optional.ofNullable(server(id))
                .orElseThrow(() -> failure(operation + " " + id, AwsFailure.Kind.NOT_FOUND));
    }

    private <T> T call(String name, Supplier<T> effect) {
        calls.add(name);
        if (calls.size() > MOST_CALLS) {
            throw new AssertionError("calls without end");
        }
        List.copyOf(before).forEach(event -> event.accept(name));
        T answer = effect.get();
        List.copyOf(after).forEach(event -> event.accept(name));
        return answer;
    }
}
