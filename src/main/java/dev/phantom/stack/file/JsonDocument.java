package dev.phantom.stack.file;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.FieldReader;
import dev.phantom.stack.ValueJson;
import java.io.IOException;

/// A JSON file that must hold one object.
final class JsonDocument {
    private JsonDocument() {}

    static FieldReader read(String file, String text, Code code) {
        try {
            return FieldReader.of(file, "the document", code, ValueJson.parse(withoutMark(text)));
        } catch (IOException e) {
            throw unreadable(code, file, e);
        }
    }

    static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    static PhantomException unreadable(Code code, String file, IOException cause) {
        return new PhantomException(
                new Diagnostic(code, TextErrors.reason(cause), "", TextErrors.address(file, cause)), cause);
    }
}
