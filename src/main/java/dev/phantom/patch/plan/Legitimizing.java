package dev.phantom.patch.plan;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Intent;
import dev.phantom.patch.Effects;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.plan.Minimal.Step;
import dev.phantom.value.ModelEdit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Reference;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The steps that bring a drift's own changes into the template.
///
/// @param owned texts that stand for a resource of the stack (its physical id, its ARN): written as references again
/// @param substance what of a live value a person would write
record Legitimizing(Drift drift, Map<String, Reference> owned, WritableValue substance) {

    Legitimizing(Drift drift, PatchBase base) {
        this(
                drift,
                base.owned(),
                WritableValue.of(drift.type(), base.knowledge(), base.id().account()));
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        List<Step> removals = new ArrayList<>();
        List<Step> additions = new ArrayList<>();
        for (Change change : drift.changes()) {
            switch (change) {
                case Change.NotEqual n -> steps.addAll(minimal(n.path(), n.expected(), own(n.actual())));
                case Change.Remove r -> removals.add(new Step(r.path(), new Intent.Remove()));
                case Change.Add a -> additions.add(addition(a));
            }
        }
        steps.addAll(replaced(removals, additions));
        removals.sort(Comparator.comparing(Step::path, Legitimizing::lastIndexFirst));
        steps.addAll(removals);
        steps.addAll(additions);
        return steps.stream()
                .flatMap(step -> substance.step(step, drift.expected()).stream())
                .toList();
    }

    /// An element that went and one that came in the same list and is like it: the one stands in the other's place, as
    /// where the schema fixes what comes first. Takes both out of the lists.
    private List<Step> replaced(List<Step> removals, List<Step> additions) {
        List<Step> steps = new ArrayList<>();
        for (Step addition : List.copyOf(additions)) {
            if (addition.intent() instanceof Intent.Append(Value value)) {
                removals.stream()
                        .filter(r -> !r.path().isRoot() && r.path().parent().equals(addition.path()))
                        .filter(r -> likeness(declared(r.path()), value) > 0)
                        .max(Comparator.comparingInt(r -> likeness(declared(r.path()), value)))
                        .ifPresent(r -> {
                            steps.addAll(minimal(r.path(), declared(r.path()), value));
                            removals.remove(r);
                            additions.remove(addition);
                        });
            }
        }
        return steps;
    }

    private List<Step> minimal(PropertyPath path, Value declared, Value live) {
        return Minimal.steps(path, declared, substance.value(live, declared, path));
    }

    private Value declared(PropertyPath path) {
        return ModelEdit.find(drift.expected(), path).orElse(MapValue.EMPTY);
    }

    /// All properties of a resource that the template does not have yet.
    MapValue whole() {
        return own(substance.properties(drift.actual())) instanceof MapValue map ? map : MapValue.EMPTY;
    }

    /// Removing from behind keeps the indexes before it.
    private static int lastIndexFirst(PropertyPath a, PropertyPath b) {
        int common = Math.min(a.segments().size(), b.segments().size());
        for (int i = 0; i < common; i++) {
            String x = a.segments().get(i);
            String y = b.segments().get(i);
            if (!x.equals(y)) {
                int xi = PropertyPath.index(x);
                int yi = PropertyPath.index(y);
                return xi >= 0 && yi >= 0 ? Integer.compare(yi, xi) : x.compareTo(y);
            }
        }
        return Integer.compare(b.segments().size(), a.segments().size());
    }

    private Step addition(Change.Add add) {
        PropertyPath at = expectedSide(add.path());
        Value value = own(add.actual());
        boolean element = !at.isRoot()
                && ModelEdit.find(drift.expected(), at.parent()).orElse(value) instanceof ListValue
                && PropertyPath.index(at.last()) >= 0;
        return element ? new Step(at.parent(), new Intent.Append(value)) : new Step(at, new Intent.Set(value));
    }

    /// An addition carries the indexes of the live side; those of the elements that it lies in are found again here.
    private PropertyPath expectedSide(PropertyPath live) {
        Value expected = drift.expected();
        Value actual = drift.actual();
        var found = PropertyPath.ROOT;
        for (int i = 0; i < live.segments().size(); i++) {
            String segment = live.segments().get(i);
            boolean last = i == live.segments().size() - 1;
            Value next = ModelEdit.find(actual, PropertyPath.of(segment)).orElse(MapValue.EMPTY);
            if (expected instanceof ListValue l && !last) {
                segment = Integer.toString(partner(l, next, live));
            }
            found = found.child(segment);
            expected = ModelEdit.find(expected, PropertyPath.of(segment)).orElse(MapValue.EMPTY);
            actual = next;
        }
        return found;
    }

    private static int partner(ListValue candidates, Value element, PropertyPath path) {
        int best = -1;
        int bestScore = 0;
        boolean tie = false;
        for (int i = 0; i < candidates.items().size(); i++) {
            int score = likeness(candidates.items().get(i), element);
            tie = score == bestScore || (score < bestScore && tie);
            if (score > bestScore) {
                best = i;
                bestScore = score;
                tie = false;
            }
        }
        if (best < 0 || tie) {
            throw new PhantomException(
                    Code.PATCH_REFUSED,
                    "the element that " + path + " belongs to cannot be identified in the template");
        }
        return best;
    }

    private static int likeness(Value expected, Value actual) {
        if (expected instanceof MapValue l && actual instanceof MapValue r) {
            return (int) l.entries().entrySet().stream()
                    .filter(e -> r.get(e.getKey()) instanceof Value v && Effects.same(e.getValue(), v))
                    .count();
        }
        return Effects.same(expected, actual) ? 1 : 0;
    }

    /// A literal id or ARN that the stack itself owns becomes its reference again.
    private Value own(Value value) {
        return switch (value) {
            case Scalar s
            when owned.get(s.text()) instanceof Reference r && !r.logicalId().equals(drift.logicalId()) -> r;
            case ListValue(List<Value> items) ->
                new ListValue(items.stream().map(this::own).toList());
            case MapValue(Map<String, Value> entries) -> {
                Map<String, Value> all = new LinkedHashMap<>();
                entries.forEach((k, v) -> all.put(k, own(v)));
                yield new MapValue(all);
            }
            case Value other -> other;
        };
    }
}
