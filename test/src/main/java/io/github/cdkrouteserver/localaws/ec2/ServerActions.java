package io.github.cdkrouteserver.localaws.ec2;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Route servers. */
final class ServerActions {
    private static final ResourceType TYPE = ResourceType.ROUTE_SERVER;
    private static final Set<String> PERSIST_ROUTES = Set.of("enable", "disable", "reset");
    private static final int MIN_DURATION = 1;
    private static final int MAX_DURATION = 5;

    private final Ec2State state;
    private final Persistence persistence;

    ServerActions(Ec2State state) {
        this.state = state;
        persistence = new Persistence(state);
    }

    void register(Map<String, Function<Parameters, Prepared>> actions) {
        actions.put("CreateRouteServer", this::create);
        actions.put("ModifyRouteServer", this::modify);
        actions.put("DeleteRouteServer", this::delete);
        actions.put(
                "DescribeRouteServers",
                Listing.of(state, "DescribeRouteServers", state.servers(), "routeServerSet", RouteServer::tags));
    }

    private Prepared create(Parameters parameters) {
        long asn =
                parameters.requiredNumber("AmazonSideAsn", 1, state.behavior().highestAsn());
        Change change = readChange(parameters);
        Map<String, String> tags = Tags.ofNew(parameters, TYPE, state.behavior());
        String token = ClientTokens.read(parameters);
        parameters.refuseUnread();
        persistence.requireValidOnCreate(change.persistRoutes, change.duration);

        String id = state.newId(TYPE.prefix());
        boolean notify = Boolean.TRUE.equals(change.notifications);
        // EC2 chooses the name of the topic, so nothing that a policy could guess is in it.
        String topicArn = state.location().topicArn(state.newId("route-server-events"));
        Permissions permissions = new Permissions(state.location(), "CreateRouteServer").onNew(TYPE, tags);
        if (notify || state.behavior().snsPermissions() == SnsPermissions.ALWAYS) {
            permissions.topic("CreateTopic", topicArn);
        }
        return new Prepared(permissions.list(), () -> {
            String earlier = state.tokens()
                    .madeEarlier(
                            "CreateRouteServer",
                            token,
                            parameters,
                            server -> state.servers()
                                    .current(server)
                                    .filter(found -> !found.state().equals(RouteServer.DELETED))
                                    .isPresent());
            Optional<RouteServer> made = Optional.ofNullable(earlier).flatMap(state.servers()::current);
            if (made.isPresent()) {
                return made.get();
            }
            requireQuota();
            RouteServer server =
                    new RouteServer(id, asn, RouteServer.PENDING, Map.of(), Persistence.DISABLED, null, false, null);
            server = persistence.begin(server, change.persistRoutes, change.duration);
            if (notify) {
                state.topics().put(id, topicArn);
                server = server.withNotifications(true, topicShownAtOnce(topicArn));
            }
            RouteServer added =
                    state.servers().add(id, server, tags, state.behavior().newServerUnseenFor());
            state.tokens().remember("CreateRouteServer", token, parameters, id);
            becomeAvailable(id, Transition.SERVER_CREATION);
            return added;
        });
    }

    private Prepared modify(Parameters parameters) {
        String id = parameters.requiredText("RouteServerId");
        Change change = readChange(parameters);
        parameters.refuseUnread();
        state.servers().requireShape(id);
        Permissions permissions = new Permissions(state.location(), "ModifyRouteServer")
                .on(TYPE.wireName(), id, state.servers().tagsForAuthorization(id));
        boolean always = state.behavior().snsPermissions() == SnsPermissions.ALWAYS;
        boolean notified = state.topics().containsKey(id);
        String topicArn =
                notified ? state.topics().get(id) : state.location().topicArn(state.newId("route-server-events"));
        if (always || (Boolean.TRUE.equals(change.notifications) && !notified)) {
            permissions.topic("CreateTopic", topicArn);
        }
        if (always || (Boolean.FALSE.equals(change.notifications) && notified)) {
            permissions.topic("DeleteTopic", topicArn);
        }
        return new Prepared(permissions.list(), () -> {
            RouteServer server = state.servers().get(id);
            requireModifiable(server);
            RouteServer changed = persistence.begin(server, change.persistRoutes, change.duration);
            changed =
                    changeNotifications(changed, change.notifications, topicArn).withState(RouteServer.MODIFYING);
            RouteServer result = changed;
            state.servers().change(id, before -> result, state.behavior().changesUnseenFor());
            becomeAvailable(id, Transition.SERVER_MODIFICATION);
            return state.servers().get(id);
        });
    }

