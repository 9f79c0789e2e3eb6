package io.github.cdkrouteserver.internal.topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.cxapi.CloudAssembly;
import software.amazon.awscdk.cxapi.CloudFormationStackArtifact;
import software.amazon.awscdk.cxapi.MetadataEntryResult;

/** All templates of a cloud assembly, and what their intrinsic functions come to across them. */
final class Templates {
    // A reference that leads back to itself is an error of the template, and no reason to hang.
    private static final int MAX_DEPTH = 32;

    private final List<Template> templates = new ArrayList<>();

    private Templates() {}

    static Templates of(CloudAssembly assembly) {
        Templates all = new Templates();
        for (CloudFormationStackArtifact stack : assembly.getStacksRecursively()) {
            Template template = new Template(
                    stack.getHierarchicalId(),
                    String.valueOf(stack.getManifest().getEnvironment()),
                    Json.map(stack.getTemplate()),
                    null);
            all.add(template, new NestedFiles(stack), paths(stack, template));
        }
        return all;
    }

    /**
     * Paths of the constructs of each stack by logical id, which only the CDK CLI has written into the templates
     * themselves. The keys are the paths of the stacks, nested ones included.
     */
    // What CDK offers in its place, getMetadata(), cannot be read from Java: jsii finds its entries without a type.
    @SuppressWarnings("deprecation")
    private static Map<String, Map<String, String>> paths(CloudFormationStackArtifact stack, Template template) {
        Map<String, Map<String, String>> byStack = new LinkedHashMap<>();
        if (template.resources().values().stream().allMatch(resource -> resource.metadata("aws:cdk:path") != null)) {
            return byStack;
        }
        Map<String, String> ids = new LinkedHashMap<>();
        for (MetadataEntryResult entry : stack.findMetadataByType("aws:cdk:logicalId")) {
            ids.put(entry.getPath().substring(1), String.valueOf(entry.getData()));
        }
        byStack.put(template.path(), new LinkedHashMap<>());
        ids.keySet().stream()
                .filter(path -> path.contains(Template.NESTED))
                .forEach(path -> byStack.put(Template.pathOfNested(path), new LinkedHashMap<>()));
        ids.forEach((path, id) -> byStack.keySet().stream()
                .filter(within -> path.startsWith(within + "/"))
                .max(Comparator.comparingInt(String::length))
                .ifPresent(owner -> byStack.get(owner).put(id, path)));
        return byStack;
    }

    private void add(Template template, NestedFiles files, Map<String, Map<String, String>> paths) {
        templates.add(template);
        template.paths().putAll(paths.getOrDefault(template.path(), Map.of()));
        for (Resource resource : template.resources().values()) {
            Map<String, Object> body =
                    resource.type().equals("AWS::CloudFormation::Stack") ? files.bodyOf(resource) : Map.of();
            if (!body.isEmpty()) {
                Template nested = new Template(template.stack(), template.environment(), body, resource);
                template.nested().put(resource.logicalId(), nested);
                add(nested, files, paths);
            }
        }
    }

    List<String> stacks() {
        return templates.stream().map(Template::stack).distinct().toList();
    }

    Stream<Resource> resources(String... types) {
        List<String> wanted = List.of(types);
        return templates.stream()
                .flatMap(template -> template.resources().values().stream())
                .filter(resource -> wanted.contains(resource.type()));
    }

    Value value(Resource resource, String property) {
        return value(resource.template(), resource.property(property));
    }

    Value value(Template template, @Nullable Object json) {
        return value(template, json, 0);
    }

    private Value value(Template template, @Nullable Object json, int depth) {
        String scalar = Json.scalar(json);
        if (scalar != null) {
            return Value.literal(scalar);
        }
        if (json == null || depth > MAX_DEPTH) {
            return Value.words("not known");
        }
        if (Json.call(json, "Ref") instanceof String name) {
            return ref(template, name, depth);
        }
        Object attribute = Json.call(json, "Fn::GetAtt");
        if (attribute instanceof String dotted) {
            attribute = List.of((Object[]) dotted.split("\\.", 2));
        }
        if (attribute instanceof List<?> parts && parts.size() == 2) {
            return attribute(template, String.valueOf(parts.get(0)), String.valueOf(parts.get(1)), depth);
        }
        Object imported = Json.call(json, "Fn::ImportValue");
        if (imported != null) {
            return export(template, value(template, imported, depth + 1).text(), depth);
        }
        if (Json.call(json, "Fn::Select") instanceof List<?> choice && choice.size() == 2) {
            return selected(template, choice.get(0), choice.get(1), depth);
        }
        if (Json.call(json, "Fn::Join") instanceof List<?> join && join.size() == 2) {
            List<Value> parts = Json.list(join.get(1)).stream()
                    .map(part -> value(template, part, depth + 1))
                    .toList();
            String text = parts.stream().map(Value::text).collect(Collectors.joining(String.valueOf(join.get(0))));
            return new Value(null, text, parts.stream().allMatch(Value::known));
        }
        return Value.words("known at deployment");
    }

    private Value ref(Template template, String name, int depth) {
        Resource resource = template.resources().get(name);
        if (resource != null) {
            return Value.of(resource);
        }
        Resource nestedAs = template.nestedAs();
        if (nestedAs != null) {
            Map<String, Object> given = Json.map(nestedAs.property("Parameters"));
            if (given.containsKey(name)) {
                return value(nestedAs.template(), given.get(name), depth + 1);
            }
        }
        return Value.words(template.hasParameter(name) ? "parameter " + name : name);
    }

    private Value attribute(Template template, String logicalId, String name, int depth) {
        Template nested = template.nested().get(logicalId);
        if (nested != null && name.startsWith("Outputs.")) {
            Map<String, Object> output = Json.map(nested.outputs().get(name.substring("Outputs.".length())));
            return value(nested, output.get("Value"), depth + 1);
        }
        Resource resource = template.resources().get(logicalId);
        return resource == null ? Value.words(logicalId + "." + name) : Value.of(resource);
    }

    private Value export(Template importer, String name, int depth) {
        // Names of exports are unique in one account and Region only, and an app may have stacks in several.
        return Stream.concat(
                        templates.stream().filter(other -> other.environment().equals(importer.environment())),
                        templates.stream())
                .flatMap(other -> other.outputs().values().stream()
                        .map(Json::map)
                        .filter(output -> name.equals(
                                value(other, Json.map(output.get("Export")).get("Name"), depth + 1)
                                        .text()))
                        .map(output -> value(other, output.get("Value"), depth + 1)))
                .findFirst()
                .orElseGet(() -> Value.words("import of " + name));
    }

    private Value selected(Template template, @Nullable Object index, @Nullable Object from, int depth) {
        String position = Json.scalar(index);
        if (position == null || !position.matches("\\d{1,3}")) {
            return Value.words("known at deployment");
        }
        int place = Integer.parseInt(position);
        if (from instanceof List<?> list && place < list.size()) {
            return value(template, list.get(place), depth + 1);
        }
        if (Json.call(from, "Fn::GetAZs") != null) {
            return Value.words("Zone " + (place + 1) + " of the Region");
        }
        return Value.words("known at deployment");
    }
}
