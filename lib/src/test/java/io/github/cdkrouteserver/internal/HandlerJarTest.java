package io.github.cdkrouteserver.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandlerJarTest {
    private static final byte[] CONTENT = "handler".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    @Test
    void extract_firstTime_writesTheContentUnderItsChecksum() {
        Path jar = HandlerJar.extract(CONTENT, directory);

        assertThat(jar).hasBinaryContent(CONTENT);
        assertThat(jar.getFileName().toString()).matches("cdk-route-server-[0-9a-f]{8}\\.jar");
        assertThat(directory).isDirectoryContaining(jar::equals).isDirectoryNotContaining(file -> !file.equals(jar));
    }

    @Test
    void extract_again_leavesTheFileAlone() throws IOException {
        Path jar = HandlerJar.extract(CONTENT, directory);
        FileTime before = FileTime.fromMillis(0);
        Files.setLastModifiedTime(jar, before);

        assertThat(HandlerJar.extract(CONTENT, directory)).isEqualTo(jar);
        assertThat(Files.getLastModifiedTime(jar)).isEqualTo(before);
    }

    @Test
    void extract_otherContent_getsAnotherName() {
        assertThat(HandlerJar.extract(CONTENT, directory))
                .isNotEqualTo(HandlerJar.extract("other".getBytes(StandardCharsets.UTF_8), directory));
    }

    @Test
    void extract_damagedFile_isReplaced() throws IOException {
        Path jar = HandlerJar.extract(CONTENT, directory);
        Files.writeString(jar, "truncated");

        assertThat(HandlerJar.extract(CONTENT, directory)).isEqualTo(jar).hasBinaryContent(CONTENT);
    }

    @Test
    void extract_nameThatCannotBeReplaced_keepsACopyOfItsOwn() throws IOException {
        Path jar = HandlerJar.extract(CONTENT, directory);
        Files.delete(jar);
        Files.createDirectories(jar.resolve("not empty"));

        assertThat(HandlerJar.extract(CONTENT, directory)).isNotEqualTo(jar).hasBinaryContent(CONTENT);
    }

    @Test
    void extract_symbolicLink_isReplacedRatherThanFollowed() throws IOException {
        Path jar = HandlerJar.extract(CONTENT, directory);
        Path elsewhere = directory.resolve("elsewhere");
        Files.move(jar, elsewhere);
        Files.createSymbolicLink(jar, elsewhere);

        assertThat(HandlerJar.extract(CONTENT, directory)).isEqualTo(jar).isRegularFile();
        assertThat(Files.isSymbolicLink(jar)).isFalse();
    }

    @Test
    void extract_missingDirectory_saysWhatToSet() {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> HandlerJar.extract(CONTENT, directory.resolve("missing")))
                .withMessageContainingAll("missing", "java.io.tmpdir");
    }

    @Test
    void content_packagedHandler_isAnArchive() {
        assertThat(HandlerJar.content()).startsWith('P', 'K');
    }
}
