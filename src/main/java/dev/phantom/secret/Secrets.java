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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// What a person may see: the one place that decides it. A secret is what is marked as one (NoEcho, a dynamic
/// reference), what its name or the name beside it gives away, what looks like a credential, and every text in which
/// one of these stands. In its place stands a [Sensitive], which every exit prints as its tag. So is what a variable of
/// an environment holds, unless it is of a closed form or the team named it: it may be a secret that nothing gives
/// away.
/// It is masked in what leaves, and yet no secret: it is compared, judged by rules and written by a patch. People are
/// shown as `privacy` wants it.
///
/// What is shown is never compared or written into a template: that is done before, with the values as they are. What
/// is hashed is what is shown, people aside: a hash of a weak secret would tell it to whoever guesses.
public final class Secrets {

    /// Knows no secret, and finds those that give themselves away.
    public static final Secrets NONE = new Secrets(List.of(), List.of(), ShowPolicy.DEFAULT);

    /// What a text shows in a secret's place.
    public static final String SHOWN = SecretText.SHOWN;

    private enum View {
        /// Secrets alone.
        ALONE,
        /// And what variables hold.
        HASHED,
        /// And people, as tags: what is kept to be compared with later.
        KEPT,
        /// And people.
        LEAVING
    }

    private final KnownSecrets known;

    /// Without what is only masked.
    private final KnownSecrets strictly;

    private final ShowPolicy policy;
    private final View view;

    /// @param known  texts of secrets, to be found wherever else they stand
    /// @param masked of variables: to be found wherever else they stand
    Secrets(Collection<String> known, Collection<String> masked, ShowPolicy policy) {
        this(new KnownSecrets(both(known, masked)), new KnownSecrets(known), policy, View.LEAVING);
    }

    private Secrets(KnownSecrets known, KnownSecrets strictly, ShowPolicy policy, View view) {
        this.known = known;
        this.strictly = strictly;
        this.policy = policy;
        this.view = view;
    }

    private static Collection<String> both(Collection<String> known, Collection<String> masked) {
        var all = new LinkedHashSet<>(known);
        all.addAll(masked);
        return all;
    }

    /// The same, and what another model gives away: a template as it is written.
    public Secrets and(MapValue model) {
        var more = new SecretCollector(policy).model(model).secrets();
        return new Secrets(known.and(more.known), strictly.and(more.strictly), policy, view);
    }

    /// Secrets alone: what may not be written, whoever reads it.
    public Secrets alone() {
        return new Secrets(strictly, strictly, policy, View.ALONE);
    }

    /// All that is masked but people: what a hash is made of, which must not change with the setting of `privacy`.
    public Secrets hashed() {
        return view == View.LEAVING ? new Secrets(known, strictly, policy, View.HASHED) : this;
    }

    /// All that is masked, with a tag in a person's place too: what is kept is compared with what runs later.
    public Secrets kept() {
        return view == View.LEAVING ? new Secrets(known, strictly, policy, View.KEPT) : this;
    }

    /// The model as a person may see it.
    public MapValue shown(MapValue model) {
        return map(Place.OTHER, model);
    }

    /// The value that stands at a path of a model, as a person may see it. The model tells what it goes by.
    public Value shown(Value model, PropertyPath path, Value value) {
        var at = Standing.of(model, path);
        var shown = value(at.before(), known(at.name()), at.place(), value);
        return shown.equals(value) && value instanceof Scalar s && at.isMarked(s) ? new Sensitive(s.text()) : shown;
    }

    /// Whether what stands at a path is masked for where it stands, if it is of no closed form.
    public boolean masks(Value model, PropertyPath path) {
        var at = Standing.of(model, path);
        return view != View.ALONE
                && at.place() == Place.VALUE
                && !policy.variables().contains(at.name());
    }

    /// A path as a person may see it: a key from outside may be a secret, or hold one.
    public PropertyPath shown(PropertyPath path) {
        return path.segments().stream().allMatch(this::isPlain)
                ? path
                : new PropertyPath(path.segments().stream().map(this::key).toList());
    }

    /// A name of AWS's, as a physical id is, as a person may see it: only people are left out.
    public String name(String name) {
        return person(name);
    }

