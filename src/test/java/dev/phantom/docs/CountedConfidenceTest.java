package dev.phantom.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Confidence;
import dev.phantom.analysis.ConfidenceTable;
import dev.phantom.analysis.Opinions;
import dev.phantom.analysis.Verdict;
import dev.phantom.analysis.VerdictJson;
import dev.phantom.assembly.KeptConfidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// How sure a verdict is said to be is what `docs/accuracy.md` says was counted. `-Dphantom.docs=write` takes the
/// figures of the page over.
class CountedConfidenceTest {

    private static final Path PAGE = Path.of("docs/accuracy.md");
    private static final Path TABLE = Path.of("src/main/resources/dev/phantom/assembly/confidence.csv");
    private static final Pattern COUNTED = Pattern.compile(
            "\\| suite \\| confidence low (?s:.*?)^\\| counted \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|",
            Pattern.MULTILINE);

    @Test
    void theTableIsThatOfThePage() throws IOException {
        var page = COUNTED.matcher(Files.readString(PAGE));
        var table = new StringBuilder("analyst,level,right,cases\n");
        if (page.find()) {
            var levels = Confidence.Level.values();
            for (int i = 0; i < levels.length; i++) {
                var counted = page.group(i + 1).strip();
                if (counted.contains(" of ")) {
                    table.append("rules,%s,%s\n"
                            .formatted(levels[i].name().toLowerCase(Locale.ROOT), counted.replace(" of ", ",")));
                }
            }
        }
        if ("write".equals(System.getProperty("phantom.docs"))) {
            Files.writeString(TABLE, table.toString());
        }
        assertThat(Files.readString(TABLE)).isEqualTo(table.toString());
        assertThat(KeptConfidence.load()).isNotNull();
    }

    private static Confidence sure(ConfidenceTable table, Confidence.Level level, String analyst) {
        return table.measured(new Verdict.Revert(Opinions.of(level).by(analyst)))
                .opinion()
                .confidence();
    }

    @Test
    void enoughCasesMakeAMeasureAndTooFewAWord() {
        var table = ConfidenceTable.read("analyst,level,right,cases\nrules,medium,37,51\nrules,high,6,29\n");
        var measured = sure(table, Confidence.Level.MEDIUM, "rules");
        assertThat(measured.score()).isEqualTo(0.59);
        assertThat(measured.text()).isEqualTo("medium (right in 37 of 51 similar cases)");
        assertThat(sure(table, Confidence.Level.HIGH, "rules").text()).isEqualTo("high (very likely, not measured)");
        assertThat(sure(table, Confidence.Level.MEDIUM, "claude-sonnet-5-5").text())
                .as("of another analyst")
                .isEqualTo("medium (likely, not measured)");
        assertThat(List.of(
                        Confidence.counted(Confidence.Level.LOW, 0, 40),
                        Confidence.counted(Confidence.Level.LOW, 40, 40)))
                .extracting(Confidence::score)
                .containsExactly(0.0, 0.91);
    }

    @Test
    void theCountIsWrittenAndReadWithTheVerdict() {
        var table = ConfidenceTable.read("analyst,level,right,cases\nrules,medium,0,51\n");
        var verdict = table.measured(new Verdict.Revert(Opinions.of(Confidence.Level.MEDIUM)));
        assertThat(VerdictJson.write(verdict)).containsPattern("\"right\" ?: ?0,\\s*\"cases\" ?: ?51");
        assertThat(VerdictJson.read(VerdictJson.write(verdict))).isEqualTo(verdict);
    }
}
