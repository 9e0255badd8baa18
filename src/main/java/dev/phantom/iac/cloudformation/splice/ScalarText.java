package dev.phantom.iac.cloudformation.splice;

import dev.phantom.value.JsonRendering;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.YamlReading;
import dev.phantom.value.read.SourceNode.Form;
import java.util.Locale;

/// Scalars written in one line.
final class ScalarText {
    private static final String INDICATORS = "-?:,[]{}#&*!|>'\"%@`";

    private ScalarText() {}

    /// @param wanted how it was written before, or PLAIN
    /// @param quote  what to use where quotes are needed
    static String yaml(Scalar scalar, Form wanted, Form quote, boolean flow) {
        if (!YamlReading.isText(scalar)) {
            return scalar.text().isEmpty() ? "null" : scalar.text();
        }
        return switch (wanted) {
            case SINGLE -> quotable(scalar.text()) ? single(scalar.text()) : quoted(scalar.text());
            case DOUBLE -> quoted(scalar.text());
            case PLAIN, LITERAL, FOLDED -> plain(scalar, quote, flow);
        };
    }

    private static String plain(Scalar scalar, Form quote, boolean flow) {
        return isPlainSafe(scalar.text(), flow) && YamlReading.isPlainText(scalar.text())
                ? scalar.text()
                : yaml(scalar, quote == Form.SINGLE ? Form.SINGLE : Form.DOUBLE, Form.DOUBLE, flow);
    }

    private static String single(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static boolean quotable(String text) {
        return text.codePoints().noneMatch(c -> c < ' ' || mustBeEscaped(c));
    }

    /// What no reader may show as it is, and what YAML 1.1 takes for a line break and 1.2 does not.
    private static boolean mustBeEscaped(int c) {
        return c >= 0x7F && c < 0xA0
                || c == 0x2028
                || c == 0x2029
                || c == 0xFEFF
                || c >= 0xD800 && c <= 0xDFFF
                || c == 0xFFFE
                || c == 0xFFFF;
    }

    /// In double quotes, as YAML 1.1, YAML 1.2 and JSON read it alike.
    static String quoted(String text) {
        var escaped = new StringBuilder();
        JsonRendering.quoted(text).codePoints().forEach(c -> {
            if (mustBeEscaped(c)) {
                escaped.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    /// Whether YAML reads this text, written without quotes, as one scalar of just this text.
    static boolean isPlainSafe(String text, boolean flow) {
        if (text.isEmpty()
                || !quotable(text)
                || text.strip().length() != text.length()
                || text.startsWith("---")
                || text.startsWith("...")) {
            return false;
        }
        char first = text.charAt(0);
        boolean harmless =
                (first == '-' || first == ':' || first == '?') && text.length() > 1 && text.charAt(1) != ' ' && !flow;
        if (INDICATORS.indexOf(first) >= 0 && !harmless) {
            return false;
        }
        if (flow && text.chars().anyMatch(c -> ",[]{}".indexOf(c) >= 0)) {
            return false;
        }
        return !text.contains(": ") && !text.contains(" #") && !text.endsWith(":") && !(flow && text.contains(":"));
    }

    /// Whether a literal block can hold this text.
    static boolean fitsLiteral(String text) {
        return text.contains("\n")
                && !text.isBlank()
                && !text.startsWith(" ")
                && !text.startsWith("\n")
                && !text.startsWith("\t")
                && !text.endsWith("\n\n")
                && text.lines().noneMatch(l -> l.isBlank() && !l.isEmpty())
                && quotable(text.replace("\n", "").replace("\t", ""));
    }
}
