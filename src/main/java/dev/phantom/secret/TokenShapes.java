package dev.phantom.secret;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/// Credentials that give themselves away by their shape: keys of known makers, private keys, hashes of passwords
/// (`token-shapes.tsv`).
final class TokenShapes {

    /// @param mark what it begins with or holds
    private record Shape(String mark, Pattern pattern) {}

    private static final String BEGINS = "begins";
    private static final String PEM = "-----BEGIN ";
    private static final String PEM_END = "-----END ";
    private static final int LINE_AFTER = 80;

    /// What begins with a character, so that most texts are passed at a glance.
    private static final Shape[][] BEGINNING = new Shape[128][];

    /// The first two characters of what begins so.
    private static final BitSet PAIRS = new BitSet(128 * 128);

    private static final List<Shape> HOLDING = shapes("holds");

    static {
        var all = shapes(BEGINS);
        all.forEach(s -> PAIRS.set(pair(s.mark(), 0)));
        for (int c = 0; c < BEGINNING.length; c++) {
            int first = c;
            BEGINNING[c] = all.stream().filter(s -> s.mark().charAt(0) == first).toArray(Shape[]::new);
        }
    }

    private TokenShapes() {}

    private static List<Shape> shapes(String kind) {
        return SecretTables.rows("token-shapes.tsv").stream()
                .filter(row -> row.get(1).equals(kind))
                .map(row -> new Shape(row.get(2), Pattern.compile(row.get(3))))
                .toList();
    }

    static void find(String text, SecretSpans found) {
        for (int i = 0; i < text.length(); i++) {
            int end = begun(text, i);
            if (end > i) {
                found.add(i, end);
                i = end - 1;
            }
        }
        for (var shape : HOLDING) {
            if (text.contains(shape.mark())) {
                var matcher = shape.pattern().matcher(text);
                while (matcher.find()) {
                    found.add(matcher.start(), matcher.end());
                }
            }
        }
    }

    /// Where what begins at a place ends; the place itself if nothing does.
    private static int begun(String text, int at) {
        char c = text.charAt(at);
        if (!PAIRS.get(pair(text, at))) {
            return at;
        }
        var ends = new ArrayList<Integer>();
        for (var shape : BEGINNING[c]) {
            if (text.startsWith(shape.mark(), at) && free(text, at)) {
                var rest =
                        shape.pattern().matcher(text).region(at + shape.mark().length(), text.length());
                rest.useTransparentBounds(true);
                if (rest.lookingAt()) {
                    ends.add(shape.mark().equals(PEM) ? pemEnd(text, rest.end()) : rest.end());
                }
            }
        }
        return ends.stream().max(Integer::compare).orElse(at);
    }

    /// Two characters as one number; 0 where they are not of ASCII.
    private static int pair(String text, int at) {
        char c = text.charAt(at);
        char next = at + 1 < text.length() ? text.charAt(at + 1) : 128;
        return c < 128 && next < 128 ? c * 128 + next : 0;
    }

    /// Up to the end of its last line, or of the text.
    private static int pemEnd(String text, int from) {
        int last = text.indexOf(PEM_END, from);
        int close = last < 0 ? -1 : text.indexOf("-----", last + PEM_END.length());
        return close < 0 || close - last > LINE_AFTER ? text.length() : close + 5;
    }

    /// Whether no longer word goes on here: what stands before is no letter or digit, or ends an escape.
    private static boolean free(String text, int at) {
        if (at == 0 || !Character.isLetterOrDigit(text.charAt(at)) || !Character.isLetterOrDigit(text.charAt(at - 1))) {
            return true;
        }
        return escaped(text, at, 2, "\\") && "nrtbf".indexOf(text.charAt(at - 1)) >= 0
                || escaped(text, at, 3, "%")
                || escaped(text, at, 6, "\\u");
    }

    private static boolean escaped(String text, int at, int length, String sign) {
        return at >= length && text.startsWith(sign, at - length);
    }
}
