package dev.phantom.template.read;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonToken;
import dev.phantom.template.SourceSpan;
import dev.phantom.template.read.SourceNode.Entry;
import dev.phantom.template.read.SourceNode.Form;
import dev.phantom.template.read.SourceNode.MappingNode;
import dev.phantom.template.read.SourceNode.Place;
import dev.phantom.template.read.SourceNode.ScalarNode;
import dev.phantom.template.read.SourceNode.SequenceNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// JSON as nodes with their places, for positions and edits.
final class JsonNodes {
    private final JsonText json;
    private final int base;

    private JsonNodes(JsonText json, int base) {
        this.json = json;
        this.base = base;
    }

    static SourceNode read(String file, String text) {
        int base = text.startsWith("\uFEFF") ? 1 : 0;
        return JsonText.read(file, text, (json, token) -> new JsonNodes(json, base).node(token));
    }

    private SourceNode node(JsonToken token) throws IOException {
        JsonLocation start = json.parser().currentTokenLocation();
        return switch (token) {
            case START_OBJECT -> mapping(start);
            case START_ARRAY -> sequence(start);
            case VALUE_STRING -> scalar(start, json.string(), Form.DOUBLE);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> {
                String text = json.parser().getText();
                var span = span(start, offset(start) + text.length());
                yield new ScalarNode(place(span), text, Form.PLAIN);
            }
            case FIELD_NAME, END_OBJECT, END_ARRAY, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw json.syntax("unexpected " + token);
        };
    }

    private MappingNode mapping(JsonLocation start) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (JsonToken token = json.next(); token == JsonToken.FIELD_NAME; token = json.next()) {
            JsonLocation at = json.parser().currentTokenLocation();
            entries.add(new Entry(key(at), node(json.next())));
        }
        return new MappingNode(place(span(start, here())), true, entries);
    }

    private SequenceNode sequence(JsonLocation start) throws IOException {
        List<SourceNode> items = new ArrayList<>();
        for (JsonToken token = json.next(); token != JsonToken.END_ARRAY; token = json.next()) {
            items.add(node(token));
        }
        return new SequenceNode(place(span(start, here())), true, items);
    }

    private SourceNode scalar(JsonLocation start, String text, Form form) {
        return new ScalarNode(place(span(start, here())), text, form);
    }

    /// The end of a key is not told (the parser is already behind the colon): one quote behind its escaped length.
    private ScalarNode key(JsonLocation start) throws IOException {
        String name = json.parser().currentName();
        return new ScalarNode(place(span(start, offset(start) + name.length() + 2)), name, Form.DOUBLE);
    }

    private int here() {
        return base + (int) json.parser().currentLocation().getCharOffset();
    }

    private int offset(JsonLocation at) {
        return base + (int) at.getCharOffset();
    }

    private SourceSpan span(JsonLocation start, int end) {
        return new SourceSpan(offset(start), end, start.getLineNr(), start.getColumnNr());
    }

    private static Place place(SourceSpan span) {
        return new Place(span, span.start(), "", "");
    }
}
