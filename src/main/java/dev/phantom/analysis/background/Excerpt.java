package dev.phantom.analysis.background;

import java.util.function.UnaryOperator;

/// A piece of a file of the safe state, as written, comments included.
///
/// @param file     path in the repository
/// @param line     1-based line of its first character
/// @param element  what it declares: a logical id, or the name of a parameter, mapping or condition
/// @param distance 0 for the drifted resource itself, 1 for what it refers to or what refers to it, …
/// @param relation how it is related, in words: `refers to Db`; of a parameter also the value in force
/// @param text     whole lines; secrets are masked in place, and what is too long ends with `… (cut)`
public record Excerpt(String file, int line, String element, int distance, String relation, String text) {

    Excerpt with(String other) {
        return new Excerpt(file, line, element, distance, relation, other);
    }

    Excerpt mapText(UnaryOperator<String> words, UnaryOperator<String> passages) {
        return new Excerpt(
                words.apply(file), line, words.apply(element), distance, words.apply(relation), passages.apply(text));
    }
}
