package dev.phantom.analysis.background;

import java.util.function.UnaryOperator;

/// Something that code worked out from the case, so that neither a person nor a model has to calculate.
///
/// @param topic short, the same for all facts of a kind: `revert`, `headroom`, `timeline`
/// @param text  one sentence with its figures
public record DerivedFact(String topic, String text) {

    DerivedFact mapText(UnaryOperator<String> words) {
        return new DerivedFact(topic, words.apply(text));
    }
}
