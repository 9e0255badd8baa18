package dev.phantom.patch.prove;

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
import dev.phantom.severity.Assessment;
import dev.phantom.value.DocumentDiff;
import dev.phantom.value.PropertyPath;
import java.util.ArrayList;
import java.util.List;

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
            lines.add(new RediffCheck(rediff).check(base, plan, decisions));
            lines.add(otherStacks(base, plan));
            lines.add(SchemaCheck.check(base, plan, decisions));
            lines.add(new FindingsCheck(severity).check(base, plan, decisions));
            lines.add(lines(base, plan));
        } catch (PhantomException e) {
            lines.add(new Line(Check.REDIFF, Result.FAIL, e.diagnostic().line()));
        }
        lines.add(
                new Proof(lines).passed()
                        ? preview.check(base, plan, decisions)
                        : new Line(Check.CHANGE_SET, Result.SKIPPED, "an earlier check failed"));
        return new Proof(lines);
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
            return new Line(Check.OTHER_STACKS, Result.FAIL, "would also change " + String.join(", ", moved));
        }
        String names =
                String.join(", ", base.others().stream().map(StackView::name).toList());
        return new Line(
                Check.OTHER_STACKS,
                Result.PASS,
                names.isEmpty()
                        ? "no other configured stack uses these files"
                        : "evaluate to the same values: " + names);
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
                    plan.after().format().document(entry.getKey(), original),
                    plan.after().format().document(entry.getKey(), entry.getValue()));
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
            return "no line of the deployed files differs";
        }
        return lines == 1 ? "1 line differs, as planned" : lines + " lines differ, all of them planned";
    }

    private static boolean covers(Touch touch, String file, PropertyPath place) {
        return touch.file().equals(file)
                && (place.startsWith(touch.document()) || touch.document().startsWith(place));
    }
}
