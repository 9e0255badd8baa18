package dev.phantom.datadog.observe;

import dev.phantom.datadog.api.ApiAnswer;
import java.util.List;
import java.util.function.Function;

/// What stands under one heading.
///
/// @param lines  one observation each, safe for a terminal
/// @param notes  what to know about the lines: partial, another metric than asked for
/// @param refused why there are none; empty if there was an answer
/// @param denied whether that was a 401 or 403
record Section(String heading, List<String> lines, List<String> notes, String refused, boolean denied) {

    Section {
        lines = List.copyOf(lines);
        notes = List.copyOf(notes);
    }

    static <T> Section of(String heading, ApiAnswer<List<T>> answer, Function<T, String> line) {
        return switch (answer) {
            case ApiAnswer.Got<List<T>>(var values, var partial) ->
                new Section(
                        heading,
                        values.stream().map(line).toList(),
                        partial.stream().map(p -> "partial: " + p.text()).toList(),
                        "",
                        false);
            case ApiAnswer.Refused<List<T>>(var _, var why) ->
                new Section(heading, List.of(), List.of(), why, answer.denied());
        };
    }

    Section note(String note) {
        var all = new java.util.ArrayList<>(notes);
        all.add(note);
        return new Section(heading, lines, all, refused, denied);
    }

    boolean failed() {
        return !refused.isEmpty();
    }
}
