package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the first command of a new user prints: the embedded scenario on a fixed day and holds what comes out against
/// what a person approved.
/// `make approve` rewrites `approved/`; the diff is the review.
class DemoScenarioTest {

    private static final Path APPROVED = Path.of("src/test/scenarios/payments-night/approved");
    private static final Clock MORNING = Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @Test
    void whatIsShownIsWhatWasApproved() throws Exception {
        var shown = new Shell()
                .set("PHANTOM_MASK_KEY", "scenario")
                .in(folder)
                .at(MORNING)
                .run("demo", "--quiet", "--out", "d");
        assertThat(shown.code()).as(shown.err()).isZero();
        held("demo.txt", neutral(shown.out()));
    }

    private String neutral(String text) {
        return text.replaceAll("http://127\\.0\\.0\\.1:\\d+", "http://embedded").replace(folder.toString(), "FOLDER");
    }

    private static void held(String name, String seen) throws Exception {
        var file = APPROVED.resolve(name);
        if (Boolean.getBoolean("phantom.approve")) {
            Files.createDirectories(APPROVED);
            Files.writeString(file, seen);
        }
        assertThat(seen).isEqualTo(Files.readString(file));
    }
}
