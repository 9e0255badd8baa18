package dev.phantom.reconcile;

import dev.phantom.drift.TypeNode.Trait;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.fact.Fact.NotReturned;
import dev.phantom.stack.ChangeSet.Cell;
import dev.phantom.stack.StackId;
import dev.phantom.value.Edit;
import dev.phantom.value.ModelEdit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What means the same at a place of a resource, as the comparison reads it there: a policy is read as a policy. What
/// AWS never tells, and what is not known, means nothing.
///
/// @param model the resource; null where our own reading does not have it, and then only equal texts are the same
record Equivalence(Detection.@Nullable Model model, DriftDetector detector, StackId stack) {

    boolean same(PropertyPath place, Optional<Value> one, Optional<Value> other) {
        return Equality.of(one, other)
                || one.isPresent()
                        && other.isPresent()
                        && isRead(place)
                        && alike(written(place, one.get()), written(place, other.get()));
    }

    /// Whether CloudFormation would only write what is there in another spelling.
    boolean of(Cell cell) {
        return isRead(cell.path())
                && paths(cell.path())
                        .filter(path -> same(path, running(path), cell.before()))
                        .findFirst()
                        .filter(path -> alike(Optional.of(property(path)), changed(path, cell.after())))
                        .isPresent();
    }

    /// The cells that only together are another spelling: the elements of a list that stand in another order there.
    List<Cell> of(List<Cell> cells) {
        return cells.stream()
                .filter(cell -> !cell.path().isRoot())
                .map(cell -> cell.path().segments().getFirst())
                .distinct()
                .map(PropertyPath::of)
                .flatMap(property -> {
                    var own = cells.stream()
                            .filter(cell -> cell.path().startsWith(property))
                            .toList();
                    return together(property, own) ? own.stream() : Stream.empty();
                })
                .toList();
    }

    private boolean together(PropertyPath property, List<Cell> cells) {
        if (model == null) {
            return false;
        }
        Value written = property(property);
        for (var cell : cells) {
            if (cell.before().isEmpty()
                    || cell.after().isEmpty()
                    || !isRead(cell.path())
                    || !same(cell.path(), running(cell.path()), cell.before())) {
                return false;
            }
            written = ModelEdit.apply(
                    written, new Edit.Put(cell.path(), cell.after().get()));
        }
        return alike(Optional.of(property(property)), Optional.of(written));
    }

    /// What stands there in what runs.
    Optional<Value> running(PropertyPath path) {
        return model == null ? Optional.empty() : ModelEdit.find(model.live().properties(), path);
    }

    /// What stands there in what was declared.
    Optional<Value> declared(PropertyPath path) {
        return model == null ? Optional.empty() : ModelEdit.find(model.expected(), path);
    }

    /// Whether AWS tells what stands there: the comparison passes over what it does not.
    private boolean isRead(PropertyPath path) {
        if (model == null || path.isRoot()) {
            return false;
        }
        var type = model.live().type();
        return !detector.knowledge().facts().of(type).has(NotReturned.class, path)
                && detector.knowledge()
                        .types()
                        .of(stack)
                        .find(type)
                        .map(facts -> facts.at(path))
                        .filter(node -> node.has(Trait.WRITE_ONLY) || node.hasWithin(Trait.WRITE_ONLY))
                        .isEmpty();
    }

    private boolean alike(Optional<Value> one, Optional<Value> other) {
        return model != null
                && one.orElse(null) instanceof MapValue a
                && other.orElse(null) instanceof MapValue b
                && detector.alike(stack, model.live().type(), a, b)
                && detector.alike(stack, model.live().type(), b, a);
    }

    /// The property that a path is about with something else there; empty where what runs has no such place.
    private Optional<Value> written(PropertyPath path, Value value) {
        return path.segments().size() > 1 && running(path.parent()).isEmpty()
                ? Optional.empty()
                : Optional.of(ModelEdit.apply(property(path), new Edit.Put(path, value)));
    }

    private Optional<Value> changed(PropertyPath path, Optional<Value> after) {
        return after.isPresent()
                ? written(path, after.get())
                : Optional.of(
                        running(path).isEmpty()
                                ? property(path)
                                : ModelEdit.apply(property(path), new Edit.Remove(path)));
    }

    /// The one property that a path is about, whole.
    private MapValue property(PropertyPath path) {
        var name = path.segments().getFirst();
        return new MapValue(Map.of(name, running(PropertyPath.of(name)).orElse(MapValue.EMPTY)));
    }

    /// Where a path may lie in what runs: its list indexes may be those of the other side.
    private Stream<PropertyPath> paths(PropertyPath path) {
        var found = Stream.of(PropertyPath.ROOT);
        for (String segment : path.segments()) {
            found = found.flatMap(here -> running(here).orElse(null) instanceof Value.ListValue list
                    ? IntStream.range(0, list.items().size()).mapToObj(here::child)
                    : Stream.of(here.child(segment)));
        }
        return found;
    }
}
