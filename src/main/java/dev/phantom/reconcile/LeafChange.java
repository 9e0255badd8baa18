package dev.phantom.reconcile;

import dev.phantom.stack.ValueJson;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One property that changes, at its leaf. Objects are taken apart, so that a change told at the object and one told at
/// its keys are the same; so are lists that come or go as a whole. A text that holds JSON is told as JSON.
///
/// @param path with `*` for every list index
record LeafChange(PropertyPath path, Optional<Value> before, Optional<Value> after) {

    static List<LeafChange> of(PropertyPath path, Optional<Value> before, Optional<Value> after) {
        var atoms = new ArrayList<LeafChange>();
        split(IndexFreePaths.general(path), before, after, atoms);
        return atoms;
    }

    /// Those of the first that have no partner in the second; each is a partner once.
    static List<LeafChange> missing(List<LeafChange> of, List<LeafChange> in) {
        var rest = new ArrayList<>(in);
        return of.stream()
                .filter(atom -> {
                    var partner = rest.stream().filter(atom::same).findFirst();
                    partner.ifPresent(rest::remove);
                    return partner.isEmpty();
                })
                .toList();
    }

    private boolean same(LeafChange other) {
        return path.equals(other.path) && Equality.of(before, other.before) && Equality.of(after, other.after);
    }

    private static void split(
            PropertyPath path, Optional<Value> before, Optional<Value> after, List<LeafChange> atoms) {
        if (Equality.of(before, after)) {
            return;
        }
        var left = before.map(LeafChange::data).orElse(null);
        var right = after.map(LeafChange::data).orElse(null);
        if (left != null && right != null && Equality.of(left, right)) {
            return;
        }
        if (none(left) && right instanceof ListValue(List<Value> items) && !items.isEmpty()) {
            items.forEach(item -> split(path.child("*"), Optional.empty(), Optional.of(item), atoms));
        } else if (none(right) && left instanceof ListValue(List<Value> items) && !items.isEmpty()) {
            items.forEach(item -> split(path.child("*"), Optional.of(item), Optional.empty(), atoms));
        } else {
            var keys = keys(left, right);
            keys.forEach(key -> split(path.child(key), entry(left, key), entry(right, key), atoms));
            if (keys.isEmpty()) {
                atoms.add(new LeafChange(path, before, after));
            }
        }
    }

    /// The keys of two objects, or of one that comes or goes; none if either is something else.
    private static LinkedHashSet<String> keys(@Nullable Value left, @Nullable Value right) {
        var keys = new LinkedHashSet<String>();
        if ((left == null || left instanceof MapValue) && (right == null || right instanceof MapValue)) {
            if (left instanceof MapValue l) {
                keys.addAll(l.entries().keySet());
            }
            if (right instanceof MapValue r) {
                keys.addAll(r.entries().keySet());
            }
        }
        return keys;
    }

    private static Value data(Value value) {
        if (value.settled() instanceof Scalar text && text.text().matches("(?s)\\s*[\\[{].*")) {
            try {
                return ValueJson.parse(text.text());
            } catch (IOException e) {
                return text; // braces of another language
            }
        }
        return value.settled();
    }

    private static boolean none(@Nullable Value value) {
        return value == null || value instanceof ListValue list && list.items().isEmpty();
    }

    private static Optional<Value> entry(@Nullable Value value, String key) {
        return value instanceof MapValue map ? Optional.ofNullable(map.get(key)) : Optional.empty();
    }
}
