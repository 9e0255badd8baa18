package dev.phantom.fault;

import java.util.function.IntFunction;
import java.util.regex.Pattern;

/// Text from outside in which nothing acts: no character moves a cursor, ends a line, turns the direction of what
/// follows, or is there without being seen.
public final class InertText {

    private static final Pattern ACTING = Pattern.compile("[\\p{Cc}\\p{Cf}\\x{2028}\\x{2029}\\x{e0100}-\\x{e01ef}]+");

    private InertText() {}

    /// Whether a character acts and is not shown: of control (ESC, CR, C1), of format (direction, zero width, tags), or
    /// a separator of lines.
    public static boolean acts(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            // selectors of variants beyond the common ones: nothing shows them, and a text can be hidden in them
            default -> codePoint >= 0xe0100 && codePoint <= 0xe01ef;
        };
    }

    /// One line: what only ends lines or moves within one is a blank, what acts otherwise its escape, so that it is
    /// seen: `\u202e`.
    public static String line(String text) {
        return replaced(text, c -> Character.isWhitespace(c) ? " " : escape(c));
    }

    /// The same of several lines, which stay what they are, however they end.
    public static String lines(String text) {
        var lines = replaced(text, c -> c == '\n' || c == '\r' || c == '\t' ? Character.toString(c) : escape(c));
        return lines.indexOf('\r') < 0 ? lines : lines.replaceAll("\r(?!\n)", " ");
    }

    /// A sentence about it: one blank for all that acts in a row.
    public static String sentence(String text) {
        return ACTING.matcher(text).replaceAll(" ");
    }

    /// At most so many characters: an ellipsis is the last of what is longer. Never ends between the two halves of one
    /// character.
    ///
    /// @param most at least 2
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }

    /// A JSON document in whose strings such characters are written as escapes, which are the same values. Outside its
    /// strings a document has none but line breaks and tabs.
    public static String json(String document) {
        return replaced(document, c -> c == '\n' || c == '\r' || c == '\t' ? Character.toString(c) : escape(c));
    }

    private static String replaced(String text, IntFunction<String> instead) {
        int i = firstActing(text);
        if (i == text.length()) {
            return text;
        }
        var inert = new StringBuilder(text.length() + 16).append(text, 0, i);
        while (i < text.length()) {
            int c = text.codePointAt(i);
            if (acts(c)) {
                inert.append(instead.apply(c));
            } else {
                inert.appendCodePoint(c);
            }
            i += Character.charCount(c);
        }
        return inert.toString();
    }

    private static int firstActing(String text) {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if ((c < ' ' || c > '~') && acts(text.codePointAt(i))) {
                return i;
            }
            i++;
        }
        return i;
    }

    /// As JSON and Java write it: `\u202e`; two of them beyond the first plane.
    private static String escape(int codePoint) {
        var escape = new StringBuilder();
        for (char c : Character.toChars(codePoint)) {
            escape.append("\\u%04x".formatted((int) c));
        }
        return escape.toString();
    }
}
