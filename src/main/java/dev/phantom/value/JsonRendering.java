package dev.phantom.value;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/// A value as compact JSON. Plain scalars that JSON can write bare are written bare.
public final class JsonRendering {
    private static final Pattern BARE =
            Pattern.compile("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private JsonRendering() {}

    /// Empty if a part of the value is not known or secret.
    public static Optional<String> of(Value value) {
        return switch (value) {
            case Scalar s -> Optional.of(scalar(s));
            case ListValue(List<Value> items) -> list(items);
            case MapValue(Map<String, Value> entries) -> map(entries);
            case Value.Reference r -> of(r.known());
            case Value.Intrinsic i -> Optional.empty();
            case Value.Unknown u -> Optional.empty();
            case Value.Sensitive s -> Optional.empty();
        };
    }

    /// A scalar as a JSON token.
    public static String scalar(Scalar scalar) {
        return scalar.isPlain() && isBare(scalar.text()) ? scalar.text() : quoted(scalar.text());
    }

    /// Whether JSON reads this text as a number, boolean or null.
    public static boolean isBare(String text) {
        return BARE.matcher(text).matches();
    }

    public static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private static Optional<String> list(List<Value> items) {
        var joined = new StringJoiner(",", "[", "]");
        for (Value item : items) {
            Optional<String> text = of(item);
            if (text.isEmpty()) {
                return text;
            }
            joined.add(text.get());
        }
        return Optional.of(joined.toString());
    }

    private static Optional<String> map(Map<String, Value> entries) {
        var joined = new StringJoiner(",", "{", "}");
        for (var entry : entries.entrySet()) {
            Optional<String> text = of(entry.getValue());
            if (text.isEmpty()) {
                return text;
            }
            joined.add(quoted(entry.getKey()) + ":" + text.get());
        }
        return Optional.of(joined.toString());
    }
}
