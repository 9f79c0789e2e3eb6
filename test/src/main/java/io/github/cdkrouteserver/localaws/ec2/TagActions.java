package io.github.cdkrouteserver.localaws.ec2;

import io.github.cdkrouteserver.localaws.iam.AccessRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** CreateTags and DeleteTags. */
final class TagActions {
    private final Ec2State state;

    TagActions(Ec2State state) {
        this.state = state;
    }

    void register(Map<String, Function<Parameters, Prepared>> actions) {
        actions.put("CreateTags", this::create);
        actions.put("DeleteTags", this::delete);
    }

    private Prepared create(Parameters parameters) {
        List<String> ids = ids(parameters);
        Map<String, String> tags = new LinkedHashMap<>();
        Tags.readInto(tags, parameters, "Tag");
        if (tags.isEmpty()) {
            throw Ec2Error.missing("Tag");
        }
        parameters.refuseUnread();
        Permissions permissions = new Permissions(state.location(), "CreateTags");
        for (String id : ids) {
            permissions.tagging(request(permissions, "ec2:CreateTags", id).withRequestTags(tags));
        }
        return new Prepared(permissions.list(), () -> {
            for (String id : ids) {
                Map<String, String> after =
                        new LinkedHashMap<>(state.tableOf(id).tags(id));
                state.tableOf(id).get(id);
                after.putAll(tags);
                Tags.requireRoom(after, state.behavior());
            }
            ids.forEach(id -> state.tableOf(id).changeTags(id, before -> {
                before.putAll(tags);
                return before;
            }));
            return Done.DONE;
        });
    }

    private Prepared delete(Parameters parameters) {
        List<String> ids = ids(parameters);
        Map<String, String> tags = new LinkedHashMap<>();
        for (String member : parameters.members("Tag")) {
            String key = parameters.requiredText(member + ".Key");
            Tags.requireWritable(member, key);
            tags.put(key, parameters.text(member + ".Value"));
        }
        parameters.refuseUnread();
        Permissions permissions = new Permissions(state.location(), "DeleteTags");
        for (String id : ids) {
            AccessRequest request = request(permissions, "ec2:DeleteTags", id);
            permissions.tagging(tags.isEmpty() ? request : request.with("aws:TagKeys", new ArrayList<>(tags.keySet())));
        }
        return new Prepared(permissions.list(), () -> {
            ids.forEach(id -> state.tableOf(id).get(id));
            ids.forEach(id -> state.tableOf(id).changeTags(id, before -> {
                before.entrySet().removeIf(tag -> isMeant(tags, tag));
                return before;
            }));
            return Done.DONE;
        });
    }

    /** No tags at all mean every tag of the user's; a value, even an empty one, means only a tag with that value. */
    private static boolean isMeant(Map<String, String> meant, Map.Entry<String, String> tag) {
        if (meant.isEmpty()) {
            return !tag.getKey().startsWith("aws:");
        }
        String value = meant.get(tag.getKey());
        return meant.containsKey(tag.getKey()) && (value == null || value.equals(tag.getValue()));
    }

    private List<String> ids(Parameters parameters) {
        List<String> ids = parameters.list("ResourceId");
        if (ids.isEmpty()) {
            throw Ec2Error.missing("ResourceId");
        }
        ids.forEach(id -> state.tableOf(id).requireShape(id));
        return ids;
    }

    private AccessRequest request(Permissions permissions, String action, String id) {
        ResourceTable<?> table = state.tableOf(id);
        String arn = state.location().ec2Arn(table.type().wireName(), id);
        return permissions.inRegion(action, arn).withResourceTags(table.tagsForAuthorization(id));
    }
}
