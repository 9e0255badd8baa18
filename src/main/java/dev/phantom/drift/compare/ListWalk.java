package dev.phantom.drift.compare;

import dev.phantom.drift.TypeNode;
import dev.phantom.drift.TypeNode.Order;
import dev.phantom.drift.Unchecked.Reason;
import dev.phantom.drift.compare.Scope.Mode;
import dev.phantom.template.Value;
import dev.phantom.template.Value.ListValue;
import dev.phantom.template.Value.MapValue;
import dev.phantom.template.Value.Scalar;
import dev.phantom.template.Value.Unknown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Two lists. First in order as they stand; if that does not do, by what tells their elements apart, as a set where order
/// means nothing, else aligned as texts are.
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
    }

    void lists(ListValue expected, ListValue actual, TypeNode node) {
        var items = node.items();
        Step step = (e, a) -> walk.values(e, a, items);
        var e = expected.items();
        var a = actual.items();
        if (inOrder(e, a, step)) {
            return;
        }
        var key = walk.insideText() ? null : ElementKeys.shared(e, a).orElse(null);
        if (ordered()) {
            aligned(expected, actual, step);
        } else if (key != null) {
            keyed(e, a, key, step);
        } else if (!walk.insideText() && unordered(node)) {
            set(e, a, step);
        } else {
            aligned(expected, actual, step);
        }
    }

    /// The tags of the resource: what the stack or AWS adds is no addition.
    void tags(ListValue expected, ListValue actual, TypeNode node) {
        var items = node.items();
        var kept = new ArrayList<@Nullable Value>();
        for (var tag : actual.items()) {
            kept.add(walk.isStackTag(tag) && !declares(expected, tag) ? null : tag);
        }
        keyed(expected.items(), kept, "Key", (e, a) -> walk.values(e, a, items));
    }

    private static boolean declares(ListValue expected, Value tag) {
        var key = ElementKeys.text(tag, "Key");
        return key != null
                && !key.startsWith("aws:")
                && expected.items().stream().anyMatch(e -> key.equals(ElementKeys.text(e, "Key")));
    }

    private boolean ordered() {
        return walk.scope().mode() != Mode.EARLIER
                && !walk.insideText()
                && walk.scope().notes().is(Notes.Fact.ORDERED, walk.trail().expected());
    }

    private boolean unordered(TypeNode node) {
        return node.order() == Order.UNORDERED
                || node.uniqueItems() && node.order() != Order.ORDERED
                || walk.scope().mode() == Mode.EARLIER
                || walk.scope().notes().is(Notes.Fact.UNORDERED, walk.trail().expected())
                || node.order() == Order.UNSPECIFIED && (namesThings(node.items()) || namedAsSet(node.items()));
    }

    /// A heuristic: the schema is silent, and the list's name speaks of a set.
    private boolean namedAsSet(TypeNode items) {
        var path = walk.trail().expected();
        return !path.isRoot()
                && !items.is(TypeNode.Kind.OBJECT)
                && walk.scope().notes().namesSet(path.last())
                && !walk.scope().protections().test(path);
    }

    /// Whether elements that only live has are of no concern to the template.
    private boolean grows() {
        var path = walk.trail().expected();
        return walk.scope().notes().is(Notes.Fact.ATTRIBUTES, path) || walk.scope().notes().is(Notes.Fact.ATTACHMENT, path);
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
    private void keyed(List<Value> expected, List<? extends @Nullable Value> actual, String key, Step step) {
        var places = new HashMap<String, Integer>();
        for (int j = 0; j < actual.size(); j++) {
            var item = actual.get(j);
            var text = item == null ? null : ElementKeys.text(item, key);
            if (text != null) {
                places.putIfAbsent(text, j);
            }
        }
        var open = new Leftovers(expected, actual);
        for (int i = 0; i < expected.size(); i++) {
            var text = ElementKeys.text(expected.get(i), key);
            var j = text == null ? null : places.remove(text);
            if (j != null) {
                open.pair(i, j, step);
            }
        }
        for (int i = 0; i < expected.size(); i++) {
            int j = open.find(i, step);
            if (j >= 0) {
                open.pair(i, j, step);
            }
        }
        open.report(step, false);
    }

    /// Order means nothing; the same element may stand there more than once.
    void set(List<Value> expected, List<Value> actual, Step step) {
        var open = new Leftovers(expected, actual);
        for (int i = 0; i < expected.size(); i++) {
            if (expected.get(i).settled() instanceof Unknown) {
                continue;
            }
            int j = open.find(i, step);
            if (j >= 0) {
                open.pair(i, j, step);
            }
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
            new Alignment(e, a, (x, y) -> probe(x, y, step).same()).run(new Leftovers(e, a), step);
        }
    }

    private boolean reordered(List<Value> expected, List<Value> actual, Step step) {
        var open = new Leftovers(expected, actual);
        for (int i = 0; i < expected.size(); i++) {
            int j = open.find(i, step);
            if (j < 0 || expected.get(i).settled() instanceof Unknown) {
                return false;
            }
            open.take(i, j);
        }
        return true;
    }

    private Ledger.Score probe(Value expected, Value actual, Step step) {
        return walk.ledger().probe(() -> step.walk(expected, actual));
    }

    /// The elements of both sides that have no partner yet.
    final class Leftovers {
        private final List<@Nullable Value> expected;
        private final List<@Nullable Value> actual;

        Leftovers(List<? extends @Nullable Value> expected, List<? extends @Nullable Value> actual) {
            this.expected = new ArrayList<>(expected);
            this.actual = new ArrayList<>(actual);
        }

        /// The actual element that equals the expected one, its own place first; -1 if there is none.
        int find(int i, Step step) {
            if (i < actual.size() && equal(i, i, step)) {
                return i;
            }
            for (int j = 0; j < actual.size(); j++) {
                if (equal(i, j, step)) {
                    return j;
                }
            }
            return -1;
        }

        private boolean equal(int i, int j, Step step) {
            var e = expected.get(i);
            var a = actual.get(j);
            if (e == null || a == null) {
                return false;
            }
            return e instanceof Scalar x && a instanceof Scalar y && x.text().equals(y.text()) || probe(e, a, step).same();
        }

        void take(int i, int j) {
            expected.set(i, null);
            actual.set(j, null);
        }

        void pair(int i, int j, Step step) {
            var e = expected.get(i);
            var a = actual.get(j);
            take(i, j);
            if (e != null && a != null) {
                walk.trail().enter(i, j);
                step.walk(e, a);
                walk.trail().leave();
            }
        }

        /// What has no equal: the most alike are one changed element, the rest came or went.
        void report(Step step, boolean pairAlike) {
            boolean unknown = unknowns();
            if (pairAlike) {
                pairAlike(step);
            }
            for (int i = 0; i < expected.size(); i++) {
                var e = expected.get(i);
                if (e != null) {
                    walk.trail().enter(i, i);
                    walk.ledger().remove(e);
                    walk.trail().leave();
                }
            }
            boolean declared = !grows();
            for (int j = 0; j < actual.size() && !unknown; j++) {
                var a = actual.get(j);
                if (a != null && !Empties.isEmpty(a)) {
                    walk.trail().enter(j, j);
                    walk.ledger().add(a, declared);
                    walk.trail().leave();
                }
            }
        }

        /// An element that is not known may be any of those that live has more.
        private boolean unknowns() {
            boolean found = false;
            for (int i = 0; i < expected.size(); i++) {
                var e = expected.get(i);
                if (e != null && e.settled() instanceof Unknown u) {
                    found = true;
                    expected.set(i, null);
                    walk.trail().enter(i, i);
                    walk.ledger().gap(u.secret() ? Reason.SENSITIVE : Reason.UNRESOLVED);
                    walk.trail().leave();
                }
            }
            return found;
        }

        private void pairAlike(Step step) {
            boolean one = count(expected) == 1 && count(actual) == 1;
            for (int i = 0; i < expected.size(); i++) {
                var e = expected.get(i);
                if (e == null || !one && !(e instanceof MapValue)) {
                    continue;
                }
                int best = -1;
                int most = 0;
                for (int j = 0; j < actual.size(); j++) {
                    var a = actual.get(j);
                    if (a == null) {
                        continue;
                    }
                    var score = probe(e, a, step);
                    if (score.alike() && score.agreeing() > most || one && a instanceof Scalar && e instanceof Scalar) {
                        best = j;
                        most = score.agreeing();
                    }
                }
                if (best >= 0) {
                    pair(i, best, step);
                }
            }
        }

        private static int count(List<@Nullable Value> items) {
            return (int) items.stream().filter(item -> item != null).count();
        }
    }
}
