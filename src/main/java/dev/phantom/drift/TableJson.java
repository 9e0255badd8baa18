package dev.phantom.drift;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A cursor over the table's JSON lines. Streaming, so that one type costs what it holds and no object mapper.
record TableJson(JsonParser parser) implements AutoCloseable {

    private static final JsonFactory JSON = new JsonFactory();

    /// Reads the value of the field; the parser stands on its first token, and must be left on its last.
    interface Field {
        void read(String name) throws IOException;
    }

    interface Element<T> {
        T read() throws IOException;
    }

    static TableJson of(String text) throws IOException {
        return new TableJson(JSON.createParser(text));
    }

    boolean nextLine() throws IOException {
        return parser.nextToken() != null;
    }

    void fields(Field field) throws IOException {
        expect(parser.currentToken() == JsonToken.START_OBJECT);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            field.read(name);
        }
    }

    <T> Map<String, T> map(Element<T> element) throws IOException {
        var map = new LinkedHashMap<String, T>();
        fields(name -> map.put(name, element.read()));
        return map;
    }

    <T> List<T> list(Element<T> element) throws IOException {
        expect(parser.currentToken() == JsonToken.START_ARRAY);
        var list = new ArrayList<T>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(element.read());
        }
        return list;
    }

    List<String> texts() throws IOException {
        return list(this::text);
    }

    String text() throws IOException {
        expect(parser.currentToken() != null && parser.currentToken().isScalarValue());
        return parser.getText();
    }

    boolean flag() throws IOException {
        return parser.getBooleanValue();
    }

    boolean isText() {
        return parser.currentToken() == JsonToken.VALUE_STRING;
    }

    /// `A/*/B` as a path.
    PropertyPath path() throws IOException {
        return PropertyPath.parse("/" + text());
    }

    /// Any JSON value; numbers keep their text.
    Value value() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> new Value.MapValue(map(this::value));
            case START_ARRAY -> new Value.ListValue(list(this::value));
            case VALUE_STRING -> Value.string(text());
            default -> Value.plain(text());
        };
    }

    void skip() throws IOException {
        parser.skipChildren();
    }

    /// A table may come from a folder that others write.
    private void expect(boolean holds) throws IOException {
        if (!holds) {
            throw new IOException("it is not of the table's form at "
                    + parser.currentTokenLocation().offsetDescription());
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
