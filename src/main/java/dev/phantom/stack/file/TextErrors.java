package dev.phantom.stack.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;

/// What went wrong while reading a text, in words for its author.
final class TextErrors {

    private static final int LONGEST = 160;

    private TextErrors() {}

    static String reason(IOException cause) {
        if (cause instanceof CharacterCodingException) {
            return "not valid UTF-8";
        }
        var message = cause instanceof JsonProcessingException json ? json.getOriginalMessage() : cause.getMessage();
        var reason =
                message == null ? cause.getClass().getSimpleName() : message.replaceAll(" \\(start marker at .*", "");
        return "not valid JSON: " + (reason.length() > LONGEST ? reason.substring(0, LONGEST) + "…" : reason);
    }

    static String address(String file, IOException cause) {
        var at = cause instanceof JsonProcessingException json ? json.getLocation() : null;
        return at == null ? file : file + ":" + at.getLineNr() + ":" + at.getColumnNr();
    }
}
