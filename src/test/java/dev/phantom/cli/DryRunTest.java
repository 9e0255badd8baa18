package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.phantom.sandbox.github.EmbeddedGitHub.Trouble;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A dry run writes nothing and says what a run in the same place does.
class DryRunTest {

    @TempDir
    Path folder;

    /// By drift; what would be done as if it was.
    private static TreeMap<String, String> outcomes(JsonNode report) {
        var outcomes = new TreeMap<String, String>();
        for (var drift : report.path("drifts")) {
            var there = drift.path("pullRequest");
            var reason = there.path("reason").asText("");
            var told = there.path("outcome").asText("none") + " "
                    + reason.replaceAll("its revert in AWS waits for .*", "its record waits")
                            .replaceAll("waits for #[0-9, #]+", "waits");
            outcomes.put(
                    drift.path("driftId").asText(),
                    told.replace("waiting dry run: would be opened, waiting for others of its stack", "created waits")
                            .replace(", its revert in AWS waiting for others of its stack", "its record waits")
                            .replace("waiting dry run: would be opened", "created ")
                            .replace(
                                    "waiting dry run: would be updated, waiting for others of its stack",
                                    "updated waits")
                            .replaceAll("waiting dry run: would be updated(, )?", "updated "));
        }
        return outcomes;
    }

    private static String gaps(JsonNode report) {
        return report.path("gaps").toString().replaceAll("request [0-9a-f-]+", "request");
    }

    private static void sameWithoutAWrite(Night night, String expected) {
        var before = night.calls();
        var dry = night.report("--dry-run");
        assertThat(night.writesSince(before)).isEmpty();
        assertThat(dry.path("drifts").findValuesAsText("outcome")).isNotEmpty().doesNotContain("created", "updated");
        var report = night.report();
        var real = outcomes(report);
        assertThat(outcomes(dry)).isEqualTo(real);
        assertThat(gaps(dry)).isEqualTo(gaps(report));
        assertThat(dry.path("drifts").findValuesAsText("result"))
                .isEqualTo(report.path("drifts").findValuesAsText("result"));
        assertThat(real.values()).anyMatch(o -> o.startsWith(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mode: ready > mode: ready > created ",
                "mode: ready > mode: draft > created waits",
                "mode: ready > mode: report > held-back mode",
                "policy: { > policy: { paused: true, > held-back pause"
            })
    void theNextRunDoesWhatTheDryRunSaid(String line) {
        var words = line.split(" > ");
        try (var night = new Night(folder)) {
            night.configure(text -> text.replace(words[0], words[1]));
            sameWithoutAWrite(night, words[2]);
        }
    }

    @Test
    void theOldNameOfASettingWorksAndIsToldOnStderr() {
        try (var night = new Night(folder)) {
            night.configure(text -> text.replace("evidence: { send: [template, history, ", "datadog: { send: [")
                    .replace("datadog: { site: datadoghq.com }\n", ""));
            var run = night.run("run", "--dry-run", "--quiet");
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.err())
                    .containsPattern(
                            "phantom.yaml:4:\\d+ datadog.send is the old name of evidence.send; write evidence:");
            assertThat(night.report("--dry-run")
                            .path("drifts")
                            .findValues("gaps")
                            .toString())
                    .contains("traces: excluded by configuration (datadog.send)");
        }
    }

    @Test
    void capsCountWhatWouldBeOpened() {
        try (var night = new Night(folder)) {
            night.configure(text -> text.replaceAll("maxPerStack: \\d+", "maxPerStack: 2"));
            sameWithoutAWrite(night, "held-back cap");
        }
    }

    @Test
    void oneWitnessIsToldToBeTooFew() {
        try (var night = new Night(folder)) {
            night.world.aws().access().deny("cloudtrail:LookupEvents");
            night.world.aws().access().deny("cloudformation:DetectStackDrift");
            sameWithoutAWrite(night, "held-back witness");
        }
    }

    @Test
    void whatStandsThereIsUpdatedOrLeftAlone() {
        try (var night = new Night(folder)) {
            night.report();
            sameWithoutAWrite(night, "unchanged");
            night.configure(text -> text.replace("mode: ready", "mode: draft"));
            sameWithoutAWrite(night, "updated ");
        }
    }

    @Test
    void peopleReadItToo() {
        try (var night = new Night(folder)) {
            assertThat(night.run("run", "--dry-run", "--quiet").out())
                    .contains("pull request  waiting (dry run: would be opened)  phantom/")
                    .doesNotContain("held-back");
            night.configure(text -> text.replace("mode: ready", "mode: issue"));
            assertThat(night.run("run", "--dry-run").err())
                    .contains("digest issue waiting (dry run: would be opened)\n");
            assertThat(night.writesSince(0)).isEmpty();
        }
    }

    @Test
    void aHostThatDoesNotAnswerIsNoMode() {
        try (var night = new Night(folder)) {
            night.world
                    .github()
                    .trouble(asked -> Optional.of(Trouble.serverError(false))
                            .filter(t -> asked.path().endsWith("/pulls")));
            var shown = night.run("run", "--dry-run", "--quiet");
            assertThat(shown.code()).isEqualTo(1);
            assertThat(shown.out())
                    .contains("pull request  failed (the repository or its pull requests could not be read)")
                    .contains("PH-GHB");
        }
    }
}
