package dev.phantom.value.read;

import dev.phantom.value.Value;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Reads any JSON or YAML document, whatever it is about: a template, a live file, a parameter file, rules.
public final class DocumentReader {
    private DocumentReader() {}

    /// Whether a text is read as JSON: one that begins with a brace, whatever the file is called.
    public static boolean isJson(String file, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\uFEFF' && !Character.isWhitespace(c)) {
                return c == '{' || (c == '[' && file.endsWith(".json"));
            }
        }
        return false;
    }

    /// The document as a value, functions recognised.
    ///
    /// @throws dev.phantom.fault.PhantomException TEMPLATE_SYNTAX or TEMPLATE_LIMIT, with its place
    public static Value value(String file, String text) {
        return isJson(file, text) ? JsonValues.read(file, text) : yaml(file, text);
    }

    /// A YAML document as a value, also one in flow style, which looks like JSON and is not.
    public static Value yaml(String file, String text) {
        return NodeValues.of(file, YamlComposer.compose(file, text));
    }

    /// The document's nodes with their places.
    ///
    /// @throws dev.phantom.fault.PhantomException TEMPLATE_SYNTAX or TEMPLATE_LIMIT, with its place
    public static SourceNode nodes(String file, String text) {
        return isJson(file, text) ? JsonNodes.read(file, text) : YamlComposer.compose(file, text);
    }

    /// The text of a file, byte order mark kept.
    ///
    /// @throws dev.phantom.fault.PhantomException TEMPLATE_SYNTAX naming the first byte that is not UTF-8
    public static String decode(String file, byte[] bytes) {
        // without a buffer of characters beside it: files may be long
        var text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            strict(file, bytes);
        }
        return text;
    }

    private static void strict(String file, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            decoder.decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw notUtf8(file, bytes);
        }
    }

    private static RuntimeException notUtf8(String file, byte[] bytes) {
        if (bytes.length > 1 && (bytes[0] == (byte) 0xFE || bytes[0] == (byte) 0xFF)) {
            return TemplateErrors.syntax(file, 1, 1, "is encoded in UTF-16, not in UTF-8");
        }
        var text = new String(bytes, StandardCharsets.UTF_8);
        int at = Math.max(text.indexOf('\uFFFD'), 0);
        int line =
                1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
        int column = at - text.lastIndexOf('\n', at - 1);
        return TemplateErrors.syntax(file, line, column, "contains a byte that is not valid UTF-8");
    }
}
