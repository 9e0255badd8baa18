package dev.phantom.secret;

import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.Value.Sensitive;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Learns from the models of a stack which texts are secrets. Not thread-safe.
public final class SecretCollector {

    /// `postgres` may be a password and is an engine, too: masked where it is a password, and looked for nowhere else.
    private static final Pattern WORD = Pattern.compile("[A-Za-z]?[a-z]{1,11}");

    private static final int SHORTEST_MASKED = 8;

    private final ShowPolicy policy;
    private final Set<String> texts = new LinkedHashSet<>();

    /// Of variables: no secrets, and masked as if they were.
    private final Set<String> masked = new LinkedHashSet<>();

    public SecretCollector() {
        this(ShowPolicy.DEFAULT);
    }

    /// @param policy what the team lets be shown
    public SecretCollector(ShowPolicy policy) {
        this.policy = policy;
    }

    public SecretCollector model(Value model) {
        learn("", "", Place.OTHER, model);
        return this;
    }

    /// @param expected what the template says: where it says a secret, the live value is one
    public SecretCollector models(MapValue expected, MapValue live) {
        learn("", "", Place.OTHER, expected);
        learn("", "", Place.OTHER, live);
        if (marked(expected)) {
            beside(expected, live);
        }
        return this;
    }

    public Secrets secrets() {
        return new Secrets(texts, masked, policy);
    }

    private void learn(String before, String name, Place place, Value value) {
        switch (value) {
            case Sensitive s -> add(s.secret());
            case Scalar s
            when SecretPlaces.secret(before, name, s.text()) -> {
                if (!WORD.matcher(s.text()).matches()) {
                    add(s.text());
                }
            }
            case Scalar s -> {
                variable(name, place, s.text());
                SecretPlaces.document(s.text()).ifPresent(this::model);
            }
            case ListValue list -> {
                var last = "";
                for (var item : list.items()) {
                    learn(last, name, place.element(), item);
                    last = item instanceof Scalar s ? s.text() : "";
                }
            }
            case MapValue map -> {
                for (var entry : map.entries().entrySet()) {
                    var at = place.entry(map, entry.getKey());
                    learn("", SecretPlaces.name(map, entry.getKey()), at, entry.getValue());
                }
            }
            case Value.Reference r -> learn("", name, place, r.known());
            case Intrinsic i -> {
                boolean passes = SecretPlaces.passes(i);
                learn("", passes ? name : "", passes ? place : Place.OTHER, i.argument());
            }
            case Value.Unknown u -> {}
        }
    }

    /// What a variable holds is looked for elsewhere only if it looks made up: a table's name stands everywhere.
    private void variable(String name, Place place, String text) {
        if (place == Place.VALUE && place.masks(text) && !policy.variables().contains(name)) {
            mask(text);
        } else if (place == Place.SCRIPT) {
            Script.values(Script.plain(text)).forEach(this::mask);
        }
    }

    private void mask(String text) {
        if (text.length() >= SHORTEST_MASKED && Randomness.isWord(text)) {
            masked.add(text);
        }
    }

    /// Whether the template says a secret somewhere in it.
    private static boolean marked(Value expected) {
        switch (expected) {
            case Sensitive s -> {
                return true;
            }
            case Value.Unknown u -> {
                return u.secret();
            }
            case Value.Reference r -> {
                return marked(r.known());
            }
            case MapValue map -> {
                for (var item : map.entries().values()) {
                    if (marked(item)) {
                        return true;
                    }
                }
            }
            case ListValue list -> {
                for (var item : list.items()) {
                    if (marked(item)) {
                        return true;
                    }
                }
            }
            case Scalar s -> {}
            case Intrinsic i -> {}
        }
        return false;
    }

    private void beside(Value expected, Value live) {
        switch (expected.settled()) {
            case Sensitive s -> whole(live);
            case Value.Unknown u when u.secret() -> whole(live);
            case MapValue map
            when live instanceof MapValue other ->
                map.entries().forEach((key, item) -> {
                    var partner = other.get(key);
                    if (partner != null) {
                        beside(item, partner);
                    }
                });
            case ListValue list
            when live instanceof ListValue other -> {
                for (int i = 0; i < list.items().size(); i++) {
                    var item = list.items().get(i);
                    if (!marked(item)) {
                        continue;
                    }
                    partner(item, i, list, other).ifPresent(found -> beside(item, found));
                }
            }
            case Value other -> {}
        }
    }

    /// The element that goes by the same name; of lists of the same length, the one at the same place.
    private static Optional<Value> partner(Value item, int index, ListValue all, ListValue live) {
        var name = named(item);
        return name.isPresent()
                ? live.items().stream().filter(l -> named(l).equals(name)).findFirst()
                : live.items().size() == all.items().size()
                        ? Optional.of(live.items().get(index))
                        : Optional.empty();
    }

    private static Optional<String> named(Value item) {
        var view = new PropertyView(item);
        return view.text("Name").or(() -> view.text("Key"));
    }

    private void whole(Value live) {
        switch (live) {
            case Scalar s -> add(s.text());
            case ListValue list -> list.items().forEach(this::whole);
            case MapValue map -> map.entries().values().forEach(this::whole);
            case Value.Reference r -> whole(r.known());
            case Intrinsic i -> {}
            case Value.Unknown u -> {}
            case Sensitive s -> add(s.secret());
        }
    }

    /// A text that begins with NUL is the tag of a secret, not the secret.
    private void add(String text) {
        if (text.length() >= KnownSecrets.SHORTEST
                && text.charAt(0) != '\0'
                && PropertyView.flagOf(text).isEmpty()) {
            texts.add(text);
        }
    }
}
