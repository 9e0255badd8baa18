package dev.phantom.datadog.observe;

import dev.phantom.datadog.api.ApiAnswer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What stands under one heading.
///
/// @param lines  one observation each, safe for a terminal
/// @param items  the same for a program: names and values, without a credential
/// @param notes  what to know about the lines: partial, another metric than asked for
/// @param refused why there are none; empty if there was an answer
/// @param denied whether that was a 401 or 403
record Section(
        String heading,
        List<String> lines,
        List<Map<String, Object>> items,
        List<String> notes,
        String refused,
        boolean denied) {

    Section {
        lines = List.copyOf(lines);
        items = List.copyOf(items);
        notes = List.copyOf(notes);
    }

    /// Without an observation.
    static Section empty(String heading, String note) {
        return new Section(heading, List.of(), List.of(), List.of(note), "", false);
    }

    static <T> Section of(
            String heading,
            ApiAnswer<List<T>> answer,
            Function<T, String> line,
            Function<T, Map<String, Object>> item) {
        return switch (answer) {
            case ApiAnswer.Got<List<T>>(var values, var partial) ->
                new Section(
                        heading,
                        values.stream().map(line).toList(),
                        values.stream().map(item).toList(),
                        partial.stream().map(p -> "partial: " + p.text()).toList(),
                        "",
                        false);
            case ApiAnswer.Refused<List<T>>(var _, var why) ->
                new Section(heading, List.of(), List.of(), List.of(), why, answer.denied());
        };
    }

    Section note(String note) {
        var all = new java.util.ArrayList<>(notes);
        all.add(note);
        return new Section(heading, lines, items, all, refused, denied);
    }

    /// Failed for another reason than a permission that the keys do not have.
    boolean lost() {
        return failed() && !denied;
    }

    boolean failed() {
        return !refused.isEmpty();
    }
}
