package dev.phantom.drift.plan;

import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Vacancy;
import dev.phantom.drift.knowledge.ProviderSchema;
import dev.phantom.iac.Origin;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What differs between two models of one resource, attribute by attribute. Both come from the same provider, so that
/// what it normalizes is normalized on both sides; what is left are different ways to say nothing, JSON as text, and
/// sets that come in another order.
final class AttributeWalk {

    /// As many values as are held against each other to find out which element of a list is which. A list in a list
    /// multiplies them; beyond that, elements are told by their place.
    private static final long MOST_LOOKED_AT = 20_000_000;

    private final ProviderSchema schema;
    private final JsonTexts texts;
    private final long[] leftToLookAt;
    private final List<Change> changes = new ArrayList<>();
    private PropertyPath left = PropertyPath.ROOT;
    private PropertyPath right = PropertyPath.ROOT;

    private AttributeWalk(ProviderSchema schema, JsonTexts texts, long[] leftToLookAt) {
        this.schema = schema;
        this.texts = texts;
        this.leftToLookAt = leftToLookAt;
    }

    /// As changes from the one to the other, none of them declared or not yet.
    static List<Change> between(MapValue one, MapValue other, ProviderSchema schema, JsonTexts texts) {
        var walk = new AttributeWalk(schema, texts, new long[] {MOST_LOOKED_AT});
        walk.maps(one, other);
        return walk.changes;
    }

    private void maps(MapValue one, MapValue other) {
        var names = new LinkedHashSet<>(one.entries().keySet());
        names.addAll(other.entries().keySet());
        for (var name : names) {
            at(name, name, () -> values(one.get(name), other.get(name)));
        }
    }

    private void at(String one, String other, Runnable walk) {
        var before = left;
        var after = right;
        left = left.child(one);
        right = right.child(other);
        walk.run();
        left = before;
        right = after;
    }

    private void values(@Nullable Value one, @Nullable Value other) {
        if (Objects.equals(one, other) || Nothings.areBoth(one, other)) {
            return;
        }
        if (map(one) instanceof MapValue a && map(other) instanceof MapValue b) {
            maps(a, b);
        } else if (one == null) {
            changes.add(new Change.Add(right, Objects.requireNonNull(other), bare()));
        } else if (other == null) {
            changes.add(new Change.Remove(left, Vacancy.here(right), one, bare()));
        } else if (one instanceof ListValue a && other instanceof ListValue b) {
            lists(a, b);
        } else {
            scalars(one, other);
        }
    }

    /// A map that is not set is one without entries: each entry comes and goes by itself.
    private static @Nullable Value map(@Nullable Value value) {
        return value == null ? MapValue.EMPTY : value;
    }

    private void scalars(Value one, Value other) {
        var inner = texts.inner(one, other);
        if (inner == null) {
            changes.add(new Change.NotEqual(left, right, one, other, List.of(), bare()));
        } else if (!inner.isEmpty()) {
            changes.add(new Change.NotEqual(left, right, one, other, inner, bare()));
        }
    }

    private void lists(ListValue one, ListValue other) {
        boolean set = schema.isSet(left);
        var pairs = ElementPairs.of(one, other, set, this::alike, this::afford);
        if (pairs.reordered()) {
            changes.add(new Change.NotEqual(left, right, one, other, List.of(), bare()));
            return;
        }
        for (int i = 0; i < one.items().size(); i++) {
            int j = pairs.partner(i);
            var item = one.items().get(i);
            if (j < 0) {
                var vacancy = new Vacancy(right.child(other.items().size()), Vacancy.Kind.AHEAD);
                changes.add(new Change.Remove(left.child(i), vacancy, item, bare()));
            } else {
                int index = i;
                at(
                        String.valueOf(index),
                        String.valueOf(j),
                        () -> values(item, other.items().get(j)));
            }
        }
        for (int j : pairs.extra()) {
            changes.add(new Change.Add(right.child(j), other.items().get(j), bare()));
        }
    }

    /// How many leaves of two elements are the same, and how many are not.
    private ElementPairs.Likeness alike(Value one, Value other) {
        if (one instanceof MapValue a && other instanceof MapValue b) {
            var names = new LinkedHashSet<>(a.entries().keySet());
            names.addAll(b.entries().keySet());
            int same = 0;
            int different = 0;
            for (var name : names) {
                var x = a.get(name);
                var y = b.get(name);
                if (equal(PropertyPath.of("0", name), x, y)) {
                    same += Nothings.isEmpty(x) ? 0 : 1;
                } else {
                    different++;
                }
            }
            return new ElementPairs.Likeness(same, different);
        }
        return equal(PropertyPath.of("0"), one, other)
                ? new ElementPairs.Likeness(1, 0)
                : new ElementPairs.Likeness(0, 1);
    }

    private boolean equal(PropertyPath below, @Nullable Value one, @Nullable Value other) {
        var walk = new AttributeWalk(schema, texts, leftToLookAt);
        walk.left = left.append(below);
        walk.right = right.append(below);
        walk.values(one, other);
        return walk.changes.isEmpty();
    }

    /// @param looks what it takes to pair the elements of one more list
    private boolean afford(long looks) {
        leftToLookAt[0] = Math.max(leftToLookAt[0] - looks, -1);
        return leftToLookAt[0] >= 0;
    }

    private static Circumstances bare() {
        return Circumstances.declared(Origin.ABSENT);
    }
}
