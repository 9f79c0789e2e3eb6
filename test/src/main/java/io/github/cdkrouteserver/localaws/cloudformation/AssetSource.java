package io.github.cdkrouteserver.localaws.cloudformation;

import java.nio.file.Path;

/** Where the files that a template names by their place in the asset bucket lie on this machine. */
@FunctionalInterface
public interface AssetSource {
    /** Returns the file or directory behind the key. */
    Path asset(String objectKey);

    /** Returns a source for templates without assets. */
    static AssetSource none() {
        return objectKey -> {
            throw new TemplateException("no asset " + objectKey);
        };
    }
}
