package dev.phantom.drift.compare;

import dev.phantom.drift.TypeNode;
import dev.phantom.drift.TypeNode.Order;
import dev.phantom.drift.compare.Scope.Mode;
import dev.phantom.drift.fact.Fact.Attributes;
import dev.phantom.drift.fact.Fact.Identity;
import dev.phantom.drift.fact.Fact.Ordered;
import dev.phantom.drift.fact.Fact.Unordered;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Two lists. First in order as they stand; if that does not do, by what tells their elements apart, as a set where
/// order means nothing, else aligned as texts are.
final class ListWalk {

    private static final int LARGEST_ALIGNMENT = 250_000;

    private final Walk walk;

    ListWalk(Walk walk) {
        this.walk = walk;
    }

    /// Compares one element with one other.
    @FunctionalInterface
    interface Step {
        void walk(Value expected, Value actual);

        /// What the schema says of the elements.
        default TypeNode items() {
            return TypeNode.UNKNOWN;
        }
    }

    private record Elements(Walk walk, TypeNode items) implements Step {
        @Override
        public void walk(Value expected, Value actual) {
            walk.values(expected, actual, items);
        }
    }

    void lists(ListValue expected, ListValue actual, TypeNode node) {
        var step = new Elements(walk, node.items());
        var e = expected.items();
        var a = actual.items();
        if (walk.effort().isOver()) {
            new UnpairedElements(walk, e, a).byPlace(step);
            return;
        }
        if (inOrder(e, a, step)) {
            return;
        }
        var key = keys(e, a);
        if (ordered() || !key.isEmpty() && orderCounts(node, key) && ElementKeys.moved(e, a, key)) {
            aligned(expected, actual, step);
        } else if (!key.isEmpty()) {
            keyed(e, a, key, step);
        } else if (!walk.insideText() && unordered(node)) {
            set(e, a, step);
        } else {
            aligned(expected, actual, step);
        }
    }

    /// The properties that tell the elements apart: as a fact says, if they do, else as they look; none if nothing
    /// does.
    private List<String> keys(List<Value> expected, List<Value> actual) {
        if (walk.insideText()) {
            return List.of();
        }
        var known = walk.fact(Attributes.class)
                .map(Attributes::key)
                .or(() -> walk.fact(Identity.class).map(Identity::key))
                .filter(key -> ElementKeys.unique(expected, key) && ElementKeys.unique(actual, key));
        return known.or(() -> ElementKeys.shared(expected, actual).map(List::of))
                .orElse(List.of());
    }

    /// The tags of the resource: what the stack or AWS adds is no addition.
    void tags(ListValue expected, ListValue actual, TypeNode node) {
        var kept = new ArrayList<@Nullable Value>();
        for (var tag : actual.items()) {
            kept.add(walk.isStackTag(tag) && !declares(expected, tag) ? null : tag);
        }
        keyed(expected.items(), kept, List.of("Key"), new Elements(walk, node.items()));
    }

    private static boolean declares(ListValue expected, Value tag) {
        var key = ElementKeys.text(tag, "Key");
        return key != null
                && !key.startsWith("aws:")
                && expected.items().stream().anyMatch(e -> key.equals(ElementKeys.text(e, "Key")));
    }

    private boolean ordered() {
        return walk.has(Ordered.class);
    }

    /// The schema says so, and nothing that is known better. Tags and other entries called `Key` stand in any order.
    private boolean orderCounts(TypeNode node, List<String> key) {
        return node.order() == Order.ORDERED
                && walk.scope().mode() != Mode.EARLIER
                && !walk.has(Attributes.class)
                && !walk.has(Unordered.class)
                && !key.equals(List.of("Key"));
    }

    private boolean unordered(TypeNode node) {
        return node.order() == Order.UNORDERED
                || node.uniqueItems() && node.order() != Order.ORDERED
                || walk.scope().mode() == Mode.EARLIER
                || walk.has(Unordered.class)
                || node.order() == Order.UNSPECIFIED && (namesThings(node.items()) || namedAsSet(node.items()));
    }

