package dev.phantom.value;

import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/// Finds a place of one model in another one of the same resource, in which lists may stand in another order or hold
/// less: what a provider tells of a set comes in an order of its own. Models that are the same have the same places.
public final class Counterpart {

    private Counterpart() {}

    /// @param path  a place in `model`
    /// @param other where it is looked for
    /// @return the place of the same element there; empty if there is none, or more than one could be it
    public static Optional<PropertyPath> of(Value model, Value other, PropertyPath path) {
        var found = PropertyPath.ROOT;
        Value here = model;
        Value there = other;
        for (String segment : path.segments()) {
            String own = segment;
            if (there.settled() instanceof ListValue(List<Value> items) && PropertyPath.index(segment) >= 0) {
                int index = partner(here, items, PropertyPath.index(segment));
                if (index < 0) {
                    return Optional.empty();
                }
                own = Integer.toString(index);
            }
            found = found.child(own);
            here = step(here, segment);
            there = step(there, own);
        }
        return Optional.of(found);
    }

    private static Value step(Value value, String segment) {
        return ModelEdit.find(value.settled(), PropertyPath.of(segment)).orElse(MapValue.EMPTY);
    }

    private static int partner(Value model, List<Value> candidates, int index) {
        if (!(model.settled() instanceof ListValue(List<Value> items)) || index >= items.size()) {
            return index < candidates.size() ? index : -1;
        }
        Value element = items.get(index);
        int best = -1;
        int most = 0;
        boolean tie = false;
        for (int i = 0; i < candidates.size(); i++) {
            int alike = likeness(candidates.get(i), element);
            if (alike > most || (alike == most && alike > 0 && i == index)) {
                best = i;
                most = alike;
                tie = false;
            } else if (alike == most && alike > 0 && best != index) {
                tie = true;
            }
        }
        return tie ? -1 : best;
    }

    /// How many leaves are the same; 0 if one that both name is a different one and nothing speaks for them.
    private static int likeness(Value one, Value other) {
        Value left = one.settled();
        Value right = other.settled();
        if (left instanceof Scalar a && right instanceof Scalar b) {
            return a.text().equals(b.text()) ? 1 : 0;
        }
        if (left instanceof MapValue a && right instanceof MapValue b) {
            int same = 0;
            for (Map.Entry<String, Value> entry : a.entries().entrySet()) {
                same += b.get(entry.getKey()) instanceof Value v ? likeness(entry.getValue(), v) : 0;
            }
            return same;
        }
        if (left instanceof ListValue(List<Value> a) && right instanceof ListValue(List<Value> b)) {
            int same = 0;
            for (Value item : a) {
                same += b.stream().mapToInt(i -> likeness(item, i)).max().orElse(0);
            }
            return same;
        }
        return 0;
    }

    /// Whether everything that the one says, the other says too; it may say more.
    ///
    /// @param same whether two texts mean the same
    public static boolean covers(Value one, Value other, BiPredicate<String, String> same) {
        Value left = one.settled();
        Value right = other.settled();
        if (left instanceof Scalar a && right instanceof Scalar b) {
            return same.test(a.text(), b.text());
        }
        if (left instanceof MapValue a && right instanceof MapValue b) {
            return a.entries().entrySet().stream()
                    .allMatch(e -> b.get(e.getKey()) instanceof Value v && covers(e.getValue(), v, same));
        }
        if (left instanceof ListValue(List<Value> a) && right instanceof ListValue(List<Value> b)) {
            return a.size() == b.size() && a.stream().allMatch(x -> b.stream().anyMatch(y -> covers(x, y, same)));
        }
        return left.equals(right);
    }
}
