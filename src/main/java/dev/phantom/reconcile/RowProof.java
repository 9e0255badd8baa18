package dev.phantom.reconcile;

import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.TypeNode.Trait;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.patch.ReconcileRecord.Entry;
import dev.phantom.patch.splice.Edit;
import dev.phantom.patch.splice.ModelEdit;
import dev.phantom.state.ChangeSet;
import dev.phantom.state.ChangeSet.Cell;
import dev.phantom.state.ChangeSet.Row;
import dev.phantom.state.ValueJson;
import dev.phantom.template.PropertyPath;
import dev.phantom.template.Value;
import dev.phantom.template.Value.MapValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Holds what CloudFormation says that it would do against what was approved: the same resources, the same properties,
/// the same values before and after, and nothing beside.
record RowProof(Approval approval, Seen seen, DriftDetector detector) {

    /// One property that changes, at its leaf.
    private record Atom(PropertyPath path, Optional<Value> before, Optional<Value> after) {}

    /// Why the change set is not what was approved; empty if it is.
    List<String> against(ChangeSet changeSet) {
        var reasons = new ArrayList<String>();
        var listed = new HashSet<String>();
        for (var row : changeSet.rows()) {
            listed.add(row.logicalId());
            row(row).forEach(reasons::add);
        }
        approval.entries().keySet().stream()
                .filter(id -> !listed.contains(id))
                .forEach(id -> reasons.add(id + ": CloudFormation would not touch it (a create-only property, a type"
                        + " without drift support, or it is in sync)"));
        return reasons;
    }

    private List<String> row(Row row) {
        String id = row.logicalId();
        if (!row.action().equals("Modify")) {
            return List.of(id + ": CloudFormation lists it as " + row.action()
                    + ", which was not approved: not provable here");
        }
        if (!Set.of("", "False").contains(row.replacement())) {
            return List.of(id + ": CloudFormation would replace it (" + row.replacement() + ")");
        }
        var entries = approval.entries().get(id);
        if (entries == null) {
            return List.of(id + ": CloudFormation would change it, and the comparison finds it in sync:"
                    + " not provable here");
        }
        return cells(id, row.cells(), entries);
    }

    private List<String> cells(String id, List<Cell> cells, List<Entry> entries) {
        var reasons = new ArrayList<String>();
        var left = new ArrayList<>(entries);
        var fine = new ArrayList<Cell>();
        for (var cell : cells) {
            var below = entries.stream()
                    .filter(e -> Places.within(e.path(), cell.path()) && !Places.alike(e.path(), cell.path()))
                    .toList();
            var told = left.stream().filter(e -> tells(id, cell, e)).findFirst();
            if (told.isPresent()) {
                left.remove(told.get());
            } else if (below.isEmpty() && spelling(id, cell)) {
                continue;
            } else if (below.isEmpty()) {
                fine.add(cell);
            } else if (covers(id, cell, below.getFirst())) {
                left.removeAll(below);
            } else {
                reasons.add(id + " " + cell.path() + ": CloudFormation sees other values there than the comparison");
            }
        }
        fine.removeAll(spellings(id, fine));
        var approved = left.stream()
                .flatMap(e -> atoms(e.path(), e.actual(), e.expected()).stream())
                .toList();
        var told = fine.stream()
                .flatMap(c -> atoms(c.path(), c.before(), c.after()).stream())
                .toList();
        missing(approved, told)
                .forEach(a -> reasons.add(id + " " + a.path() + ": approved, and CloudFormation would not do it so"));
        missing(told, approved)
                .forEach(a -> reasons.add(
                        id + " " + a.path() + ": CloudFormation would do it, and it is not what was" + " approved"));
        return reasons;
    }

    /// A cell that stands above approved changes (a whole list) is told apart by its values: what our own reading has
    /// there before, and what the deployed template says there after. All differences between the two are approved
    /// already, or the reading would have stood against the approval.
    private boolean covers(String id, Cell cell, Entry below) {
        Detection.Model model = seen.detection().models().get(id);
        if (model == null) {
            return false;
        }
        int depth = cell.path().segments().size();
        var place = Places.head(below.actualPath(), depth);
        return same(id, place, cell.before(), at(model.live().properties(), place))
                && same(id, place, cell.after(), at(model.expected(), Places.head(below.path(), depth)));
    }

