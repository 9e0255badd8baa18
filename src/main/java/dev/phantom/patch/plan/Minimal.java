package dev.phantom.patch.plan;

import dev.phantom.iac.Intent;
import dev.phantom.patch.Effects;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.List;

/// The smallest steps from one value to another, so that what is equal (functions, comments, order) is left alone.
final class Minimal {

    /// One step on one property.
    record Step(PropertyPath path, Intent intent) {}

    private Minimal() {}

    static List<Step> steps(PropertyPath at, Value from, Value to) {
        if (Effects.same(from, to)) {
            return List.of();
        }
        if (from instanceof MapValue l
                && to instanceof MapValue r
                && !l.entries().isEmpty()
                && !r.entries().isEmpty()) {
            return ofMaps(at, l, r);
        }
        if (from instanceof ListValue(List<Value> l) && to instanceof ListValue(List<Value> r) && !r.isEmpty()) {
            return ofLists(at, l, r, to);
        }
        return List.of(new Step(at, new Intent.Set(to)));
    }

    private static List<Step> ofMaps(PropertyPath at, MapValue from, MapValue to) {
        List<Step> steps = new ArrayList<>();
        to.entries().forEach((key, value) -> {
            if (from.get(key) instanceof Value old) {
                steps.addAll(steps(at.child(key), old, value));
            } else {
                steps.add(new Step(at.child(key), new Intent.Set(value)));
            }
        });
        from.entries().keySet().stream()
                .filter(key -> to.get(key) == null)
                .forEach(key -> steps.add(new Step(at.child(key), new Intent.Remove())));
        return steps;
    }

    private static List<Step> ofLists(PropertyPath at, List<Value> from, List<Value> to, Value whole) {
        List<Step> steps = new ArrayList<>();
        if (from.size() == to.size()) {
            for (int i = 0; i < from.size(); i++) {
                steps.addAll(steps(at.child(i), from.get(i), to.get(i)));
            }
            return steps;
        }
        boolean grown = to.size() > from.size();
        List<Integer> extra = grown ? extra(to, from) : extra(from, to);
        if (extra.isEmpty()) {
            return List.of(new Step(at, new Intent.Set(whole)));
        }
        if (grown) {
            extra.forEach(i -> steps.add(new Step(at, new Intent.Append(to.get(i)))));
            return extra.getFirst() == from.size() ? steps : List.of(new Step(at, new Intent.Set(whole)));
        }
        extra.reversed().forEach(i -> steps.add(new Step(at.child(i), new Intent.Remove())));
        return steps;
    }

    /// Indexes of the longer list that are left when the shorter one is found in it in order; empty if it is not.
    private static List<Integer> extra(List<Value> longer, List<Value> shorter) {
        List<Integer> left = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < longer.size(); i++) {
            if (at < shorter.size() && Effects.same(longer.get(i), shorter.get(at))) {
                at++;
            } else {
                left.add(i);
            }
        }
        return at == shorter.size() ? left : List.of();
    }
}
