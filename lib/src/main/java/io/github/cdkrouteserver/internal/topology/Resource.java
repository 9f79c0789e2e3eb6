package io.github.cdkrouteserver.internal.topology;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A resource of a template. */
record Resource(Template template, String logicalId, Map<String, Object> body) {
    // The last part of a path that names no more than the kind of the resource.
    private static final Set<String> KINDS = Set.of("Resource", "Default", "Subnet", "RouteTable");

    String type() {
        return String.valueOf(body.get("Type"));
    }

    @Nullable
    Object property(String name) {
        return Json.map(body.get("Properties")).get(name);
    }

    @Nullable
    Object metadata(String name) {
        return Json.map(body.get("Metadata")).get(name);
    }

    @Nullable
    String tag(String key) {
        for (Object entry : Json.list(property("Tags"))) {
            Map<String, Object> tag = Json.map(entry);
            if (key.equals(tag.get("Key"))) {
                return Json.scalar(tag.get("Value"));
            }
        }
        return null;
    }

    /** Path of the construct in the app; the logical id where nothing tells the path. */
    String fullPath() {
        String path = Json.scalar(metadata("aws:cdk:path"));
        return path == null ? template.paths().getOrDefault(logicalId, logicalId) : path;
    }

    /** Path of the construct within its stack. */
    String path() {
        String path = fullPath();
        String within = path.startsWith(inStack()) ? path.substring(inStack().length()) : path;
        int last = within.lastIndexOf('/');
        return last > 0 && KINDS.contains(within.substring(last + 1)) ? within.substring(0, last) : within;
    }

    /** What people call it: its {@code Name} tag, unless that is the path which CDK gives to what has no name. */
    String name(String parentPath) {
        String tag = tag("Name");
        if (tag != null && !tag.isBlank() && !tag.startsWith(inStack())) {
            return tag;
        }
        String path = path();
        return path.startsWith(parentPath + "/") ? path.substring(parentPath.length() + 1) : path;
    }

    private String inStack() {
        return template.stack() + "/";
    }

    // Two resources are the same only if they are one: comparing their whole bodies would be slow and wrong.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
