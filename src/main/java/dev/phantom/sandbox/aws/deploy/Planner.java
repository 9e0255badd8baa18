package dev.phantom.sandbox.aws.deploy;

import dev.phantom.drift.TypeNode.Trait;
import dev.phantom.sandbox.aws.deploy.Deployment.Declared;
import dev.phantom.sandbox.aws.deploy.PlannedChange.Cell;
import dev.phantom.sandbox.aws.deploy.PlannedChange.Drift;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Computes the rows of a change set.
///
/// @param previous what was deployed last
/// @param desired  what is to be deployed
/// @param running  how a resource is now, by logical id
public record Planner(
        DriftAware rules, Deployment previous, Deployment desired, Function<String, RunningResources> running) {

    private static final Set<String> ATTRIBUTES = new TreeSet<>(
            Set.of("CreationPolicy", "DeletionPolicy", "Metadata", "UpdatePolicy", "UpdateReplacePolicy"));

    /// @param driftAware `DeploymentMode=REVERT_DRIFT`
    /// @param inSync     so many resources that are in sync get a row nevertheless
    public List<PlannedChange> rows(boolean driftAware, int inSync) {
        var rows = new ArrayList<PlannedChange>();
        var extra = inSync;
        for (var resource : desired.resources().values()) {
            var before = previous.resources().get(resource.logicalId());
            var row = before == null ? Optional.of(added(resource, "")) : changed(before, resource, driftAware);
            if (row.isEmpty() && before != null && driftAware && extra > 0) {
                row = spurious(resource);
                extra -= row.isPresent() ? 1 : 0;
            }
            row.ifPresent(rows::add);
        }
        previous.resources().forEach((id, gone) -> {
            if (!desired.resources().containsKey(id)) {
                rows.add(removed(gone));
            }
        });
        return List.copyOf(rows);
    }

    /// The declared properties of a resource that runs otherwise than it was deployed, as drift detection tells them.
    public List<Difference> drifted(Declared resource, MapValue actual) {
        return Differences.ofActual(rules.seen(resource), actual, rules.facts(resource.type())).stream()
                .filter(d -> !rules.readOnly(resource.type(), d.path())
                        && !d.path().last().equals("KMSKeyId")
                        && !d.path().last().equals("KmsKeyId"))
                .toList();
    }

    private Optional<PlannedChange> changed(Declared before, Declared after, boolean driftAware) {
        var type = after.type();
        var live = running.apply(after.logicalId());
        var compares = driftAware && rules.supports(type) && live.readable();
        if (compares && live.properties().isEmpty()) {
            // what AWS does of a resource that somebody deleted is not documented; to deploy it is to make it
            return Optional.of(added(after, "DELETED"));
        }
        var cells = new ArrayList<Cell>(attributes(before, after));
        var ignored = new LinkedHashMap<PropertyPath, String>();
        var edits = Differences.ofPrevious(after.properties(), before.properties(), rules.facts(type));
        var status =
                !driftAware ? "" : !rules.supports(type) ? "UNSUPPORTED" : !live.readable() ? "UNKNOWN" : "IN_SYNC";
        if (compares) {
            var actual = live.properties().orElseThrow();
            new ThreeWay(rules, desired, before, after, actual, edits).into(cells, ignored);
            status = drifted(before, actual).isEmpty() ? "IN_SYNC" : "MODIFIED";
        } else {
            edits.forEach(d -> cells.add(cell(rules, d, after, false, Optional.empty(), true)));
        }
        if (cells.isEmpty()) {
            return Optional.empty();
        }
        var action = cells.stream().allMatch(c -> c.change().equals("SyncWithActual")) ? "SyncWithActual" : "Modify";
        return Optional.of(new PlannedChange(
                action,
                after.logicalId(),
                type,
                action.equals("Modify") ? replacement(cells) : "",
                status,
                ignored,
                cells,
                Optional.of(compares ? before.hiding(live.properties().orElseThrow()) : before.properties()),
                Optional.of(after.properties()),
                driftAware ? Optional.of(before.properties()) : Optional.empty()));
    }

    private static List<Cell> attributes(Declared before, Declared after) {
        return ATTRIBUTES.stream()
                .filter(a -> !Optional.ofNullable(before.attributes().get(a))
                        .equals(Optional.ofNullable(after.attributes().get(a))))
                .map(a -> new Cell(
                        a,
                        PropertyPath.ROOT,
                        before.attributes().containsKey(a)
                                ? after.attributes().containsKey(a) ? "Modify" : "Remove"
                                : "Add",
                        Optional.ofNullable(before.attributes().get(a)),
                        Optional.ofNullable(after.attributes().get(a)),
                        false,
                        Optional.empty(),
                        "Never",
                        false,
                        true))
                .toList();
    }

    static Cell cell(
            DriftAware rules, Difference d, Declared after, boolean actual, Optional<Drift> drift, boolean edited) {
        var change = d.declared().isEmpty() ? "Remove" : d.actual().isEmpty() ? "Add" : "Modify";
        return new Cell(
                "Properties",
                d.path(),
                change,
                d.actual(),
                d.declared(),
                actual,
                drift,
                recreation(rules, after.type(), d.path()),
                after.hides(d.path()),
                edited);
    }

    private static String recreation(DriftAware rules, String type, PropertyPath path) {
        if (rules.createOnly(type, path)) {
            return "Always";
        }
        return rules.facts(type)
                        .filter(f -> f.has(Trait.CONDITIONAL_CREATE_ONLY, path))
                        .isPresent()
                ? "Conditionally"
                : "Never";
    }

    private static String replacement(List<Cell> cells) {
        if (cells.stream().anyMatch(c -> c.recreation().equals("Always"))) {
            return "True";
        }
        return cells.stream().anyMatch(c -> c.recreation().equals("Conditionally")) ? "Conditional" : "False";
    }

    private static PlannedChange added(Declared resource, String status) {
        return new PlannedChange(
                "Add",
                resource.logicalId(),
                resource.type(),
                "",
                status,
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.of(resource.properties()),
                Optional.empty());
    }

    private static PlannedChange removed(Declared resource) {
        return new PlannedChange(
                "Remove",
                resource.logicalId(),
                resource.type(),
                "",
                "",
                Map.of(),
                List.of(),
                Optional.of(resource.properties()),
                Optional.empty(),
                Optional.empty());
    }

    /// AWS lists resources at times in which nothing drifted: the same value, told as a change.
    private Optional<PlannedChange> spurious(Declared resource) {
        var live = running.apply(resource.logicalId());
        if (!rules.supports(resource.type())
                || !live.readable()
                || live.properties().isEmpty()) {
            return Optional.empty();
        }
        return resource.properties().entries().entrySet().stream()
                .filter(e -> e.getValue().settled() instanceof Value.Scalar
                        && !rules.createOnly(resource.type(), PropertyPath.of(e.getKey()))
                        && !rules.writeOnly(resource.type(), PropertyPath.of(e.getKey())))
                .findFirst()
                .map(e -> {
                    var path = PropertyPath.of(e.getKey());
                    var same = Optional.of(e.getValue().settled());
                    var told = cell(
                            rules,
                            new Difference(path, same, same),
                            resource,
                            true,
                            Optional.of(new Drift(same, same)),
                            false);
                    return new PlannedChange(
                            "Modify",
                            resource.logicalId(),
                            resource.type(),
                            "False",
                            "MODIFIED",
                            Map.of(),
                            List.of(told),
                            live.properties().map(resource::hiding),
                            Optional.of(resource.properties()),
                            Optional.of(resource.properties()));
                });
    }
}
