package dev.phantom.stack.file;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The members of one JSON object of a file, asked for by name; what is not as it must be is one clear line.
///
/// @param file  as the user knows it
/// @param where in words: `resource 3`
/// @param code  of the file's kind
record FileFields(String file, String where, Code code, MapValue map) {

    /// Reads a JSON document that must be an object.
    static FileFields parse(String file, String text, Code code) {
        try {
            return of(file, "the document", code, ValueJson.parse(withoutMark(text)));
        } catch (IOException e) {
            throw unreadable(code, file, e);
        }
    }

    static FileFields of(String file, String where, Code code, Value value) {
        if (value instanceof MapValue map) {
            return new FileFields(file, where, code, map);
        }
        throw new PhantomException(new Diagnostic(code, where + " must be an object", "", file));
    }

    static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    static PhantomException unreadable(Code code, String file, IOException cause) {
        return new PhantomException(
                new Diagnostic(code, TextErrors.reason(cause), "", TextErrors.address(file, cause)), cause);
    }

    PhantomException wrong(String problem) {
        return new PhantomException(new Diagnostic(code, where + ": " + problem, "", file));
    }

    boolean has(String key) {
        return map.get(key) != null && !isNull(map.get(key));
    }

    /// The text of a scalar; empty if absent or null.
    String text(String key) {
        return switch (map.get(key)) {
            case null -> "";
            case Scalar s -> isNull(s) ? "" : s.text();
            case Value other -> throw wrong("'" + key + "' must be a string");
        };
    }

    String required(String key) {
        var text = text(key);
        if (text.isEmpty()) {
            throw wrong("'" + key + "' is not there");
        }
        return text;
    }

    /// A list of objects; empty if absent.
    List<FileFields> objects(String key) {
        return switch (map.get(key)) {
            case null -> List.of();
            case ListValue list -> objects(key, list);
            case Value other when isNull(other) -> List.of();
            case Value other -> throw wrong("'" + key + "' must be a list");
        };
    }

    private List<FileFields> objects(String key, ListValue list) {
        var all = new java.util.ArrayList<FileFields>(list.items().size());
        for (var item : list.items()) {
            all.add(of(file, key + "[" + all.size() + "]", code, item));
        }
        return all;
    }

    Optional<FileFields> object(String key) {
        var value = map.get(key);
        return value == null || isNull(value)
                ? Optional.empty()
                : Optional.of(of(file, "'" + key + "' of " + where, code, value));
    }

    /// An object whose values are scalars; empty if absent.
    Map<String, String> texts(String key) {
        var found = new LinkedHashMap<String, String>();
        object(key)
                .ifPresent(inner -> inner.map().entries().keySet().forEach(name -> found.put(name, inner.text(name))));
        return found;
    }

    @Nullable
    Instant instant(String key) {
        var text = text(key);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw wrong("'" + key + "' is no time: " + text);
        }
    }

    private static boolean isNull(@Nullable Value value) {
        return value instanceof Scalar s && s.isPlain() && s.text().equals("null");
    }
}
