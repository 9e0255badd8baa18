package dev.phantom.cli.init;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Text from outside as YAML takes it: as it is where that can mean nothing else, else in double quotes and on one
/// line.
final class Written {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9._/-]*");

    /// Words that YAML 1.1 reads as something else than text.
    private static final Set<String> WORDS = Set.of("y", "yes", "n", "no", "on", "off", "true", "false", "null");

    private Written() {}

    static String text(String text) {
        return PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT)) ? text : quoted(text);
    }

    static String quoted(String text) {
        var out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c >= ' ' && c < 0x7F || Character.isLetterOrDigit(c) && Character.isBmpCodePoint(c)) {
                out.append((char) c);
            } else {
                out.append(String.format(Locale.ROOT, "\\U%08x", c));
            }
        });
        return out.append('"').toString();
    }
}
