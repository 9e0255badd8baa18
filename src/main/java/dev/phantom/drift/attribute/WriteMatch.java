package dev.phantom.drift.attribute;

import dev.phantom.drift.Change;
import dev.phantom.drift.compare.Arns;
import dev.phantom.drift.fact.Event;
import dev.phantom.drift.fact.Fact;
import dev.phantom.drift.fact.KeptFacts;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.Write;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// One write, and how well it explains a change: by the property it names and the value it carries.
///
/// @param names  keys of the request parameters, bare
/// @param values scalars of the request parameters
record WriteMatch(Write write, Set<String> names, Set<String> values) {

    private static final int SHORTEST_STEM = 8;
    private static final int SHORTEST_VALUE = 4;
    private static final int NAMED = 1;
    private static final int VALUE = 2;

    WriteMatch {
        names = Set.copyOf(names);
        values = Set.copyOf(values);
    }

    static WriteMatch of(Write write) {
        var names = new HashSet<String>();
        var values = new HashSet<String>();
        collect(write.request(), names, values);
        return new WriteMatch(write, names, values);
    }

    private static void collect(Value value, Set<String> names, Set<String> values) {
        switch (value) {
            case MapValue map ->
                map.entries().forEach((key, item) -> {
                    names.add(bare(key));
                    if (item instanceof Scalar) {
                        values.add(key); // a map of tags or variables: the key is half of the value
                    }
                    collect(item, names, values);
                });
            case ListValue list -> list.items().forEach(item -> collect(item, names, values));
            case Scalar s -> values.add(s.text());
            case Intrinsic i -> collect(i.argument(), names, values);
            case Value other -> {}
        }
    }

    /// CloudTrail writes `dBInstanceClass` for `DBInstanceClass`.
    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /// Whether the write was made to this resource.
    boolean concerns(LiveResource resource, Arns arns) {
        var own = new HashSet<>(resource.identifier().values());
        own.add(resource.physicalId());
        own.removeIf(String::isEmpty);
        return own.stream()
                .anyMatch(name -> write.resources().stream().anyMatch(r -> r.equals(name) || arns.sameThing(r, name))
                        || values.stream().anyMatch(v -> v.equals(name) || arns.sameThing(v, name)));
    }

    /// Without the words that only say which resource is meant: its name proves nothing about a property.
    WriteMatch about(LiveResource resource) {
        var telling = new HashSet<>(values);
        telling.remove(resource.physicalId());
        telling.removeAll(resource.identifier().values());
        return new WriteMatch(write, names, telling);
    }

    /// 0: says nothing of this change; 1: names the property; 2: carries the value; 3: both.
    int strength(Change change, KeptFacts kept) {
        boolean named = namesProperty(change)
                || !meansOtherEntries(change, kept)
                        && !carriesOtherElements(change)
                        && kept.event(write.service(), write.name())
                                .filter(event -> writes(event, change))
                                .isPresent();
        boolean held = change.actualValue().map(this::holds).orElse(false)
                && (named || change.actualValue().filter(WriteMatch::isNumber).isEmpty());
        return (named ? NAMED : 0) + (held ? VALUE : 0);
    }

    /// Whether the request sets what live has now: the property by its name, to this very value.
    boolean sets(Change change) {
        return change.actualValue()
                .map(value -> value.settled() instanceof Scalar s
                        ? given(bare(change.path().last())).contains(s.text())
                        : holds(value))
                .orElse(false);
    }

    /// Whether the request sets the property, by its name, to another value than live has: then whoever made
    /// what runs did so after it.
    boolean setsAnother(Change change) {
        if (!(change.actualValue().map(Value::settled).orElse(null) instanceof Scalar live)) {
            return false;
        }
        var given = given(bare(change.path().last()));
        return !given.isEmpty() && given.stream().allMatch(text -> DifferentValues.surely(text, live.text()));
    }

    /// What the request gives under a name, wherever in it.
    private List<String> given(String name) {
        var found = new ArrayList<String>();
        given(write.request(), name, found);
        return found;
    }

    private static void given(Value within, String name, List<String> into) {
        switch (within) {
            case MapValue map ->
                map.entries().forEach((key, item) -> {
                    if (bare(key).equals(name) && item instanceof Scalar s) {
                        into.add(s.text());
                    }
                    given(item, name, into);
                });
            case ListValue list -> list.items().forEach(item -> given(item, name, into));
            case Value other -> {}
        }
    }

