package dev.phantom.patch.prove;

import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
import dev.phantom.patch.Effects;
import dev.phantom.patch.Effects.Effect;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.PatchBase.Decision;
import dev.phantom.patch.PatchPlan.Planned;
import dev.phantom.patch.Proof.Check;
import dev.phantom.patch.Proof.Line;
import dev.phantom.patch.Proof.Result;
import dev.phantom.value.PropertyPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The comparison once more, with the patched files. What a legitimized drift owned must be gone; a patch that assigns
/// values sets these and nothing else, and live still has to follow; nothing new may appear.
record RediffCheck(PatchGate.Rediff rediff) {

    /// What the comparison found at one place.
    ///
    /// @param property the root for a resource that differs as a whole
    /// @param kind     of the change; the drift's status where there is none
    private record Difference(String logicalId, PropertyPath property, String kind) implements Comparable<Difference> {

        static Set<Difference> of(Collection<Drift> drifts) {
            Set<Difference> all = new TreeSet<>();
            drifts.stream().flatMap(Difference::of).forEach(all::add);
            return all;
        }

        private static Stream<Difference> of(Drift drift) {
            return drift.changes().isEmpty()
                    ? Stream.of(new Difference(
                            drift.logicalId(), PropertyPath.ROOT, drift.status().name()))
                    : drift.changes().stream().map(c -> new Difference(drift.logicalId(), c.path(), c.kind()));
        }

        @Override
        public int compareTo(Difference other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return logicalId + " " + property + (property.isRoot() ? "" : " ") + kind;
        }
    }

    Line check(PatchBase base, Planned plan, List<Decision> decisions) {
        var assignments = Assignment.of(base, decisions);
        if (assignments.isEmpty() && decisions.stream().allMatch(d -> d.verdict() instanceof Verdict.Revert)) {
            return plan.after().texts().equals(base.files().texts())
                    ? line(Result.PASS, "the deployed files are unchanged")
                    : line(Result.FAIL, "this revert must not edit the template");
        }
        var expected = found(rediff.compare(base.files(), base.own()));
        var remaining = found(rediff.compare(plan.after(), base.own()));
        Set<Difference> fresh = new TreeSet<>(remaining);
        fresh.removeAll(expected);
        return assignments.isEmpty()
                ? settled(decisions, expected, remaining, fresh)
                : assigned(base, plan, assignments, fresh);
    }

    private static Set<Difference> found(DriftReport report) {
        return Difference.of(report.drifts());
    }

    private static Line settled(
            List<Decision> decisions, Set<Difference> expected, Set<Difference> remaining, Set<Difference> fresh) {
        var owned = Difference.of(decisions.stream().map(Decision::drift).toList());
        Set<Difference> left = new TreeSet<>(remaining);
        left.retainAll(owned);
        Set<Difference> gone = new TreeSet<>(expected);
        gone.removeAll(owned);
        gone.removeAll(remaining);
        return left.isEmpty() && fresh.isEmpty() && gone.isEmpty()
                ? line(
                        Result.PASS,
                        "compared again: "
                                + (owned.size() == 1 ? "its change is" : "all its " + owned.size() + " changes are")
                                + " gone, other changes as before: " + remaining.size())
                : line(
                        Result.FAIL,
                        "compared again: remaining " + left + ", new " + fresh
                                + (gone.isEmpty() ? "" : ", other changes no longer present " + gone));
    }

    private static Line assigned(PatchBase base, Planned plan, List<Assignment> assignments, Set<Difference> fresh) {
        var after = plan.after().evaluate(base.own());
        List<String> wrong = new ArrayList<>();
        assignments.stream()
                .filter(a -> !a.isMetBy(after))
                .forEach(a -> wrong.add(a + " does not have the listed value"));
        for (Effect effect : Effects.between(base.files().evaluate(base.own()), after)) {
            if (assignments.stream().noneMatch(a -> a.explains(effect))) {
                wrong.add(effect + " changes too");
            }
        }
        for (Difference one : fresh) {
            if (assignments.stream().noneMatch(a -> a.explains(one.logicalId(), one.property()))) {
                wrong.add(one + " is new");
            }
        }
        Set<String> listed = new TreeSet<>();
        assignments.forEach(a -> listed.add(a.toString()));
        return wrong.isEmpty()
                ? line(Result.PASS, "only " + String.join(", ", listed) + " change")
                : line(Result.FAIL, String.join("; ", wrong));
    }

    private static Line line(Result result, String detail) {
        return new Line(Check.REDIFF, result, detail);
    }
}
