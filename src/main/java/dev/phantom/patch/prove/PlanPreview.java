package dev.phantom.patch.prove;

import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Change;
import dev.phantom.drift.compare.Arns;
import dev.phantom.drift.knowledge.ProviderSchemas;
import dev.phantom.drift.plan.PlanReader;
import dev.phantom.drift.plan.PlannedResource;
import dev.phantom.drift.plan.PlannedResource.Action;
import dev.phantom.drift.plan.PlannedUpdate;
import dev.phantom.fault.Cause;
import dev.phantom.fault.PhantomException;
import dev.phantom.patch.ChangePreview;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.PatchBase.Decision;
import dev.phantom.patch.PatchPlan.Planned;
import dev.phantom.patch.Proof.Check;
import dev.phantom.patch.Proof.Line;
import dev.phantom.patch.Proof.Result;
import dev.phantom.stack.Progress;
import dev.phantom.stack.RootModule;
import dev.phantom.stack.TerraformPlans;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Holds a patch of a root module against Terraform's own plans of a copy: one with the files as they are and one with
/// the patched files. What was legitimized is to be changed no more, what was refactored only to its new value, and
/// everything else as before. Files that were formatted stay so. A plan validates the module first.
public final class PlanPreview implements ChangePreview {

    private static final ChangePreview NO_PLAN = ChangePreview.lacking(
            "Terraform made no plan of the patched files; what they declare was compared instead");

    /// What one plan does, by address.
    ///
    /// @param fates   of what is not left as it is
    /// @param changes that it makes to what runs
    private record Effect(Map<String, Action> fates, Map<String, Set<Change>> changes) {}

    private final Supplier<TerraformPlans> engine;
    private final Function<PatchBase, Optional<RootModule>> modules;
    private final ProviderSchemas providers;
    private final Progress progress;

    /// Of this run: several patches of a module are held against the same files.
    private final Map<Asked, Effect> known = new ConcurrentHashMap<>();

    private record Asked(RootModule module, Map<String, String> files) {}

    /// @param engine  finds it when it is first needed
    /// @param modules of a stack; empty where its plan was made elsewhere
    public PlanPreview(
            Supplier<TerraformPlans> engine,
            Function<PatchBase, Optional<RootModule>> modules,
            ProviderSchemas providers,
            Progress progress) {
        this.engine = engine;
        this.modules = modules;
        this.providers = providers;
        this.progress = progress;
    }

    @Override
    public Line check(PatchBase base, Planned plan, List<Decision> decisions) {
        if (decisions.stream().allMatch(d -> d.verdict() instanceof Verdict.Revert)) {
            return new Line(
                    Check.CHANGE_SET,
                    Result.SKIPPED,
                    "the patch changes no file of the module; `phantom reconcile plan` shows what the revert does");
        }
        var module = modules.apply(base);
        if (module.isEmpty()) {
            return NO_PLAN.check(base, plan, decisions);
        }
        Effect before;
        try {
            before = effect(base, module.get(), base.files().texts());
        } catch (PhantomException e) {
            return notProven(e);
        }
        try {
            return line(base, module.get(), plan, decisions, before);
        } catch (PhantomException e) {
            return isElsewhere(e.diagnostic().cause())
                    ? notProven(e)
                    : new Line(Check.CHANGE_SET, Result.FAIL, e.diagnostic().line());
        }
    }

    /// Whether it says nothing of the patch: nobody could be asked, or nobody answered.
    private static boolean isElsewhere(Cause cause) {
        return switch (cause) {
            case AWAY, RATE_LIMITED, DENIED, NOT_CONFIGURED -> true;
            case BROKEN, OTHER -> false;
        };
    }

    private static Line notProven(PhantomException e) {
        return new Line(
                Check.CHANGE_SET,
                Result.SKIPPED,
                "not proven: " + e.diagnostic().line(),
                true);
    }

    private Line line(PatchBase base, RootModule module, Planned plan, List<Decision> decisions, Effect before) {
        var wrong = new ArrayList<String>();
        unformatted(base, plan).forEach(file -> wrong.add(file + " would no longer be formatted as `fmt` does it"));
        var after = effect(base, module, plan.after().texts());
        var addresses = new TreeSet<>(before.fates().keySet());
        addresses.addAll(after.fates().keySet());
        for (var address : addresses) {
            new Held(address, before, after, of(address, decisions)).wrong(wrong);
        }
        return wrong.isEmpty()
                ? new Line(
                        Check.CHANGE_SET,
                        Result.PASS,
                        engine.get().engine() + " plans the patched module in a copy as decided: " + said(decisions)
                                + ", and nothing else moves")
                : new Line(
                        Check.CHANGE_SET,
                        Result.FAIL,
                        "the plan of the patched module is not what was decided: " + String.join("; ", wrong));
    }

