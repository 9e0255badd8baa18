package dev.phantom.drift.plan;

import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.LongPredicate;

/// Which element of one list is which of another. A provider repeats every block of a set whole, so that the one that
/// changed is found by what it has in common with its former self.
final class ElementPairs {

    /// As many elements without an equal as are looked at one against the other.
    private static final int MOST = 400;

    /// Characters of a text, which may be a document, that take as long as a value.
    private static final int PIECE = 16;

    private static final List<String> NAMES = List.of("name", "key", "id", "sid", "arn", "namespace", "device_name");

    /// @param same      leaves that both have
    /// @param different leaves in which they differ
    record Likeness(int same, int different) {
        boolean enough() {
            return same > 0 && same >= different;
        }
    }

    private final List<Value> one;
    private final List<Value> other;
    private final BiFunction<Value, Value, Likeness> alike;
    private final int[] partners;
    private final boolean[] taken;
    private final boolean set;

    private ElementPairs(ListValue one, ListValue other, boolean set, BiFunction<Value, Value, Likeness> alike) {
        this.set = set;
        this.one = one.items();
        this.other = other.items();
        this.alike = alike;
        this.partners = new int[this.one.size()];
        this.taken = new boolean[this.other.size()];
        Arrays.fill(partners, -1);
    }

    /// @param set    whether the order means nothing
    /// @param afford whether so many values may be looked at
    static ElementPairs of(
            ListValue one,
            ListValue other,
            boolean set,
            BiFunction<Value, Value, Likeness> alike,
            LongPredicate afford) {
        var pairs = new ElementPairs(one, other, set, alike);
        if (!set) {
            pairs.inPlace();
        }
        pairs.equal();
        if (pairs.open() > 0 && pairs.open() <= MOST && afford.test(pairs.open() * pairs.weight())) {
            pairs.same();
            pairs.named();
            pairs.likest();
        }
        return pairs;
    }

    /// Whether the same elements stand in another order where the order means something.
    boolean reordered() {
        if (set || one.size() != other.size() || Arrays.stream(partners).anyMatch(j -> j < 0)) {
            return false;
        }
        boolean moved = false;
        for (int i = 0; i < partners.length; i++) {
            moved |= partners[i] != i;
        }
        return moved;
    }

    /// The index of the other's element; -1 if it is gone.
    int partner(int i) {
        return partners[i];
    }

    /// The indexes of what only the other has.
    List<Integer> extra() {
        var found = new ArrayList<Integer>();
        for (int j = 0; j < taken.length; j++) {
            if (!taken[j]) {
                found.add(j);
            }
        }
        return found;
    }

    private int open() {
        return (int) Arrays.stream(partners).filter(j -> j < 0).count() + extra().size();
    }

    /// How many values stand in what has no partner.
    private long weight() {
        long weight = 0;
        for (int i = 0; i < partners.length; i++) {
            weight += partners[i] < 0 ? weight(one.get(i)) : 0;
        }
        for (int j : extra()) {
            weight += weight(other.get(j));
        }
        return weight;
    }

    private static long weight(Value value) {
        return switch (value) {
            case ListValue list -> 1 + list.items().stream().mapToLong(ElementPairs::weight).sum();
            case MapValue map -> 1 + map.entries().values().stream().mapToLong(ElementPairs::weight).sum();
            case Scalar s -> 1 + s.text().length() / PIECE;
            case Value other -> 1;
        };
    }

    private void take(int i, int j) {
        partners[i] = j;
        taken[j] = true;
    }

    private void inPlace() {
        for (int i = 0; i < one.size() && i < other.size(); i++) {
            if (one.get(i).equals(other.get(i))) {
                take(i, i);
            }
        }
    }

    private void equal() {
        var places = new HashMap<Value, ArrayDeque<Integer>>();
        for (int j : extra()) {
            places.computeIfAbsent(other.get(j), v -> new ArrayDeque<>()).add(j);
        }
        for (int i = 0; i < one.size(); i++) {
            var found = partners[i] < 0 ? places.get(one.get(i)) : null;
            if (found != null && !found.isEmpty()) {
                take(i, found.remove());
            }
        }
    }

    /// What differs only in ways that mean nothing.
    private void same() {
        pair((a, b) -> alike.apply(a, b).different() == 0 ? 1 : 0);
    }

    /// What goes by the same name, where names tell the elements of both lists apart.
    private void named() {
        var names = NAMES.stream().filter(this::tellsApart).toList();
        if (!names.isEmpty()) {
            pair((a, b) -> names.stream().allMatch(name -> text(a, name).equals(text(b, name))) ? 1 : 0);
        }
    }

    private boolean tellsApart(String name) {
        return unique(one, name) && unique(other, name);
    }

    private static boolean unique(List<Value> items, String name) {
        Set<String> found = new HashSet<>();
        return !items.isEmpty()
                && items.stream().map(item -> text(item, name)).allMatch(t -> !t.isEmpty() && found.add(t));
    }

    private static String text(Value item, String name) {
        return item instanceof MapValue map && map.get(name) instanceof Scalar s ? s.text() : "";
    }

    /// The one block that there is is itself, whatever became of it; so is what stands in the same place of a list.
    private void likest() {
        if (one.size() == 1 && other.size() == 1 && partners[0] < 0 && (!set || one.getFirst() instanceof MapValue)) {
            if (!set || alike.apply(one.getFirst(), other.getFirst()).enough()) {
                take(0, 0);
            }
            return;
        }
        pair((a, b) -> {
            var found = alike.apply(a, b);
            return found.enough() ? found.same() : 0;
        });
        for (int i = 0; !set && i < one.size() && i < other.size(); i++) {
            if (partners[i] < 0 && !taken[i]) {
                take(i, i);
            }
        }
    }

    /// Pairs each with the one of the highest score, its own place first.
    private void pair(BiFunction<Value, Value, Integer> score) {
        for (int i = 0; i < one.size(); i++) {
            int best = -1;
            int most = 0;
            for (int j : partners[i] < 0 ? extra() : Collections.<Integer>emptyList()) {
                int found = score.apply(one.get(i), other.get(j));
                if (found > most || found == most && found > 0 && j == i) {
                    best = j;
                    most = found;
                }
            }
            if (best >= 0) {
                take(i, best);
            }
        }
    }
}
