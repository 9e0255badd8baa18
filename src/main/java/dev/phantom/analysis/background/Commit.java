package dev.phantom.analysis.background;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/// A commit that touched the lines of a resource, or lines that decide its values.
///
/// @param subject first line of its message
/// @param author  name of who wrote it
/// @param bot     whether a program did
/// @param touched what it changed: `Db`, `parameter DbClass`
public record Commit(Instant at, String subject, String author, boolean bot, List<String> touched) {

    public Commit {
        touched = List.copyOf(touched);
    }

    Commit mapText(UnaryOperator<String> words) {
        return new Commit(
                at,
                words.apply(subject),
                words.apply(author),
                bot,
                touched.stream().map(words).toList());
    }
}
