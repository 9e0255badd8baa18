package dev.phantom.iac.cloudformation.splice;

import dev.phantom.value.JsonRendering;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.YamlReading;
import dev.phantom.value.read.SourceNode.Form;

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
            case SINGLE -> quotable(scalar.text()) ? single(scalar.text()) : JsonRendering.quoted(scalar.text());
            case DOUBLE -> JsonRendering.quoted(scalar.text());
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
        return text.chars()
                        .noneMatch(c -> c < ' ' || c == 0x7F || c == 0x85 || c == 0x2028 || c == 0x2029 || c == 0xFEFF)
                && printable(text);
    }

    private static boolean printable(String text) {
        return text.codePoints()
                .noneMatch(c -> (c >= 0x80 && c < 0xA0) || (c >= 0xD800 && c <= 0xDFFF) || c == 0xFFFE || c == 0xFFFF);
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
