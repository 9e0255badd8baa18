package dev.phantom.patch.plan;

import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Pin;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Declaration.DeclaredResource;
import dev.phantom.iac.Edits;
import dev.phantom.iac.Intent;
import dev.phantom.patch.DeployedParameters;
import dev.phantom.patch.Effects;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.PatchBase.Decision;
import dev.phantom.patch.PatchPlan;
import dev.phantom.patch.PatchPlan.Touch;
import dev.phantom.patch.PatchSet;
import dev.phantom.patch.ReconcileRecord;
import dev.phantom.patch.Workspace;
import dev.phantom.patch.plan.Minimal.Step;
import dev.phantom.value.Counterpart;
import dev.phantom.value.ModelEdit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Computes the file changes that carry out verdicts. Each edit is tried at the value's origin first, then in place;
/// a parameter that has its value from nowhere but its default, or from the deployment, gets one in this stack's
/// parameter file before that, because a stack that exists keeps its value whatever the default says; the first that
/// moves nothing else, in no stack that uses the files, is taken.
public final class PatchPlanner {
    private PatchPlanner() {}

    /// One patch for decisions that stand together in one pull request.
    public static PatchPlan plan(PatchBase base, List<Decision> decisions) {
        try {
            var draft = new Draft(base);
            for (Decision decision : decisions) {
                draft.carryOut(decision);
            }
            return draft.done();
        } catch (PhantomException e) {
            return new PatchPlan.Refused(e.diagnostic());
        }
    }

    private static final class Draft {
        private final PatchBase base;
        private Workspace files;
        private final Map<String, String> records = new LinkedHashMap<>();
        private final List<Touch> touched = new ArrayList<>();
        private final Set<String> alsoChanges = new LinkedHashSet<>();
        private final Set<String> deploy = new LinkedHashSet<>();

        Draft(PatchBase base) {
            this.base = base;
            this.files = base.files();
        }

        void carryOut(Decision decision) {
            Drift drift = decision.drift();
            switch (decision.verdict()) {
                case Verdict.Legitimize v -> legitimize(drift);
                case Verdict.Refactor v -> {
                    PatchLimits.requireEditable(
                            files.read(),
                            drift.logicalId(),
                            v.edits().stream().map(Verdict.Edit::path).toList());
                    v.edits().forEach(e -> refactor(drift, e));
                    deploy.add(
                            "merging changes nothing in AWS until the stack is deployed; then these properties are set");
                }
                case Verdict.Revert v -> {
                    pin(drift);
                    var record = ReconcileRecord.of(
                            base.id(), base.commit(), drift, base.knowledge().types());
                    records.put(record.path(), record.text());
                    deploy.add(
                            "merging alone changes nothing in AWS; the live state changes when the record is applied");
                }
                case Verdict.NeedsHuman v ->
                    throw new PhantomException(Code.PATCH_REFUSED, "a person must decide about " + drift.logicalId());
            }
        }

        /// An element that only live has comes into the list that it stands in, with the better value; every other edit
        /// sets a property.
        private void refactor(Drift drift, Verdict.Edit edit) {
            var absent = ModelEdit.find(drift.expected(), edit.path()).isEmpty();
            var added = drift.changes().stream()
                    .filter(c -> c instanceof Change.Add && c.path().equals(edit.path()))
                    .findFirst();
            if (added.isPresent()) {
                var better =
                        new Change.Add(edit.path(), edit.value(), added.get().circumstances());
                new Legitimizing(drift.with(List.of(better)), base).steps().forEach(step -> step(drift, step));
            } else if (absent && PropertyPath.index(edit.path().last()) >= 0) {
                step(drift, new Step(edit.path().parent(), new Intent.Append(edit.value())));
            } else {
                step(drift, new Step(edit.path(), new Intent.Set(edit.value())));
            }
        }

        /// What no template says cannot be brought back by one; so it is said.
        private void pin(Drift drift) {
            var type = base.knowledge().schema(drift.type());
            for (var change : drift.changes()) {
                Pin.of(change, type).ifPresent(value -> {
                    PatchLimits.requireEditable(files.read(), drift.logicalId(), List.of(change.path()));
                    step(drift, new Step(change.path(), new Intent.Set(value)));
                    deploy.add("the earlier value of " + change.path() + " is pinned in the template");
                });
            }
        }

