package dev.phantom.report;

import java.util.ArrayList;
import java.util.List;

/// A result for people, line by line: whatever is in the text of one, it stays one line in which nothing acts.
final class Lines {

    private final List<String> lines = new ArrayList<>();

    void add(String text) {
        lines.add(PlainText.whole(text));
    }

    /// @param own what Phantom itself writes before the text, in a colour perhaps
    void add(String own, String text) {
        lines.add(own + PlainText.whole(text));
    }

    /// Lines that are inert already.
    void addAll(Lines others) {
        lines.addAll(others.lines);
    }

    String text() {
        return String.join("\n", lines);
    }
}
