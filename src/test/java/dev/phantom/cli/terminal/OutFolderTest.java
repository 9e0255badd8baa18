package dev.phantom.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written into a folder of the user's, and what a killed process left in it.
class OutFolderTest {

    @TempDir
    private Path folder;

    @Test
    void tryingItTakesAwayWhatAKilledRunTriedItWith() throws IOException {
        Files.createFile(folder.resolve(".phantom-writable"));
        assertThat(OutFolder.ready(folder, "--out")).isEmptyDirectory();
    }

    /// Of a repository that somebody else writes to.
    @Test
    void tryingItFollowsNoLink() throws IOException {
        var kept = Files.writeString(folder.resolve("kept"), "text");
        Files.createSymbolicLink(folder.resolve(".phantom-writable"), kept);
        OutFolder.ready(folder, "--out");
        assertThat(kept).hasContent("text");
    }

    @Test
    void whatAKilledRunWasWritingIsTakenAwayAndNothingElse() throws IOException {
        var killed = Files.writeString(folder.resolve(".phantom-00000000-0000-4000-8000-000000000001"), "{");
        var underway = Files.writeString(folder.resolve(".phantom-00000000-0000-4000-8000-000000000002"), "{");
        var other = Files.createDirectories(folder.resolve(".phantom-00000000-0000-4000-8000-000000000003/in"));
        var before = FileTime.from(Files.getLastModifiedTime(killed).toInstant().minus(Duration.ofHours(2)));
        Files.setLastModifiedTime(killed, before);
        Files.setLastModifiedTime(other.getParent(), before);
        var file = folder.resolve("report.json");
        new WholeFile(file, "report.json").write("{}".getBytes(StandardCharsets.UTF_8));
        assertThat(file).hasContent("{}");
        assertThat(Files.list(folder)).containsExactlyInAnyOrder(file, underway, other.getParent());
    }
}
