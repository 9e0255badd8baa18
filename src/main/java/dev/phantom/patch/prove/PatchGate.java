package dev.phantom.patch.prove;

import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.Pin;
import dev.phantom.fault.PhantomException;
import dev.phantom.patch.ChangePreview;
import dev.phantom.patch.Effects;
import dev.phantom.patch.Effects.Effect;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.PatchBase.Decision;
import dev.phantom.patch.PatchPlan.Planned;
import dev.phantom.patch.PatchPlan.Touch;
import dev.phantom.patch.Proof;
import dev.phantom.patch.Proof.Check;
import dev.phantom.patch.Proof.Line;
import dev.phantom.patch.Proof.Result;
import dev.phantom.patch.StackView;
import dev.phantom.patch.Workspace;
import dev.phantom.patch.splice.DocumentDiff;
import dev.phantom.patch.splice.ModelEdit;
import dev.phantom.severity.Assessment;
import dev.phantom.severity.Severity;
import dev.phantom.template.PropertyPath;
import dev.phantom.template.Value;
import dev.phantom.template.Value.MapValue;
import dev.phantom.template.evaluate.EvaluatedTemplate;
import dev.phantom.template.read.TemplateReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Proves a patch before anybody sees it (law 2 of the house). A failing line means no pull request.
///
/// @param rediff   compares live with the files given as the safe state, the template taken as if it were deployed
/// @param severity judges a drift, here the imagined one that the patch itself would make
/// @param preview  asked last, and only of a patch that nothing else speaks against
public record PatchGate(Rediff rediff, SeverityOf severity, ChangePreview preview) {

    /// The comparison once more, with other files.
    @FunctionalInterface
    public interface Rediff {
        DriftReport compare(Workspace files, StackView stack);
    }

    /// The severity rules, for the stack's environment.
    @FunctionalInterface
    public interface SeverityOf {
        Assessment assess(Drift drift);
    }

    public Proof prove(PatchBase base, Planned plan, List<Decision> decisions) {
        List<Line> lines = new ArrayList<>();
        try {
            lines.add(rediff(base, plan, decisions));
            lines.add(otherStacks(base, plan));
            lines.add(SchemaCheck.check(base, plan, decisions));
            lines.add(findings(base, plan, decisions));
            lines.add(lines(base, plan));
        } catch (PhantomException e) {
            lines.add(new Line(Check.REDIFF, Result.FAIL, e.diagnostic().line()));
        }
        lines.add(
                new Proof(lines).passed()
                        ? preview.check(base, plan, decisions)
                        : new Line(Check.CHANGE_SET, Result.SKIPPED, "the patch failed before"));
        return new Proof(lines);
    }

    private Line rediff(PatchBase base, Planned plan, List<Decision> decisions) {
        List<Wanted> wanted = wanted(base, decisions);
        if (isRevert(decisions) && wanted.isEmpty()) {
            return plan.after().texts().equals(base.files().texts())
                    ? new Line(Check.REDIFF, Result.PASS, "the files that are deployed stay as they are")
                    : new Line(Check.REDIFF, Result.FAIL, "this revert may not edit the template");
        }
        Set<String> expected = keys(rediff.compare(base.files(), base.own()));
        Set<String> remaining = keys(rediff.compare(plan.after(), base.own()));
        Set<String> owned = new TreeSet<>();
        for (Decision decision : decisions) {
            for (Change change : decision.drift().changes()) {
                owned.add(key(decision.drift().logicalId(), change));
            }
        }
        if (!wanted.isEmpty()) {
            return written(base, plan, wanted, expected, remaining);
        }
        Set<String> left = new TreeSet<>(remaining);
        left.retainAll(owned);
        Set<String> fresh = new TreeSet<>(remaining);
        fresh.removeAll(expected);
        return left.isEmpty() && fresh.isEmpty()
                ? new Line(
                        Check.REDIFF,
                        Result.PASS,
                        "compared again: "
                                + (owned.size() == 1 ? "its change is" : "all its " + owned.size() + " changes are")
                                + " gone, " + remaining.size() + " of others as before")
                : new Line(Check.REDIFF, Result.FAIL, "compared again: left " + left + ", new " + fresh);
    }

    /// A value that the patch shall write: a refactor's, or one that a revert pins.
    private record Wanted(String logicalId, PropertyPath path, Value value) {
        @Override
        public String toString() {
            return logicalId + " " + path;
        }
    }

    private static List<Wanted> wanted(PatchBase base, List<Decision> decisions) {
        List<Wanted> all = new ArrayList<>();
        for (Decision decision : decisions) {
            String id = decision.drift().logicalId();
            switch (decision.verdict()) {
                case Verdict.Refactor r -> r.edits().forEach(e -> all.add(new Wanted(id, e.path(), e.value())));
                case Verdict.Revert r -> {
                    var type = base.types().find(decision.drift().type());
                    decision.drift()
                            .changes()
                            .forEach(c -> Pin.of(c, type).ifPresent(v -> all.add(new Wanted(id, c.path(), v))));
                }
                case Verdict.Legitimize l -> {}
                case Verdict.NeedsHuman n -> {}
            }
        }
        return all;
    }