    /// The name of a person, as a person may see it.
    public String personName(String name) {
        return policy.people().named(shown(name));
    }

    /// A text as a person may see it.
    public String shown(String text) {
        var without = SecretText.without(text, known);
        return view == View.LEAVING || view == View.KEPT ? policy.people().inSentence(without) : without;
    }

    /// The document that stands in a text and speaks of secrets, for what stands in it; else an empty one.
    public static Value document(Value text) {
        return text instanceof Scalar s ? SecretPlaces.document(s.text()).orElse(MapValue.EMPTY) : MapValue.EMPTY;
    }

    /// Whether the value that stands at a path is or holds what is not shown, or the path does.
    public boolean in(MapValue model, PropertyPath path, Value value) {
        var shown = shown(model, path, value);
        return !shown.equals(value) || holdsMark(shown) || !shown(path).equals(path);
    }

    /// What goes by a secret is one.
    private String known(String name) {
        return isPlain(name) ? name : SHOWN;
    }

    private boolean isPlain(String key) {
        return !SecretText.holds(key, known) && person(key).equals(key);
    }

    private String key(String key) {
        return person(SecretText.without(key, known));
    }

    private String person(String word) {
        return view == View.LEAVING ? policy.people().inValue(word) : word;
    }

    /// @param before the scalar that stands before it in its list; else empty
    private Value value(String before, String name, Place place, Value value) {
        return switch (value) {
            case Scalar s when secret(before, name, s) || masked(name, place, s) -> new Sensitive(s.text());
            case Scalar s -> person(s);
            case ListValue list -> list(name, place, list);
            case MapValue map -> map(place, map);
            case Reference r -> new Reference(r.logicalId(), r.attribute(), value("", name, place, r.known()));
            case Intrinsic i -> {
                boolean passes = SecretPlaces.passes(i);
                var inner = value("", passes ? name : "", passes ? place : Place.OTHER, i.argument());
                yield new Intrinsic(i.name(), inner);
            }
            case Unknown u -> new Unknown(shown(u.reason()), u.cause());
            case Sensitive s -> s;
        };
    }

    private Value person(Scalar s) {
        var shown = view == View.ALONE || view == View.HASHED
                ? s.text()
                : policy.people().inValue(s.text());
        if (shown.equals(s.text())) {
            return s;
        }
        return view == View.KEPT ? new Sensitive(s.text()) : new Scalar(shown, s.style());
    }

    /// The same list if it holds no secret; so with a map. Most models hold none, and nothing is made for them.
    private ListValue list(String name, Place place, ListValue list) {
        List<Value> changed = List.of();
        var marks = CommandList.marks(list);
        var before = "";
        for (int i = 0; i < list.items().size(); i++) {
            var item = list.items().get(i);
            var shown = marks.get(i) && item instanceof Scalar s
                    ? new Sensitive(s.text())
                    : value(before, name, place.element(), item);
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

    private MapValue map(Place place, MapValue map) {
        Map<String, Value> changed = Map.of();
        boolean keys = true;
        for (var entry : map.entries().entrySet()) {
            boolean plain = isPlain(entry.getKey());
            var name = plain ? SecretPlaces.name(map, entry.getKey()) : SHOWN;
            var shown = value("", name, place.entry(map, entry.getKey()), entry.getValue());
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
        map.entries().forEach((key, item) -> entries.put(isPlain(key) ? key : free(key(key), map, entries), item));
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
        return SecretPlaces.secret(before, name, s.text()) || tells(s.text());
    }

    private boolean masked(String name, Place place, Scalar s) {
        return view != View.ALONE
                && place.masks(s.text())
                && !policy.variables().contains(name);
    }

    private boolean tells(String text) {
        return known.in(text)
                || SecretPlaces.document(text)
                        .map(document -> !withoutPeople()
                                .value("", "", Place.OTHER, document)
                                .equals(document))
                        .orElseGet(() -> SecretText.holds(text, known));
    }

    private Secrets withoutPeople() {
        return view == View.KEPT ? new Secrets(known, strictly, policy, View.HASHED) : hashed();
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
