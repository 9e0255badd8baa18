package dev.phantom.analysis.background;

import java.time.Instant;
import java.util.function.UnaryOperator;

/// A commit that touched the lines of a resource.
///
/// @param subject first line of its message
/// @param author  name of who wrote it
/// @param bot     whether a program did
public record Commit(Instant at, String subject, String author, boolean bot) {

    Commit mapText(UnaryOperator<String> words) {
        return new Commit(at, words.apply(subject), words.apply(author), bot);
    }
}
