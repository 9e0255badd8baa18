package dev.phantom.secret;

import dev.phantom.secret.SecretSpans.Span;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands behind the names in one text, and where it ends: in quotes with them; else at a space, at what closes
/// before one, and in a list of pairs at the sign that stands between them. What was found from one place on serves the
/// places after it, so that a long value is walked once however many names stand in it. Not thread-safe.
final class AssignedValues {

    /// A text of several lines in YAML, or one that stands below its name.
    private static final Pattern BLOCK =
            Pattern.compile("(?:(?<mark>[|>][+-]?\\d?[+-]?)(?:\\h++#[^\\n]{0,1000}+)?\\h*+|\\h*+)\\r?\\n");

    private static final Pattern STRUCTURE = Pattern.compile("-\\h|[\\w.\"'/-]{1,80}\\h?:(?:\\s|$)|[{}\\[\\]]");

    /// What is longer stands in no secret's place.
    static final int LONGEST_STAND_IN = 1_000;

    private static final Pattern NEXT = Pattern.compile("[\"'{\\[\\\\]{0,4}[\\w.-]{1,80}[\"'\\\\]{0,4}[ \\t]?[=:]");
    private static final String QUOTES = "\"'`";
    private static final String CLOSING = ")]}\"'`\\";

    private final String text;

    /// In no quotes, by the sign that stands between pairs.
    private final Map<Character, Span> open = new HashMap<>();

    private Span list = new Span(0, 0);

    AssignedValues(String text) {
        this.text = text;
    }

    /// What stands in an element of XML; empty if another one begins there.
    Span content(int start) {
        int end = text.indexOf('<', start);
        return end > start && text.startsWith("</", end) ? settled(start, end) : new Span(start, start);
    }

    /// The lines below that stand further in than the name's own.
    private Span below(int start, int name, Matcher block) {
        int line = text.lastIndexOf('\n', name) + 1;
        int first = indented(block.end());
        if (block.group("mark") == null
                && STRUCTURE.matcher(text).region(first, text.length()).lookingAt()) {
            return new Span(start, start);
        }
        int own = indented(line) - line;
        int end = start;
        for (int at = block.end(); at < text.length(); ) {
            int from = indented(at);
            int close = text.indexOf('\n', from);
            int over = close < 0 ? text.length() : close;
            boolean blank = text.substring(from, over).isBlank();
            if (!blank && from - at <= own) {
                break;
            }
            end = blank ? end : over;
            at = over + 1;
        }
        return end > first ? settled(first, end) : new Span(start, start);
    }

    private int indented(int line) {
        int at = line;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    /// What stands at a place; empty if it is no secret.
    ///
    /// @param name where its name begins
    Span at(int start, int name) {
        int from = start;
        while (from < text.length() && from < start + 3 && text.charAt(from) == '\\') {
            from++;
        }
        if (from < text.length() && QUOTES.indexOf(text.charAt(from)) >= 0) {
            return settled(from + 1, closing(from + 1, text.substring(start, from + 1)));
        }
        var block = BLOCK.matcher(text).region(start, text.length());
        if (block.lookingAt()) {
            return below(start, name, block);
        }
        if (opens(start, '[', QUOTES)) {
            return new Span(start, listEnd(start));
        }
        if (opens(start, '{', QUOTES + " \t\r\n")) {
            return new Span(start, start);
        }
        char before = name == 0 ? ' ' : text.charAt(name - 1);
        char between = between(before);
        int reference = NonSecretForm.reference(text, start);
        if (reference > start && ends(reference, between)) {
            return new Span(start, start);
        }
        return settled(start, isQuoted(name) ? closing(start, "" + before) : end(start, between));
    }

    /// `"password=…"`; in `"password": …` the name alone is.
    private boolean isQuoted(int name) {
        if (name == 0 || QUOTES.indexOf(text.charAt(name - 1)) < 0) {
            return false;
        }
        int sign = name;
        while (sign < text.length()
                && (Character.isLetterOrDigit(text.charAt(sign)) || "_.-".indexOf(text.charAt(sign)) >= 0)) {
            sign++;
        }
        return sign == text.length() || "\\\"'`".indexOf(text.charAt(sign)) < 0;
    }

    /// What stands between pairs, by what stands before one of them; a space if that does not tell.
    private static char between(char before) {
        return switch (before) {
            case ';' -> ';';
            case '?', '&' -> '&';
            case ',', '{', '[' -> ',';
            default -> ' ';
        };
    }

    private Span settled(int start, int end) {
        return end - start <= LONGEST_STAND_IN && NonSecretForm.is(text.substring(start, end))
                ? new Span(start, start)
                : new Span(start, end);
    }

    private boolean opens(int at, char sign, String then) {
        return at + 1 < text.length() && text.charAt(at) == sign && then.indexOf(text.charAt(at + 1)) >= 0;
    }

    /// Where what began with this mark ends: with the same, which no further backslash takes for a part of it.
    private int closing(int from, String mark) {
        int at = text.indexOf(mark, from);
        while (at > from && text.charAt(at - 1) == '\\') {
            at = text.indexOf(mark, at + 1);
        }
        if (at >= 0) {
            return at;
        }
        int line = text.indexOf('\n', from);
        return line < 0 ? text.length() : line;
    }

    private int end(int start, char between) {
        var known = open.get(between);
        if (known == null || start < known.start() || start > known.end()) {
            int at = start;
            while (!ends(at, between)) {
                at++;
            }
            known = new Span(start, at);
            open.put(between, known);
        }
        return known.end();
    }

    private int listEnd(int start) {
        if (start < list.start() || start >= list.end()) {
            int close = text.indexOf(']', start);
            list = new Span(start, close < 0 ? text.length() : close + 1);
        }
        return list.end();
    }

    /// Whether a value in no quotes ends before this place.
    private boolean ends(int at, char between) {
        int next = at;
        while (next < text.length() && next < at + 5 && CLOSING.indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        if (next == text.length() || Character.isWhitespace(text.charAt(next))) {
            return true;
        }
        int after = next + 1;
        return ",;&".indexOf(text.charAt(next)) >= 0
                && (after == text.length()
                        || Character.isWhitespace(text.charAt(after))
                        || next > at && QUOTES.indexOf(text.charAt(after)) >= 0
                        || text.charAt(next) == between
                                && NEXT.matcher(text)
                                        .region(after, text.length())
                                        .lookingAt());
    }
}