    /// A bag of attributes is written entry by entry: a request that carries other entries' keys, and not this one's,
    /// left this one alone.
    private boolean meansOtherEntries(Change change, KeptFacts kept) {
        if (!(change instanceof Change.Add add) || !(add.actual() instanceof MapValue entry) || values.isEmpty()) {
            return false;
        }
        return kept.find(Fact.Attributes.class, change.path().parent())
                .map(bag -> bag.key().stream()
                        .noneMatch(key -> entry.get(key) instanceof Scalar name && values.contains(name.text())))
                .orElse(false);
    }

    /// Elements of a list of the resource are written one by one: a request that carries values, and not this one's,
    /// wrote another element.
    private boolean carriesOtherElements(Change change) {
        var steps = change.path().segments();
        return change instanceof Change.Add add
                && steps.size() == 2
                && PropertyPath.index(steps.getLast()) >= 0
                && add.actual() instanceof MapValue
                && !values.isEmpty()
                && !holds(add.actual());
    }

    /// Whether such an event writes the property, by what is known of the API.
    private boolean writes(Event event, Change change) {
        return event.writes().stream().anyMatch(path -> overlap(path, change))
                || event.parameters().entrySet().stream()
                        .anyMatch(parameter ->
                                holdsParameter(parameter.getKey()) && overlap(parameter.getValue(), change));
    }

    private boolean holdsParameter(String dotted) {
        Value at = write.request();
        for (var step : dotted.split("\\.")) {
            if (!(at instanceof MapValue map) || map.get(step) == null) {
                return false;
            }
            at = map.get(step);
        }
        return true;
    }

    private static boolean overlap(PropertyPath fact, Change change) {
        var theirs = change.path().segments();
        for (int i = 0; i < Math.min(fact.segments().size(), theirs.size()); i++) {
            if (!fact.segments().get(i).equals("*") && !fact.segments().get(i).equals(theirs.get(i))) {
                return false;
            }
        }
        return !fact.isRoot();
    }

    private boolean namesProperty(Change change) {
        var steps = change.path().segments().stream()
                .filter(s -> !s.chars().allMatch(Character::isDigit))
                .map(WriteMatch::bare)
                .toList();
        if (steps.isEmpty()) {
            return false;
        }
        boolean inList = steps.size() < change.path().segments().size();
        boolean leaf = names.contains(steps.getLast());
        boolean root = names.contains(steps.getFirst());
        if (inList) {
            // Of a list's elements only the value can tell which one was meant.
            return (leaf || root) && change.actualValue().map(this::holds).orElse(true);
        }
        return leaf && (steps.size() == 1 || root || steps.getLast().length() >= SHORTEST_STEM)
                || eventNames(steps.getFirst());
    }

    /// `DeleteBucketEncryption` names `BucketEncryption`, `PutBucketPublicAccessBlock`
    /// `PublicAccessBlockConfiguration`.
    private boolean eventNames(String property) {
        var stem = property.replaceFirst("(configuration|specification|settings)$", "");
        return stem.length() >= SHORTEST_STEM && bare(write.name()).contains(stem);
    }

    /// Whether most of the value's parts stand in the request, at least one of them a telling one.
    private boolean holds(Value value) {
        List<String> parts = new ArrayList<>();
        leaves(value, parts);
        var held = parts.stream().filter(values::contains).toList();
        return held.stream().anyMatch(WriteMatch::telling) && held.size() * 10 >= parts.size() * 6;
    }

    /// Numbers and nothing else: 512 MB of memory are not 512 MB of storage.
    private static boolean isNumber(Value value) {
        List<String> parts = new ArrayList<>();
        leaves(value, parts);
        return parts.stream().allMatch(part -> part.matches("-?[0-9.]+"));
    }

    private static void leaves(Value value, List<String> into) {
        switch (value) {
            case MapValue map -> map.entries().values().forEach(item -> leaves(item, into));
            case ListValue list -> list.items().forEach(item -> leaves(item, into));
            case Scalar s
            when s.text().isEmpty() || s.text().equals("true") || s.text().equals("false") -> {}
            case Scalar s -> into.add(s.text());
            case Value other -> {}
        }
    }

    /// Not a word or number that stands in many requests by chance.
    private static boolean telling(String text) {
        return text.length() >= SHORTEST_VALUE
                || text.length() == 3 && text.chars().allMatch(Character::isDigit);
    }
}
