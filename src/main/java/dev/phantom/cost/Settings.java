package dev.phantom.cost;

import dev.phantom.drift.subject.StackModels;
import dev.phantom.value.BoundedNumber;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Reference;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.Value.Sensitive;
import dev.phantom.value.Value.Unknown;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The properties of a resource as a cost model may read them: those that it declares, and no other. What is absent is
/// empty; what is there and not known is an exception, so that no default is taken for it.
public final class Settings {

    private final String type;
    private final Value value;
    private final String place;
    private final Set<String> readable;
    private final StackModels siblings;

    private Settings(String type, Value value, String place, Set<String> readable, StackModels siblings) {
        this.type = type;
        this.value = value;
        this.place = place;
        this.readable = readable;
        this.siblings = siblings;
    }

    static Settings of(ResourceConfiguration configuration, Set<String> readable) {
        return new Settings(
                configuration.type(), configuration.properties().value(), "", readable, configuration.siblings());
    }

    /// A setting that is there, and of which the value is not known.
    public static final class NotKnown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String path;

        NotKnown(String path) {
            super(path, null, false, false);
            this.path = path;
        }

        /// `LaunchTemplateData/InstanceType`
        public String path() {
            return path;
        }
    }

    public String type() {
        return type;
    }

    public Optional<String> text(String... keys) {
        return find(keys).map(found -> {
            if (found instanceof Scalar s) {
                return s.text();
            }
            throw new NotKnown(path(keys));
        });
    }

    public Optional<BigDecimal> number(String... keys) {
        return text(keys).map(text -> BoundedNumber.of(text).orElseThrow(() -> new NotKnown(path(keys))));
    }

    public boolean flag(boolean fallback, String... keys) {
        return text(keys)
                .map(text -> PropertyView.flagOf(text).orElseThrow(() -> new NotKnown(path(keys))))
                .orElse(fallback);
    }

    public boolean has(String... keys) {
        return find(keys).isPresent();
    }

    /// A setting that must be there.
    public String needed(String... keys) {
        return text(keys).orElseThrow(() -> new NotKnown(path(keys)));
    }

    public BigDecimal neededNumber(String... keys) {
        return number(keys).orElseThrow(() -> new NotKnown(path(keys)));
    }

    /// The elements of a list; anything else that is there is a list of one.
    public List<Settings> items(String... keys) {
        return find(keys)
                .map(found -> switch (found) {
                    case ListValue list -> list.items();
                    case MapValue map -> map.entries().isEmpty() ? List.<Value>of() : List.<Value>of(map);
                    case Value one -> List.of(one);
                })
                .orElse(List.of())
                .stream()
                .map(item -> new Settings(type, item, path(keys), readable, siblings))
                .toList();
    }

    public Optional<Settings> below(String... keys) {
        return find(keys).map(found -> new Settings(type, found, path(keys), readable, siblings));
    }

    /// What stands there, in words: a reference or an unknown too. For names of what is billed elsewhere.
    public String words(String... keys) {
        allowed(path(keys));
        return new PropertyView(value)
                .raw(keys)
                .map(raw -> raw instanceof Scalar s ? s.text() : raw.toString())
                .orElse("");
    }

    /// The running resource that a property refers to, all of it; empty where it is not of this stack.
    public Optional<Settings> sibling(String... keys) {
        allowed(path(keys));
        return new PropertyView(value)
                .raw(keys)
                .flatMap(siblings::live)
                .map(found -> new Settings(type, found, "", Set.of(), siblings));
    }

    private Optional<Value> find(String... keys) {
        allowed(path(keys));
        var here = settled(value, keys, 0);
        for (int i = 0; i < keys.length; i++) {
            if (!(here instanceof MapValue map)) {
                return Optional.empty();
            }
            var next = map.get(keys[i]);
            if (next == null) {
                return Optional.empty();
            }
            here = settled(next, keys, i + 1);
        }
        return Optional.of(here);
    }

    /// The value itself, or the exception that it is not known.
    private Value settled(Value found, String[] keys, int depth) {
        return switch (found) {
            case Scalar s -> s;
            case MapValue m -> m;
            case ListValue l -> l;
            case Reference r -> settled(r.known(), keys, depth);
            case Intrinsic i -> throw new NotKnown(path(List.of(keys).subList(0, depth)));
            case Unknown u -> throw new NotKnown(path(List.of(keys).subList(0, depth)));
            case Sensitive s -> throw new NotKnown(path(List.of(keys).subList(0, depth)));
        };
    }

    private String path(String... keys) {
        return path(List.of(keys));
    }

    private String path(List<String> keys) {
        var below = String.join("/", keys);
        return place.isEmpty() ? below : below.isEmpty() ? place : place + "/" + below;
    }

    /// A model that reads what it does not declare would hide what a change of that property costs.
    private void allowed(String path) {
        if (!readable.isEmpty()
                && !readable.contains(path)
                && readable.stream().noneMatch(r -> within(path, r) || within(r, path))) {
            throw new IllegalStateException(type + ": the model reads " + path + " and does not declare it");
        }
    }

    static boolean within(String path, String place) {
        return path.equals(place) || path.startsWith(place) && path.charAt(place.length()) == '/';
    }

    /// At one of these places, or below it.
    static boolean within(String path, Set<String> places) {
        if (places.contains(path)) {
            return true;
        }
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            if (places.contains(path.substring(0, slash))) {
                return true;
            }
        }
        return false;
    }

    /// Names of a path, list indexes left out.
    static String names(PropertyPath path) {
        return path.segments().stream()
                .filter(segment -> PropertyPath.index(segment) < 0)
                .reduce((a, b) -> a + "/" + b)
                .orElse("");
    }
}
