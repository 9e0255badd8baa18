package dev.phantom.drift.compare;

import dev.phantom.drift.Change;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The live model with changes undone. All of them are read against the live model as it is and applied in one pass,
/// so that no index moves while another is looked up.
public final class Reversal {

    /// What is to be undone at one place of the live model and below it.
    private static final class Plan {
        private final Map<String, Plan> below = new LinkedHashMap<>();
        private final TreeMap<Integer, List<Value>> ahead = new TreeMap<>();
        private final List<Value> beside = new ArrayList<>();
        private @Nullable Value replacement;
        private @Nullable Value lost;
        private boolean added;

        Plan at(PropertyPath path) {
            var plan = this;
            for (var segment : path.segments()) {
                plan = plan.below.computeIfAbsent(segment, s -> new Plan());
            }
            return plan;
        }

        boolean speaksOfElements() {
            return !ahead.isEmpty() || below.keySet().stream().anyMatch(s -> PropertyPath.index(s) >= 0);
        }

        boolean speaksOfNames() {
            return below.keySet().stream().anyMatch(s -> PropertyPath.index(s) < 0);
        }

        /// Only something that live does not have comes back.
        boolean onlyReturns() {
            return lost != null && replacement == null && !added && below.isEmpty();
        }
    }

    private final Plan root = new Plan();
    private boolean astray;

    private Reversal(List<Change> changes) {
        changes.forEach(this::plan);
    }

    /// @param changes any of those that were found between a safe model and this live one
    /// @return empty where one of them has no place in the model: then nobody can tell what it would be without it
    public static Optional<MapValue> of(MapValue live, List<Change> changes) {
        var reversal = new Reversal(changes);
        var undone = reversal.undone(reversal.root, live);
        return undone instanceof MapValue map && !reversal.astray ? Optional.of(map) : Optional.empty();
    }

    private void plan(Change change) {
        switch (change) {
            case Change.Add a -> root.at(a.path()).added = true;
            case Change.NotEqual n -> root.at(n.actualPath()).replacement = element(n);
            case Change.Remove r -> plan(r);
        }
    }

    /// What stands for a list of one is that list, where the one is a list itself.
    private static Value element(Change.NotEqual change) {
        return change.expected() instanceof ListValue list && indexes(change.path()) > indexes(change.actualPath())
                ? Value.list(list)
                : change.expected();
    }

    /// How many list indexes the path ends with.
    private static int indexes(PropertyPath path) {
        int count = 0;
        for (var segment : path.segments()) {
            count = PropertyPath.index(segment) < 0 ? 0 : count + 1;
        }
        return count;
    }

    private void plan(Change.Remove change) {
        var path = change.vacancy().path();
        switch (change.vacancy().kind()) {
            case HERE -> root.at(path).lost = change.expected();
            case BESIDE -> root.at(path).beside.add(change.expected());
            case AHEAD ->
                root.at(path.parent())
                        .ahead
                        .computeIfAbsent(PropertyPath.index(path.last()), i -> new ArrayList<>())
                        .add(change.expected());
        }
    }

    /// @param live null: there is nothing
    /// @return null: there is nothing any more
    private @Nullable Value undone(Plan plan, @Nullable Value live) {
        var value = alone(plan, live);
        if (plan.beside.isEmpty()) {
            return value;
        }
        var items = new ArrayList<Value>();
        if (value != null) {
            items.add(value);
        }
        items.addAll(plan.beside);
        return new ListValue(items);
    }

    private @Nullable Value alone(Plan plan, @Nullable Value live) {
        if (plan.replacement != null) {
            return plan.replacement;
        }
        if (plan.lost != null) {
            return plan.lost;
        }
        if (plan.added) {
            return null;
        }
        if (live == null || plan.below.isEmpty() && plan.ahead.isEmpty()) {
            astray |= live == null;
            return live;
        }
        return within(plan, written(plan, live.settled()));
    }

    /// The value in the form that the changes speak of: tags may be a list on one side and a map on the other.
    private static Value written(Plan plan, Value live) {
        return switch (live) {
            case MapValue map
            when plan.speaksOfElements() && plan.below.keySet().stream().noneMatch(s -> map.get(s) != null) ->
                TagWalk.asList(map);
            case ListValue list when plan.speaksOfNames() -> TagWalk.asMap(list);
            case Value other -> other;
        };
    }

    private Value within(Plan plan, Value live) {
        return switch (live) {
            case MapValue map -> map(plan, map);
            case ListValue list -> list(plan, list);
            case Value other -> {
                astray = true;
                yield other;
            }
        };
    }

    private MapValue map(Plan plan, MapValue live) {
        var open = new LinkedHashMap<>(plan.below);
        var entries = new LinkedHashMap<String, Value>();
        live.entries().forEach((key, value) -> {
            var here = open.remove(key);
            var left = here == null ? value : undone(here, value);
            if (left != null) {
                entries.put(key, left);
            }
        });
        open.forEach((key, there) -> {
            var twin = there.onlyReturns() ? null : twin(key, live, plan);
            var left = undone(there, twin == null ? null : live.get(twin));
            if (twin != null) {
                entries.remove(twin);
            }
            if (left != null) {
                entries.put(twin == null ? key : twin, left);
            } else if (twin == null) {
                astray = true;
            }
        });
        astray |= !plan.ahead.isEmpty();
        return new MapValue(entries);
    }

    /// What live calls a property that the safe state writes in another case.
    private static @Nullable String twin(String key, MapValue live, Plan plan) {
        return live.entries().keySet().stream()
                .filter(name -> name.equalsIgnoreCase(key) && !plan.below.containsKey(name))
                .findFirst()
                .orElse(null);
    }

    private ListValue list(Plan plan, ListValue live) {
        var size = live.items().size();
        var open = new HashMap<>(plan.below);
        var items = new ArrayList<Value>();
        for (int i = 0; i < size; i++) {
            items.addAll(plan.ahead.getOrDefault(i, List.of()));
            element(open.remove(String.valueOf(i)), live.items().get(i), items);
        }
        plan.ahead.tailMap(size).values().forEach(items::addAll);
        open.values().forEach(beyond -> {
            if (beyond.onlyReturns() && beyond.lost != null) {
                items.add(beyond.lost);
            } else {
                astray = true;
            }
        });
        return new ListValue(items);
    }

    private void element(@Nullable Plan plan, Value live, List<Value> into) {
        if (plan == null) {
            into.add(live);
            return;
        }
        if (plan.lost != null && !Empties.isEmpty(live)) {
            into.add(plan.lost);
            plan.lost = null;
        }
        var left = undone(plan, live);
        if (left != null) {
            into.add(left);
        }
    }
}
