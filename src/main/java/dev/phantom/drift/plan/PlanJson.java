package dev.phantom.drift.plan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.ValueJson;
import java.io.IOException;
import java.io.InputStream;

/// A document of Terraform's, section by section.
final class PlanJson {

    private static final int LONGEST = 160;
    private static final String MAJOR = "1.";

    private PlanJson() {}

    /// Reads what stands under one name, whose value is the parser's current token, to its last token.
    @FunctionalInterface
    interface Section {
        void read(String name, JsonParser in) throws IOException;
    }

    /// Reads one field or element, to its last token.
    @FunctionalInterface
    interface Part {
        void read(String name) throws IOException;
    }

    @FunctionalInterface
    interface Item {
        void read() throws IOException;
    }

    /// @throws PhantomException PLAN_UNREADABLE
    static void each(String file, InputStream json, Section section) {
        try (var in = ValueJson.FACTORY.createParser(json)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new PhantomException(
                        new Diagnostic(Code.PLAN_UNREADABLE, "the file is not a JSON object", "", file));
            }
            fields(in, name -> section.read(name, in));
            if (in.nextToken() != null) {
                throw new PhantomException(new Diagnostic(Code.PLAN_UNREADABLE, "more than one JSON value", "", file));
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /// The fields of the object at the parser's current token; none of null.
    static void fields(JsonParser in, Part each) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        expect(in, JsonToken.START_OBJECT);
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            var name = in.currentName();
            in.nextToken();
            each.read(name);
        }
    }

    /// The elements of the list at the parser's current token; none of null.
    static void items(JsonParser in, Item each) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        expect(in, JsonToken.START_ARRAY);
        while (in.nextToken() != JsonToken.END_ARRAY) {
            each.read();
        }
    }

    private static void expect(JsonParser in, JsonToken token) throws IOException {
        if (in.currentToken() != token) {
            throw new IOException(
                    "'" + in.currentName() + "' is not " + (token == JsonToken.START_ARRAY ? "a list" : "an object"));
        }
    }

    /// Minor versions only add to the format.
    ///
    /// @param what in words: `plan`
    /// @throws PhantomException PLAN_UNREADABLE
    static void version(String file, String version, String what) {
        if (version.isEmpty()) {
            throw new PhantomException(new Diagnostic(
                    Code.PLAN_UNREADABLE, "it has no 'format_version', so it is not a " + what, "", file));
        }
        if (!version.startsWith(MAJOR)) {
            throw new PhantomException(new Diagnostic(
                    Code.PLAN_UNREADABLE,
                    "its format_version is " + clipped(version) + "; only 1.x is supported",
                    "make it with Terraform 1.5 or later, or OpenTofu",
                    file));
        }
    }

    /// A text of the document in a message.
    static String clipped(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    private static PhantomException unreadable(String file, IOException e) {
        var at = e instanceof JsonProcessingException json ? json.getLocation() : null;
        var said = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        var reason = said == null
                ? ""
                : said.replaceAll(" \\(start marker at .*", "").replaceAll("\\R.*", "");
        return new PhantomException(
                new Diagnostic(
                        Code.PLAN_UNREADABLE,
                        "not valid JSON: " + clipped(reason),
                        "",
                        at == null ? file : file + ":" + at.getLineNr() + ":" + at.getColumnNr()),
                e);
    }
}
