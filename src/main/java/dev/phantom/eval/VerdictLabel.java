package dev.phantom.eval;

import java.util.List;
import java.util.Locale;

/// What a person says about one scenario (`phantom.label/v1`).
///
/// @param pair     scenarios of a part with the same pair tell the same change with other evidence; empty if it has
/// none
/// @param twin     the folder of the adversarial scenario that a control belongs to; else empty
/// @param findings at least one
public record VerdictLabel(String pair, String twin, Tier tier, List<LabelledFinding> findings) {

    /// How hard it is, or what it is there for.
    public enum Tier {
        EASY,
        MEDIUM,
        HARD,
        NO_EVIDENCE,
        BENIGN,
        ADVERSARIAL,
        CONTROL;

        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public VerdictLabel {
        findings = List.copyOf(findings);
    }
}
