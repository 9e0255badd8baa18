package dev.phantom.patch.prove;

import dev.phantom.analysis.Verdict;
import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.patch.ChangePreview;
import dev.phantom.patch.DeployedParameters;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.PatchBase.Decision;
import dev.phantom.patch.PatchPlan.Planned;
import dev.phantom.patch.Proof.Check;
import dev.phantom.patch.Proof.Line;
import dev.phantom.patch.Proof.Result;
import dev.phantom.patch.Workspace;
import dev.phantom.stack.ChangeSet;
import dev.phantom.stack.ChangeSets;
import dev.phantom.stack.ChangeSets.Request;
import dev.phantom.stack.Progress;
import dev.phantom.stack.StackId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Holds a patch against CloudFormation's own change sets: two that look at drift, with the files as they are and with
/// the patched ones, whose difference must be what the decisions say; and an ordinary one of the patched files, which
/// is what will really be deployed. Each is described and deleted; none is executed.
public final class ChangeSetPreview implements ChangePreview {

    /// What CloudFormation says of itself, not of the patch.
    private static final Set<Code> ELSEWHERE = Set.of(
            Code.AWS_CREDENTIALS,
            Code.AWS_THROTTLED,
            Code.AWS_NO_STACK,
            Code.AWS_STACK_BUSY,
            Code.AWS_TEMPLATE_TOO_LARGE);

    private static final String DESCRIPTION = "Phantom: preview of a patch; never executed";

    private final ChangeSets changeSets;
    private final Progress progress;
    /// Of this run: several patches of a stack are held against the same files.
    private final Map<Request, List<ChangeSet.Row>> known = new HashMap<>();

    /// Where what killed runs left was looked for.
    private final Set<StackId> swept = new HashSet<>();

    public ChangeSetPreview(ChangeSets changeSets, Progress progress) {
        this.changeSets = changeSets;
        this.progress = progress;
    }

    @Override
    public Line check(PatchBase base, Planned plan, List<Decision> decisions) {
        if (decisions.stream().allMatch(d -> d.verdict() instanceof Verdict.Revert)) {
            return new Line(
                    Check.CHANGE_SET,
                    Result.SKIPPED,
                    "the patch deploys nothing; `phantom reconcile plan` shows what the revert does");
        }
        try {
            var now = rows(base, base.files(), true);
            var then = rows(base, plan.after(), true);
            var difference = RowDifference.between(now, then);
            var wrong = difference.unlike(decisions);
            if (!wrong.isEmpty()) {
                return new Line(
                        Check.CHANGE_SET,
                        Result.FAIL,
                        "the change set differs from the comparison: " + String.join("; ", wrong));
            }
            var line = deployed(rows(base, plan.after(), false), rows(base, base.files(), false), toBeGiven(plan));
            var unseen = difference.unseen(decisions);
            return unseen.isEmpty() || line.result() == Result.FAIL
                    ? line
                    : new Line(
                            Check.CHANGE_SET,
                            Result.SKIPPED,
                            "not provable by a change set: CloudFormation does not compare " + String.join(", ", unseen)
                                    + " with the live state",
                            true,
                            true);
        } catch (PhantomException e) {
            var elsewhere = ELSEWHERE.contains(e.diagnostic().code());
            return new Line(
                    Check.CHANGE_SET,
                    elsewhere ? Result.SKIPPED : Result.FAIL,
                    elsewhere
                            ? "not proven: " + e.diagnostic().summary()
                            : e.diagnostic().line(),
                    elsewhere);
        }
    }

    /// An ordinary deployment must not replace or remove what it would leave alone without the patch.
    private static Line deployed(List<ChangeSet.Row> then, List<ChangeSet.Row> now, String given) {
        var before = now.stream().map(ChangeSetPreview::fate).collect(Collectors.toSet());
        var harm = then.stream()
                .filter(r -> !fate(r).isEmpty() && !before.contains(fate(r)))
                .map(ChangeSetPreview::fate)
                .toList();
        return harm.isEmpty()
                ? new Line(
                        Check.CHANGE_SET,
                        Result.PASS,
                        "the change set confirms that the patch changes what it says and nothing else; deploying these"
                                + " files touches " + names(then) + given)
                : new Line(Check.CHANGE_SET, Result.FAIL, "deploying the patch would " + String.join(", ", harm));
    }

    private static String fate(ChangeSet.Row row) {
        return row.action().equals("Remove")
                ? "remove " + row.logicalId()
                : row.replacement().equals("True") ? "replace " + row.logicalId() : "";
    }

    private static String names(List<ChangeSet.Row> rows) {
        return rows.isEmpty()
                ? "no resource"
                : rows.stream().map(ChangeSet.Row::logicalId).sorted().collect(Collectors.joining(", "));
    }

    private List<ChangeSet.Row> rows(PatchBase base, Workspace files, boolean revertDrift) {
        var request = new Request(
                base.id(),
                Optional.of(files.text(files.template())),
                new DeployedParameters(base).of(files),
                revertDrift,
                DESCRIPTION);
        var before = known.get(request);
        if (before != null) {
            return before;
        }
        if (swept.add(base.id())) {
            changeSets.sweep(base.id(), "", progress);
        }
        var made = changeSets.create(request, progress);
        changeSets.delete(base.id(), made.id());
        known.put(request, made.rows());
        return made.rows();
    }

    /// Parameters whose default the patch changes. A stack keeps the value that it has, unless it is told another.
    private static String toBeGiven(Planned plan) {
        var names = plan.patch().pass().entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(", "));
        return names.isEmpty()
                ? ""
                : "; the deployment must pass " + names
                        + ", because a stack keeps the current value of a parameter that is not passed";
    }
}
