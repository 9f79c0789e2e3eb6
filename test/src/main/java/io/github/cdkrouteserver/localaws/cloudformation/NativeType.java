package io.github.cdkrouteserver.localaws.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** What the handlers of the native route-server types have in common: calls, bounded retries and waits. */
abstract class NativeType implements ResourceProvider {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Set<String> GOING = Set.of("deleting", "deleted", "disassociating");

    protected final Ec2Access ec2;

    NativeType(Ec2Access ec2) {
        this.ec2 = ec2;
    }

    /** A call that can be refused. */
    protected interface Call<T> {
        T run(Ec2Client client);
    }

    /** Returns the names of the properties that cannot be changed in place. */
    abstract Set<String> createOnly();

    @Override
    public boolean replaces(ResourceRequest request) {
        return request.changes(createOnly().toArray(String[]::new));
    }

    @Override
    public List<String> identifier() {
        return List.of("Id");
    }

    /** Looks once for a thing that is to be imported. */
    protected <T> T require(ResourceRequest request, Call<T> look, StateOf<T> stateOf)
            throws ResourceFailure, InterruptedException {
        T seen = null;
        try {
            seen = call(look);
        } catch (ResourceFailure e) {
            if (!isGone(e)) {
                throw e;
            }
        }
        if (seen == null || GOING.contains(stateOf.state(seen))) {
            throw new ResourceFailure("Resource of type '" + request.type() + "' with identifier '"
                    + request.physicalId() + "' was not found.");
        }
        return seen;
    }

    /** Calls EC2; while it answers IncorrectState the call is repeated for a bounded time. */
    protected <T> T call(Call<T> call) throws ResourceFailure, InterruptedException {
        long deadline = System.nanoTime() + ec2.incorrectStateRetry().toNanos();
        while (true) {
            try {
                return call.run(ec2.client());
            } catch (Ec2Exception e) {
                boolean retryable = e.awsErrorDetails().errorCode().equals("IncorrectState");
                if (!retryable || System.nanoTime() > deadline) {
                    throw failure(e);
                }
                ec2.pause(POLL);
            }
        }
    }

    /** Calls EC2, and takes an answer that the thing does not exist for success. */
    protected void callUnlessGone(Call<?> call) throws ResourceFailure, InterruptedException {
        try {
            call(call);
        } catch (ResourceFailure e) {
            if (!isGone(e)) {
                throw e;
            }
        }
    }

    /** Looks until the state is the wanted one; a failure state ends the wait. */
    protected <T> T await(String wanted, Call<T> look, StateOf<T> stateOf)
            throws ResourceFailure, InterruptedException {
        long deadline = System.nanoTime() + ec2.stateWait().toNanos();
        while (true) {
            T seen = null;
            try {
                seen = look.run(ec2.client());
            } catch (Ec2Exception e) {
                if (!isNotFound(e)) {
                    throw failure(e);
                }
                // Just created, and not known everywhere yet; or just deleted, and already forgotten.
                if (wanted.equals("deleted")) {
                    return null;
                }
            }
            String state = seen == null ? "gone" : stateOf.state(seen);
            if (state.equals(wanted) || (seen == null && wanted.equals("deleted"))) {
                return seen;
            }
            if (Set.of("failing", "failed", "delete-failed").contains(state)) {
                throw new ResourceFailure("Resource is in state " + state);
            }
            if (System.nanoTime() > deadline) {
                throw new ResourceFailure("Resource did not stabilize: state is " + state + ", not " + wanted);
            }
            ec2.pause(POLL);
        }
    }

    /** Reads a thing's state. */
    protected interface StateOf<T> {
        String state(T thing);
    }

    protected static Map<String, String> tags(JsonNode properties) {
        Map<String, String> tags = new LinkedHashMap<>();
        properties
                .path("Tags")
                .forEach(tag ->
                        tags.put(tag.path("Key").asText(), tag.path("Value").asText("")));
        return tags;
    }

    protected static List<TagSpecification> tagSpecifications(ResourceRequest request, ResourceType type) {
        Map<String, String> tags = tags(request.properties());
        return tags.isEmpty()
                ? List.of()
                : List.of(TagSpecification.builder()
                        .resourceType(type)
                        .tags(sdkTags(tags))
                        .build());
    }

    /** Brings the tags from the old properties' to the new ones'. */
    protected void retag(ResourceRequest request) throws ResourceFailure, InterruptedException {
        Map<String, String> wanted = tags(request.properties());
        Map<String, String> had = tags(request.oldProperties());
        List<Tag> dropped = had.keySet().stream()
                .filter(key -> !wanted.containsKey(key))
                .map(key -> Tag.builder().key(key).build())
                .toList();
        Map<String, String> changed = new LinkedHashMap<>(wanted);
        changed.entrySet().removeIf(tag -> Objects.equals(had.get(tag.getKey()), tag.getValue()));
        if (!dropped.isEmpty()) {
            call(client ->
                    client.deleteTags(r -> r.resources(request.physicalId()).tags(dropped)));
        }
        if (!changed.isEmpty()) {
            call(client ->
                    client.createTags(r -> r.resources(request.physicalId()).tags(sdkTags(changed))));
        }
    }

    protected static String arn(ResourceRequest request, String type, String id) {
        return request.stack().arn("ec2", type + "/" + id);
    }

    private static List<Tag> sdkTags(Map<String, String> tags) {
        List<Tag> result = new ArrayList<>();
        tags.forEach(
                (key, value) -> result.add(Tag.builder().key(key).value(value).build()));
        return result;
    }

    private static boolean isNotFound(Ec2Exception e) {
        String code = e.awsErrorDetails().errorCode();
        return code.endsWith(".NotFound") || code.endsWith(".NotAssociated") || code.endsWith(".NotPropagated");
    }

    private static boolean isGone(ResourceFailure e) {
        return e.getCause() instanceof Ec2Exception cause && isNotFound(cause);
    }

    private static ResourceFailure failure(Ec2Exception e) {
        ResourceFailure failure = new ResourceFailure("Resource handler returned message: \""
                + e.awsErrorDetails().errorMessage() + " (Service: Ec2, Status Code: " + e.statusCode()
                + ", Error Code: " + e.awsErrorDetails().errorCode() + ")\"");
        failure.initCause(e);
        return failure;
    }
}
