package dev.phantom.value.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Streams JSON into values.
public final class JsonValues {
    private final JsonText json;

    private JsonValues(JsonText json) {
        this.json = json;
    }

    public static Value read(String file, String text) {
        return JsonText.read(file, text, (json, token) -> new JsonValues(json).value(token, 0, false));
    }

    private Value value(JsonToken token, int depth, boolean condition) throws IOException {
        JsonParser parser = json.parser();
        return switch (token) {
            case START_OBJECT -> LongForm.ofMap(entries(depth, condition), depth, condition);
            case START_ARRAY -> items(depth, condition);
            case VALUE_STRING -> Value.string(json.string());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE, VALUE_NULL ->
                Value.plain(parser.getText());
            case FIELD_NAME, END_OBJECT, END_ARRAY, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw json.syntax("unexpected " + token);
        };
    }

    private Map<String, Value> entries(int depth, boolean condition) throws IOException {
        Map<String, Value> entries = new LinkedHashMap<>();
        JsonParser parser = json.parser();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            boolean inner = condition || LongForm.opensConditions(key, depth);
            if (entries.containsKey(key)) {
                throw json.syntax("duplicate key '" + key + "'");
            }
            entries.put(key, value(json.next(), depth + 1, inner));
        }
        return entries;
    }

    private ListValue items(int depth, boolean condition) throws IOException {
        List<Value> items = new ArrayList<>();
        for (JsonToken token = json.next(); token != JsonToken.END_ARRAY; token = json.next()) {
            items.add(value(token, depth + 1, condition));
        }
        return new ListValue(items);
    }
}
