package dev.phantom.run.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Opinions;
import dev.phantom.analysis.Verdict;
import dev.phantom.drift.detect.States;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.PatchBase.Decision;
import dev.phantom.patch.PatchPlan;
import dev.phantom.patch.Patches;
import dev.phantom.patch.Proof.Check;
import dev.phantom.patch.Proof.Line;
import dev.phantom.patch.Proof.Result;
import dev.phantom.patch.plan.PatchPlanner;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.KeptAnswers;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.Mask;
import dev.phantom.stack.SafeState;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What was proven for the same contents is not proven again, and for others it is.
class KeptProofsTest {

    private static final Instant FRIDAY = Instant.parse("2026-11-21T03:00:00Z");
    private static final Line PASSED = new Line(Check.CHANGE_SET, Result.PASS, "the change set confirms it");
    private static final Decision LEGITIMATE = new Decision(
            Patches.drift(Patches.notEqual("/Class", "small", "large")), new Verdict.Legitimize(Opinions.SURE));

    private final Map<String, String> files = new HashMap<>();
    private final KeptAnswers answers = new KeptAnswers() {
        @Override
        public Optional<String> find(String place) {
            return Optional.ofNullable(files.get(place));
        }

        @Override
        public void keep(String place, String text) {
            files.put(place, text);
        }
    };
    private int asked;
    private Line says = PASSED;
    private Instant now = FRIDAY;
    private PatchBase base = Patches.bare(Map.of("Env", "prod"));
    private String size = "large";
    private String other = "small";
    private Instant deployedAt = FRIDAY.minus(Duration.ofDays(9));

    private Line check(Decision decision) {
        var plan = (PatchPlan.Planned) PatchPlanner.plan(base, List.of(decision));
        return new KeptProofs(answers, Mask.of("k"), InstantSource.fixed(now))
                .over(
                        (b, p, d) -> {
                            asked++;
                            return says;
                        },
                        states(),
                        Secrets.NONE)
                .check(base, plan, List.of(decision));
    }

    private States states() {
        var id = base.id();
        var template = new CloudFormation().read("t.yaml", Patches.TEMPLATE);
        var deployed = new DeployedState(
                id, "", "UPDATE_COMPLETE", template, null, List.of(), Map.of(), Map.of(), Map.of(), deployedAt);
        var safe = new SafeState(SafeState.Source.FOLDER, "", "", "t.yaml", template, Map.of(), List.of());
        var live = new LiveState(
                id,
                "",
                LiveState.Source.CLOUD_CONTROL,
                now,
                List.of(live("Db", size), live("Other", other)),
                List.of());
        return new States(id, safe, deployed, live, Baseline.none(id));
    }

    private static LiveResource live(String logicalId, String value) {
        return new LiveResource(
                logicalId,
                logicalId + "-1",
                "AWS::Test::Db",
                Map.of(),
                new MapValue(Map.of("Class", Value.string(value))),
                LiveResource.Provenance.CLOUD_CONTROL,
                LiveResource.Status.READ,
                "");
    }

    private int askedAgainAfter(Runnable change) {
        assertThat(check(LEGITIMATE)).isEqualTo(says);
        asked = 0;
        change.run();
        check(LEGITIMATE);
        return asked;
    }

    @Test
    void theSameIsNotProvenAgain() {
        assertThat(askedAgainAfter(() -> now = FRIDAY.plus(Duration.ofDays(6)))).isZero();
        assertThat(check(LEGITIMATE)).isEqualTo(PASSED);
    }

    @Test
    void aKeptProofEndsAfterAWeek() {
        assertThat(askedAgainAfter(() -> now = FRIDAY.plus(Duration.ofDays(7)))).isOne();
    }

    @Test
    void anotherTemplateIsProvenAnew() {
        assertThat(askedAgainAfter(() -> base = new PatchBase(
                        base.id(),
                        base.commit(),
                        base.files().with("t.yaml", Patches.TEMPLATE + "# why\n"),
                        base.own(),
                        base.others(),
                        base.owned(),
                        base.knowledge(),
                        base.secrets())))
                .isOne();
    }

    @Test
    void anotherLiveStateOrDeploymentIsProvenAnew() {
        assertThat(askedAgainAfter(() -> size = "xlarge")).isOne();
        assertThat(askedAgainAfter(() -> deployedAt = FRIDAY)).isOne();
    }

    /// A new drift costs what it costs alone.
    @Test
    void aNeighbourThatDriftsCostsNoOtherProof() {
        assertThat(askedAgainAfter(() -> other = "large")).isZero();
    }

    @Test
    void anotherDecisionIsProvenAnew() {
        check(LEGITIMATE);
        var larger = new Decision(
                Patches.drift(Patches.notEqual("/Class", "small", "xlarge")), new Verdict.Legitimize(Opinions.SURE));
        check(larger);
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void whatFailedOrCouldNotBeAskedIsAskedAgain() {
        says = new Line(Check.CHANGE_SET, Result.FAIL, "the change set differs from the comparison");
        assertThat(askedAgainAfter(() -> {})).isOne();
        says = new Line(Check.CHANGE_SET, Result.SKIPPED, "not proven: throttled", true);
        assertThat(askedAgainAfter(() -> {})).isOne();
    }

    @Test
    void whatCannotBeHeldAgainstWhatRunsIsNotAskedAgain() {
        says = new Line(Check.CHANGE_SET, Result.SKIPPED, "not provable by a change set", true, true);
        assertThat(askedAgainAfter(() -> {})).isZero();
        assertThat(check(LEGITIMATE)).isEqualTo(says);
    }
}
