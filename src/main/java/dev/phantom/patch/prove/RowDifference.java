package dev.phantom.patch.prove;

import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Drift;
import dev.phantom.patch.PatchBase.Decision;
import dev.phantom.stack.ChangeSet;
import dev.phantom.stack.ChangeSet.Cell;
import dev.phantom.value.PropertyPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a patch makes of the rows of a drift-aware change set.
///
/// @param gone  cells that only the files as they are lead to: drift that the patch reverts no more
/// @param fresh cells that only the patched files lead to
/// @param blind by logical id, the types of resources that CloudFormation did not hold against what runs
record RowDifference(Set<Planned> gone, Set<Planned> fresh, Map<String, String> blind) {

    private static final String NOTED = "SyncWithActual";

    /// A row without cells, of a resource that is added or removed, stands as one with an empty change.
    record Planned(
            String logicalId, String action, String replacement, PropertyPath path, String change, String values) {
        @Override
        public String toString() {
            return logicalId + " " + (path.isRoot() ? action : path + " " + change);
        }
    }

    static RowDifference between(List<ChangeSet.Row> now, List<ChangeSet.Row> then) {
        var gone = planned(now);
        var fresh = planned(then);
        var common = new LinkedHashSet<>(gone);
        common.retainAll(fresh);
        gone.removeAll(common);
        fresh.removeAll(common);
        var blind = new LinkedHashMap<String, String>();
        then.stream().filter(row -> !row.held()).forEach(row -> blind.put(row.logicalId(), row.type()));
        return new RowDifference(gone, fresh, blind);
    }

    /// In words, what does not follow from the decisions; empty if all of it does.
    List<String> unlike(List<Decision> decisions) {
        var wrong = new ArrayList<String>();
        for (var planned : fresh) {
            if (planned.change.isEmpty() || planned.replacement.equals("True")) {
                wrong.add(planned + (planned.replacement.equals("True") ? " replaces it" : "") + " appears");
            } else if (decisions.stream().noneMatch(d -> allows(d, planned) || unseen(d, planned))) {
                wrong.add(planned + " appears");
            }
        }
        for (var planned : gone) {
            if (decisions.stream().noneMatch(d -> owns(d, planned))) {
                wrong.add(planned + " disappears");
            }
        }
        for (var decision : decisions) {
            if (decision.verdict() instanceof Verdict.Refactor refactor) {
                refactor.edits().stream()
                        .filter(e -> fresh.stream().noneMatch(t -> of(decision, t) && near(t.path, e.path())))
                        .forEach(e -> wrong.add(decision.drift().logicalId() + " " + e.path() + " does not appear"));
            }
        }
        return wrong;
    }

    /// Resources whose legitimate drift CloudFormation could not see, so that it calls what is there already a change:
    /// `Db (AWS::RDS::DBProxy)`.
    List<String> unseen(List<Decision> decisions) {
        return fresh.stream()
                .filter(planned -> decisions.stream().anyMatch(d -> unseen(d, planned)))
                .map(planned -> planned.logicalId + " (" + blind.get(planned.logicalId) + ")")
                .distinct()
                .toList();
    }

    private boolean unseen(Decision decision, Planned planned) {
        return blind.containsKey(planned.logicalId)
                && decision.verdict() instanceof Verdict.Legitimize
                && !planned.change.equals(NOTED)
                && decision.drift().status() == Drift.Status.MODIFIED
                && owns(decision, planned);
    }

    private static boolean allows(Decision decision, Planned planned) {
        return of(decision, planned)
                && switch (decision.verdict()) {
                    case Verdict.Legitimize l -> planned.change.equals(NOTED);
                    case Verdict.Refactor r -> r.edits().stream().anyMatch(e -> near(planned.path, e.path()));
                    case Verdict.Revert r -> false;
                    case Verdict.NeedsHuman n -> false;
                };
    }

    /// What the resource would have lost, had its drift been reverted.
    private static boolean owns(Decision decision, Planned planned) {
        return of(decision, planned)
                && (decision.drift().status() != Drift.Status.MODIFIED
                        || decision.drift().changes().stream().anyMatch(c -> near(planned.path, c.path())));
    }

    private static boolean of(Decision decision, Planned planned) {
        return decision.drift().logicalId().equals(planned.logicalId);
    }

    /// CloudFormation counts the elements of a list in its own way: within one list every place is near.
    private static boolean near(PropertyPath one, PropertyPath other) {
        var a = list(one);
        var b = list(other);
        return a.startsWith(b) || b.startsWith(a);
    }

    private static PropertyPath list(PropertyPath path) {
        var segments = path.segments();
        for (var i = 0; i < segments.size(); i++) {
            if (segments.get(i).matches("\\d+")) {
                return new PropertyPath(segments.subList(0, i));
            }
        }
        return path;
    }

    private static Set<Planned> planned(List<ChangeSet.Row> rows) {
        var all = new LinkedHashSet<Planned>();
        for (var row : rows) {
            if (row.cells().isEmpty()) {
                all.add(new Planned(row.logicalId(), row.action(), row.replacement(), PropertyPath.ROOT, "", ""));
            }
            for (Cell cell : row.cells()) {
                all.add(new Planned(
                        row.logicalId(),
                        row.action(),
                        row.replacement(),
                        cell.path(),
                        cell.change(),
                        cell.before() + " " + cell.after()));
            }
        }
        return all;
    }
}
