package dev.phantom.value.read;

/// From the parser's code points to places in the text: the byte order mark and surrogate pairs are accounted for.
///
/// @param text the file as read
/// @param base 1 if a byte order mark stands before the body
/// @param map  UTF-16 offset of each code point; empty where they are the same
record Offsets(String text, int base, int[] map) {

    static Offsets of(String text) {
        int base = text.startsWith("\uFEFF") ? 1 : 0;
        int points = text.codePointCount(base, text.length());
        if (points == text.length() - base) {
            return new Offsets(text, base, new int[0]);
        }
        int[] map = new int[points + 1];
        int offset = base;
        for (int i = 0; i < points; i++) {
            map[i] = offset;
            offset += Character.charCount(text.codePointAt(offset));
        }
        map[points] = offset;
        return new Offsets(text, base, map);
    }

    String body() {
        return text.substring(base);
    }

    int of(int codePoint) {
        return map.length == 0 ? base + codePoint : map[Math.min(codePoint, map.length - 1)];
    }

    /// Where the content begins behind `!tag` and `&anchor`.
    int afterProperties(int start, int end) {
        int at = start;
        while (at < end && (text.charAt(at) == '!' || text.charAt(at) == '&')) {
            while (at < end && !Character.isWhitespace(text.charAt(at)) && !endsProperty(at)) {
                at++;
            }
            at = skipBlank(at, end);
        }
        return at;
    }

    /// Whether a flow collection begins with a bracket; a single pair in a flow list does not.
    boolean isBracket(int start, int end) {
        int at = afterProperties(start, Math.max(end, start + 1));
        return at < text.length() && (text.charAt(at) == '[' || text.charAt(at) == '{');
    }

    private boolean endsProperty(int at) {
        char c = text.charAt(at);
        return c == ',' || c == '[' || c == ']' || c == '{' || c == '}';
    }

    private int skipBlank(int from, int end) {
        int at = from;
        while (at < end) {
            char c = text.charAt(at);
            if (c == '#') {
                while (at < end && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                    at++;
                }
            } else if (Character.isWhitespace(c)) {
                at++;
            } else {
                break;
            }
        }
        return at;
    }

    int withoutTrailingBlank(int start, int end) {
        int at = end;
        while (at > start && Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }
}