    /// Exactly the listed paths are set; live still has to follow, so those remain as changes.
    private static Line written(
            PatchBase base, Planned plan, List<Wanted> wanted, Set<String> expected, Set<String> remaining) {
        List<String> wrong = new ArrayList<>();
        EvaluatedTemplate after = plan.after().evaluate(base.own());
        for (Wanted one : wanted) {
            var resource = after.resources().get(one.logicalId());
            boolean reached = resource != null
                    && ModelEdit.find(resource.properties(), one.path())
                            .filter(v -> Effects.same(v, one.value()))
                            .isPresent();
            if (!reached) {
                wrong.add(one + " has not the listed value");
            }
        }
        Set<String> listed = new TreeSet<>();
        wanted.forEach(one -> listed.add(one.toString()));
        for (Effect effect : Effects.between(base.files().evaluate(base.own()), after)) {
            if (listed.stream().noneMatch(l -> effect.toString().startsWith(l) || l.startsWith(effect.toString()))) {
                wrong.add(effect + " moves too");
            }
        }
        Set<String> fresh = new TreeSet<>(remaining);
        fresh.removeAll(expected);
        fresh.removeIf(k ->
                listed.stream().anyMatch(l -> k.startsWith(l) || l.startsWith(k.replaceAll(" [A-Z_]+$", ""))));
        wrong.addAll(fresh.stream().map(k -> k + " is new").toList());
        return wrong.isEmpty()
                ? new Line(Check.REDIFF, Result.PASS, "only " + String.join(", ", listed) + " change")
                : new Line(Check.REDIFF, Result.FAIL, String.join("; ", wrong));
    }

    private static boolean isRevert(List<Decision> decisions) {
        return decisions.stream().allMatch(d -> d.verdict() instanceof Verdict.Revert);
    }

    private static Set<String> keys(DriftReport report) {
        Set<String> keys = new TreeSet<>();
        for (Drift drift : report.drifts()) {
            drift.changes().forEach(change -> keys.add(key(drift.logicalId(), change)));
        }
        return keys;
    }

    private static String key(String logicalId, Change change) {
        return logicalId + " " + change.path() + " " + change.kind();
    }

    private static Line otherStacks(PatchBase base, Planned plan) {
        List<String> moved = new ArrayList<>();
        for (StackView other : base.others()) {
            for (Effect effect :
                    Effects.between(base.files().evaluate(other), plan.after().evaluate(other))) {
                moved.add(other.name() + ": " + effect);
            }
        }
        if (!moved.isEmpty()) {
            return new Line(Check.OTHER_STACKS, Result.FAIL, "would also move " + String.join(", ", moved));
        }
        String names =
                String.join(", ", base.others().stream().map(StackView::name).toList());
        return new Line(
                Check.OTHER_STACKS,
                Result.PASS,
                names.isEmpty() ? "no other configured stack uses these files" : "evaluate as before: " + names);
    }

    /// The imagined drift from the safe state to the patched one must be no worse than the real one.
    private Line findings(PatchBase base, Planned plan, List<Decision> decisions) {
        var before = base.files().evaluate(base.own());
        var after = plan.after().evaluate(base.own());
        boolean refactor = false;
        for (Decision decision : decisions) {
            var left = before.resources().get(decision.drift().logicalId());
            var right = after.resources().get(decision.drift().logicalId());
            if (decision.verdict() instanceof Verdict.Refactor && left != null && right != null) {
                refactor = true;
                var imagined = Imagined.drift(decision.drift(), left.properties(), right.properties());
                var worst = worst(severity.assess(imagined));
                if (worst.compareTo(worst(severity.assess(decision.drift()))) > 0) {
                    return new Line(
                            Check.FINDINGS,
                            Result.FAIL,
                            "the patch itself would be a finding of level " + worst.text());
                }
            }
        }
        return new Line(
                Check.FINDINGS,
                Result.PASS,
                refactor ? "no finding of higher severity appears" : "the live values were judged already");
    }

    private static Severity worst(Assessment assessment) {
        return assessment.findings().stream().map(f -> f.level()).reduce(Severity.LOW, Severity::or);
    }

    /// The documents differ at the planned nodes and nowhere else.
    private static Line lines(PatchBase base, Planned plan) {
        List<String> stray = new ArrayList<>();
        int changed = 0;
        for (var entry : plan.after().texts().entrySet()) {
            String original = base.files().text(entry.getKey());
            if (original.equals(entry.getValue())) {
                continue;
            }
            changed += LineCount.changed(original, entry.getValue());
            var places = DocumentDiff.between(
                    TemplateReader.value(entry.getKey(), original),
                    TemplateReader.value(entry.getKey(), entry.getValue()));
            for (PropertyPath place : places) {
                if (plan.touched().stream().noneMatch(t -> covers(t, entry.getKey(), place))) {
                    stray.add(entry.getKey() + place);
                }
            }
        }
        return stray.isEmpty()
                ? new Line(Check.LINES, Result.PASS, differing(changed))
                : new Line(Check.LINES, Result.FAIL, "not planned: " + String.join(", ", stray));
    }

    private static String differing(long lines) {
        if (lines == 0) {
            return "no line of what is deployed differs";
        }
        return lines == 1 ? "1 line differs, as planned" : lines + " lines differ, all of them planned";
    }

    private static boolean covers(Touch touch, String file, PropertyPath place) {
        return touch.file().equals(file)
                && (place.startsWith(touch.document()) || touch.document().startsWith(place));
    }

    /// A drift that only exists in thought.
    private static final class Imagined {
        static Drift drift(Drift real, MapValue expected, MapValue actual) {
            List<Change> changes = new ArrayList<>();
            for (PropertyPath path : DocumentDiff.between(expected, actual)) {
                Value left = ModelEdit.find(expected, path).orElse(null);
                Value right = ModelEdit.find(actual, path).orElse(null);
                var declared = dev.phantom.drift.Circumstances.declared(dev.phantom.template.Origin.ABSENT);
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
}
