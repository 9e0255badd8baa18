package dev.phantom.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.patch.Proof;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.OutcomeReason;
import dev.phantom.run.RunReport;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The report of a job's summary.
class ReportMarkdownTest {

    private static String markdown(RunReport run) {
        return new ReportMarkdown(new PlainText(Nights::value)).run(run);
    }

    @Test
    void theWorstDriftIsFirstAndSaysWhetherItWasRight() throws IOException {
        var rows = markdown(Nights.demo())
                .lines()
                .filter(line -> line.matches("\\| (critical|high|medium|low) .*"))
                .toList();
        assertThat(rows)
                .hasSize(7)
                .first()
                .asString()
                .startsWith("| critical | `WebGroup`")
                .contains("| wrong: revert, ");
        assertThat(rows.get(1)).startsWith("| high | `Db`");
        assertThat(rows.get(4)).startsWith("| medium | `WebTier`").contains("| right: legitimize, ");
        assertThat(rows.getLast()).startsWith("| low | `Settlements`");
    }

    @Test
    void findingsAndPullRequestsAreLinked() throws IOException {
        assertThat(markdown(Nights.demo()))
                .contains("| [#3](https://github.com/acme/infra/pull/3) created ")
                .containsPattern(
                        "- `WebGroup` `port 22/tcp \\(SSH\\) is open to the world \\(0\\.0\\.0\\.0/0\\)` critical,"
                                + " \\[PH-SEV-001]\\(https://docs\\.aws\\.amazon\\.com/");
    }

    @Test
    void anAddressThatIsNotPlainIsNoLink() throws IOException {
        var run = Nights.demo();
        for (var address : List.of("javascript:alert(1)//7", "https://a.example/x)[y](https://b.example/7")) {
            var outcome = new Outcome(Outcome.Kind.CREATED, OutcomeReason.NONE, address, "", new Proof(List.of()));
            var drifts = run.reports().getFirst().drifts().stream()
                    .map(d -> d.published(outcome))
                    .toList();
            var stack = Nights.with(run.reports().getFirst(), drifts);
            assertThat(markdown(new RunReport(run.startedAt(), List.of(stack), List.of())))
                    .doesNotContain("](" + address, "](javascript", "](https://b.example");
        }
    }
}
