package dev.phantom.secret;

import java.util.HashMap;
import java.util.Map;

/// Where the lines and quotations of one text end. What was found from one place on serves the places after it, so that
/// a long line is walked once however many headers stand in it. Not thread-safe.
final class LineEnds {

    private final String text;
    private final Map<Character, SecretSpans.Span> last = new HashMap<>();

    LineEnds(String text) {
        this.text = text;
    }

    /// @param quote the quotation mark that ends it before the line does; NUL if none opened it, then `"` does
    int end(char quote, int start) {
        var known = last.get(quote);
        if (known == null || start < known.start() || start > known.end()) {
            known = new SecretSpans.Span(start, walked(quote, start));
            last.put(quote, known);
        }
        return known.end();
    }

    private int walked(char quote, int start) {
        char mark = quote == '\0' ? '"' : quote;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' || c == mark) {
                return i;
            }
        }
        return text.length();
    }
}
