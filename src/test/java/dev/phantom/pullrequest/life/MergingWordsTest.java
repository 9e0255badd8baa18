package dev.phantom.pullrequest.life;

import static dev.phantom.pullrequest.life.Drafts.DATADOG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Confidence;
import dev.phantom.analysis.Opinions;
import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.iac.Origin;
import dev.phantom.patch.PatchSet;
import dev.phantom.patch.Proof;
import dev.phantom.pullrequest.Decision;
import dev.phantom.pullrequest.DriftGroup;
import dev.phantom.pullrequest.DriftGroup.Standing;
import dev.phantom.pullrequest.Judged;
import dev.phantom.pullrequest.Policies;
import dev.phantom.pullrequest.Proposal;
import dev.phantom.pullrequest.PublishPolicy;
import dev.phantom.pullrequest.PullRequestDraft;
import dev.phantom.pullrequest.StackProposals;
import dev.phantom.stack.Stack;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What merging does and does not do, and whether a pull request is a draft.
final class MergingWordsTest {

    private static PullRequestDraft of(
            String type, String path, Verdict verdict, Map<String, String> pass, Confidence.Level draftBelow) {
        var at = PropertyPath.parse(path);
        var change = new Change.NotEqual(
                at,
                at,
                Value.string("a"),
                Value.string("b"),
                List.of(),
                Circumstances.declared(Origin.ABSENT).witness(dev.phantom.drift.Witness.WRITE));
        var drift = new Drift(
                "d-1",
                "h",
                "Db",
                "db-1",
                type,
                Drift.Status.MODIFIED,
                List.of(change),
                Value.MapValue.EMPTY,
                Value.MapValue.EMPTY);
        var decision = new Decision(Judged.file(Judged.stack(Stack.Mode.READY), drift), verdict);
        var group = new DriftGroup(
                "phantom/payments/d-1", decision.recommendation(), new Standing.New(), List.of(decision));
        var standard = Policies.STANDARD;
        var policy = new PublishPolicy(draftBelow, 9, 9, false, standard.privacy(), Set.of(DATADOG), false);
        return new DraftWriter(policy, false, "the host cannot")
                .write(
                        new Proposal.Patch(
                                group,
                                new PatchSet("base", List.of(), List.of(), "", pass),
                                Judged.proof(Proof.Result.PASS)),
                        new StackProposals(
                                group.stack(), Judged.report(List.of(decision), List.of()), List.of(), Known.HERE),
                        List.of());
    }

    private static String body(String path, Verdict verdict, Map<String, String> pass) {
        return of("AWS::RDS::DBInstance", path, verdict, pass, Confidence.Level.MEDIUM)
                .body();
    }

    private static Verdict refactor(String path) {
        return new Verdict.Refactor(
                Judged.opinion("why"), List.of(new Verdict.Edit(PropertyPath.parse(path), Value.string("c"))));
    }

    private static final Verdict LEGITIMIZE = new Verdict.Legitimize(Judged.opinion("why"));

    @Test
    void aChangedDefaultHasToBePassed() {
        var pass = new LinkedHashMap<String, String>();
        pass.put("Class", "db.r5.large");
        pass.put("Note", "it's two words");
        for (var verdict : List.of(LEGITIMIZE, refactor("/DBInstanceClass"))) {
            assertThat(body("/DBInstanceClass", verdict, pass))
                    .containsSubsequence(
                            "**What merging does.** ",
                            " The deployment must pass `--parameter-overrides Class=db.r5.large"
                                    + " 'Note=it'\\''s two words'`: an existing stack keeps the current value",
                            "**Proof**");
            assertThat(body("/DBInstanceClass", verdict, Map.of())).doesNotContain("must pass");
        }
    }

    @Test
    void whatDeployingInterruptsIsSaidWithItsSource() {
        var restarts = "- `Db` `/DBInstanceClass`: stops or restarts the resource: an outage until it is back"
                + " ([documented](https://docs.aws.amazon.com/goto/WebAPI/rds-2014-10-31/ModifyDBInstance))";
        assertThat(body("/DBInstanceClass", new Verdict.Revert(Judged.opinion("why")), Map.of()))
                .containsSubsequence("What merging does", "**Impact of applying the record**", restarts);
        assertThat(body("/MultiAZ", refactor("/DBInstanceClass"), Map.of()))
                .containsSubsequence("What merging does", "**Impact of deploying it**", restarts);
        assertThat(body("/DBInstanceClass", LEGITIMIZE, Map.of())).doesNotContain("**Impact of");
        assertThat(body("/DBInstanceIdentifier", LEGITIMIZE, Map.of()))
                .containsSubsequence(
                        "**Impact of the next deployment**",
                        "`/DBInstanceIdentifier`: replaces the resource",
                        "documented: schema AWS::RDS::DBInstance");
        assertThat(body("/Tags", new Verdict.Revert(Judged.opinion("why")), Map.of()))
                .contains("- unknown, may cause an interruption: `Db` `/Tags`");
    }

    @ParameterizedTest
    @EnumSource(Confidence.Level.class)
    void aConfidenceBelowTheConfiguredOneIsADraft(Confidence.Level below) {
        for (var level : Confidence.Level.values()) {
            var verdict = new Verdict.Legitimize(Opinions.of(level));
            assertThat(of("AWS::RDS::DBInstance", "/MultiAZ", verdict, Map.of(), below)
                            .draft())
                    .as(level + ", asked for " + below)
                    .isEqualTo(level.ordinal() < below.ordinal());
        }
    }
}
