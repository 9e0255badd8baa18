package dev.phantom.notify;

import static dev.phantom.notify.TellingOnFiles.ALL;
import static dev.phantom.notify.TellingOnFiles.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.DriftDecision;
import dev.phantom.notify.SeenNight.Seen;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.OutcomeReason;
import dev.phantom.pullrequest.PublishPolicy.Privacy;
import dev.phantom.run.JudgedDrift;
import dev.phantom.run.RunReport;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a message says of people, accounts and values.
class ToldTextTest {

    @TempDir
    Path folder;

    private TellingOnFiles told;

    @BeforeEach
    void begin() {
        told = new TellingOnFiles(folder);
    }

    @Test
    void privacyAndAPublicRepositoryDecideWhatIsSaidOfPeople() {
        var run = new SeenNight()
                .with(Seen.of("d-1", "high"), "arn:aws:iam::111122223333:role/x", "jo.doe@acme.example")
                .run();
        told.notifying(ALL, Privacy.FULL, false).tell(run, MORNING);
        assertThat(told.lines().getFirst()).contains("111122223333", "role/OnCall", "jo.doe@acme.example");
        told.sent().clear();
        told.notifying(ALL, Privacy.MASKED, false)
                .tell(
                        new SeenNight()
                                .with(
                                        Seen.of("d-1", "high").hash("h2"),
                                        "arn:aws:iam::111122223333:role/x",
                                        "jo.doe@acme.example")
                                .run(),
                        MORNING);
        assertThat(told.lines().getFirst())
                .contains("…3333", "role/O…", "j…@…")
                .doesNotContain("11112222", "OnCall", "doe");
        told.sent().clear();
        told.notifying(ALL, Privacy.FULL, true)
                .tell(
                        new SeenNight()
                                .with(
                                        Seen.of("d-1", "high").hash("h3"),
                                        "arn:aws:iam::111122223333:role/x",
                                        "jo.doe@acme.example")
                                .run(),
                        MORNING);
        assertThat(told.lines().getFirst()).contains("(account)", "(a person)").doesNotContain("3333", "OnCall", "doe");
    }

    @Test
    void whatIsToBeSetInsteadIsMaskedToo() {
        var refactor = Seen.of("d-1", "high").judged("refactor").instead("arn:aws:iam::111122223333:role/x");
        told.tell(new SeenNight().with(refactor).run(), ALL, MORNING);
        assertThat(told.lines().getFirst())
                .contains("Partly right: set /DBInstanceClass to arn:aws:iam::…3333:role/x instead")
                .doesNotContain("11112222");
    }

    /// What was agreed is not told as if it were to be agreed again; a deployment that does not bring it is told once.
    @Test
    void whatIsMergedWaitsForItsDeployment() {
        told.tell(merged(false), ALL, MORNING);
        told.tell(merged(false), ALL, MORNING);
        told.tell(merged(true), ALL, MORNING);
        told.tell(merged(true), ALL, MORNING);
        assertThat(told.lines())
                .map(line -> line.replaceAll(".*month\\. ", ""))
                .containsExactly(
                        "Right: merged in #7, waits for deployment.",
                        "Right: merged in #7, but the deployment of 2026-11-21 did not bring it; check which commit was"
                                + " deployed.");
    }

    private static RunReport merged(boolean late) {
        var run = new SeenNight()
                .with(Seen.of("d-1", "high").judged("legitimize"))
                .run();
        var report = run.reports().getFirst();
        var waits = new OutcomeReason.Undeployed(7, null, late, LocalDate.of(2026, 11, 21));
        var drifts = report.drifts().stream()
                .map(d -> d.published(Outcome.none(Outcome.Kind.MERGED, waits)))
                .toList();
        assertThat(drifts).extracting(JudgedDrift::decision).containsOnly(DriftDecision.MERGED_NOT_DEPLOYED);
        return new RunReport(run.startedAt(), List.of(report.closed(drifts, List.of(), List.of())), List.of());
    }

    @Test
    void textFromOutsideIsOneInertLine() {
        told.tell(
                new SeenNight()
                        .with(Seen.of("d-1", "high"), "a\\nb", "\\u202e" + "x".repeat(30))
                        .run(),
                ALL,
                MORNING);
        assertThat(told.lines().getFirst()).contains("a").doesNotContain("\n", "\u202e");
    }
}
