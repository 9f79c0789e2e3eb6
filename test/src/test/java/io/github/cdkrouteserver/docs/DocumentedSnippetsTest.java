package io.github.cdkrouteserver.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents show only code that compiles: every Java block of theirs stands in a source file of module examples. */
class DocumentedSnippetsTest {
    private static final Path ROOT = Path.of("..");
    private static final Path SOURCES = ROOT.resolve(Path.of("examples", "src", "main", "java"));
    private static final String FENCE = "```";

    private record Snippet(String document, int line, List<String> code) {
        @Override
        public String toString() {
            return document + ":" + line;
        }
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void snippet_ofADocument_standsInASourceFile(Snippet snippet) throws IOException {
        assertThat(snippet.code()).isNotEmpty();
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            List<Path> holders = sources.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> Collections.indexOfSubList(lines(file), snippet.code()) >= 0)
                    .toList();

            assertThat(holders)
                    .as(
                            "source files of module examples that hold, but for indentation,%n%s",
                            String.join(System.lineSeparator(), snippet.code()))
                    .isNotEmpty();
        }
    }

    @Test
    void snippets_ofAllDocuments_areFound() throws IOException {
        assertThat(snippets()).extracting(Snippet::document).contains("README.md", "guide.md");
    }

    static List<Snippet> snippets() throws IOException {
        List<Snippet> snippets = new ArrayList<>();
        try (Stream<Path> inDocs = Files.list(ROOT.resolve("docs"))) {
            Stream.concat(Stream.of(ROOT.resolve("README.md")), inDocs.sorted())
                    .filter(file -> file.toString().endsWith(".md"))
                    .forEach(file -> read(file, snippets));
        }
        return snippets;
    }

    private static void read(Path document, List<Snippet> snippets) {
        List<String> code = null;
        int number = 0;
        for (String line : lines(document)) {
            number++;
            if (code == null && line.equals(FENCE + "java")) {
                code = new ArrayList<>();
                snippets.add(new Snippet(document.getFileName().toString(), number, code));
            } else if (line.equals(FENCE)) {
                code = null;
            } else if (code != null) {
                code.add(line);
            }
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().map(String::strip).toList();
        } catch (IOException e) {
            throw new AssertionError(file + " cannot be read", e);
        }
    }
}
