package dev.phantom.patch.prove;

import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.iac.Origin;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.PatchBase.Decision;
import dev.phantom.patch.PatchPlan.Planned;
import dev.phantom.patch.Proof.Check;
import dev.phantom.patch.Proof.Line;
import dev.phantom.patch.Proof.Result;
import dev.phantom.severity.Assessment;
import dev.phantom.severity.Severity;
import dev.phantom.value.DocumentDiff;
import dev.phantom.value.ModelEdit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.List;

/// Judges what a refactor would make as if it were a drift from the safe state: it must be no worse than the real one.
record FindingsCheck(PatchGate.SeverityOf severity) {

    Line check(PatchBase base, Planned plan, List<Decision> decisions) {
        var before = base.files().evaluate(base.own());
        var after = plan.after().evaluate(base.own());
        boolean refactor = false;
        for (Decision decision : decisions) {
            var left = before.resources().get(decision.drift().logicalId());
            var right = after.resources().get(decision.drift().logicalId());
            if (decision.verdict() instanceof Verdict.Refactor && left != null && right != null) {
                refactor = true;
                var imagined = imagined(decision.drift(), left.properties(), right.properties());
                var own = severity.assess(imagined);
                var worst = worst(own);
                if (!own.gaps().isEmpty()) {
                    return new Line(
                            Check.FINDINGS,
                            Result.FAIL,
                            "the severity of the patch itself is unknown: " + String.join("; ", own.gaps()));
                }
                if (worst.compareTo(worst(severity.assess(decision.drift()))) > 0) {
                    return new Line(
                            Check.FINDINGS,
                            Result.FAIL,
                            "the patch itself would raise a finding of level " + worst.text());
                }
            }
        }
        return new Line(
                Check.FINDINGS,
                Result.PASS,
                refactor
                        ? "no finding of higher severity is introduced"
                        : "the live values have already been assessed");
    }

    private static Severity worst(Assessment assessment) {
        return assessment.findings().stream().map(f -> f.level()).reduce(Severity.LOW, Severity::or);
    }

    private static Drift imagined(Drift real, MapValue expected, MapValue actual) {
        var declared = Circumstances.declared(Origin.ABSENT);
        List<Change> changes = new ArrayList<>();
        for (PropertyPath path : DocumentDiff.between(expected, actual)) {
            Value left = ModelEdit.find(expected, path).orElse(null);
            Value right = ModelEdit.find(actual, path).orElse(null);
            if (left != null && right != null) {
                changes.add(new Change.NotEqual(path, path, left, right, List.of(), declared));
            } else if (right != null) {
                changes.add(new Change.Add(path, right, declared));
            } else if (left != null) {
                changes.add(new Change.Remove(path, left, declared));
            }
        }
        return Drift.unnamed(
                real.logicalId(), real.physicalId(), real.type(), Drift.Status.MODIFIED, changes, expected, actual);
    }
}
