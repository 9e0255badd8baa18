package dev.phantom.iac.cloudformation.read;

import dev.phantom.iac.Template;
import dev.phantom.value.Value;
import dev.phantom.value.read.JsonValues;
import dev.phantom.value.read.NodeValues;
import dev.phantom.value.read.TemplateErrors;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Reads templates in every format that Phantom knows.
public final class TemplateReader {
    private static final List<TemplateFormat> FORMATS = List.of(new CloudFormationJson(), new CloudFormationYaml());

    private TemplateReader() {}

    /// @throws dev.phantom.fault.PhantomException TEMPLATE_SYNTAX, TEMPLATE_SHAPE or TEMPLATE_LIMIT, with its place
    public static Template read(String file, String text) {
        return format(file, text).read(file, text);
    }

    /// As [#read(String, String)], from the bytes of the file, which must be UTF-8.
    public static Template read(String file, byte[] bytes) {
        return read(file, decode(file, bytes));
    }

    /// The format that this text is written in.
    public static TemplateFormat format(String file, String text) {
        return FORMATS.stream().filter(f -> f.reads(file, text)).findFirst().orElse(FORMATS.getLast());
    }

    /// Any YAML or JSON document as a value, functions recognised; a live file, a parameter file.
    public static Value value(String file, String text) {
        var format = format(file, text);
        return format instanceof CloudFormationJson
                ? JsonValues.read(file, text)
                : NodeValues.of(file, format.nodes(file, text));
    }

    /// A YAML document as a value, also one in flow style, which looks like JSON and is not.
    public static Value yaml(String file, String text) {
        return NodeValues.of(file, new CloudFormationYaml().nodes(file, text));
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
            return TemplateErrors.syntax(file, 1, 1, "is written in UTF-16, not in UTF-8");
        }
        var text = new String(bytes, StandardCharsets.UTF_8);
        int at = Math.max(text.indexOf('\uFFFD'), 0);
        int line =
                1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
        int column = at - text.lastIndexOf('\n', at - 1);
        return TemplateErrors.syntax(file, line, column, "holds a byte that is not UTF-8");
    }
}
