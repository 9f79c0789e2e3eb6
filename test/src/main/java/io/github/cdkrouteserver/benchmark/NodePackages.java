package io.github.cdkrouteserver.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Installs packages of npm for what is compared with, or checked by, code in JavaScript. */
public final class NodePackages {
    private NodePackages() {}

    /**
     * Installs packages, unless they are there already.
     *
     * @param folder where to
     * @param proof a file in {@code node_modules} that is there once they are
     * @param packages their names, with versions
     * @return that file
     * @throws IOException where npm fails
     * @throws InterruptedException where nobody waits for it any more
     */
    public static Path install(Path folder, String proof, String... packages) throws IOException, InterruptedException {
        Path installed = folder.resolve("node_modules").resolve(proof);
        if (!Files.exists(installed)) {
            Files.createDirectories(folder);
            List<String> command = new ArrayList<>(
                    List.of("npm", "install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--prefix"));
            command.add(folder.toString());
            command.addAll(List.of(packages));
            Commands.run(folder, command);
        }
        return installed;
    }
}