    /// A heuristic: the schema is silent, and the list's name speaks of a set.
    private boolean namedAsSet(TypeNode items) {
        var path = walk.trail().expected();
        return !path.isRoot()
                && !items.is(TypeNode.Kind.OBJECT)
                && walk.scope().setlike().stream().anyMatch(path.last()::endsWith)
                && !walk.scope().kept().protects(path);
    }

    /// Words of an enumeration, or names of other resources: a second one of the same would mean nothing.
    private static boolean namesThings(TypeNode items) {
        return !items.choices().isEmpty() || !items.relations().isEmpty();
    }

    /// Walks both in order, and takes it back if they differ.
    private boolean inOrder(List<Value> expected, List<Value> actual, Step step) {
        if (expected.size() != actual.size()) {
            return false;
        }
        var ledger = walk.ledger();
        var mark = ledger.mark();
        for (int i = 0; i < expected.size(); i++) {
            walk.trail().enter(i, i);
            step.walk(expected.get(i), actual.get(i));
            walk.trail().leave();
            if (ledger.differsSince(mark)) {
                ledger.takeBack(mark);
                return false;
            }
        }
        return true;
    }

    /// @param actual null stands for an element that is not to be looked at
    private void keyed(List<Value> expected, List<? extends @Nullable Value> actual, List<String> key, Step step) {
        var places = new HashMap<String, Integer>();
        for (int j = 0; j < actual.size(); j++) {
            var item = actual.get(j);
            var text = item == null ? null : ElementKeys.text(item, key);
            if (text != null) {
                places.putIfAbsent(text, j);
            }
        }
        var open = new UnpairedElements(walk, expected, actual);
        for (int i = 0; i < expected.size(); i++) {
            var text = ElementKeys.text(expected.get(i), key);
            var j = text == null ? null : places.remove(text);
            if (j != null) {
                open.pair(i, j, step);
            }
        }
        for (int i = 0; i < expected.size(); i++) {
            open.pairEqual(i, step);
        }
        open.report(step, false);
    }

    /// Order means nothing; the same element may stand there more than once.
    void set(List<Value> expected, List<Value> actual, Step step) {
        set(expected, new UnpairedElements(walk, expected, actual), step);
    }

    /// The same of two values of which one or both are written bare, without a list around.
    void set(Value expected, Value actual, Step step) {
        var e = expected instanceof ListValue list ? list.items() : List.of(expected);
        var a = actual instanceof ListValue list ? list.items() : List.of(actual);
        set(
                e,
                new UnpairedElements(walk, e, a, !(expected instanceof ListValue), !(actual instanceof ListValue)),
                step);
    }

    private void set(List<Value> expected, UnpairedElements open, Step step) {
        if (walk.effort().isOver()) {
            open.byPlace(step);
            return;
        }
        open.pairSame(step);
        for (int i = 0; i < expected.size(); i++) {
            open.pairEqual(i, step);
        }
        open.report(step, true);
    }

    /// Order counts. A mere reordering is one change of the list.
    private void aligned(ListValue expected, ListValue actual, Step step) {
        var e = expected.items();
        var a = actual.items();
        if ((long) e.size() * a.size() > LARGEST_ALIGNMENT) {
            walk.ledger().notEqual(expected, actual, List.of(), true);
        } else if (e.size() == a.size() && e.size() > 1 && reordered(e, a, step)) {
            walk.ledger().notEqual(expected, actual, List.of(), true);
        } else {
            new Alignment(e, a).run(new UnpairedElements(walk, e, a), step);
        }
    }

    private boolean reordered(List<Value> expected, List<Value> actual, Step step) {
        var open = new UnpairedElements(walk, expected, actual);
        for (int i = 0; i < expected.size(); i++) {
            int j = open.find(i, step);
            if (j < 0) {
                return false;
            }
            open.take(i, j);
        }
        return true;
    }
}
