package io.github.cdkrouteserver.internal.topology;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One template of a cloud assembly: that of a stack, or that of a stack nested in it. */
final class Template {
    /** What CDK writes between the path of a nested stack and the id of its resource. */
    static final String NESTED = ".NestedStack/";

    private final String stack;
    private final String environment;
    private final Map<String, Object> body;
    private final @Nullable Resource nestedAs;
    private final Map<String, Resource> resources = new LinkedHashMap<>();
    private final Map<String, Template> nested = new LinkedHashMap<>();
    private final Map<String, String> paths = new LinkedHashMap<>();

    Template(String stack, String environment, Map<String, Object> body, @Nullable Resource nestedAs) {
        this.stack = stack;
        this.environment = environment;
        this.body = body;
        this.nestedAs = nestedAs;
        Json.map(body.get("Resources"))
                .forEach((id, resource) -> resources.put(id, new Resource(this, id, Json.map(resource))));
    }

    /** Path of the stack, which is also how the paths of its resources begin. */
    String stack() {
        return stack;
    }

    String environment() {
        return environment;
    }

    /** What the parent calls this template, where it is nested. */
    @Nullable
    Resource nestedAs() {
        return nestedAs;
    }

    Map<String, Resource> resources() {
        return resources;
    }

    /** Paths of constructs by logical id, for templates that do not carry them. */
    Map<String, String> paths() {
        return paths;
    }

    /** Path of the construct of the stack. */
    String path() {
        return nestedAs == null ? stack : pathOfNested(nestedAs.fullPath());
    }

    /** Path of the construct of a nested stack, which stands beside its resource in the tree. */
    static String pathOfNested(String pathOfResource) {
        int end = pathOfResource.lastIndexOf(NESTED);
        return end < 0 ? pathOfResource : pathOfResource.substring(0, end);
    }

    /** Templates of the nested stacks by logical id. */
    Map<String, Template> nested() {
        return nested;
    }

    Map<String, Object> outputs() {
        return Json.map(body.get("Outputs"));
    }

    boolean hasParameter(String name) {
        return Json.map(body.get("Parameters")).containsKey(name);
    }
}
