package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Plays the embedded scenario on a fixed day and holds what comes out against what a person approved.
/// `make approve` rewrites `approved/`; the diff is the review.
class PaymentsNightScenarioTest {

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
        var text = neutral(shown.out());
        int pullRequest = text.indexOf("-".repeat(100));
        int end = text.lastIndexOf("\nreport ");
        held("drift.txt", text.substring(0, pullRequest));
        held("pull-request.md", text.substring(pullRequest, end));
        held("report.json", neutral(Files.readString(folder.resolve("d/report.json"))));
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
        if (name.endsWith(".json")) {
            var json = new ObjectMapper();
            assertThat(json.readTree(seen)).isEqualTo(json.readTree(Files.readString(file)));
        } else {
            assertThat(seen).isEqualTo(Files.readString(file));
        }
    }
}
