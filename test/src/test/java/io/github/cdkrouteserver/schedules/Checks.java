package io.github.cdkrouteserver.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdkrouteserver.contract.RouteServerContract;
import io.github.cdkrouteserver.localaws.ec2.JournalEntry;
import io.github.cdkrouteserver.localaws.ec2.RouteServer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The handler's promises, checked on what EC2 has and on what CloudFormation was told. */
final class Checks {
    /** What persistence may still be doing two minutes after the server is available: the answer says so. */
    private static final Set<String> SETTLING_LATE = Set.of("disabling", "resetting");

    private static final int LARGEST_ANSWER = 4_096;
    private static final List<String> ATTRIBUTES = List.of(
            RouteServerContract.ROUTE_SERVER_ID,
            RouteServerContract.ROUTE_SERVER_ARN,
            RouteServerContract.AMAZON_SIDE_ASN,
            RouteServerContract.STATE,
            RouteServerContract.PERSIST_ROUTES_STATE,
            RouteServerContract.PERSIST_ROUTES_DURATION,
            RouteServerContract.SNS_NOTIFICATIONS_ENABLED,
            RouteServerContract.SNS_TOPIC_ARN);

    private final World world;
    private final Map<String, String> strangers = new LinkedHashMap<>();
    private final Map<String, String> firstAnswers = new HashMap<>();

    Checks(World world) {
        this.world = world;
    }

    void violated(String what) {
        world.violations.add(what);
    }