    private static String said(List<Decision> decisions) {
        return decisions.stream()
                .filter(d -> !(d.verdict() instanceof Verdict.Revert))
                .map(d -> d.drift().logicalId()
                        + (d.verdict() instanceof Verdict.Refactor
                                ? " is changed to the chosen values only"
                                : " is left as it runs"))
                .collect(Collectors.joining(", "));
    }

    /// Files that the patch changes, were formatted, and would be no more.
    private List<String> unformatted(PatchBase base, Planned plan) {
        Map<String, String> then = new LinkedHashMap<>();
        Map<String, String> now = new LinkedHashMap<>();
        plan.after().texts().forEach((path, text) -> {
            var original = base.files().texts().getOrDefault(path, "");
            if (!original.equals(text) && (path.endsWith(".tf") || path.endsWith(".tfvars"))) {
                then.put(path, text);
                now.put(path, original);
            }
        });
        var before = engine.get().unformatted(now);
        return engine.get().unformatted(then).stream()
                .filter(path -> !before.contains(path))
                .toList();
    }

    private static List<Decision> of(String address, List<Decision> decisions) {
        return decisions.stream()
                .filter(d -> d.drift().logicalId().equals(address))
                .filter(d -> !(d.verdict() instanceof Verdict.Revert))
                .toList();
    }

    /// One resource in both plans.
    private record Held(String address, Effect before, Effect after, List<Decision> decisions) {

        void wrong(List<String> wrong) {
            var then = after.changes().getOrDefault(address, Set.of());
            var now = before.changes().getOrDefault(address, Set.of());
            var fate = after.fates().getOrDefault(address, Action.NONE);
            boolean harmless = fate == Action.NONE || fate == Action.UPDATE;
            if (!harmless && fate != before.fates().getOrDefault(address, Action.NONE)) {
                wrong.add(address + " would get another action: " + fate);
            }
            then.stream()
                    .filter(change -> isDecided(change) ? !isChosen(change) : !now.contains(change))
                    .forEach(change -> wrong.add(address + " " + change.path()
                            + (isDecided(change) ? " would still be changed" : " would be changed too")));
            now.stream()
                    .filter(change -> !isDecided(change) && !then.contains(change))
                    .forEach(change -> wrong.add(address + " " + change.path() + " would be left as it runs, too"));
        }

        private boolean isDecided(Change change) {
            return decisions.stream()
                    .flatMap(d -> d.drift().changes().stream())
                    .anyMatch(decided -> general(decided.path()).overlaps(general(change.path())));
        }

        /// Whether it is the value that a refactoring chose.
        private boolean isChosen(Change change) {
            return decisions.stream()
                    .map(Decision::verdict)
                    .filter(Verdict.Refactor.class::isInstance)
                    .flatMap(verdict -> ((Verdict.Refactor) verdict).edits().stream())
                    .anyMatch(edit -> general(edit.path()).equals(general(change.path()))
                            && change.expectedValue()
                                    .filter(value -> same(value, edit.value()))
                                    .isPresent());
        }

        private static boolean same(Value one, Value other) {
            return one instanceof Value.Scalar a && other instanceof Value.Scalar b
                    ? a.text().equals(b.text())
                    : one.equals(other);
        }

        /// A list that grows has other indexes in the other plan.
        private static PropertyPath general(PropertyPath path) {
            return new PropertyPath(path.segments().stream()
                    .map(segment -> PropertyPath.index(segment) < 0 ? segment : "*")
                    .toList());
        }
    }

    private Effect effect(PatchBase base, RootModule module, Map<String, String> files) {
        var asked = new Asked(module, files);
        var there = known.get(asked);
        if (there != null) {
            return there;
        }
        var json = engine.get().rehearsed(module, files, progress).getBytes(StandardCharsets.UTF_8);
        var plan = PlanReader.read(module.directory(), new ByteArrayInputStream(json), providers);
        var arns = new Arns(base.id().account(), base.id().region());
        var update = new PlannedUpdate(plan, providers, arns, base.knowledge().facts());
        var fates = new LinkedHashMap<String, Action>();
        var changes = new LinkedHashMap<String, Set<Change>>();
        for (PlannedResource resource : plan.planned()) {
            if (resource.action() != Action.NONE) {
                fates.put(resource.at().address(), resource.action());
                changes.put(resource.at().address(), new HashSet<>(update.of(resource)));
            }
        }
        var found = new Effect(fates, changes);
        known.put(asked, found);
        return found;
    }
}