        private void legitimize(Drift drift) {
            switch (drift.status()) {
                case MODIFIED -> {
                    PatchLimits.requireEditable(
                            files.read(),
                            drift.logicalId(),
                            drift.changes().stream().map(Change::path).toList());
                    new Legitimizing(drift, base).steps().forEach(step -> step(drift, step));
                    deploy.add("merging changes nothing in AWS: the next deployment finds these properties in place");
                }
                case DELETED -> {
                    PatchLimits.requireEditable(files.read(), drift.logicalId(), List.of());
                    removeResource(drift.logicalId());
                    deploy.add("the next deployment drops the resource, which no longer exists, from the stack");
                }
                case UNMANAGED -> {
                    TemplateEdit.synthesized(files.read(), drift.logicalId()).ifPresent(d -> {
                        throw new PhantomException(d);
                    });
                    addResource(drift);
                    deploy.add(
                            "the resource enters the stack by an import change set (ResourcesToImport), not by a plain deployment");
                }
            }
        }

        private void step(Drift drift, Step told) {
            var logicalId = drift.logicalId();
            switch (told.intent()) {
                case Intent.Set(Value value) -> PatchLimits.requirePlain(base, drift, told.path(), value);
                case Intent.Append(Value value) -> PatchLimits.requirePlain(base, drift, told.path(), value);
                case Intent.Remove remove -> {}
            }
            var template = files.read();
            var declared = files.evaluate(template, base.own());
            var step = declared.resources().get(logicalId) instanceof DeclaredResource r
                    ? declared(drift, told, r.properties())
                    : told;
            if (step.intent() instanceof Intent.Set(Value value)
                    && declared.resources().get(logicalId) instanceof DeclaredResource r
                    && ModelEdit.find(r.properties(), step.path())
                            .filter(v -> Effects.same(v, value))
                            .isPresent()) {
                return; // the repository says so already
            }
            var edits = template.edits(declared, files.files(base.own()));
            take(new Choice(base, files, declared, edits, logicalId).of(step));
        }

        /// The step at the place that the files have for it: what was compared may tell of lists in another order.
        private Step declared(Drift drift, Step step, Value.MapValue declared) {
            return Counterpart.of(drift.expected(), declared, step.path())
                    .map(path -> new Step(path, step.intent()))
                    .orElse(step);
        }

        private void take(Edits.Candidate chosen) {
            files = Choice.applied(chosen, files);
            alsoChanges.addAll(chosen.alsoChanges());
            chosen.edits().forEach(edit -> edit.nodes().forEach(node -> touched.add(new Touch(edit.file(), node))));
        }

        private Edits edits() {
            var template = files.read();
            return template.edits(files.evaluate(template, base.own()), files.files(base.own()));
        }

        private void removeResource(String logicalId) {
            var edits = edits();
            List<String> users = edits.readers(logicalId);
            if (!users.isEmpty()) {
                throw new PhantomException(
                        Code.PATCH_MOVES_OTHERS,
                        "the resource " + logicalId + " is still used by " + String.join(", ", users));
            }
            PatchLimits.requireAlone(base, "removing " + logicalId);
            take(edits.removed(logicalId));
        }

        private void addResource(Drift drift) {
            if (files.read().resources().containsKey(drift.logicalId())) {
                throw new PhantomException(
                        Code.PATCH_REFUSED, "the template already has a resource " + drift.logicalId());
            }
            PatchLimits.requireAlone(base, "adding " + drift.logicalId());
            PatchLimits.requirePlain(base, drift, PropertyPath.ROOT, drift.actual());
            take(edits().added(drift.logicalId(), drift.type(), new Legitimizing(drift, base).whole()));
        }

        PatchPlan done() {
            List<PatchSet.FileEdit> edits = new ArrayList<>();
            files.texts().forEach((file, text) -> {
                String original = base.files().text(file);
                if (!original.equals(text)) {
                    edits.add(new PatchSet.FileEdit(file, original, text));
                }
            });
            records.forEach((path, text) -> edits.add(new PatchSet.FileEdit(path, "", text)));
            if (edits.isEmpty()) {
                return new PatchPlan.Refused(
                        Diagnostic.of(Code.PATCH_REFUSED, "nothing to change: the repository already matches"));
            }
            var patch = new PatchSet(
                    base.commit(),
                    edits,
                    List.copyOf(alsoChanges),
                    String.join("; ", deploy),
                    new DeployedParameters(base).toPass(files));
            return new PatchPlan.Planned(patch, files, touched);
        }
    }
}
