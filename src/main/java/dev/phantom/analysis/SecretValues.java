package dev.phantom.analysis;

import dev.phantom.state.Mask;
import dev.phantom.template.PropertyPath;
import dev.phantom.template.PropertyView;
import dev.phantom.template.Value;
import dev.phantom.template.Value.ListValue;
import dev.phantom.template.Value.MapValue;
import dev.phantom.template.Value.Scalar;
import dev.phantom.template.Value.Sensitive;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds the secrets of a drift's models, those that are marked and those that their names give away, and masks them.
final class SecretValues {
    private static final Pattern NAME = Pattern.compile(
            "(?i).*(passw(or)?d|passphrase|secret(string|key|value)?|private_?key|access_?key|auth_?token|api_?key|credentials?|_token|^token)$");

    private final Mask mask;
    private final Set<String> secrets = new LinkedHashSet<>();

    SecretValues(Mask mask) {
        this.mask = mask;
    }

    /// The texts of all secrets learnt.
    Set<String> secrets() {
        return secrets;
    }

    void learn(Value value) {
        learn("", value);
    }

    MapValue map(MapValue map, OutsideWords text) {
        return (MapValue) masked("", map, text);
    }

    /// A value that stands at a path, whose last key may give it away.
    Value at(PropertyPath path, Value value, OutsideWords text) {
        return masked(path.isRoot() ? "" : path.last(), value, text);
    }

    private void learn(String name, Value value) {
        switch (value) {
            case Sensitive s -> secrets.add(s.secret());
            case Scalar s when secret(name, s) -> secrets.add(s.text());
            case Scalar s -> {}
            case ListValue list -> list.items().forEach(item -> learn(name, item));
            case MapValue map -> map.entries().forEach((key, item) -> learn(nameOf(map, key), item));
            case Value.Reference r -> learn(name, r.known());
            case Value.Intrinsic i -> {}
            case Value.Unknown u -> {}
        }
    }

    private Value masked(String name, Value value, OutsideWords text) {
        return switch (value) {
            case Sensitive s -> Mask.ofTag(mask.tag(s));
            case Scalar s when secret(name, s) -> Mask.ofTag(mask.tag(new Sensitive(s.text())));
            case Scalar s -> shown(s, text);
            case ListValue list ->
                new ListValue(list.items().stream()
                        .map(item -> masked(name, item, text))
                        .toList());
            case MapValue map -> {
                var entries = new LinkedHashMap<String, Value>();
                map.entries()
                        .forEach(
                                (key, item) -> entries.put(text.cleanValue(key), masked(nameOf(map, key), item, text)));
                yield new MapValue(entries);
            }
            case Value.Reference r -> masked(name, r.known(), text);
            case Value.Intrinsic i -> new Value.Intrinsic(i.name(), masked("", i.argument(), text));
            case Value.Unknown u -> new Value.Unknown(text.clean(u.reason()), u.secret());
        };
    }

    /// A value is shown as it is or not at all: a cleaned one would be written into templates as if it ran.
    private Value shown(Scalar s, OutsideWords text) {
        if (text.holdsSecret(s.text())) {
            return Mask.ofTag(mask.tag(new Sensitive(s.text())));
        }
        return text.shows(s.text()) ? s : new Value.Unknown("a text that is too long or holds control characters");
    }

    /// The name that a value goes by: its key, or in `{Name: DB_PASSWORD, Value: …}` the name beside it.
    private static String nameOf(MapValue map, String key) {
        if (!key.equals("Value") && !key.equals("ParameterValue")) {
            return key;
        }
        var view = new PropertyView(map);
        return view.text("Name")
                .or(() -> view.text("Key"))
                .or(() -> view.text("ParameterKey"))
                .orElse(key);
    }

    private static boolean secret(String name, Scalar s) {
        return NAME.matcher(name).matches()
                && s.text().length() >= 4
                && !s.text().startsWith("arn:")
                && !s.text().startsWith("{{resolve:")
                && PropertyView.flagOf(s.text()).isEmpty();
    }
}
