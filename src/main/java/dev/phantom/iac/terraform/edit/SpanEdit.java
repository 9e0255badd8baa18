package dev.phantom.iac.terraform.edit;

import java.util.Comparator;
import java.util.List;

/// A span of a text and what stands there instead.
record SpanEdit(int start, int end, String text) {

    /// Whether none overlaps another.
    static boolean areApart(List<SpanEdit> splices) {
        var sorted = splices.stream()
                .sorted(Comparator.comparingInt(SpanEdit::start))
                .toList();
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).start() < sorted.get(i - 1).end()) {
                return false;
            }
        }
        return true;
    }

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
