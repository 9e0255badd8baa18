package dev.phantom.datadog.observe;

import dev.phantom.secret.Secrets;

/// Text from outside made safe for a terminal: one line, no credential, no escape sequences, no invisible reordering,
/// not endless.
final class TerminalText {
    private TerminalText() {}

    private static final int LONGEST = 500;

    public static String of(String text) {
        return safe(Secrets.NONE.shown(text.substring(0, Math.min(text.length(), 8 * LONGEST))));
    }

    private static String safe(String text) {
        var safe = new StringBuilder(Math.min(text.length(), LONGEST) + 8);
        var shown = 0;
        for (var i = 0; i < text.length(); ) {
            if (shown++ == LONGEST) {
                return safe.append('…').toString();
            }
            var c = text.codePointAt(i);
            append(safe, c);
            i += Character.charCount(c);
        }
        return safe.toString();
    }

    private static void append(StringBuilder safe, int c) {
        switch (c) {
            case '\n' -> safe.append("\\n");
            case '\r' -> safe.append("\\r");
            case '\t' -> safe.append("\\t");
            default -> {
                if (isHarmful(c)) {
                    safe.append(c < 0x100 ? "\\x%02x".formatted(c) : "\\u%04x".formatted(c));
                } else {
                    safe.appendCodePoint(c);
                }
            }
        }
    }

    private static boolean isHarmful(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
