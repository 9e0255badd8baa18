package dev.phantom.analysis.prompt;

import dev.phantom.analysis.measure.Load;
import java.util.Locale;

/// The limits of an answer: what the prompt says of them and what the validator holds are these figures.
final class AnswerLimits {

    /// Characters of the reasoning.
    static final int REASONING = 2_000;

    /// Characters of a quote that is not a whole field.
    static final int QUOTE = 12;

    private AnswerLimits() {}

    /// A text of the prompt with the figures in their places: `{reasoning}`, `{quote}`, `{coverage}`.
    static String filled(String text) {
        return text.replace("{reasoning}", String.format(Locale.ROOT, "%,d", REASONING))
                .replace("{quote}", Integer.toString(QUOTE))
                .replace("{coverage}", Double.toString(Load.MIN_COVERAGE));
    }
}
