package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a stack's mode and the pause switch let a run write.
class ModesTest {

    @TempDir
    Path folder;

    @Test
    void modeIssueKeepsOneIssueAndOpensNoPullRequest() {
        try (var night = new Night(folder)) {
            night.configure(text -> text.replace("mode: ready", "mode: issue"));
            var first = night.run("run");
            assertThat(first.code()).as(first.err()).isZero();
            assertThat(first.err()).contains("digest issue created  http://127.0.0.1:", "/issues/1");
            assertThat(night.world.github().pullRequests()).isEmpty();
            var before = night.calls();
            assertThat(night.run("run").err()).contains("digest issue unchanged  http");
            assertThat(night.writesSince(before)).isEmpty();
            assertThat(night.report().at("/drifts").findValuesAsText("reason")).contains("mode");
        }
    }

    @Test
    void theDigestOfStacksThatAreInNoModeIssueAnyMoreIsClosed() {
        try (var night = new Night(folder)) {
            night.configure(text -> text.replace("mode: ready", "mode: issue"));
            night.run("run", "--quiet");
            night.configure(text -> text.replace("mode: ready", "mode: report"));
            assertThat(night.run("run").err()).contains("digest issue closed-resolved  http");
            var before = night.calls();
            assertThat(night.run("run").err()).doesNotContain("digest issue");
            assertThat(night.writesSince(before)).isEmpty();
        }
    }

    @Test
    void aPauseWritesNothing() {
        try (var night = new Night(folder)) {
            for (var mode : new String[] {"ready", "issue"}) {
                night.configure(text ->
                        text.replace("mode: ready", "mode: " + mode).replace("policy: {", "policy: { paused: true,"));
                assertThat(night.report().at("/drifts/0/pullRequest/outcome").textValue())
                        .isEqualTo("held-back");
            }
            assertThat(night.writesSince(0)).isEmpty();
        }
    }
}
