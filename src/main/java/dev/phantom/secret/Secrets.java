package dev.phantom.secret;

import dev.phantom.template.PropertyPath;
import dev.phantom.template.Value;
import dev.phantom.template.Value.Intrinsic;
import dev.phantom.template.Value.ListValue;
import dev.phantom.template.Value.MapValue;
import dev.phantom.template.Value.Reference;
import dev.phantom.template.Value.Scalar;
import dev.phantom.template.Value.Sensitive;
import dev.phantom.template.Value.Unknown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/// What a person may see: the one place that decides it. A secret is what is marked as one (NoEcho, a dynamic
/// reference), what its name or the name beside it gives away, what looks like a credential, and every text in which
/// one of these stands. In its place stands a [Sensitive], which every exit prints as its tag. What is shown is never
/// compared, hashed or written into a template: all that is done before, with the values as they are.
public final class Secrets {

    /// Knows no secret, and finds those that give themselves away.
    public static final Secrets NONE = new Secrets(List.of());

    private final Known known;

    /// @param known texts of secrets, to be found wherever else they stand
    Secrets(Collection<String> known) {
        this.known = new Known(known);
    }

    /// The model as a person may see it.
    public MapValue shown(MapValue model) {
        return map(model);
    }

    /// The value that stands at a path of a model, as a person may see it. The model tells what it goes by.
    public Value shown(MapValue model, PropertyPath path, Value value) {
        return value("", SecretPlaces.name(model, path), value);
    }

    /// A text as a person may see it.
    public String shown(String text) {
        return SecretText.without(known.replaced(text, SecretText.SHOWN));
    }

    /// Whether the value that stands at a path is or holds a secret.
    public boolean in(MapValue model, PropertyPath path, Value value) {
        return holdsMark(shown(model, path, value));
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

    private ListValue list(String name, ListValue list) {
        var items = new ArrayList<Value>();
        var before = "";
        for (var item : list.items()) {
            items.add(value(before, name, item));
            before = item instanceof Scalar s ? s.text() : "";
        }
        return new ListValue(items);
    }

    private MapValue map(MapValue map) {
        var entries = new LinkedHashMap<String, Value>();
        map.entries().forEach((key, item) -> entries.put(shown(key), value("", SecretPlaces.name(map, key), item)));
        return new MapValue(entries);
    }

    private boolean secret(String before, String name, Scalar s) {
        return SecretPlaces.secret(before, name, s.text())
                || tells(s.text())
                || SecretText.decoded(s.text()).filter(this::tells).isPresent();
    }

    private boolean tells(String text) {
        return known.in(text)
                || SecretPlaces.document(text)
                        .map(document -> holdsMark(value("", "", document)))
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
