package dev.phantom.stack;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.Value.Sensitive;
import dev.phantom.value.Value.Unknown;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/// JSON as values, and values as JSON: numbers as written, order kept, `{"$unknown": reason}`, `{"$sensitive": tag}`.
/// Streaming both ways.
public final class ValueJson {

    /// One JSON stack for all; sizes and depths are bounded by Jackson's defaults.
    public static final JsonFactory FACTORY = new JsonFactory();

    private ValueJson() {}

    /// Reads one whole document.
    ///
    /// @throws IOException if it is no JSON, or more than one value
    public static Value parse(String json) throws IOException {
        try (var parser = FACTORY.createParser(json)) {
            parser.nextToken();
            var value = read(parser);
            if (parser.nextToken() != null) {
                throw new IOException("more than one JSON value");
            }
            return value;
        }
    }

    /// Reads the value that starts at the parser's current token, and stops at its last token.
    public static Value read(JsonParser in) throws IOException {
        var token = in.currentToken();
        if (token == null) {
            throw new IOException("no JSON value");
        }
        return switch (token) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> {
                var items = new ArrayList<Value>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    items.add(read(in));
                }
                yield new ListValue(items);
            }
            case VALUE_STRING -> Value.string(in.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> Value.plain(in.getText());
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new IOException("unexpected " + token);
        };
    }

    private static Value object(JsonParser in) throws IOException {
        var entries = new LinkedHashMap<String, Value>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            var key = in.currentName();
            in.nextToken();
            if (entries.put(key, read(in)) != null) {
                throw new IOException("duplicate key '" + key + "'");
            }
        }
        return entries.size() == 1 ? marked(entries) : new MapValue(entries);
    }

    private static Value marked(Map<String, Value> entries) {
        var only = entries.entrySet().iterator().next();
        if (only.getValue() instanceof Scalar(String text, Scalar.Style style) && style == Scalar.Style.QUOTED) {
            switch (only.getKey()) {
                case "$unknown" -> {
                    return text.equals(Unknown.WRITE_ONLY.reason()) ? Unknown.WRITE_ONLY : new Unknown(text);
                }
                case "$sensitive" -> {
                    return Mask.ofTag(text);
                }
                default -> {}
            }
        }
        return new MapValue(entries);
    }

    /// The value as one line of JSON.
    public static String text(Value value, Mask mask) {
        var out = new StringWriter();
        try (var json = FACTORY.createGenerator(out)) {
            write(value, json, mask);
        } catch (IOException e) {
            throw new IllegalStateException("a StringWriter does not fail", e);
        }
        return out.toString();
    }

    public static void write(Value value, JsonGenerator out, Mask mask) throws IOException {
        switch (value) {
            case Scalar s -> scalar(s, out);
            case ListValue list -> {
                out.writeStartArray();
                for (var item : list.items()) {
                    write(item, out, mask);
                }
                out.writeEndArray();
            }
            case MapValue map -> {
                out.writeStartObject();
                for (var entry : map.entries().entrySet()) {
                    out.writeFieldName(entry.getKey());
                    write(entry.getValue(), out, mask);
                }
                out.writeEndObject();
            }
            case Intrinsic(String name, Value argument) -> {
                out.writeStartObject();
                out.writeFieldName(name);
                write(argument, out, mask);
                out.writeEndObject();
            }
            case Value.Reference reference -> write(reference.known(), out, mask);
            case Unknown unknown -> marker("$unknown", unknown.reason(), out);
            case Sensitive secret -> marker("$sensitive", mask.tag(secret), out);
        }
    }

    private static void marker(String key, String text, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField(key, text);
        out.writeEndObject();
    }

    /// A plain scalar that JSON can say bare stays bare, as its side wrote it (`5.0`, `1e3`); else it is a string.
    private static void scalar(Scalar scalar, JsonGenerator out) throws IOException {
        var text = scalar.text();
        if (!scalar.isPlain()) {
            out.writeString(text);
        } else if (text.equals("true") || text.equals("false")) {
            out.writeBoolean(text.equals("true"));
        } else if (text.equals("null")) {
            out.writeNull();
        } else if (isJsonNumber(text)) {
            out.writeRawValue(text);
        } else {
            out.writeString(text);
        }
    }

    private static boolean isJsonNumber(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        if (text.length() == start || !isDigit(text.charAt(start)) || !isDigit(text.charAt(text.length() - 1))) {
            return false;
        }
        if (text.charAt(start) == '0' && text.length() > start + 1 && isDigit(text.charAt(start + 1))) {
            return false;
        }
        return text.chars().allMatch(c -> isDigit(c) || "+-.eE".indexOf(c) >= 0) && parses(text);
    }

    private static boolean parses(String text) {
        try {
            return text.indexOf(".e") < 0 && text.indexOf(".E") < 0 && new BigDecimal(text).precision() > 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
