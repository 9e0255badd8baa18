package dev.phantom.reconcile;

import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.TypeNode;
import dev.phantom.drift.TypeNode.Kind;
import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.patch.ReconcileRecord.Entry;
import dev.phantom.stack.ResourceUpdates.Step;
import dev.phantom.value.Edit;
import dev.phantom.value.ModelEdit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/// What Cloud Control is sent for one resource: each touched top-level property whole, as it was read, with the
/// approved places changed and no other.
///
/// @param after the model as it shall be
public record ResourcePatch(String logicalId, String type, String identifier, List<Step> steps, MapValue after) {

    public ResourcePatch {
        steps = List.copyOf(steps);
    }

    /// @param read what the read handler gives now
    /// @throws PhantomException PATCH_NO_SUCH_PATH where a place is gone
    static ResourcePatch of(String logicalId, TypeFacts type, String identifier, MapValue read, List<Entry> entries) {
        Value model = read;
        for (var entry : inOrder(entries)) {
            model = applied(model, entry, type);
        }
        if (!(model instanceof MapValue after)) {
            throw new PhantomException(Code.PATCH_NO_SUCH_PATH, "a model is an object");
        }
        var steps = new ArrayList<Step>();
        entries.stream()
                .map(e -> e.actualPath().segments().getFirst())
                .distinct()
                .sorted()
                .forEach(name -> {
                    var value = after.get(name);
                    if (value != null && !value.equals(read.get(name))) {
                        steps.add(new Step(name, read.get(name), value));
                    }
                });
        return new ResourcePatch(logicalId, type.type(), identifier, steps, after);
    }

    /// Values first, while indexes are as they were read; then what is too much, from the end; then what lacks.
    private static List<Entry> inOrder(List<Entry> entries) {
        return entries.stream()
                .sorted(Comparator.comparingInt(ResourcePatch::turn)
                        .thenComparing((a, b) -> turn(a) == 1
                                ? index(b.actualPath()) - index(a.actualPath())
                                : index(a.path()) - index(b.path())))
                .toList();
    }

    private static int turn(Entry entry) {
        return entry.expected().isEmpty() ? 1 : entry.actual().isEmpty() ? 2 : 0;
    }

    private static int index(PropertyPath path) {
        return PropertyPath.index(path.last());
    }

    private static Value applied(Value model, Entry entry, TypeFacts type) {
        var place = entry.actualPath();
        if (entry.expected().isEmpty()) {
            return ModelEdit.apply(model, new Edit.Remove(place));
        }
        var value = typed(entry.expected().get(), type.at(place));
        if (entry.actual().isEmpty()
                && ModelEdit.find(model, place.parent()).orElse(null) instanceof ListValue(List<Value> items)) {
            var all = new ArrayList<>(items);
            all.add(Math.max(0, Math.min(index(place), all.size())), value);
            return ModelEdit.apply(model, new Edit.Put(place.parent(), new ListValue(all)));
        }
        return ModelEdit.apply(model, new Edit.Put(place, value));
    }

    /// CloudFormation takes `"30"` for a number, Cloud Control does not.
    private static Value typed(Value value, TypeNode node) {
        return switch (value) {
            case Scalar s -> scalar(s, node);
            case ListValue(List<Value> items) ->
                new ListValue(items.stream().map(i -> typed(i, node.items())).toList());
            case MapValue map -> {
                var all = new LinkedHashMap<String, Value>();
                map.entries().forEach((key, item) -> all.put(key, typed(item, node.child(key))));
                yield new MapValue(all);
            }
            case Value.Reference r -> typed(r.known(), node);
            case Value.Intrinsic i -> i;
            case Value.Unknown u -> u;
            case Value.Sensitive s -> s;
        };
    }

    private static Value scalar(Scalar scalar, TypeNode node) {
        if (node.is(Kind.STRING)) {
            return Value.string(scalar.text());
        }
        var number = (node.is(Kind.INTEGER) || node.is(Kind.NUMBER))
                && scalar.text().matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");
        var truth = node.is(Kind.BOOLEAN) && scalar.text().matches("true|false");
        return number || truth ? Value.plain(scalar.text()) : scalar;
    }
}