    /// Whether a cell is one approved change, whole, in whatever spelling.
    private boolean tells(String id, Cell cell, Entry entry) {
        return Places.alike(entry.path(), cell.path())
                && same(id, entry.actualPath(), cell.before(), entry.actual())
                && same(id, entry.actualPath(), cell.after(), entry.expected());
    }

    /// Whether two values at a place of a resource mean the same, as the comparison reads them there: a policy is read
    /// as a policy. What is not known means nothing.
    private boolean same(String id, PropertyPath place, Optional<Value> one, Optional<Value> other) {
        if (Sameness.of(one, other)) {
            return true;
        }
        Detection.Model model = seen.detection().models().get(id);
        return model != null
                && isRead(model, place)
                && one.isPresent()
                && other.isPresent()
                && !place.isRoot()
                && alike(model, written(model, place, one), written(model, place, other));
    }

    /// The property that a path is about, with another value there, or none; empty where what runs has no such place.
    private static Optional<Value> written(Detection.Model model, PropertyPath path, Optional<Value> value) {
        MapValue live = property(model.live().properties(), path);
        if (value.isEmpty()) {
            return Optional.of(at(live, path).isEmpty() ? live : ModelEdit.apply(live, new Edit.Remove(path)));
        }
        return path.segments().size() > 1 && at(live, path.parent()).isEmpty()
                ? Optional.empty()
                : Optional.of(ModelEdit.apply(live, new Edit.Put(path, value.get())));
    }

    /// Whether AWS ever tells what stands there: the comparison passes over what it does not.
    private static boolean isRead(Detection.Model model, PropertyPath path) {
        return TypeCatalog.embedded()
                .find(model.live().type())
                .map(type -> type.at(path))
                .filter(node -> node.has(Trait.WRITE_ONLY) || node.hasWithin(Trait.WRITE_ONLY))
                .isEmpty();
    }

    private boolean alike(Detection.Model model, Optional<Value> one, Optional<Value> other) {
        return one.isPresent() && other.isPresent() && alike(model, one.get(), other.get());
    }

    private boolean alike(Detection.Model model, Value one, Value other) {
        String type = model.live().type();
        return one instanceof MapValue a
                && other instanceof MapValue b
                && detector.alike(approval.stack(), type, a, b)
                && detector.alike(approval.stack(), type, b, a);
    }

    /// Whether CloudFormation would only write what is there in another spelling. The two values stand for each other
    /// at their place in what was approved to be there, so that a policy is read as a policy.
    private boolean spelling(String id, Cell cell) {
        Detection.Model model = seen.detection().models().get(id);
        if (model == null || cell.path().isRoot() || !isRead(model, cell.path())) {
            return false;
        }
        return paths(model.live().properties(), cell.path())
                .filter(path -> same(id, path, at(model.live().properties(), path), cell.before()))
                .findFirst()
                .filter(path -> alike(
                        model,
                        Optional.of(property(model.live().properties(), path)),
                        written(model, path, cell.after())))
                .isPresent();
    }

    /// The cells that only together are another spelling: the elements of a list that stand in another order there.
    private List<Cell> spellings(String id, List<Cell> cells) {
        Detection.Model model = seen.detection().models().get(id);
        if (model == null) {
            return List.of();
        }
        return cells.stream()
                .filter(c -> !c.path().isRoot())
                .map(c -> c.path().segments().getFirst())
                .distinct()
                .flatMap(name -> {
                    var own = cells.stream()
                            .filter(c -> c.path().startsWith(PropertyPath.of(name)))
                            .toList();
                    MapValue live = property(model.live().properties(), PropertyPath.of(name));
                    Value written = live;
                    for (var cell : own) {
                        if (!isRead(model, cell.path())
                                || cell.before().isEmpty()
                                || cell.after().isEmpty()
                                || !same(id, cell.path(), at(live, cell.path()), cell.before())) {
                            return Stream.empty();
                        }
                        written = ModelEdit.apply(
                                written, new Edit.Put(cell.path(), cell.after().get()));
                    }
                    return alike(model, live, written) ? own.stream() : Stream.empty();
                })
                .toList();
    }

