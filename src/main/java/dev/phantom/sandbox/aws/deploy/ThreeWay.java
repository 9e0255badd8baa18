package dev.phantom.sandbox.aws.deploy;

import dev.phantom.sandbox.aws.deploy.Deployment.Declared;
import dev.phantom.sandbox.aws.deploy.PlannedChange.Cell;
import dev.phantom.sandbox.aws.deploy.PlannedChange.Drift;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The three-way comparison of one resource: as it runs, as it was deployed, as it is to be deployed.
///
/// @param edits what the new template changes
record ThreeWay(
        DriftAware rules, Deployment stack, Declared before, Declared after, MapValue actual, List<Difference> edits) {

    void into(List<Cell> cells, Map<PropertyPath, String> ignored) {
        var drifts = Differences.ofActual(rules.seen(before), actual, rules.facts(after.type()));
        var wanted = Differences.ofActual(rules.seen(after), actual, rules.facts(after.type()));
        var told = new ArrayList<PropertyPath>();
        for (var d : wanted) {
            var reason = reason(d);
            if (!reason.isEmpty() && !edited(d.path())) {
                if (!reason.equals("immutable")) {
                    ignored.put(d.path(), reason);
                }
            } else {
                cells.add(Planner.cell(rules, d, after, true, drift(d.path(), drifts), edited(d.path())));
                told.add(d.path());
            }
        }
        for (var d : edits) {
            if (rules.unseen(after.type(), d)) {
                cells.add(Planner.cell(rules, d, after, false, Optional.empty(), true));
                told.add(d.path());
            } else if (d.declared().isEmpty() && told.stream().noneMatch(d::near)) {
                removed(d, drifts).ifPresent(cell -> {
                    cells.add(cell);
                    told.add(d.path());
                });
            }
        }
        synced(drifts, told, cells);
        rules.unseen(after).stream()
                .filter(p -> told.stream().noneMatch(p::equals))
                .forEach(p -> ignored.put(p, "WRITE_ONLY_PROPERTY"));
        after.properties().entries().forEach((name, value) -> {
            if (Trees.secret(value)) {
                ignored.putIfAbsent(PropertyPath.of(name), "SENSITIVE_PROPERTY");
            }
        });
    }

    /// What the new template says no more, as far as it is there. An element of a list that is not declared any more is
    /// among the differences already; a tag is not, because tags of others stay.
    private Optional<Cell> removed(Difference d, List<Difference> drifts) {
        var element = Trees.at(before.properties(), d.path().parent())
                .filter(ListValue.class::isInstance)
                .isPresent();
        var there = element ? d.actual().flatMap(this::tag) : Trees.at(actual, d.path());
        return there.map(value -> Planner.cell(
                rules,
                new Difference(d.path(), Optional.empty(), Optional.of(value)),
                after,
                true,
                drift(d.path(), drifts),
                true));
    }

    private Optional<Value> tag(Value declared) {
        var tags = rules.facts(after.type()).map(f -> f.tagging().property()).orElse("Tags");
        return Trees.at(actual, PropertyPath.of(tags))
                .filter(ListValue.class::isInstance)
                .flatMap(list -> ((ListValue) list)
                        .items().stream()
                                .filter(t -> Trees.sameKey(declared, t))
                                .findFirst());
    }

    /// Where the new template says what runs already: CloudFormation only takes note of it.
    private void synced(List<Difference> drifts, List<PropertyPath> told, List<Cell> cells) {
        var places = new ArrayList<PropertyPath>();
        for (var d : drifts) {
            if (edited(d.path())
                    && told.stream().noneMatch(d::near)
                    && reason(d).isEmpty()) {
                places.add(d.path());
                cells.add(sync(d.path(), d.actual(), Optional.of(new Drift(d.declared(), d.actual()))));
            }
        }
        for (var d : edits) {
            if (d.actual().isEmpty()
                    && told.stream().noneMatch(d::near)
                    && places.stream().noneMatch(d::near)) {
                cells.add(sync(d.path(), d.declared(), Optional.of(new Drift(Optional.empty(), d.declared()))));
            }
        }
    }

    private Cell sync(PropertyPath path, Optional<Value> value, Optional<Drift> drift) {
        return new Cell(
                "Properties", path, "SyncWithActual", value, value, true, drift, "Never", after.hides(path), true);
    }

    private static Optional<Drift> drift(PropertyPath path, List<Difference> drifts) {
        return drifts.stream().filter(d -> d.near(path)).findFirst().map(d -> new Drift(d.declared(), d.actual()));
    }

    /// Why drift at this place stays, unless the template changes it; empty if it does not stay.
    private String reason(Difference d) {
        if (rules.managed(after, stack, d.path())) {
            return "MANAGED_BY_AWS";
        }
        return rules.createOnly(after.type(), d.path()) || rules.readOnly(after.type(), d.path()) ? "immutable" : "";
    }

    private boolean edited(PropertyPath path) {
        return edits.stream().anyMatch(d -> d.near(path));
    }
}
