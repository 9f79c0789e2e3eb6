package io.github.cdkrouteserver.localaws.cloudformation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What stacks export to each other. */
final class Exports {
    private final Map<String, Export> exports = new ConcurrentHashMap<>();

    String value(String name) {
        Export export = exports.get(name);
        if (export == null) {
            throw new TemplateException("No export named " + name + " found.");
        }
        return export.value();
    }

    /** Replaces what the stack exports. */
    void publish(String stackName, Map<String, String> values) {
        values.forEach((name, value) -> {
            Export present = exports.get(name);
            if (present != null && !present.stackName().equals(stackName)) {
                throw new TemplateException("Export with name " + name + " is already exported by stack "
                        + present.stackName() + ". Rollback requested by user.");
            }
        });
        withdraw(stackName);
        values.forEach((name, value) -> exports.put(name, new Export(stackName, value)));
    }

    void withdraw(String stackName) {
        exports.values().removeIf(export -> export.stackName().equals(stackName));
    }

    Map<String, String> of(String stackName) {
        Map<String, String> found = new ConcurrentHashMap<>();
        exports.forEach((name, export) -> {
            if (export.stackName().equals(stackName)) {
                found.put(name, export.value());
            }
        });
        return found;
    }

    private record Export(String stackName, String value) {}
}
