package io.github.cdkrouteserver.localaws.ec2;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads tags from calls and holds them to EC2's rules. */
final class Tags {
    private static final int MAX_KEY_LENGTH = 127;
    private static final int MAX_VALUE_LENGTH = 256;
    private static final String RESERVED_PREFIX = "aws:";

    private Tags() {}

    /** The tags that a create call gives its resource. */
    static Map<String, String> ofNew(Parameters parameters, ResourceType type, Ec2Behavior behavior) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String specification : parameters.members("TagSpecification")) {
            String resourceType = parameters.requiredText(specification + ".ResourceType");
            if (!resourceType.equals(type.wireName())) {
                throw Ec2Error.invalidValue(
                        specification + ".ResourceType",
                        resourceType,
                        "It is not a valid taggable resource type for this operation.");
            }
            readInto(tags, parameters, specification + ".Tag");
        }
        requireRoom(tags, behavior);
        return tags;
    }

    static void readInto(Map<String, String> tags, Parameters parameters, String list) {
        for (String member : parameters.members(list)) {
            String key = parameters.requiredText(member + ".Key");
            String value = parameters.text(member + ".Value");
            requireWritable(member, key);
            if (key.length() > MAX_KEY_LENGTH) {
                throw Ec2Error.invalidValue(member + ".Key", key, "Tag keys have at most 127 characters.");
            }
            if (value != null && value.length() > MAX_VALUE_LENGTH) {
                throw Ec2Error.invalidValue(member + ".Value", value, "Tag values have at most 256 characters.");
            }
            if (tags.put(key, value == null ? "" : value) != null) {
                throw new Ec2Error("InvalidParameterValue", "Duplicate tag key '" + key + "' specified.");
            }
        }
    }

    static void requireWritable(String member, String key) {
        if (key.toLowerCase(Locale.ROOT).startsWith(RESERVED_PREFIX)) {
            throw Ec2Error.invalidValue(
                    member + ".Key", key, "Tag keys starting with 'aws:' are reserved for internal use.");
        }
    }

    static void requireRoom(Map<String, String> tags, Ec2Behavior behavior) {
        // System tags do not count.
        long own = tags.keySet().stream()
                .filter(key -> !key.startsWith(RESERVED_PREFIX))
                .count();
        if (own > behavior.tagsPerResource()) {
            throw new Ec2Error(
                    "TagLimitExceeded",
                    "The maximum number of tags for a resource is " + behavior.tagsPerResource() + ", not " + own);
        }
    }
}
