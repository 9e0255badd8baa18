package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.CaseRedaction;
import dev.phantom.analysis.Opinions;
import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Drift;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.PatchPlan;
import dev.phantom.patch.ReconcileRecord;
import dev.phantom.patch.plan.PatchPlanner;
import dev.phantom.stack.Mask;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Sensitive;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a variable holds is masked where people look, and written where a template needs it.
class MaskedIsNotSecretTest {

    private static final PropertyPath MODE = PropertyPath.parse("/Environment/Variables/MODE");

    @Test
    void aPatchAndARecordHoldWhatAReportMasks() {
        var stack = ScenarioStack.of(Path.of("src/test/scenarios/17-signup-mailer"))
                .findFirst()
                .orElseThrow();
        var states = stack.states();
        var detection = stack.detector().detect(states);
        var drift = detection.report().drifts().stream()
                .filter(d -> d.changes().stream().anyMatch(c -> c.path().equals(MODE)))
                .map(d -> d.with(
                        d.changes().stream().filter(c -> c.path().equals(MODE)).toList()))
                .findFirst()
                .orElseThrow();
        assertThat(actual(drift.shown(detection.secrets()))).isInstanceOf(Sensitive.class);
        var writable = new CaseRedaction(Mask.of("")).writable(drift, detection.secrets());
        assertThat(actual(writable)).isEqualTo(Value.string("slow"));
        var decision = new PatchBase.Decision(writable, new Verdict.Legitimize(Opinions.SURE));
        var plan = PatchPlanner.plan(stack.base(states), List.of(decision));
        assertThat(plan).isInstanceOf(PatchPlan.Planned.class);
        assertThat(((PatchPlan.Planned) plan).patch().edits().toString()).contains("slow");
        var record = ReconcileRecord.of(states.id(), "c0ffee", writable, Known.TYPES);
        assertThat(record.veiled()).isFalse();
        assertThat(record.text()).contains("slow");
    }

    private static Value actual(Drift drift) {
        return drift.changes().stream()
                .flatMap(c -> c.actualValue().stream())
                .findFirst()
                .orElseThrow();
    }
}
