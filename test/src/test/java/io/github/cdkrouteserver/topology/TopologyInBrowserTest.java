package io.github.cdkrouteserver.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Asks a browser where it puts every label: fonts differ between machines, and widths in a picture are estimates.
 *
 * <p>The pictures as the browser shows them are left in {@code target/topology}.
 */
class TopologyInBrowserTest {
    private static final Path PICTURES = Path.of("target", "topology");
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int LIMIT_SECONDS = 120;
    private static final Pattern SIZE = Pattern.compile("viewBox=\"0 0 (\\d+) (\\d+)\"");

    /** Writes every pair of labels that touch, and every label that leaves the page, into the page itself. */
    private static final String SCRIPT = """
            const found = [];
            for (const svg of document.querySelectorAll('svg')) {
              const name = svg.parentNode.id;
              const page = svg.getBoundingClientRect();
              const labels = [...svg.querySelectorAll('text')].map(t => {
                const title = t.querySelector('title');
                const text = title ? t.firstChild.data : t.textContent;
                return {text, box: t.getBoundingClientRect()};
              });
              labels.forEach((a, i) => {
                if (a.box.width === 0) found.push(name + ': invisible: ' + a.text);
                if (a.box.right > page.right || a.box.bottom > page.bottom) found.push(name + ': off the page: ' + a.text);
                labels.slice(i + 1).forEach(b => {
                  const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
                  const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
                  if (across > 1 && down > 3) found.push(name + ': ' + a.text + ' touches ' + b.text);
                });
              });
            }
            document.body.dataset.labels = document.querySelectorAll('text').length;
            document.body.dataset.found = found.join(' | ') || 'nothing';
            """;

    @Test
    void labels_inABrowser_touchNeitherEachOtherNorTheEdge(@TempDir Path directory) throws Exception {
        Optional<Path> browser = browser();
        assumeTrue(browser.isPresent(), "no Chromium on the path, so no picture is looked at");
        StringBuilder page = new StringBuilder("<!DOCTYPE html><meta charset=\"utf-8\"><body>");
        for (Networks network : Networks.values()) {
            page.append("<div id=\"")
                    .append(network)
                    .append("\">")
                    .append(network.svg())
                    .append("</div>");
        }
        Path file = Files.writeString(directory.resolve("page.html"), page + "<script>" + SCRIPT + "</script>");

        String dom = run(browser.get(), directory, "--dump-dom", file.toUri().toString());

        assertThat(attribute(dom, "data-labels")).matches("[1-9]\\d\\d+");
        assertThat(attribute(dom, "data-found")).isEqualTo("nothing");
    }

    @Test
    void picture_inABrowser_isShown(@TempDir Path directory) throws Exception {
        Optional<Path> browser = browser();
        assumeTrue(browser.isPresent(), "no Chromium on the path, so no picture is looked at");
        Files.createDirectories(PICTURES);
        String svg = Networks.THREE_ZONES.svg();
        Path file = Files.writeString(PICTURES.resolve(Networks.THREE_ZONES.fileName()), svg);
        Path picture = PICTURES.resolve(Networks.THREE_ZONES.fileName().replace(".svg", ".png"))
                .toAbsolutePath();
        Files.deleteIfExists(picture);
        Matcher size = SIZE.matcher(svg);
        assertThat(size.find()).isTrue();

        run(
                browser.get(),
                directory,
                "--hide-scrollbars",
                "--window-size=" + size.group(1) + "," + size.group(2),
                "--screenshot=" + picture,
                file.toUri().toString());

        assertThat(picture).isNotEmptyFile();
    }

    private static Optional<Path> browser() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(directory -> BROWSERS.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String run(Path browser, Path directory, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + Files.createTempDirectory(directory, "profile")));
        command.addAll(List.of(arguments));
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        return Files.readString(output);
    }

    private static String attribute(String dom, String name) {
        Matcher value = Pattern.compile(name + "=\"([^\"]*)\"").matcher(dom);
        return value.find() ? value.group(1) : "not in " + dom.substring(0, Math.min(400, dom.length()));
    }
}
