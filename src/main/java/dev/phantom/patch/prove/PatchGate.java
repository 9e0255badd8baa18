package dev.phantom.patch.prove;

import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
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
import dev.phantom.severity.Assessment;
import dev.phantom.severity.Severity;
import dev.phantom.template.PropertyPath;
import dev.phantom.template.evaluate.EvaluatedTemplate;
import dev.phantom.template.read.TemplateReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
        List<Wanted> wanted = Wanted.of(base, decisions);
        if (isRevert(decisions) && wanted.isEmpty()) {
            return plan.after().texts().equals(base.files().texts())
                    ? new Line(Check.REDIFF, Result.PASS, "the files that are deployed stay as they are")
                    : new Line(Check.REDIFF, Result.FAIL, "this revert may not edit the template");
        }
        Set<Told> expected = told(rediff.compare(base.files(), base.own()).drifts());
        Set<Told> remaining = told(rediff.compare(plan.after(), base.own()).drifts());
        Set<Told> fresh = without(remaining, expected);
        if (!wanted.isEmpty()) {
            return written(base, plan, wanted, fresh);
        }
        Set<Told> owned = told(decisions.stream().map(Decision::drift).toList());
        Set<Told> left = without(remaining, without(remaining, owned));
        Set<Told> gone = without(without(expected, owned), remaining);
        return left.isEmpty() && fresh.isEmpty() && gone.isEmpty()
                ? new Line(
                        Check.REDIFF,
                        Result.PASS,
                        "compared again: none of its " + owned.size() + " changes left, " + remaining.size()
                                + " of others as before")
                : new Line(
                        Check.REDIFF,
                        Result.FAIL,
                        "compared again: left " + left + ", new " + fresh
                                + (gone.isEmpty() ? "" : ", of others no longer there " + gone));
    }

    /// One change that a comparison tells, by its place.
    private record Told(String logicalId, PropertyPath path, String kind) implements Comparable<Told> {
        @Override
        public int compareTo(Told other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return logicalId + " " + path + " " + kind;
        }
    }

    private static Set<Told> told(List<Drift> drifts) {
        Set<Told> all = new TreeSet<>();
        for (Drift drift : drifts) {
            drift.changes().forEach(c -> all.add(new Told(drift.logicalId(), c.path(), c.kind())));
        }
        return all;
    }

    private static Set<Told> without(Set<Told> some, Set<Told> others) {
        Set<Told> rest = new TreeSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    /// Exactly the listed paths are set; live still has to follow, so those remain as changes.
    private static Line written(PatchBase base, Planned plan, List<Wanted> wanted, Set<Told> fresh) {
        List<String> wrong = new ArrayList<>();
        EvaluatedTemplate after = plan.after().evaluate(base.own());
        wanted.stream().filter(one -> !one.isIn(after)).forEach(one -> wrong.add(one + " has not the listed value"));
        for (Effect effect : Effects.between(base.files().evaluate(base.own()), after)) {
            if (wanted.stream().noneMatch(one -> one.explains(effect.owner(), effect.property()))) {
                wrong.add(effect + " moves too");
            }
        }
        fresh.stream()
                .filter(told -> wanted.stream().noneMatch(one -> one.explains(told.logicalId(), told.path())))
                .forEach(told -> wrong.add(told + " is new"));
        return wrong.isEmpty()
                ? new Line(
                        Check.REDIFF,
                        Result.PASS,
                        "only "
                                + wanted.stream()
                                        .map(Wanted::toString)
                                        .distinct()
                                        .sorted()
                                        .collect(Collectors.joining(", "))
                                + " change")
                : new Line(Check.REDIFF, Result.FAIL, String.join("; ", wrong));
    }

    private static boolean isRevert(List<Decision> decisions) {
        return decisions.stream().allMatch(d -> d.verdict() instanceof Verdict.Revert);
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
                var imagined = Imagined.of(decision.drift(), left.properties(), right.properties());
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
                ? new Line(Check.LINES, Result.PASS, changed + " lines differ, all of them planned")
                : new Line(Check.LINES, Result.FAIL, "not planned: " + String.join(", ", stray));
    }

    private static boolean covers(Touch touch, String file, PropertyPath place) {
        return touch.file().equals(file)
                && (place.startsWith(touch.document()) || touch.document().startsWith(place));
    }
}