    /// The one property that a path is about, whole.
    private static MapValue property(MapValue properties, PropertyPath path) {
        String name = path.segments().getFirst();
        return new MapValue(Map.of(name, at(properties, PropertyPath.of(name)).orElse(MapValue.EMPTY)));
    }

    /// Where a path may lie in the live model: its list indexes may be those of the other side.
    private static Stream<PropertyPath> paths(MapValue live, PropertyPath path) {
        var found = Stream.of(PropertyPath.ROOT);
        for (String segment : path.segments()) {
            found = found.flatMap(here -> at(live, here).orElse(null) instanceof Value.ListValue list
                    ? IntStream.range(0, list.items().size()).mapToObj(here::child)
                    : Stream.of(here.child(segment)));
        }
        return found;
    }

    private static Optional<Value> at(MapValue properties, PropertyPath path) {
        return ModelEdit.find(properties, path);
    }

    private static List<Atom> missing(List<Atom> of, List<Atom> in) {
        var rest = new ArrayList<>(in);
        return of.stream()
                .filter(atom -> {
                    var partner =
                            rest.stream().filter(other -> same(atom, other)).findFirst();
                    partner.ifPresent(rest::remove);
                    return partner.isEmpty();
                })
                .toList();
    }

    private static boolean same(Atom a, Atom b) {
        return a.path().equals(b.path()) && Sameness.of(a.before(), b.before()) && Sameness.of(a.after(), b.after());
    }

    private static List<Atom> atoms(PropertyPath path, Optional<Value> before, Optional<Value> after) {
        var atoms = new ArrayList<Atom>();
        split(Places.general(path), before, after, atoms);
        return atoms;
    }

    /// Objects are taken apart, so that a change told at the object and one told at its keys are the same; so are lists
    /// that come or go as a whole, for a change told at their elements. CloudFormation tells a text that holds JSON as
    /// it
    /// tells JSON.
    private static void split(PropertyPath path, Optional<Value> before, Optional<Value> after, List<Atom> atoms) {
        if (Sameness.of(before, after)) {
            return;
        }
        var left = before.map(RowProof::data).orElse(null);
        var right = after.map(RowProof::data).orElse(null);
        if (left != null && right != null && Sameness.of(left, right)) {
            return;
        }
        if (none(left) && right instanceof Value.ListValue(List<Value> items) && !items.isEmpty()) {
            items.forEach(item -> split(path.child("*"), Optional.empty(), Optional.of(item), atoms));
            return;
        }
        if (none(right) && left instanceof Value.ListValue(List<Value> items) && !items.isEmpty()) {
            items.forEach(item -> split(path.child("*"), Optional.of(item), Optional.empty(), atoms));
            return;
        }
        boolean maps = (left == null || left instanceof MapValue) && (right == null || right instanceof MapValue);
        var keys = new java.util.LinkedHashSet<String>();
        if (left instanceof MapValue l) {
            keys.addAll(l.entries().keySet());
        }
        if (right instanceof MapValue r) {
            keys.addAll(r.entries().keySet());
        }
        if (!maps || keys.isEmpty()) {
            atoms.add(new Atom(path, before, after));
            return;
        }
        for (String key : keys) {
            split(path.child(key), of(left, key), of(right, key), atoms);
        }
    }

    private static Value data(Value value) {
        if (value.settled() instanceof Value.Scalar text && text.text().matches("(?s)\\s*[\\[{].*")) {
            try {
                return ValueJson.parse(text.text());
            } catch (IOException e) {
                return text; // braces of another language
            }
        }
        return value.settled();
    }

    private static boolean none(@org.jspecify.annotations.Nullable Value value) {
        return value == null
                || value instanceof Value.ListValue list && list.items().isEmpty();
    }

    private static Optional<Value> of(@org.jspecify.annotations.Nullable Value value, String key) {
        return value instanceof MapValue map ? Optional.ofNullable(map.get(key)) : Optional.empty();
    }
}
