package dev.phantom.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A result for people, line by line: whatever is in the text of one, it stays one line in which nothing acts.
final class Lines {

    /// @param command to copy, which nothing breaks; empty if there is none
    private record Line(String text, String command) {
        Stream<String> wrapped(int columns) {
            var whole = text + command;
            if (command.isEmpty() || columns == 0 || WordWrap.width(whole) <= columns) {
                return WordWrap.lines(whole, columns).stream();
            }
            return Stream.concat(WordWrap.lines(text.stripTrailing(), columns).stream(), Stream.of(command));
        }
    }

    private final List<Line> lines = new ArrayList<>();

    void add(String text) {
        lines.add(new Line(PlainText.whole(text), ""));
    }

    /// @param own what Phantom itself writes before the text, in a colour perhaps
    void add(String own, String text) {
        lines.add(new Line(own + PlainText.whole(text), ""));
    }

    /// A line that ends with a command to copy.
    void addCommand(String text, String command) {
        lines.add(new Line(PlainText.whole(text), PlainText.whole(command)));
    }

    /// Lines that are inert already.
    void addAll(Lines others) {
        lines.addAll(others.lines);
    }

    /// @param columns of the terminal; 0 for no terminal: each line stays one
    String text(int columns) {
        return lines.stream().flatMap(line -> line.wrapped(columns)).collect(Collectors.joining("\n"));
    }
}
