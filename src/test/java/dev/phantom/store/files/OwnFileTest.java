package dev.phantom.store.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Cases;
import dev.phantom.analysis.Opinions;
import dev.phantom.analysis.Verdict;
import dev.phantom.drift.schema.SchemaRow;
import dev.phantom.run.Decisions;
import dev.phantom.stack.Mask;
import dev.phantom.stack.StackId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nobody ever sees half a file, and nothing of a killed process stays.
class OwnFileTest {

    @TempDir
    private Path folder;

    @Test
    void whoReadsWhileItIsWrittenReadsWhatItWas() throws IOException {
        var file = folder.resolve("case.json");
        new OwnFile(folder, file).keep("first");
        try (var reader = Files.newInputStream(file)) {
            new OwnFile(folder, file).keep("2");
            assertThat(reader.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("first");
        }
        assertThat(file).hasContent("2");
        assertThat(Files.list(folder)).containsExactly(file);
    }

    /// Who uploads the reports while the next run writes them.
    @Test
    void whoReadsACaseWhileItIsLaidReadsWhatItWas() throws IOException {
        var stack = new StackId("111122223333", "us-east-1", "payments");
        var queue = Cases.of("AWS::SQS::Queue", "{\"DelaySeconds\": 1}", "{\"DelaySeconds\": 2}");
        var first = new Decisions.Judged(queue.build(), new Verdict.Revert(Opinions.SURE));
        var second = new Decisions.Judged(queue.gap("no change log").build(), new Verdict.NeedsHuman(Opinions.SURE));
        var cases = new CaseFolder(new FileHistory(folder, Mask.of("k"), InstantSource.system()), folder);
        cases.upheld(stack, first);
        for (var file : files()) {
            cases.upheld(stack, first);
            var text = Files.readString(file);
            try (var reader = Files.newInputStream(file)) {
                cases.upheld(stack, second);
                assertThat(reader.readAllBytes())
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo(text);
            }
            assertThat(file).content().isNotEqualTo(text);
        }
        assertThat(files()).hasSize(2);
    }

    private List<Path> files() throws IOException {
        try (var tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile).toList();
        }
    }

    /// Of another program, or of another user.
    @Test
    void whatCannotBeTakenAwayKeepsNothingFromBeingWritten() throws IOException {
        var other = Files.createDirectories(folder.resolve(".next/cache"));
        old(other.getParent());
        new OwnFile(folder, folder.resolve("look.json")).keep("{}");
        assertThat(other).exists();
        assertThat(folder.resolve("look.json")).hasContent("{}");
    }

    @Test
    void theCacheOfTypesLeavesNothingBesideItsFiles() throws IOException {
        var notices = new ArrayList<String>();
        var cache = AnswerFolder.of(Map.of("XDG_CACHE_HOME", folder.toString()), notices::add);
        var place = new RegistryPlace("", "us-east-1");
        var row = SchemaRow.of(
                "{\"typeName\":\"AWS::Some::Thing\",\"properties\":{\"Id\":{\"type\":\"string\"}}}", "us-east-1");
        var file = cache.file(place, row.type()).orElseThrow();
        Files.createDirectories(file.getParent());
        old(Files.writeString(file.resolveSibling(".next1"), "half"));
        cache.keep(place, row, LocalDate.parse("2026-11-29"));
        assertThat(notices).isEmpty();
        assertThat(Files.list(file.getParent())).containsExactly(file);
    }

    private static void old(Path path) throws IOException {
        var now = Files.getLastModifiedTime(path).toInstant();
        Files.setLastModifiedTime(path, FileTime.from(now.minus(Duration.ofHours(2))));
    }
}
