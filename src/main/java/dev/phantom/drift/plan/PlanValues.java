package dev.phantom.drift.plan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Attributes as values. An attribute that is null is absent, as Terraform means it; nothing in a state is read as a
/// mark of Phantom's own.
final class PlanValues {

    private static final Value NULL = Value.plain("null");

    private PlanValues() {}

    /// Reads the value that starts at the parser's current token; null for JSON's null.
    static @Nullable Value read(JsonParser in) throws IOException {
        var token = in.currentToken();
        if (token == null) {
            throw new IOException("no JSON value");
        }
        return switch (token) {
            case START_OBJECT -> map(in);
            case START_ARRAY -> list(in);
            case VALUE_STRING -> Value.string(in.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> Value.plain(in.getText());
            case VALUE_NULL -> null;
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new IOException("unexpected " + token);
        };
    }

    /// The object that starts at the parser's current token; empty for null.
    static MapValue object(JsonParser in) throws IOException {
        return in.currentToken() == JsonToken.VALUE_NULL
                ? MapValue.EMPTY
                : read(in) instanceof MapValue map ? map : fail();
    }

    private static MapValue fail() throws IOException {
        throw new IOException("an object is expected");
    }

    private static MapValue map(JsonParser in) throws IOException {
        Map<String, Value> entries = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            var key = in.currentName();
            in.nextToken();
            var value = read(in);
            if (value != null) {
                entries.put(key, value);
            }
        }
        return entries.isEmpty() ? MapValue.EMPTY : new MapValue(entries);
    }

    private static ListValue list(JsonParser in) throws IOException {
        var items = new ArrayList<Value>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            var item = read(in);
            items.add(item == null ? NULL : item);
        }
        return new ListValue(items);
    }
}