    void same(String what, Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            violated(what + " is " + actual + " instead of " + expected);
        }
    }

    void placeStrangers() {
        String provenance = "creating 0000 rs-0 1";
        String otherStack = world.stack().replace("net", "other");
        place(Map.of("Name", "somebody's"));
        place(owned(otherStack, Event.LOGICAL_ID, provenance));
        place(owned(world.stack(), "Other", provenance));
        // Matches where the handler's filter is a pattern, or only a prefix.
        place(owned(world.stack() + "0", Event.LOGICAL_ID, provenance));
    }

    private static Map<String, String> owned(String stack, String logicalId, String provenance) {
        return Map.of(
                RouteServerContract.STACK_TAG,
                stack,
                RouteServerContract.LOGICAL_ID_TAG,
                logicalId,
                RouteServerContract.PROVENANCE_TAG,
                provenance);
    }

    private void place(Map<String, String> tags) {
        String id = world.ec2.admin().createRouteServer(64_512, tags).routeServerId();
        strangers.put(id, everythingOf(id));
    }

    void strangersUntouched() {
        strangers.forEach((id, before) -> same("a stranger's " + id, before, everythingOf(id)));
    }

    private String everythingOf(String id) {
        return world.ec2.inventory().routeServer(id).map(RouteServer::toString).orElse("gone");
    }

    /** What a retained server is, except for what the handler notes of itself. */
    String settingsOf(String id) {
        return world.ec2
                .inventory()
                .routeServer(id)
                .map(server -> {
                    Map<String, String> tags = new TreeMap<>(server.tags());
                    tags.remove(RouteServerContract.PROVENANCE_TAG);
                    return (server.isLive() ? "alive " : server.state())
                            + server.amazonSideAsn()
                            + server.snsNotificationsEnabled()
                            + tags;
                })
                .orElse("gone");
    }

    /** What a server is, and how often anybody meant to change that; it may still be settling by itself. */
    String traceOf(String id) {
        long changes = world.ec2.journal().entries().stream()
                .filter(entry -> entry.resourceId().equals(id)
                        && !entry.action().equals("DescribeRouteServers")
                        && !entry.action().equals("CreateRouteServer"))
                .count();
        String provenance = world.ec2
                .inventory()
                .routeServer(id)
                .map(StackModel::provenanceOf)
                .orElse("");
        return settingsOf(id) + " " + provenance + " after " + changes + " changes";
    }

    List<RouteServer> owned() {
        return world.ec2.inventory().routeServers().stream()
                .filter(server -> world.stack().equals(server.tags().get(RouteServerContract.STACK_TAG))
                        && Event.LOGICAL_ID.equals(server.tags().get(RouteServerContract.LOGICAL_ID_TAG)))
                .toList();
    }

    void alive(String current, Set<String> deletedByHand) {
        if (current == null || !StackModel.PhysicalIds.isServer(current) || deletedByHand.contains(current)) {
            return;
        }
        boolean alive = world.ec2
                .inventory()
                .routeServer(current)
                .filter(RouteServer::isLive)
                .isPresent();
        if (!alive) {
            violated("the live resource's server " + current + " is gone");
        }
    }

    void nothingLeft(Set<String> allowedIds, Set<String> retainedTokens) {
        for (RouteServer server : owned()) {
            boolean allowed = allowedIds.contains(server.routeServerId())
                    || retainedTokens.stream()
                            .anyMatch(token -> StackModel.provenanceOf(server).contains(token));
            if (server.isLive() && !allowed) {
                violated("leaked " + server.routeServerId() + ": " + StackModel.provenanceOf(server));
            }
        }
    }

    /** The servers that calls have made, those of which the caller was not told included. */
    Set<String> made() {
        Set<String> made = new TreeSet<>();
        for (JournalEntry entry : world.ec2.journal().of("CreateRouteServer")) {
            if (entry.resourceId().startsWith("rs-")) {
                made.add(entry.resourceId());
            }
        }
        return made;
    }

    void noneMadeSince(Set<String> before) {
        Set<String> made = made();
        made.removeAll(before);
        if (!made.isEmpty()) {
            violated(made + " was made beside a server that carries the tags of the resource by hand");
        }
    }

    void neverTwo() {
        Map<String, Set<String>> made = new TreeMap<>();
        for (JournalEntry entry : world.ec2.journal().of("CreateRouteServer")) {
            boolean effect = entry.succeeded() || entry.outcome().equals("DroppedAfterEffect");
            if (effect && entry.resourceId().startsWith("rs-")) {
                made.computeIfAbsent(entry.clientToken(), token -> new TreeSet<>())
                        .add(entry.resourceId());
            }
        }
        made.forEach((token, ids) -> {
            if (ids.size() > 1) {
                violated("one request made " + ids);
            }
        });
    }

    void logIsClean() {
        for (String line : List.copyOf(world.log)) {
            if (line.contains("X-Amz-Signature")
                    || line.contains("5ec2e700000000")
                    || line.contains("http://127.0.0.1")) {
                violated("the log shows a response URL: " + line);
            }
            Event.read(line);
        }
    }

    void delivered(Event event, Delivery delivery, int number, List<String> bodies) {
        for (String body : bodies) {
            checkBody(event, body);
        }
        boolean urlWorks = !delivery.has(Trouble.Kind.URL_FAILS)
                && !delivery.has(Trouble.Kind.URL_DROPS_AFTER_EFFECT)
                && !delivery.killed;
        if (urlWorks && delivery.acceptedPuts != 1) {
            violated(delivery.acceptedPuts + " answers to " + event + " in delivery " + number);
        }
        long seconds = world.handlerSeconds(Duration.between(delivery.startedAt, world.now()));
        long allowed = event.props.timeout() + delivery.slowSeconds + world.slackSeconds();
        if (urlWorks && event.listening && delivery.answeredAt != null) {
            // It may go on with what CloudFormation does not wait for.
            long heardAfter = world.handlerSeconds(Duration.between(delivery.startedAt, delivery.answeredAt));
            if (heardAfter > allowed) {
                violated(event + " was answered after " + heardAfter + " s of " + event.props.timeout());
            }
        }
        long polls = 75 + seconds * 3 / 5;
        if (delivery.describes > polls) {
            violated(event + " described " + delivery.describes + " times in " + seconds + " s");
        }
    }

    private void checkBody(Event event, String body) {
        if (body.getBytes(StandardCharsets.UTF_8).length > LARGEST_ANSWER) {
            violated("an answer of " + body.length() + " characters");
        }
        JsonNode answer = Event.read(body);
        same("StackId", world.stack(), answer.path("StackId").asText());
        same("RequestId", event.requestId, answer.path("RequestId").asText());
        same(
                "LogicalResourceId",
                Event.LOGICAL_ID,
                answer.path("LogicalResourceId").asText());
        boolean success = answer.path("Status").asText().equals("SUCCESS");
        String id = answer.path("PhysicalResourceId").asText();
        if (id.isEmpty()) {
            violated("an answer without a physical id");
        }
        if (event.type.equals("Delete") || (!success && !event.type.equals("Create"))) {
            same("physical id of " + event, event.physicalId, id);
        }
        if (!success && !answer.path("Reason").asText().contains("[log stream: ")) {
            violated("a failure without a reason: " + body);
        }
        if (success && !event.type.equals("Delete")) {
            for (String attribute : ATTRIBUTES) {
                if (!answer.path("Data").path(attribute).isTextual()) {
                    violated("Data has no " + attribute);
                }
            }
            String first = firstAnswers.putIfAbsent(event.requestId, id);
            if (first != null) {
                same("the second answer to " + event, first, id);
            }
        }
        if (body.contains("X-Amz-Signature")) {
            violated("an answer shows the response URL");
        }
    }

    /** Whether the server is what was asked for, and the answer says so. */
    void answerMatches(Event event, String id, Props wanted, Props before, Map<String, String> byHand) {
        if (wanted.dryRun()) {
            if (StackModel.PhysicalIds.isServer(id)) {
                violated("a dry run answered with " + id);
            }
            return;
        }
        Optional<RouteServer> found = world.ec2.inventory().routeServer(id).filter(RouteServer::isLive);
        if (found.isEmpty()) {
            violated(event + " was answered with " + id + ", which is not alive");
            return;
        }
        RouteServer server = found.get();
        JsonNode data = event.answer.path("Data");
        same("ASN", wanted.asn(), server.amazonSideAsn());
        same(
                "ASN of the answer",
                Long.toString(wanted.asn()),
                data.path("AmazonSideAsn").asText());
        same("notifications", wanted.sns(), server.snsNotificationsEnabled());
        if (wanted.sns()) {
            same(
                    "topic",
                    world.ec2.inventory().topicArn(id).orElse(""),
                    data.path("SnsTopicArn").asText());
        }
        boolean persists = server.persistRoutesDuration() != null;
        if (wanted.persist() == null || !wanted.persist().equals("reset")) {
            boolean enable = "enable".equals(wanted.persist());
            if (enable != persists && !SETTLING_LATE.contains(server.persistRoutesState())) {
                violated("persistence is " + server.persistRoutesState() + " where " + wanted.persist() + " is wanted");
            }
            if (enable) {
                int minutes = wanted.minutes() == null ? 1 : wanted.minutes();
                same("duration", minutes, server.persistRoutesDuration());
            }
        }
        checkTags(server, wanted, before, byHand);
    }

    private void checkTags(RouteServer server, Props wanted, Props before, Map<String, String> byHand) {
        wanted.tags()
                .forEach((key, value) -> same("tag " + key, value, server.tags().get(key)));
        byHand.forEach((key, value) -> same("tag " + key, value, server.tags().get(key)));
        for (String key : before.tags().keySet()) {
            if (!wanted.tags().containsKey(key) && server.tags().containsKey(key)) {
                violated("tag " + key + " is still there");
            }
        }
    }

    /**
     * Whether an event may be overtaken now: a server that is about to be made, or that EC2 does not show yet, cannot be
     * found by the request that overtakes this one, and nothing tells the process that goes on with it.
     */
    boolean isSettledFor(Event event, Schedule schedule) {
        String token = token(event);
        Optional<RouteServer> own = owned().stream()
                .filter(server -> StackModel.provenanceOf(server).contains(token))
                .findFirst();
        if (own.isEmpty()) {
            boolean changesInPlace = event.type.equals("Update")
                    && event.props.asn() == event.oldProps.asn()
                    && event.props.dryRun() == event.oldProps.dryRun()
                    && world.ec2
                            .inventory()
                            .routeServer(event.physicalId)
                            .filter(RouteServer::isLive)
                            .isPresent();
            return changesInPlace;
        }
        return world.ec2.journal().of("DescribeRouteServers").stream()
                .anyMatch(entry -> entry.succeeded()
                        && entry.resourceId().equals(own.get().routeServerId())
                        && Duration.between(entry.call().time(), world.now()).toSeconds() >= 4);
    }

    /** Whether EC2 still describes what an event made, or was about. */
    boolean isDescribed(Event event) {
        String token = token(event);
        List<String> ids = new ArrayList<>();
        owned().forEach(server -> {
            if (StackModel.provenanceOf(server).contains(token)
                    || server.routeServerId().equals(event.physicalId)) {
                ids.add(server.routeServerId());
            }
        });
        return !ids.isEmpty();
    }

    static String token(Event event) {
        String identity = event.stack + '\n' + Event.LOGICAL_ID + '\n' + event.requestId;
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
