package dev.phantom.analysis.background;

import java.nio.charset.StandardCharsets;

/// How much of a model's attention a text takes. Only its maker counts that exactly, so this is an estimate that errs
/// to the high side: a token for every three bytes of UTF-8. Prose has more to a token; templates are full of signs and
/// short names.
final class Tokens {

    private static final int BYTES = 3;

    private Tokens() {}

    static int of(String text) {
        return (text.getBytes(StandardCharsets.UTF_8).length + BYTES - 1) / BYTES;
    }

    /// How many characters of a text take so many tokens at most.
    static int characters(String text, int tokens) {
        int bytes = 0;
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            bytes += Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > tokens * BYTES) {
                break;
            }
            at += Character.charCount(point);
        }
        return at;
    }
}
