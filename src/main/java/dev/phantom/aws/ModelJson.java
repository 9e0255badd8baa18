package dev.phantom.aws;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.phantom.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/// Reads the JSON of AWS's answers into values; numbers keep their digits.
public final class ModelJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    /// A few bytes each in a text, they are many times that in memory.
    private static final int MOST_VALUES = 300_000;

    private final boolean intrinsics;
    private int values;

    private ModelJson(boolean intrinsics) {
        this.intrinsics = intrinsics;
    }

    /// A model: an object that holds plain data.
    public static Value.MapValue model(String json) throws IOException {
        return object(new ModelJson(false).read(json));
    }

    /// A generated template: `{"Ref": …}` and `{"Fn::GetAtt": …}` are references.
    public static Value.MapValue template(String json) throws IOException {
        return object(new ModelJson(true).read(json));
    }

    /// Any plain data.
    static Value data(String json) throws IOException {
        return new ModelJson(false).read(json);
    }

    /// The object under a name; an empty one if there is none.
    public static Value.MapValue map(Value.MapValue in, String name) {
        return in.get(name) instanceof Value.MapValue m ? m : Value.MapValue.EMPTY;
    }

    private static Value.MapValue object(Value value) throws IOException {
        if (value instanceof Value.MapValue map) {
            return map;
        }
        throw new IOException("not a JSON object");
    }

    private Value read(String json) throws IOException {
        try (var parser = JSON.createParser(json)) {
            parser.nextToken();
            return value(parser);
        }
    }

    private Value value(JsonParser parser) throws IOException {
        if (++values > MOST_VALUES) {
            throw new IOException("more than %,d values".formatted(MOST_VALUES));
        }
        var token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return object(parser);
        }
        if (token == JsonToken.START_ARRAY) {
            var items = new ArrayList<Value>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(parser));
            }
            return new Value.ListValue(items);
        }
        if (token == null || !token.isScalarValue()) {
            throw new IOException("JSON ends too early");
        }
        return token == JsonToken.VALUE_STRING ? Value.string(parser.getText()) : Value.plain(parser.getText());
    }

    private Value object(JsonParser parser) throws IOException {
        var entries = new LinkedHashMap<String, Value>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            entries.put(name, value(parser));
        }
        if (intrinsics && entries.size() == 1) {
            var only = entries.firstEntry();
            if (only.getKey().equals("Ref") || only.getKey().startsWith("Fn::")) {
                return new Value.Intrinsic(only.getKey(), only.getValue());
            }
        }
        return new Value.MapValue(entries);
    }
}
