package dev.phantom.secret;

import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Reference;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.Value.Sensitive;
import dev.phantom.value.Value.Unknown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a person may see: the one place that decides it. A secret is what is marked as one (NoEcho, a dynamic
/// reference), what its name or the name beside it gives away, what looks like a credential, and every text in which
/// one of these stands. In its place stands a [Sensitive], which every exit prints as its tag. What is shown is never
/// compared or written into a template: that is done before, with the values as they are. What is hashed is what is
/// shown: a hash of a weak secret would tell it to whoever guesses.
public final class Secrets {

    /// Knows no secret, and finds those that give themselves away.
    public static final Secrets NONE = new Secrets(List.of());

    /// What a text shows in a secret's place.
    public static final String SHOWN = SecretText.SHOWN;

    private final KnownSecrets known;

    /// @param known texts of secrets, to be found wherever else they stand
    Secrets(Collection<String> known) {
        this.known = new KnownSecrets(known);
    }

    /// The model as a person may see it.
    public MapValue shown(MapValue model) {
        return map(model);
    }

    /// The value that stands at a path of a model, as a person may see it. The model tells what it goes by.
    public Value shown(Value model, PropertyPath path, Value value) {
        return value(SecretPlaces.before(model, path), known(SecretPlaces.name(model, path)), value);
    }

    /// A path as a person may see it: a key from outside may be a secret, or hold one.
    public PropertyPath shown(PropertyPath path) {
        return path.segments().stream().allMatch(segment -> isPlain(segment))
                ? path
                : new PropertyPath(path.segments().stream().map(this::shown).toList());
    }

    /// A text as a person may see it.
    public String shown(String text) {
        return SecretText.without(known.replaced(text, SHOWN));
    }

    /// The document that stands in a text and speaks of secrets, for what stands in it; else an empty one.
    public static Value document(Value text) {
        return text instanceof Scalar s ? SecretPlaces.document(s.text()).orElse(MapValue.EMPTY) : MapValue.EMPTY;
    }

    /// Whether the value that stands at a path is or holds a secret, or the path does.
    public boolean in(MapValue model, PropertyPath path, Value value) {
        var shown = shown(model, path, value);
        return !shown.equals(value) || holdsMark(shown) || !shown(path).equals(path);
    }

    /// What goes by a secret is one.
    private String known(String name) {
        return isPlain(name) ? name : SHOWN;
    }

    private boolean isPlain(String key) {
        return !known.in(key) && !SecretText.holds(key);
    }

    /// @param before the scalar that stands before it in its list; else empty
    private Value value(String before, String name, Value value) {
        return switch (value) {
            case Scalar s when secret(before, name, s) -> new Sensitive(s.text());
            case Scalar s -> s;
            case ListValue list -> list(name, list);
            case MapValue map -> map(map);
            case Reference r -> new Reference(r.logicalId(), r.attribute(), value("", name, r.known()));
            case Intrinsic i -> new Intrinsic(i.name(), value("", SecretPlaces.passes(i) ? name : "", i.argument()));
            case Unknown u -> new Unknown(shown(u.reason()), u.secret());
            case Sensitive s -> s;
        };
    }

    /// The same list if it holds no secret; so with a map. Most models hold none, and nothing is made for them.
    private ListValue list(String name, ListValue list) {
        List<Value> changed = List.of();
        var before = "";
        for (int i = 0; i < list.items().size(); i++) {
            var item = list.items().get(i);
            var shown = value(before, name, item);
            if (shown != item && changed.isEmpty()) {
                changed = new ArrayList<>(list.items());
            }
            if (shown != item) {
                changed.set(i, shown);
            }
            before = item instanceof Scalar s ? s.text() : "";
        }
        return changed.isEmpty() ? list : new ListValue(changed);
    }

    private MapValue map(MapValue map) {
        Map<String, Value> changed = Map.of();
        boolean keys = true;
        for (var entry : map.entries().entrySet()) {
            boolean plain = isPlain(entry.getKey());
            var name = plain ? SecretPlaces.name(map, entry.getKey()) : SHOWN;
            var shown = value("", name, entry.getValue());
            if (shown != entry.getValue() && changed.isEmpty()) {
                changed = new LinkedHashMap<>(map.entries());
            }
            if (shown != entry.getValue()) {
                changed.put(entry.getKey(), shown);
            }
            keys &= plain;
        }
        var values = changed.isEmpty() ? map : new MapValue(changed);
        return keys ? values : renamed(values);
    }

    private MapValue renamed(MapValue map) {
        var entries = new LinkedHashMap<String, Value>();
        map.entries().forEach((key, item) -> entries.put(isPlain(key) ? key : free(shown(key), map, entries), item));
        return new MapValue(entries);
    }

    /// So that no masked key takes another one's place: `(secret)`, `(secret) 2`.
    private static String free(String key, MapValue map, Map<String, Value> taken) {
        var free = key;
        for (int i = 2; taken.containsKey(free) || map.get(free) != null; i++) {
            free = key + " " + i;
        }
        return free;
    }

    private boolean secret(String before, String name, Scalar s) {
        return SecretPlaces.secret(before, name, s.text())
                || tells(s.text())
                || SecretText.decoded(s.text()).filter(this::tells).isPresent();
    }

    private boolean tells(String text) {
        return known.in(text)
                || SecretPlaces.document(text)
                        .map(document -> !value("", "", document).equals(document))
                        .orElseGet(() -> SecretText.holds(text));
    }

    private static boolean holdsMark(Value value) {
        return switch (value) {
            case Sensitive s -> true;
            case ListValue list -> list.items().stream().anyMatch(Secrets::holdsMark);
            case MapValue map -> map.entries().values().stream().anyMatch(Secrets::holdsMark);
            case Reference r -> holdsMark(r.known());
            case Intrinsic i -> holdsMark(i.argument());
            case Scalar s -> false;
            case Unknown u -> false;
        };
    }
}
