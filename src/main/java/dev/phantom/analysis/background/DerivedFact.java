package dev.phantom.analysis.background;

import java.util.List;
import java.util.function.UnaryOperator;

/// Something that code worked out from the case, so that neither a person nor a model has to calculate.
///
/// @param topic    short, the same for all facts of a kind: `revert`, `headroom`, `timeline`
/// @param text     one sentence with its figures
/// @param exhibits ids of those that it rests on: who may not see one of them may not see the fact
public record DerivedFact(String topic, String text, List<String> exhibits) {

    public DerivedFact {
        exhibits = List.copyOf(exhibits);
    }

    /// Of the drift and the stack alone.
    public DerivedFact(String topic, String text) {
        this(topic, text, List.of());
    }

    DerivedFact mapText(UnaryOperator<String> words) {
        return new DerivedFact(topic, words.apply(text), exhibits);
    }
}
