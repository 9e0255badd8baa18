package dev.phantom.analysis;

import dev.phantom.severity.Severity;
import java.util.List;

/// Opinions for tests that ask what is done with a verdict, not how it was come to.
public final class Opinions {
    /// Of high confidence, on nothing in particular.
    public static final Verdict.Opinion SURE = of(Confidence.Level.HIGH);

    private Opinions() {}

    public static Verdict.Opinion of(Confidence.Level level) {
        return new Verdict.Opinion(
                Confidence.nominal(level),
                "",
                List.of(),
                List.of(),
                Severity.LOW,
                null,
                "rules",
                "",
                List.of(),
                Aside.NONE);
    }
}
