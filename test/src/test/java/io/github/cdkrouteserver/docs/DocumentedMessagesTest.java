package io.github.cdkrouteserver.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guide explains messages that are really there, every warning, and whatever is refused. */
class DocumentedMessagesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern CONCATENATION = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final Pattern WARNING_ID =
            Pattern.compile("\"io\\.github\\.cdkrouteserver:(\\w+)\"|LogPermission\\.missing\\(\\s*\"(\\w+)\"");
    // A refusal up to its semicolon, which may stand in a string before.
    private static final Pattern REFUSAL = Pattern.compile(
            "\\b(?:refusal|report|new LifecycleException)\\((?:[^;\"]++|\"(?:[^\"\\\\]++|\\\\.)*+\")*+;");
    private static final Pattern SENTENCE = Pattern.compile("\"[^\"]*[a-z] [a-z][^\"]*\"");
    private static final Set<String> NO_WARNINGS = Set.of("endpointsPerRouteServer");
    // Said by CloudFormation and EC2, and not in any source of ours.
    private static final Set<String> OF_AWS = Set.of(
            "CloudFormation did not receive a response from your Custom Resource",
            "UnauthorizedOperation: ",
            "RequestLimitExceeded ",
            "IncorrectState ");
    private static final int SHORTEST = 6;

    @ParameterizedTest
    @MethodSource("messages")
    void message_inTheGuide_isOneOfOurs(String message) throws IOException {
        String sources = sources();

        assertThat(parts(message)).allSatisfy(part -> assertThat(sources).contains(part));
    }

    @Test
    void warnings_ofTheLibrary_areAllInTheGuide() throws IOException {
        Set<String> ids = new TreeSet<>();
        WARNING_ID.matcher(sources()).results().forEach(found -> {
            String id = found.group(1) == null ? found.group(2) : found.group(1);
            if (!NO_WARNINGS.contains(id)) {
                ids.add(id);
            }
        });

        assertThat(ids).isNotEmpty();
        String guide = guide();
        assertThat(ids).allSatisfy(id -> assertThat(guide).contains("`" + id + "`"));
    }

    @Test
    void refusals_ofTheLibrary_areAllInTheGuide() throws IOException {
        List<String> refusals = REFUSAL.matcher(sources())
                .results()
                .map(MatchResult::group)
                .filter(refusal -> SENTENCE.matcher(refusal).find())
                .toList();
        List<List<String>> documented = messages().stream()
                .map(DocumentedMessagesTest::parts)
                .filter(parts -> !parts.isEmpty())
                .toList();

        assertThat(refusals).hasSizeGreaterThan(40);
        assertThat(refusals)
                .filteredOn(refusal ->
                        documented.stream().noneMatch(parts -> parts.stream().allMatch(refusal::contains)))
                .as("refused without a row in the guide")
                .isEmpty();
    }

    static List<String> messages() throws IOException {
        String guide = guide();
        List<String> messages = new ArrayList<>();
        for (String section : List.of("### While synthesizing", "### While deploying", "## The picture")) {
            int start = guide.indexOf(section);
            int end = guide.indexOf("\n##", start + 1);
            guide.substring(start, end)
                    .lines()
                    .filter(line -> line.startsWith("| `"))
                    .map(line -> line.substring(2, line.indexOf(" |", 2)))
                    .flatMap(cell -> QUOTED.matcher(cell).results().map(DocumentedMessagesTest::quoted))
                    .forEach(messages::add);
        }
        return messages;
    }

    /** What of a message is the same each time, as far as it is ours and long enough to tell anything. */
    private static List<String> parts(String message) {
        List<String> parts = new ArrayList<>();
        for (String part : message.split("\\.\\.\\.")) {
            String text = part.replaceFirst("^\\.", "");
            for (String foreign : OF_AWS) {
                text = text.replace(foreign, "");
            }
            if (text.strip().length() >= SHORTEST) {
                parts.add(text.strip());
            }
        }
        return parts;
    }

    private static String quoted(MatchResult found) {
        return found.group(1);
    }

    private static String guide() throws IOException {
        return Files.readString(ROOT.resolve("docs").resolve("guide.md"));
    }

    private static String sources() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String module : List.of("lib", "lambda")) {
            try (Stream<Path> walk = Files.walk(ROOT.resolve(Path.of(module, "src", "main", "java")))) {
                walk.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            }
        }
        return files.stream().map(DocumentedMessagesTest::joined).collect(Collectors.joining("\n"));
    }

    private static String joined(Path file) {
        try {
            return CONCATENATION.matcher(Files.readString(file)).replaceAll("");
        } catch (IOException e) {
            throw new AssertionError(file + " cannot be read", e);
        }
    }
}
