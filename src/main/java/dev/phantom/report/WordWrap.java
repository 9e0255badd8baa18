package dev.phantom.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Lines broken between words at the width of a terminal. What follows hangs below where the text of its line begins; a
/// word that is longer than a line (an address, a path) stays one.
public final class WordWrap {

    /// Indentation, and a name in front of the text: `         verdict   `, `waiting         `.
    private static final Pattern HEAD = Pattern.compile("^( *(?:\\S+(?: \\S+)? {2,})?)");

    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    /// Further to the right nothing hangs.
    private static final int DEEPEST = 24;

    private static final int NARROWEST = 20;

    private WordWrap() {}

    /// @param text    one line
    /// @param columns of the terminal; 0 leaves the line as it is
    public static List<String> lines(String text, int columns) {
        if (columns == 0 || width(text) <= columns) {
            return List.of(text);
        }
        var indent = " ".repeat(hanging(text, columns));
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        var used = 0;
        for (var word : text.split("(?<=\\S)(?= )")) {
            var width = width(word);
            if (used + width > columns && used > indent.length()) {
                lines.add(line.toString());
                line = new StringBuilder(indent).append(word.stripLeading());
                used = indent.length() + width(word.stripLeading());
            } else {
                line.append(word);
                used += width;
            }
        }
        lines.add(line.toString());
        return lines;
    }

    private static int hanging(String text, int columns) {
        var plain = COLOUR.matcher(text).replaceAll("");
        var head = HEAD.matcher(plain);
        var begin = head.find() ? head.group(1).length() : 0;
        var indent = plain.length() - plain.stripLeading().length();
        var wanted = begin <= DEEPEST ? begin : indent + 2;
        return columns < NARROWEST ? 0 : Math.min(wanted, columns / 2);
    }

    /// Columns that a text takes: colours none, signs above others none, ideographs and pictures two.
    public static int width(String text) {
        return COLOUR.matcher(text)
                .replaceAll("")
                .codePoints()
                .map(WordWrap::width)
                .sum();
    }

    private static int width(int c) {
        if (c < 0x300) {
            return 1;
        }
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(c) ? 2 : 1;
        };
    }

    /// East Asian Width `W` and `F` of Unicode, by blocks.
    private static boolean isWide(int c) {
        return c >= 0x1100 && c <= 0x115f
                || c >= 0x2e80 && c <= 0xa4cf
                || c >= 0xac00 && c <= 0xd7a3
                || c >= 0xf900 && c <= 0xfaff
                || c >= 0xfe30 && c <= 0xfe6f
                || c >= 0xff00 && c <= 0xff60
                || c >= 0xffe0 && c <= 0xffe6
                || c >= 0x1f300 && c <= 0x1faff
                || c >= 0x20000 && c <= 0x3fffd;
    }

    /// As much of the beginning as fits.
    public static String cut(String text, int columns) {
        var fit = new StringBuilder();
        var used = 0;
        for (var i = 0; i < text.length(); ) {
            var c = text.codePointAt(i);
            used += width(c);
            if (used > columns) {
                break;
            }
            fit.appendCodePoint(c);
            i += Character.charCount(c);
        }
        return fit.toString();
    }
}
