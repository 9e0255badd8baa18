package dev.phantom.value.read;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonToken;
import dev.phantom.value.SourceSpan;
import dev.phantom.value.read.SourceNode.Entry;
import dev.phantom.value.read.SourceNode.Form;
import dev.phantom.value.read.SourceNode.MappingNode;
import dev.phantom.value.read.SourceNode.Place;
import dev.phantom.value.read.SourceNode.ScalarNode;
import dev.phantom.value.read.SourceNode.SequenceNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// JSON as nodes with their places, for positions and edits.
public final class JsonNodes {
    private final JsonText json;
    private final SourceSpan origin;
    private final int deepest;

    private JsonNodes(JsonText json, SourceSpan origin, int deepest) {
        this.json = json;
        this.origin = origin;
        this.deepest = deepest;
    }

    public static SourceNode read(String file, String text) {
        return outline(file, text, Integer.MAX_VALUE);
    }

    /// Nothing is read of the collections that lie so deep, but where they stand.
    public static SourceNode outline(String file, String text, int deepest) {
        int base = text.startsWith("\uFEFF") ? 1 : 0;
        var origin = new SourceSpan(base, text.length(), 1, 1);
        return JsonText.read(file, text, (json, token) -> new JsonNodes(json, origin, deepest).node(token, 0));
    }

    /// All of the value that stands there.
    public static SourceNode part(String file, String text, SourceSpan at) {
        return JsonText.read(
                file,
                text.substring(at.start(), at.end()),
                (json, token) -> new JsonNodes(json, at, Integer.MAX_VALUE).node(token, 0));
    }

    private SourceNode node(JsonToken token, int depth) throws IOException {
        JsonLocation start = json.parser().currentTokenLocation();
        return switch (token) {
            case START_OBJECT -> mapping(start, depth);
            case START_ARRAY -> sequence(start, depth);
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

    private MappingNode mapping(JsonLocation start, int depth) throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (depth == deepest) {
            json.parser().skipChildren();
            return new MappingNode(place(span(start, here())), true, entries);
        }
        for (JsonToken token = json.next(); token == JsonToken.FIELD_NAME; token = json.next()) {
            JsonLocation at = json.parser().currentTokenLocation();
            entries.add(new Entry(key(at), node(json.next(), depth + 1)));
        }
        return new MappingNode(place(span(start, here())), true, entries);
    }

    private SequenceNode sequence(JsonLocation start, int depth) throws IOException {
        List<SourceNode> items = new ArrayList<>();
        if (depth == deepest) {
            json.parser().skipChildren();
            return new SequenceNode(place(span(start, here())), true, items);
        }
        for (JsonToken token = json.next(); token != JsonToken.END_ARRAY; token = json.next()) {
            items.add(node(token, depth + 1));
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
        return origin.start() + (int) json.parser().currentLocation().getCharOffset();
    }

    private int offset(JsonLocation at) {
        return origin.start() + (int) at.getCharOffset();
    }

    private SourceSpan span(JsonLocation start, int end) {
        int column = start.getLineNr() == 1 ? origin.column() - 1 + start.getColumnNr() : start.getColumnNr();
        return new SourceSpan(offset(start), end, origin.line() - 1 + start.getLineNr(), column);
    }

    private static Place place(SourceSpan span) {
        return new Place(span, span.start(), "", "");
    }
}