    private Prepared delete(Parameters parameters) {
        String id = parameters.requiredText("RouteServerId");
        parameters.refuseUnread();
        state.servers().requireShape(id);
        Permissions permissions = new Permissions(state.location(), "DeleteRouteServer")
                .on(TYPE.wireName(), id, state.servers().tagsForAuthorization(id));
        if (state.topics().containsKey(id) || state.behavior().snsPermissions() == SnsPermissions.ALWAYS) {
            permissions.topic(
                    "DeleteTopic",
                    state.topics().getOrDefault(id, state.location().topicArn(state.newId("route-server-events"))));
        }
        return new Prepared(permissions.list(), () -> {
            RouteServer server = state.servers().get(id);
            if (Deletion.isRepeated(state, TYPE, id, server.state())) {
                return server;
            }
            Deletion.requireSettled(state, id, server.state());
            if (state.associations().containsKey(id)) {
                throw Ec2Error.incorrectState("Route Server " + id + " is still associated with "
                        + state.associations().get(id).vpcId() + ".");
            }
            state.topics().remove(id);
            state.agenda().cancel(id + "/persistence");
            state.agenda().cancel(id + "/topic");
            RouteServer deleting = state.servers()
                    .change(
                            id,
                            before -> before.withState(RouteServer.DELETING),
                            state.behavior().changesUnseenFor());
            state.after(id + "/state", Transition.SERVER_DELETION, () -> {
                state.servers()
                        .changeIfPresent(
                                id,
                                before -> before.withState(RouteServer.DELETED),
                                state.behavior().changesUnseenFor());
                Deletion.bury(state, state.servers(), id);
            });
            return deleting;
        });
    }

    private static Change readChange(Parameters parameters) {
        String persistRoutes = parameters.oneOf("PersistRoutes", PERSIST_ROUTES);
        Long duration = parameters.number("PersistRoutesDuration", MIN_DURATION, MAX_DURATION);
        return new Change(
                persistRoutes,
                duration == null ? null : duration.intValue(),
                parameters.bool("SnsNotificationsEnabled"));
    }

    private void requireQuota() {
        long live = state.servers().all().stream()
                .filter(server -> !server.state().equals(RouteServer.DELETED))
                .count();
        if (live >= state.behavior().serversPerRegion()) {
            throw new Ec2Error(
                    state.behavior().quotaCode(),
                    "The maximum number of route servers has been reached: "
                            + state.behavior().serversPerRegion());
        }
    }

    private void requireModifiable(RouteServer server) {
        boolean busy =
                server.state().equals(RouteServer.PENDING) || server.state().equals(RouteServer.MODIFYING);
        if (!server.isLive() || (busy && !state.behavior().modifyWhileBusyAllowed())) {
            throw Ec2Error.incorrectState(
                    "Route Server " + server.routeServerId() + " is in state " + server.state() + ".");
        }
    }

    private RouteServer changeNotifications(RouteServer server, Boolean notifications, String topicArn) {
        String id = server.routeServerId();
        if (Boolean.TRUE.equals(notifications) && !server.snsNotificationsEnabled()) {
            // A topic that outlived the last switching off is still the server's.
            String kept = server.snsTopicArn();
            state.topics().put(id, kept == null ? topicArn : kept);
            return server.withNotifications(true, kept == null ? topicShownAtOnce(topicArn) : kept);
        }
        if (Boolean.FALSE.equals(notifications) && server.snsNotificationsEnabled()) {
            state.topics().remove(id);
            state.agenda().cancel(id + "/topic");
            return server.withNotifications(
                    false, state.behavior().topicKeptAfterDisabling() ? server.snsTopicArn() : null);
        }
        return server;
    }

    private String topicShownAtOnce(String topicArn) {
        return state.behavior().topicAppears() == TopicAppears.IN_RESPONSE ? topicArn : null;
    }

    private void becomeAvailable(String id, Transition transition) {
        state.after(id + "/state", transition, () -> {
            state.servers()
                    .changeIfPresent(
                            id,
                            server -> server.withState(RouteServer.AVAILABLE),
                            state.behavior().changesUnseenFor());
            persistence.settleLater(id);
            if (state.behavior().topicAppears() == TopicAppears.WHEN_AVAILABLE) {
                showTopic(id);
            } else if (state.behavior().topicAppears() == TopicAppears.LATER) {
                state.after(id + "/topic", Transition.TOPIC_APPEARANCE, () -> showTopic(id));
            }
        });
    }

    private void showTopic(String id) {
        String topicArn = state.topics().get(id);
        if (topicArn != null) {
            state.servers()
                    .changeIfPresent(
                            id,
                            server -> server.withNotifications(true, topicArn),
                            state.behavior().changesUnseenFor());
        }
    }

    private record Change(String persistRoutes, Integer duration, Boolean notifications) {}
}
