package dev.phantom.stack;

import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.ErrorCode;
import dev.phantom.fault.PhantomException;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The members of one object of a document, asked for by name. What is not as it must be is a [PhantomException] of one
/// kind: `PH-… file where: 'key' …`. `null`, in YAML also `~` and nothing, counts as absent, but for [#value] and
/// [#text].
///
/// @param file  as the user knows it; may be empty
/// @param where in words: `resources[3]`
/// @param code  of the document's kind
public record FieldReader(String file, String where, ErrorCode code, MapValue map) {

    private static final Set<String> NULLS = Set.of("null", "~", "");

    public static FieldReader of(String file, String where, ErrorCode code, Value value) {
        if (value instanceof MapValue map) {
            return new FieldReader(file, where, code, map);
        }
        throw new PhantomException(new Diagnostic(code, where + " must be an object", "", file));
    }

    public PhantomException wrong(String problem) {
        return new PhantomException(new Diagnostic(code, where + ": " + problem, "", file));
    }

    /// The same, once no member has another name.
    public FieldReader only(Set<String> known) {
        for (var key : map.entries().keySet()) {
            if (!known.contains(key)) {
                throw wrong("unknown key '" + key + "'");
            }
        }
        return this;
    }

    public boolean has(String key) {
        return map.get(key) != null && !isNull(map.get(key));
    }

    public Value value(String key) {
        var value = map.get(key);
        if (value == null) {
            throw missing(key);
        }
        return value;
    }

    /// A scalar that must be there; its text may be empty.
    public String text(String key) {
        if (value(key) instanceof Scalar s) {
            return s.text();
        }
        throw wrong("'" + key + "' must be a string");
    }

    public @Nullable String textOrNull(String key) {
        return has(key) ? text(key) : null;
    }

    /// Empty if absent.
    public String textOrEmpty(String key) {
        return has(key) ? text(key) : "";
    }

    /// A text that must be there and say something.
    public String required(String key) {
        var text = textOrEmpty(key);
        if (text.isEmpty()) {
            throw missing(key);
        }
        return text;
    }

    public boolean flag(String key) {
        return new PropertyView(value(key)).flag().orElseThrow(() -> wrong("'" + key + "' must be true or false"));
    }

    public BigDecimal number(String key) {
        return new PropertyView(value(key)).number().orElseThrow(() -> wrong("'" + key + "' must be a number"));
    }

    public @Nullable BigDecimal numberOrNull(String key) {
        return has(key) ? number(key) : null;
    }

    public int integer(String key) {
        return number(key).intValue();
    }

    /// A time that must be there.
    public Instant moment(String key) {
        var text = required(key);
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw wrong("'" + key + "' is not a timestamp: " + text);
        }
    }

    /// Null if absent or empty.
    public @Nullable Instant instant(String key) {
        return textOrEmpty(key).isEmpty() ? null : moment(key);
    }

    public PropertyPath path(String key) {
        return PropertyPath.parse(text(key));
    }

    /// An enum as the contract writes it: `not-in-live`.
    public <E extends Enum<E>> E word(String key, Class<E> type) {
        return named(key, text(key), type);
    }

    public <E extends Enum<E>> E word(String key, Class<E> type, E otherwise) {
        var text = textOrEmpty(key);
        return text.isEmpty() ? otherwise : named(key, text, type);
    }

    public <E extends Enum<E>> List<E> words(String key, Class<E> type) {
        return texts(key).stream().map(text -> named(key, text, type)).toList();
    }

    private <E extends Enum<E>> E named(String key, String text, Class<E> type) {
        var name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        for (var choice : type.getEnumConstants()) {
            if (choice.name().equals(name)) {
                return choice;
            }
        }
        throw wrong("'" + key + "' has an unknown value: " + text);
    }

    /// An object that must be there.
    public FieldReader object(String key) {
        return inner(key, value(key));
    }

    public Optional<FieldReader> objectIfAny(String key) {
        return has(key) ? Optional.of(object(key)) : Optional.empty();
    }

    private FieldReader inner(String key, Value value) {
        return of(file, "'" + key + "' of " + where, code, value);
    }

    /// A list of objects that must be there.
    public <T> List<T> list(String key, Function<FieldReader, T> each) {
        var items = items(key);
        var all = new ArrayList<T>(items.size());
        for (var item : items) {
            all.add(each.apply(of(file, key + "[" + all.size() + "]", code, item)));
        }
        return all;
    }

    /// A list of objects; empty if absent.
    public List<FieldReader> objects(String key) {
        return has(key) ? list(key, Function.identity()) : List.of();
    }

    /// The texts of a list that must be there, without empty ones.
    public List<String> texts(String key) {
        return items(key).stream()
                .map(v -> v instanceof Scalar s ? s.text() : "")
                .filter(s -> !s.isEmpty())
                .toList();
    }

    /// An object whose values are scalars; empty if absent.
    public Map<String, String> members(String key) {
        var found = new LinkedHashMap<String, String>();
        objectIfAny(key)
                .ifPresent(inner ->
                        inner.map().entries().keySet().forEach(name -> found.put(name, inner.textOrEmpty(name))));
        return found;
    }

    private List<Value> items(String key) {
        if (value(key) instanceof ListValue list) {
            return list.items();
        }
        throw wrong("'" + key + "' must be a list");
    }

    private PhantomException missing(String key) {
        return wrong("'" + key + "' is missing");
    }

    private static boolean isNull(@Nullable Value value) {
        return value instanceof Scalar s && s.isPlain() && NULLS.contains(s.text());
    }
}
