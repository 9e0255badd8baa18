package dev.phantom.secret;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Places in a text that are to be masked. Not thread-safe.
final class SecretSpans {

    /// Characters from `start` up to `end`.
    record Span(int start, int end) {}

    private final List<Span> all = new ArrayList<>();

    void add(int start, int end) {
        if (start < end) {
            all.add(new Span(start, end));
        }
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    List<Span> all() {
        return List.copyOf(all);
    }

    /// The text with something else in each of these places; what overlaps is one place.
    String cut(String text, String by) {
        if (all.isEmpty()) {
            return text;
        }
        var cut = new StringBuilder();
        int from = 0;
        for (var span : ordered()) {
            if (span.start() >= from) {
                cut.append(text, from, span.start()).append(by);
            }
            from = Math.max(from, span.end());
        }
        return cut.append(text, from, text.length()).toString();
    }

    private List<Span> ordered() {
        return all.stream()
                .sorted(Comparator.comparingInt(Span::start).thenComparingInt(span -> -span.end()))
                .toList();
    }
}
