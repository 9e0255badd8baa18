package dev.phantom.iac.terraform.edit;

import java.util.Comparator;
import java.util.List;

/// A span of a text and what stands there instead.
record SpanEdit(int start, int end, String text) {

    /// Spans must not overlap.
    static String all(String text, List<SpanEdit> splices) {
        var made = new StringBuilder();
        int at = 0;
        for (var splice : splices.stream()
                .sorted(Comparator.comparingInt(SpanEdit::start))
                .toList()) {
            made.append(text, at, splice.start()).append(splice.text());
            at = splice.end();
        }
        return made.append(text, at, text.length()).toString();
    }
}
