package dev.phantom.analysis;

import dev.phantom.severity.Severity;
import java.util.List;

/// Opinions for tests that ask what is done with a verdict, not how it was come to.
public final class Opinions {
    /// Of high confidence, on nothing in particular.
    public static final Verdict.Opinion SURE = new Verdict.Opinion(
            Confidence.nominal(Confidence.Level.HIGH),
            "",
            List.of(),
            List.of(),
            Severity.LOW,
            null,
            "rules",
            "",
            List.of());

    private Opinions() {}
}
