package dev.phantom.value.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.phantom.fault.PhantomException;
import java.io.IOException;

/// One JSON text being read, bounded, with its errors as clear lines.
record JsonText(String file, JsonParser parser) {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(TemplateErrors.MAX_DEPTH)
                    .maxStringLength(TemplateErrors.MAX_STRING)
                    .maxNameLength(100_000)
                    .maxNumberLength(10_000)
                    .build())
            .build();

    /// Reads the one value of a text.
    @FunctionalInterface
    interface Reading<T> {
        T read(JsonText json, JsonToken first) throws IOException;
    }

    static <T> T read(String file, String text, Reading<T> reading) {
        if (text.length() > TemplateErrors.MAX_JSON) {
            throw TemplateErrors.limit(
                    file,
                    0,
                    0,
                    "is " + text.length() + " characters long; the limit for JSON is " + TemplateErrors.MAX_JSON);
        }
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (JsonParser parser = FACTORY.createParser(body)) {
            var json = new JsonText(file, parser);
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw TemplateErrors.shape(file, 1, 1, "the file is empty");
            }
            T value = bounded(json, first, reading);
            if (parser.nextToken() != null) {
                throw json.syntax("unexpected text after the end of the document");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw at(file, e.getLocation(), false, "not valid JSON: " + words(e));
        } catch (IOException e) {
            throw TemplateErrors.syntax(file, 0, 0, "not valid JSON: " + e.getMessage());
        }
    }

    /// Without the parser's own view of where an object began, and of how it is set.
    private static String words(JsonProcessingException e) {
        return e.getOriginalMessage().replaceAll(" \\((start marker at|not recognized as one since Feature) .*", "");
    }

    private static <T> T bounded(JsonText json, JsonToken first, Reading<T> reading) throws IOException {
        try {
            return reading.read(json, first);
        } catch (StreamConstraintsException e) {
            String what = e.getOriginalMessage().contains("depth")
                    ? "nested deeper than " + TemplateErrors.MAX_DEPTH + " levels"
                    : e.getOriginalMessage().contains("String")
                            ? "contains a string longer than " + TemplateErrors.MAX_STRING + " characters"
                            : "contains a name or number that is too long";
            throw at(json.file(), json.parser().currentLocation(), true, what);
        }
    }

    /// The next token; the end of the text is an error.
    JsonToken next() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw syntax("not valid JSON: unexpected end of file");
        }
        return token;
    }

    String string() throws IOException {
        return parser.getText();
    }

    PhantomException syntax(String problem) {
        JsonLocation at = parser.currentTokenLocation();
        return at(file, at, false, problem);
    }

    private static PhantomException at(String file, JsonLocation at, boolean limit, String problem) {
        int line = at == null ? 0 : Math.max(at.getLineNr(), 0);
        int column = at == null ? 0 : Math.max(at.getColumnNr(), 0);
        return limit
                ? TemplateErrors.limit(file, line, column, problem)
                : TemplateErrors.syntax(file, line, column, problem);
    }
}
