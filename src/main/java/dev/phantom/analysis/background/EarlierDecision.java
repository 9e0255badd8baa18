package dev.phantom.analysis.background;

import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What was decided of a resource before.
///
/// @param at   null where nothing says when
/// @param text one sentence: the recommendation and its paths, the reason of a keep, the title of a pull request
public record EarlierDecision(@Nullable Instant at, Kind kind, String text) {

    public enum Kind {
        VERDICT,
        KEPT,
        CLOSED_PULL_REQUEST,
        MERGED_PULL_REQUEST
    }

    EarlierDecision mapText(UnaryOperator<String> words) {
        return new EarlierDecision(at, kind, words.apply(text));
    }
}
