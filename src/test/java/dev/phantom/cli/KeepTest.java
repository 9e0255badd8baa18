package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole way of `/phantom keep`: asked, proposed, merged, and then silence.
class KeepTest {

    @TempDir
    Path folder;

    @Test
    void whatAPersonKeepsIsIgnoredOnceItsRuleIsMerged() {
        try (var night = new Night(folder)) {
            var github = night.world.github();
            night.report();
            var branch = github.pullRequests().stream()
                    .filter(b -> github.pullRequest(b).orElseThrow().title().contains("Batch"))
                    .findFirst()
                    .orElseThrow();
            var number = github.pullRequests().size() - github.pullRequests().indexOf(branch);
            github.reviewer().comment(number, "robin", "/phantom keep until 2027-01-31 \"season\"");
            var before = night.calls();
            night.report("--dry-run");
            assertThat(night.writesSince(before)).isEmpty();
            night.report();
            assertThat(github.pullRequests().getFirst()).startsWith("phantom/rules/keep-");
            github.reviewer().merge(github.pullRequests().size());

            var report = night.report();
            assertThat(report.at("/drifts").findValuesAsText("logicalId")).doesNotContain("Batch");
            assertThat(report.at("/ignored").toString()).contains("season (robin, #" + number + ")");
            assertThat(github.reviewer().said(number).getLast()).contains("This difference is gone");
        }
    }
}
